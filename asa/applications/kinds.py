"""The notices about applications from the public page; they name nobody."""

from django.utils.translation import gettext_lazy as _

from asa.notices import kinds

RECEIVED = "application.received"
WITHDRAWN = "application.withdrawn"


def register_notices() -> None:
    """Give each kind its sentence."""
    kinds.register_group(
        kinds.Group(
            "application",
            _("Applications from the public page"),
            _("There is news of applications"),
            open_words=True,
        )
    )
    kinds.register(RECEIVED, _("Applications to become a volunteer came in by the public page"))
    kinds.register(WITHDRAWN, _("Somebody withdrew an application to become a volunteer"))
