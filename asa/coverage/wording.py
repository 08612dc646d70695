"""What the lines about coverage are called in the two logs, and what the numbers count."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.coverage.codes import AreaState, ExceptionState

VERBS: dict[str, str | Promise] = {
    "coverage_rule.set": _("Rule of coverage set"),
    "coverage_rule.ended": _("Rule of coverage ended"),
    "area_exception.asked": _("Asked to count an area apart"),
    "area_exception.approved": _("Area counted apart"),
    "area_exception.denied": _("Area not counted apart"),
    "area_exception.ended": _("Area counted like others again"),
    "outlines.loaded": _("Outlines of areas loaded"),
}
RECORDS: dict[str, str | Promise] = {
    "coverage.coveragerule": _("Rule of coverage"),
    "coverage.areaexception": _("Area counted apart"),
    "coverage.outline": _("Outline of an area"),
}
STATE_TONES: dict[str, str] = {
    AreaState.EXCLUDED: "",
    AreaState.INACCESSIBLE: "",
    AreaState.NOT_ASSIGNED: "late",
    AreaState.NOT_VISITED: "soon",
    AreaState.VISITED: "near",
    AreaState.REACHED: "well",
}
EXCEPTION_TONES: dict[str, str] = {
    ExceptionState.ASKED: "near",
    ExceptionState.APPROVED: "well",
    ExceptionState.DENIED: "soon",
    ExceptionState.ENDED: "",
}


def definitions() -> dict[str, str]:
    """What each number of coverage counts, in a sentence of the reader's language."""
    return {
        "tambons": gettext("Sub-districts in force on the day; abolished codes do not count."),
        "villages": gettext("Villages that are known and in force on the day."),
        "without_volunteer": gettext(
            "Sub-districts in force in which no current volunteer works: none has the sub-district "
            "or a village in it as area of work. What is left out does not count."
        ),
        "villages_without_volunteer": gettext(
            "Known villages that are no current volunteer's area of work. What is left out does "
            "not count."
        ),
        "short": gettext(
            "Places in which fewer current volunteers work than the rule of the place asks: at "
            "least so many for each, and one for so many households where the rule says so."
        ),
        "volunteers": gettext(
            "Volunteers on the register of the area who are registered on the day: neither ended "
            "nor suspended."
        ),
        "active": gettext("Current volunteers who are active by the formula of their province."),
        "households": gettext(
            "Households on record, without those known only by a protected case."
        ),
        "ratio": gettext("Households for one current volunteer of the area."),
        "states": gettext(
            "A village is without a volunteer, not visited, visited, or has every visit that the "
            "rule asks for in the fiscal year; apart from these stand villages that cannot be "
            "reached or are left out, as the provincial office has approved."
        ),
    }


def definitions_as_at() -> dict[str, str]:
    """What each number of a day that is past counts, in a sentence of the reader's language."""
    return {
        "tambons": gettext("Sub-districts that were in force on that day, by their codes of then."),
        "villages": gettext("Villages that were in force on that day, as far as they are known."),
        "without_volunteer": gettext(
            "Sub-districts of that day in which no volunteer who was registered then worked."
        ),
        "villages_without_volunteer": gettext(
            "Villages of that day in which no volunteer who was registered then worked."
        ),
        "volunteers": gettext(
            "Volunteers who were registered on that day by the steps of their lives and had their "
            "main area of work there. A step that was taken back never was."
        ),
        "households": gettext(
            "Households surveyed by that day, or on record by then where no day of it is known."
        ),
        "ratio": gettext("Households of that day for one volunteer of that day."),
        "tambons_below_target": gettext("Fewer than the rule that was in force on that day asks."),
        "villages_below_target": gettext("Fewer than the rule that was in force on that day asks."),
        "ages": gettext("These volunteers by age on that day and sex."),
    }
