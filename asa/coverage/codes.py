from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Without a rule about retiring, the forecast looks at volunteers of this age.
OLD_AGE = 70
FORECAST_YEARS = (1, 3, 5)
# No rule lets volunteers stop younger, and none asks for a number of more figures.
LEAST_RETIRING_AGE = 40
MOST = 9999


class AreaState(TextChoices):
    """How a village stands in the fiscal year; the first that holds, from the top."""

    EXCLUDED = "excluded", _("Left out")
    INACCESSIBLE = "inaccessible", _("Cannot be reached")
    NOT_ASSIGNED = "not_assigned", _("Without a volunteer")
    NOT_VISITED = "not_visited", _("Not visited")
    VISITED = "visited", _("Visited in part")
    REACHED = "reached", _("Visits reached")


class ExceptionKind(TextChoices):
    """Why a village is not counted as others are."""

    INACCESSIBLE = "inaccessible", _("Cannot be reached")
    EXCLUDED = "excluded", _("Left out")


class ExceptionState(TextChoices):
    ASKED = "asked", _("Asked")
    APPROVED = "approved", _("Approved")
    DENIED = "denied", _("Denied")
    ENDED = "ended", _("Ended")


NEXT_STATES: dict[str, set[str]] = {
    ExceptionState.ASKED: {ExceptionState.APPROVED, ExceptionState.DENIED},
    ExceptionState.APPROVED: {ExceptionState.ENDED},
    ExceptionState.DENIED: set(),
    ExceptionState.ENDED: set(),
}
