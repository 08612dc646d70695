"""The notices that workshops send; they name nobody."""

from datetime import date

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
REGISTRAR = "training.registrar"
REGISTRAR_NO_MORE = "training.registrar_no_more"

_REGISTRAR = _("You are asked to call the roll of a workshop that begins on %(day)s")
_NOMINATED = _("You are nominated for a workshop: please answer by %(day)s")
_MOVED_UP = _("A seat of a workshop has become free for you: please answer by %(day)s")


def _nominated(params: dict[str, object]) -> str:
    return _NOMINATED % {"day": _day(params)}


def _moved_up(params: dict[str, object]) -> str:
    return _MOVED_UP % {"day": _day(params)}


def _registrar(params: dict[str, object]) -> str:
    return _REGISTRAR % {"day": thai_date(date.fromisoformat(str(params["starts_on"])))}


def _day(params: dict[str, object]) -> str:
    return thai_date(date.fromisoformat(str(params["answer_by"])))


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
    kinds.register(REGISTRAR, _registrar)
    kinds.register(
        REGISTRAR_NO_MORE, _("You are not asked to call the roll of a workshop any more")
    )
    kinds.register(PASSED_ON, _("Your seat of a workshop was passed on: no answer came in time"))
