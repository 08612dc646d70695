"""Who may apply, in plain sentences: the dated qualifications of the register."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asa.volunteers.codes import Check, VolunteerKind, VolunteerState
from asa.volunteers.models import Qualification
from asa.volunteers.queries import qualifications_on


@dataclass(frozen=True)
class Conditions:
    """What an applicant must be, brings along, and does before the registration."""

    adult: list[str]
    youth: list[str]
    papers: list[str]
    later: list[str]


def conditions_on(on: date) -> Conditions:
    """The qualifications that hold on a day; what holds for everybody stands with the adults."""
    adult = qualifications_on(on, step=VolunteerState.VERIFIED, kind=VolunteerKind.ADULT)
    youth = qualifications_on(on, step=VolunteerState.VERIFIED, kind=VolunteerKind.YOUTH)
    later = qualifications_on(on, step=VolunteerState.REGISTERED, kind=VolunteerKind.ADULT)
    return Conditions(
        adult=[_sentence(rule) for rule in adult if rule.check_kind != Check.PAPER],
        youth=[_sentence(rule) for rule in youth if rule.kind == VolunteerKind.YOUTH],
        papers=[rule.name for rule in adult if rule.check_kind == Check.PAPER],
        later=[_sentence(rule) for rule in later],
    )


def _sentence(rule: Qualification) -> str:
    years = rule.years or 0
    match rule.check_kind:
        case Check.MIN_AGE:
            return _("At least %(years)s years old") % {"years": years}
        case Check.MAX_AGE:
            return _("At most %(years)s years old") % {"years": years}
        case Check.LIVES_THERE:
            return _("Lives in the area where the work is")
        case Check.NO_MISCONDUCT:
            words = ngettext(
                "Was not dismissed as a volunteer for misconduct in the last year",
                "Was not dismissed as a volunteer for misconduct in the last %(years)s years",
                years,
            )
            return words % {"years": years}
        case Check.TRAINED:
            return _("Passes the basic course, which costs nothing")
    return rule.name
