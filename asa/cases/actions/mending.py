"""The reporter mends a part of a report that was sent back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.actions.chain import call_those_on_duty, receive_case
from asa.cases.actions.protecting import protect_case
from asa.cases.actions.report import Report
from asa.cases.codes import ReportPart, Triage
from asa.cases.models import Case
from asa.cases.numbering import protected_code
from asa.cases.rules.reporting import can_answer_return, can_report_in
from asa.cases.wish import Wish, check_is_found, check_tambon, check_wish
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.households.actions import (
    ConsentAnswer,
    HouseholdPlace,
    MemberDetails,
    add_member,
    add_photo,
    assess_household,
    edit_household,
    edit_member,
    record_consent,
)
from asa.households.actions.visits import Levels
from asa.households.codes import PhotoKind
from asa.households.models import Household, HouseholdMember
from asa.notices.actions import forget_notices
from asa.people.models import User
from asa.places.actions import ensure_village
from asa.places.models import Area
from asa.tasks.actions import cancel_tasks_about


def _household(case: Case, by: User) -> Household:
    allow(can_answer_return(by, case))
    if case.household is None:
        raise ValueError("A case that was sent has a household.")
    return case.household


def _tell(case: Case, part: ReportPart, *, by: User, on: date) -> None:
    journal.record(by, "case.mended", case, area=str(case.area_id), on=on, part=part.value)


# What the page asks about a home; the rest that is known stays.
FOUND_BY = ("house_no", "landmark", "latitude", "longitude")
# What the page asks about a person; the rest that is known stays.
ASKED = (
    "prefix",
    "given_name",
    "family_name",
    "no_id_reason",
    "birth",
    "sex",
    "relation",
    "health",
    "phone",
)


@transaction.atomic
def mend_problem(case: Case, *, wish: Wish, by: User, on: date) -> Case:
    """Correct what is wrong and what is wanted; a tick at violence or abuse closes the case.

    What turns out to be an emergency is told at once, whether or not the answer was sent.
    """
    household = _household(case, by)
    check_wish(wish, on)
    is_raised = Triage.EMERGENCY == wish.triage != case.triage
    case.triage, case.amount_wanted = wish.triage, wish.amount_wanted
    case.summary, case.detail = wish.summary.strip(), wish.detail.strip() or None
    case.save(update_fields=["triage", "amount_wanted", "summary", "detail"])
    case.problems.set(wish.problems)
    _tell(case, ReportPart.PROBLEM, by=by, on=on)
    if any(problem.protects for problem in wish.problems):
        _close_to_team(case, household, by=by, on=on)
    elif is_raised:
        call_those_on_duty(case, by=by, on=on)
    return case


def _close_to_team(case: Case, household: Household, *, by: User, on: date) -> None:
    """It turns out to be violence or abuse: the case leaves the chain and everybody's sight, and
    what was said of it until now is taken back.
    """
    if household.cases.exclude(pk=case.pk).exists():
        raise DomainError(
            _(
                "This household has other cases. Withdraw this report and report the violence "
                "apart, so that it is closed from the start."
            )
        )
    forget_notices(about=[case.pk, household.pk], number=case.number)
    case.is_protected, case.number = True, protected_code()
    case.save(update_fields=["is_protected", "number"])
    for waiting in case.returns.filter(answered_on__isnull=True):
        waiting.answered_on = on
        waiting.save(update_fields=["answered_on"])
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)
    protect_case(case, by=by, on=on)
    receive_case(case, by=by, on=on)
    if case.triage == Triage.EMERGENCY:
        call_those_on_duty(case, by=by, on=on)


@transaction.atomic
def mend_place(
    case: Case, *, area: Area, moo: int | None, place: HouseholdPlace, by: User, on: date
) -> Case:
    """Correct where the home is, within the province."""
    household = _household(case, by)
    allow(can_report_in(by, area.pk))
    if area.pk[:2] != case.province:
        raise DomainError(_("A case stays in its province. Withdraw it and report it there."))
    check_tambon(area)
    check_is_found(place)
    edit_household(household, place=_with_what_is_known(household, place), by=by, on=on)
    found = ensure_village(area, moo=moo, by=by, on=on) if moo else area
    if found.pk != household.area_id:
        household.area = case.area = found
        household.save(update_fields=["area", "updated_at"])
        case.save(update_fields=["area"])
    _tell(case, ReportPart.PLACE, by=by, on=on)
    return case


def _with_what_is_known(household: Household, place: HouseholdPlace) -> HouseholdPlace:
    """The page asks by what the home is found; the rest that a list has told of it stays."""
    asked = {name: getattr(place, name) for name in FOUND_BY}
    return replace(HouseholdPlace.of(household), **asked)


@transaction.atomic
def mend_people(
    case: Case,
    *,
    rows: Sequence[tuple[UUID | None, MemberDetails]],
    subject: int,
    by: User,
    on: date,
) -> Case:
    """Correct the people, add those who were missing, and say who is the person in trouble.

    A row with a key is about a member who is written down already.
    """
    household = _household(case, by)
    members = {one.pk: one for one in household.members.select_related("person")}
    people = []
    for key, details in rows:
        if key is None:
            people.append(add_member(household, details=details, by=by, on=on))
        elif key in members:
            kept = _with_known_id(members[key], details)
            people.append(edit_member(members[key], details=kept, by=by, on=on))
        else:
            raise DomainError(_("This person is not in this household any more."))
    if not 0 <= subject < len(people):
        raise DomainError(_("Say which of the people is the person in trouble."))
    case.subject = people[subject].person
    case.save(update_fields=["subject"])
    _tell(case, ReportPart.PEOPLE, by=by, on=on)
    return case


def _with_known_id(member: HouseholdMember, details: MemberDetails) -> MemberDetails:
    """A citizen id that was not typed anew stays, as does what the page does not ask."""
    known = Report.details_of(member)
    asked = {name: getattr(details, name) for name in ASKED}
    citizen_id = details.citizen_id or ("" if details.no_id_reason else known.citizen_id)
    return replace(known, **asked, citizen_id=citizen_id)


@transaction.atomic
def mend_levels(case: Case, *, levels: Levels, by: User, on: date) -> Case:
    """Look at the five dimensions once more; the first look stays in the logbook."""
    assess_household(_household(case, by), levels=levels, by=by, on=on)
    _tell(case, ReportPart.LEVELS, by=by, on=on)
    return case


@transaction.atomic
def mend_consent(
    case: Case, *, answer: ConsentAnswer | None, photos: Sequence[IO[bytes]], by: User, on: date
) -> Case:
    """Add photos, or write down what was answered to the notice."""
    household = _household(case, by)
    if answer is None and not photos:
        raise DomainError(_("Attach a photo or write down the answer to the notice."))
    for file in photos:
        add_photo(household, file=file, kind=PhotoKind.PROBLEM, by=by, on=on, subject_id=case.pk)
    if answer is not None and case.subject is not None:
        record_consent(household, person=case.subject, answer=answer, by=by, on=on)
    _tell(case, ReportPart.CONSENT, by=by, on=on)
    return case
