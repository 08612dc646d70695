"""What the lines about rounds are called in the two logs, and what the numbers count."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asa.reverification.codes import Answer, RoundState

VERBS: dict[str, str | Promise] = {
    "round.planned": _("Round of re-verification planned"),
    "round.opened": _("Round of re-verification opened"),
    "round.closed": _("Round of re-verification closed"),
    "round.taken_back": _("Round of re-verification taken back"),
    "round.reminded": _("Reminded of a round of re-verification"),
    "round.answered": _("Answered in a round of re-verification"),
    "round.confirmed": _("Volunteers confirmed in a round"),
    "round.carried_out": _("Answer of a round carried out"),
    "round.declined": _("Answer of a round not carried out"),
    "round.exported": _("List of a round taken out"),
    "not_found_rule.changed": _("Days until a suspension is proposed changed"),
}
RECORDS: dict[str, str | Promise] = {
    "reverification.round": _("Round of re-verification"),
    "reverification.notfoundrule": _("Days until a suspension is proposed"),
}
STATE_TONES: dict[str, str] = {
    RoundState.PLANNED: "near",
    RoundState.OPEN: "way",
    RoundState.CLOSED: "well",
    RoundState.TAKEN_BACK: "",
}
ANSWER_TONES: dict[str, str] = {
    Answer.WAITING: "",
    Answer.CONFIRMED: "well",
    Answer.MOVED: "way",
    Answer.ENDED: "near",
    Answer.NOT_FOUND: "late",
}
# The shares of a bar; who was not asked yet is its ground.
SHADES: dict[str, str] = {
    Answer.CONFIRMED: "l4",
    Answer.MOVED: "l3",
    Answer.ENDED: "l2",
    Answer.NOT_FOUND: "l1",
}
# What each number of a round counts.
DEFINITIONS: list[str | Promise] = [
    _(
        "Ever registered: all whom the register of the area has had since it began, whatever "
        "became of them; not those who still wait to be registered."
    ),
    _("Current: registered on the day, neither suspended nor ended."),
    _("Active: current, and something was reported in the 12 months before the day."),
    _(
        "On the list: who was current on the day on which the round opened. Whoever was "
        "registered later is not on it."
    ),
    _(
        "Confirmed, moved away, has stopped, not found: what was last said of each one on the "
        "list. Being confirmed counts as seen on that day; it does not count as a report."
    ),
    _("Each one is counted in the area where the register had her when the round opened."),
]
