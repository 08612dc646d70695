"""The notices that workshops send; they name nobody."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.thaidate import thai_date
from asa.notices import kinds

NOMINATED = "training.nominated"
MOVED_UP = "training.moved_up"
CONFIRMED = "training.list_confirmed"
CHANGED = "training.changed"
CANCELLED = "training.cancelled"
MISSING = "training.names_missing"
PASSED_ON = "training.passed_on"
NAMED = "training.activity_named"
TAKEN_OFF = "training.activity_taken_off"
ACTIVITY_CHANGED = "training.activity_changed"
ACTIVITY_CANCELLED = "training.activity_cancelled"
SKILL_MISSING = "training.skill_missing"
SKILL_MISSING_NEARBY = "training.skill_missing_nearby"

_NOMINATED = _("You are nominated for a workshop: please answer by %(day)s")
_MOVED_UP = _("A seat of a workshop has become free for you: please answer by %(day)s")


def _nominated(params: dict[str, object]) -> str:
    return _NOMINATED % {"day": _day(params)}


def _moved_up(params: dict[str, object]) -> str:
    return _MOVED_UP % {"day": _day(params)}


def _day(params: dict[str, object]) -> str:
    return thai_date(date.fromisoformat(str(params["answer_by"])))


def _named(params: dict[str, object]) -> str:
    day = thai_date(date.fromisoformat(str(params["day"])))
    return gettext("You are named for an activity that begins on %(day)s") % {"day": day}


def register_notices() -> None:
    """Give each kind its sentence."""
    news = _("There is news of a workshop of yours")
    kinds.register_group(kinds.Group("training", _("Workshops"), news, open_words=True))
    kinds.register(NOMINATED, _nominated)
    kinds.register(MOVED_UP, _moved_up)
    kinds.register(CONFIRMED, _("The list of your workshop is confirmed: you have a seat"))
    kinds.register(CHANGED, _("Days or venue of your workshop have changed: please look"))
    kinds.register(CANCELLED, _("A cohort in which you have a place is cancelled"))
    kinds.register(MISSING, _("Names for a workshop are still missing from your area"))
    kinds.register(PASSED_ON, _("Your seat of a workshop was passed on: no answer came in time"))
    kinds.register(NAMED, _named)
    kinds.register(TAKEN_OFF, _("You are no longer named for an activity"))
    kinds.register(ACTIVITY_CHANGED, _("Days or place of your activity have changed: please look"))
    kinds.register(ACTIVITY_CANCELLED, _("An activity for which you are named is cancelled"))
    kinds.register(SKILL_MISSING, _("A skill that your activity needs ends before it: please look"))
    kinds.register(
        SKILL_MISSING_NEARBY,
        _("Somebody named for an activity lacks a skill it needs: please look"),
    )
