"""Which applications go along when areas change."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from asa.applications.codes import ApplicationState
from asa.applications.models import PublicApplication
from asa.places import moving
from asa.places.moving import Mover


def _waiting(_on: date) -> Q:
    return Q(state=ApplicationState.RECEIVED)


def register_movers() -> None:
    """Who waits for an answer applies where the place is now; what was answered stays."""
    moving.register(
        PublicApplication, "area", Mover(_("Applications from the page"), _waiting, order=48)
    )
