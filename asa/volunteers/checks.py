"""May this person be verified, or registered, and why not: the qualifications as sentences."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from asa.common import citizenid
from asa.common.errors import DomainError
from asa.common.thaidate import add_years, age_on, thai_date
from asa.common.thaitext import arabic_digits
from asa.people.codes import IdKind
from asa.people.models import Person
from asa.volunteers.codes import Check, EndReason, StepKind, VolunteerState
from asa.volunteers.models import Qualification, Volunteer
from asa.volunteers.queries import qualifications_on

PASSPORT_LENGTHS = range(5, 21)
LEAST_FIGURES = 2
MOST_HOURS = 24


def check_hours(hours: Decimal) -> Decimal:
    """The hours of one day, at most 24, to the tenth; else a DomainError."""
    if not hours.is_finite() or not 0 < hours <= MOST_HOURS or hours != round(hours, 1):
        raise DomainError(_("Write the hours of one day, such as 2 or 1.5"))
    return round(hours, 1)


@dataclass(frozen=True)
class WhyNot:
    """A qualification that somebody does not meet, in a sentence that says what is the matter."""

    code: str
    sentence: str
    may_deviate: bool


def why_not(
    volunteer: Volunteer, step: VolunteerState, *, on: date, seen: Collection[str] | None = None
) -> list[WhyNot]:
    """Why a person may not be verified or registered on a day; [] where nothing stands against it.

    seen: the codes of what the office ticks (papers, confirmations); None leaves those out.
    """
    found = []
    for rule in qualifications_on(on, step=step, kind=volunteer.kind):
        if rule.is_ticked:
            is_met = seen is None or rule.code in seen
            sentence = "" if is_met else _("Not ticked: %(what)s.") % {"what": rule.name}
        else:
            sentence = _CHECKS[rule.check_kind](rule, volunteer, on)
        if sentence:
            found.append(WhyNot(rule.code, sentence, _may_deviate(rule, volunteer)))
    return found


def _may_deviate(rule: Qualification, volunteer: Volunteer) -> bool:
    """An age that nobody can tell is no wrong age: the office may answer for it."""
    is_of_age = rule.check_kind in (Check.MIN_AGE, Check.MAX_AGE)
    return rule.may_deviate or (is_of_age and volunteer.person.birth_on is None)


def number_and_kind(text: str) -> tuple[str, IdKind]:
    """A citizen id as 13 digits, or a passport number in capitals; else a DomainError."""
    plain = arabic_digits(text).replace(" ", "").replace("-", "").upper()
    if any(letter.isalpha() for letter in plain):
        # A word such as UNKNOWN is no number: every passport has figures.
        figures = sum(letter.isdigit() for letter in plain)
        is_number = plain.isascii() and plain.isalnum() and figures >= LEAST_FIGURES
        if is_number and len(plain) in PASSPORT_LENGTHS:
            return plain, IdKind.PASSPORT
        raise DomainError(_("Write the passport number in Latin letters and digits."))
    digits = citizenid.parse(text)
    return digits, IdKind(citizenid.kind(digits).value)


def judge(reasons: list[WhyNot], deviation: str) -> list[str]:
    """The codes of the qualifications from which the office deviates, with its reason.

    Raises DomainError with the sentences where it may not, or where the reason is missing.
    """
    firm = [one.sentence for one in reasons if not one.may_deviate]
    if firm:
        raise DomainError(" ".join(firm))
    if reasons and not deviation.strip():
        sentences = " ".join(one.sentence for one in reasons)
        remedy = _("If the office decides otherwise, write why.")
        raise DomainError(f"{sentences} {remedy}")
    return [one.code for one in reasons]


def too_young(birth_on: date | None, kind: str, *, on: date) -> list[WhyNot]:
    """What the rules of age say to somebody who has no entry yet; an unknown age says nothing."""
    if birth_on is None:
        return []
    person = Volunteer(person=Person(birth_on=birth_on), kind=kind)
    rules = qualifications_on(on, step=VolunteerState.VERIFIED, kind=kind)
    return [
        WhyNot(rule.code, sentence, rule.may_deviate)
        for rule in rules
        if rule.check_kind in (Check.MIN_AGE, Check.MAX_AGE)
        and (sentence := _CHECKS[rule.check_kind](rule, person, on))
    ]


def _least_age(rule: Qualification, volunteer: Volunteer, on: date) -> str:
    born, years = volunteer.person.birth_on, rule.years or 0
    if born is None:
        return _("The birth date is not known, so the age cannot be told.")
    if add_years(born, years) <= on:
        return ""
    said = {"age": age_on(born, on), "years": years}
    return _("Is %(age)s years old, and must be at least %(years)s.") % said


def _greatest_age(rule: Qualification, volunteer: Volunteer, on: date) -> str:
    born, years = volunteer.person.birth_on, rule.years or 0
    if born is None or age_on(born, on) <= years:
        return ""
    said = {"age": age_on(born, on), "years": years}
    return _("Is %(age)s years old, and must be no older than %(years)s.") % said


def _lives_there(_rule: Qualification, volunteer: Volunteer, _on: date) -> str:
    if volunteer.address or len(volunteer.area_id) == 8:
        return ""
    return _("Neither house number nor village tells that the person lives in the area.")


def _no_misconduct(rule: Qualification, volunteer: Volunteer, on: date) -> str:
    ends = volunteer.steps.filter(kind=StepKind.ENDED, reason=EndReason.MISCONDUCT)
    days = set(ends.filter(taken_back_by__isnull=True).values_list("on", flat=True))
    if volunteer.end_reason == EndReason.MISCONDUCT and volunteer.ended_on:
        days.add(volunteer.ended_on)
    if not days or add_years(max(days), rule.years or 0) <= on:
        return ""
    said = {"day": thai_date(max(days)), "years": rule.years}
    return _("Was ended for misconduct on %(day)s, less than %(years)s years ago.") % said


def _trained(_rule: Qualification, volunteer: Volunteer, _on: date) -> str:
    courses = volunteer.steps.filter(kind=StepKind.TRAINED, taken_back_by__isnull=True)
    return "" if courses.exists() else _("No basic course is on record.")


_CHECKS: dict[str, Callable[[Qualification, Volunteer, date], str]] = {
    Check.MIN_AGE: _least_age,
    Check.MAX_AGE: _greatest_age,
    Check.LIVES_THERE: _lives_there,
    Check.NO_MISCONDUCT: _no_misconduct,
    Check.TRAINED: _trained,
}
