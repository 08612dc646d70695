"""What stands on an area of workshops and activities, and what becomes of it when areas change."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from asa.places import moving
from asa.places.moving import Mover
from asa.training.codes import PlannedState
from asa.training.models import (
    Certificate,
    CertificateCounter,
    Cohort,
    Enrolment,
    PlannedActivity,
    Quota,
    Signer,
    Workshop,
)


def _to_come(_on: date) -> Q:
    return Q(state=PlannedState.PLANNED)


def register_movers() -> None:
    """What is still to be done goes with its area; a workshop tells of the areas of its days."""
    moving.register(PlannedActivity, "area", Mover(_("Planned activities"), _to_come, order=85))
    for model, name in (
        (Workshop, "owner"),
        (Cohort, "place"),
        (Quota, "area"),
        (Enrolment, "area"),
        (Enrolment, "nominated_for"),
        (Certificate, "owner"),
        (CertificateCounter, "owner"),
        (Signer, "owner"),
    ):
        moving.stays(model, name, "a workshop shows the areas as they were on its days")
