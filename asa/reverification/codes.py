from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asa.volunteers.codes import EndReason

# So many days before the last one, whoever still has to answer is reminded.
REMIND_DAYS = 3
# Nobody is left not found for longer before a suspension is proposed, in days.
LONGEST_WAIT = 366


class RoundState(TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open now")
    CLOSED = "closed", pgettext_lazy("round", "Closed")
    TAKEN_BACK = "taken_back", _("Taken back")


# What a closed round counted is published: it stays closed.
NEXT_STATES: dict[str, set[str]] = {
    RoundState.PLANNED: {RoundState.OPEN, RoundState.TAKEN_BACK},
    RoundState.OPEN: {RoundState.CLOSED, RoundState.TAKEN_BACK},
    RoundState.CLOSED: set(),
    RoundState.TAKEN_BACK: set(),
}


class Answer(TextChoices):
    """What is said of a volunteer of the list."""

    WAITING = "waiting", _("Not yet asked")
    CONFIRMED = "confirmed", _("Confirmed")
    MOVED = "moved", _("Moved away")
    ENDED = "ended", _("Has stopped")
    NOT_FOUND = "not_found", _("Not found")


# Refused is said of applicants alone.
WHY_ENDED = tuple(reason for reason in EndReason if reason != EndReason.REFUSED)
GIVEN = (Answer.CONFIRMED, Answer.MOVED, Answer.ENDED, Answer.NOT_FOUND)


class Outcome(TextChoices):
    """What the office made of an answer that asks for a change of the register."""

    NONE = "", _("Nothing to decide")
    DONE = "done", _("Carried out")
    DECLINED = "declined", _("Not carried out")
