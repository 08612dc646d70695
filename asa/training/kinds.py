"""The notices that workshops send; they name nobody."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.languages import in_language
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
GONE_FROM_ACTIVITY = "training.gone_from_activity"
SKILL_MISSING = "training.skill_missing"
SKILL_MISSING_NEARBY = "training.skill_missing_nearby"
NAMES_OPEN = "training.names_open"
NAMES_TO_PROPOSE = "training.names_to_propose"
PROPOSED = "training.proposed"
ANSWER_SOON = "training.answer_soon"
BEGINS_SOON = "training.begins_soon"
REGISTRAR = "training.registrar"
REGISTRAR_NO_MORE = "training.registrar_no_more"
SEATS_RETURNED = "training.seats_returned"

_NAMES_OPEN = _("%(name)s, cohort %(n)s: nominate for the %(seats)s seats of your area")
_NAMES_TO_PROPOSE = _("%(name)s, cohort %(n)s: propose people of your area, %(seats)s seats")
_UNTIL = _("%(said)s, by %(day)s")
_ANSWER_SOON = _(
    "Please answer by %(day)s whether you come to the workshop; then the seat passes on"
)
_BEGINS_SOON = _("Your workshop begins on %(day)s at %(venue)s")
_BEGINS_AT = _("Your workshop begins on %(day)s at %(time)s, at %(venue)s")
_BRING = _("%(said)s. Please bring: %(bring)s")
_REGISTRAR = _("You are asked to call the roll of a workshop that begins on %(day)s")
_NOMINATED = _("You are nominated for a workshop: please answer by %(day)s")
_MOVED_UP = _("A seat of a workshop has become free for you: please answer by %(day)s")


def _nominated(params: dict[str, object]) -> str:
    return _NOMINATED % {"day": _day(params)}


def _moved_up(params: dict[str, object]) -> str:
    return _MOVED_UP % {"day": _day(params)}


def _names_open(params: dict[str, object]) -> str:
    return _with_seats(_NAMES_OPEN, params)


def _names_to_propose(params: dict[str, object]) -> str:
    return _with_seats(_NAMES_TO_PROPOSE, params)


def _with_seats(words: Promise, params: dict[str, object]) -> str:
    name = in_language(str(params["name"]), str(params["name_en"]))
    said = str(words) % {"name": name, "n": params["number"], "seats": params["seats"]}
    if not params["until"]:
        return said
    return _UNTIL % {"said": said, "day": thai_date(date.fromisoformat(str(params["until"])))}


def _answer_soon(params: dict[str, object]) -> str:
    return _ANSWER_SOON % {"day": _day(params)}


def _begins_soon(params: dict[str, object]) -> str:
    day = thai_date(date.fromisoformat(str(params["starts_on"])))
    told = {"day": day, "time": params["time"], "venue": params["venue"]}
    said = (_BEGINS_AT if params["time"] else _BEGINS_SOON) % told
    return _BRING % {"said": said, "bring": params["bring"]} if params["bring"] else said


def _registrar(params: dict[str, object]) -> str:
    return _REGISTRAR % {"day": thai_date(date.fromisoformat(str(params["starts_on"])))}


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
    kinds.register(NAMES_OPEN, _names_open, outside=_("A workshop takes names from your area"))
    kinds.register(
        NAMES_TO_PROPOSE, _names_to_propose, outside=_("A workshop takes names from your area")
    )
    kinds.register(PROPOSED, _("Names proposed for a workshop wait for your decision"))
    kinds.register(
        ANSWER_SOON, _answer_soon, outside=_("A seat of a workshop waits for your answer")
    )
    kinds.register(BEGINS_SOON, _begins_soon, outside=_("A workshop of yours begins soon"))
    kinds.register(REGISTRAR, _registrar)
    kinds.register(
        REGISTRAR_NO_MORE, _("You are not asked to call the roll of a workshop any more")
    )
    kinds.register(
        SEATS_RETURNED, _("Seats of your workshop came back: please offer them to other areas")
    )
    kinds.register(PASSED_ON, _("Your seat of a workshop was passed on: no answer came in time"))
    kinds.register(NAMED, _named)
    kinds.register(TAKEN_OFF, _("You are no longer named for an activity"))
    kinds.register(ACTIVITY_CHANGED, _("Days or place of your activity have changed: please look"))
    kinds.register(ACTIVITY_CANCELLED, _("An activity for which you are named is cancelled"))
    kinds.register(
        GONE_FROM_ACTIVITY,
        _("Somebody named for your activity has left the register: please look"),
    )
    kinds.register(SKILL_MISSING, _("A skill that your activity needs ends before it: please look"))
    kinds.register(
        SKILL_MISSING_NEARBY,
        _("Somebody named for an activity lacks a skill it needs: please look"),
    )
