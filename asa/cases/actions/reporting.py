"""A household in trouble is reported: a draft is kept, then sent, and may be withdrawn."""

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from asa.cases.actions.chain import advance_case, receive_case
from asa.cases.actions.protecting import protect_case
from asa.cases.actions.report import Report
from asa.cases.codes import CaseState, ReportChannel, ReportPart
from asa.cases.models import Case
from asa.cases.numbering import next_case_number, protected_code
from asa.cases.queries import COUNTER
from asa.cases.rules.reporting import (
    can_edit_draft,
    can_report,
    can_report_in,
    can_withdraw_case,
)
from asa.cases.telling import tell_reporter
from asa.cases.wish import check_is_found, check_tambon, check_wish
from asa.common import journal, photos
from asa.common.errors import DomainError, allow
from asa.common.ids import uuid7
from asa.households.actions import (
    HouseholdPlace,
    MemberDetails,
    add_member,
    record_consent,
    record_household,
    record_visit,
)
from asa.households.codes import VisitKind, VisitMethod
from asa.households.models import Household, HouseholdMember
from asa.households.queries import current_members
from asa.people.codes import IdKind
from asa.people.models import Person, User
from asa.people.rules import holds
from asa.places.actions import ensure_village
from asa.places.models import Area
from asa.tasks.actions import cancel_tasks_about


@transaction.atomic
def start_report(*, draft: dict[str, Any], by: User, on: date, key: UUID | None = None) -> Case:
    """Begin a report; it is a draft that nobody else sees until it is sent.

    key: made before the first word is typed, so that typing on never begins a second draft: of
    two who send the first words at once, the second gets the draft that the first began.
    """
    allow(can_report(by))
    words = json.dumps(draft, ensure_ascii=False)
    begun = {"reported_by": by, "reported_on": on, "state_since": on, "draft": words}
    key = key or uuid7()
    try:
        with transaction.atomic():
            return Case.objects.create(id=key, **begun)
    except IntegrityError:
        own = Case.objects.filter(pk=key, reported_by=by, state=CaseState.DRAFT).first()
        return own or Case.objects.create(id=uuid7(), **begun)


@dataclass(frozen=True, order=True)
class Turn:
    """How far a page was when it sent what was typed: later pages have later keys.

    page: a key that was made when the page was drawn. changes: how many it had seen by then.
    by_button: whether somebody pressed, or the page sent it by itself while somebody typed.
    """

    page: str = ""
    changes: int = 0
    by_button: bool = field(default=True, compare=False)


class TypedElsewhere(DomainError):
    """What was typed since then, on a page that was opened later, stays."""


@transaction.atomic
def keep_part(
    case: Case,
    *,
    part: ReportPart,
    typed: dict[str, Any],
    by: User,
    turn: Turn | None = None,
    pictures: Sequence[UUID] = (),
) -> Case:
    """Keep what was typed in one part so far, right or wrong, encrypted; the other parts stay.

    What a button sends is always kept. What the page sends by itself while somebody types may
    come late: an older turn of the same page leaves the newer words as they are, and a page that
    was opened earlier is told that the part was typed elsewhere since (`TypedElsewhere`).
    """
    case, draft = _own_draft(case, by)
    turns = draft.setdefault("turns", {})
    last = Turn(*turns.get(part, ()))
    if turn and not turn.by_button and turn < last:
        if turn.page != last.page:
            raise TypedElsewhere(_("This report was typed on in another window."))
        return case
    draft[part.value] = typed
    if turn:
        newest = max(turn, last)
        turns[part.value] = [newest.page, newest.changes]
    if pictures:
        draft["photos"] = [*draft.get("photos", []), *({"id": str(key)} for key in pictures)]
    return _keep(case, draft)


@transaction.atomic
def drop_picture(case: Case, *, picture: UUID, by: User) -> Case:
    """Take a picture out of one's own draft, and throw it away."""
    case, draft = _own_draft(case, by)
    draft["photos"] = [one for one in draft.get("photos", []) if one["id"] != str(picture)]
    _forget_photos([picture])
    return _keep(case, draft)


def _own_draft(case: Case, by: User) -> tuple[Case, dict[str, Any]]:
    """The draft as it is now, held until it is written again: two who keep it take turns."""
    found = Case.objects.select_for_update().filter(pk=case.pk).first()
    allow(found is not None and can_edit_draft(by, found))
    assert found is not None  # noqa: S101 - it was allowed
    return found, json.loads(found.draft or "{}")


def _keep(case: Case, draft: dict[str, Any]) -> Case:
    case.draft = json.dumps(draft, ensure_ascii=False)
    case.save(update_fields=["draft"])
    return case


@transaction.atomic
def delete_draft(case: Case, *, by: User) -> None:
    """Throw a draft away with its photos; what was sent can never be deleted."""
    allow(can_edit_draft(by, case))
    _forget_photos([UUID(one["id"]) for one in json.loads(case.draft or "{}").get("photos", [])])
    case.delete()


def _forget_photos(keys: Sequence[UUID]) -> None:
    """After the commit, so that a report that could not be sent keeps its pictures."""
    for key in keys:
        transaction.on_commit(lambda key=key: photos.delete(key))  # type: ignore[misc]


@transaction.atomic
def send_report(case: Case, *, report: Report, by: User, on: date) -> Case:
    """Send a report: the household is written down, the case gets its number and goes to the
    first step of the chain of checks; violence and abuse go to the named team alone.
    """
    allow(can_edit_draft(by, case) and can_report_in(by, report.area.pk))
    if Case.objects.select_for_update().get(pk=case.pk).state != CaseState.DRAFT:
        raise DomainError(_("This report was sent already."))
    _check(report, by, on)
    area = report.area
    if report.moo:
        area = ensure_village(report.area, moo=report.moo, by=by, on=on)
    household, subject = _write_household(report, area, by=by, on=on)
    _write_case(case, report, household, subject, on=on)
    _write_first_look(case, report, household, subject, by=by, on=on)
    journal.record(by, "case.reported", case, area=area.pk, on=on, channel=case.channel)
    if case.is_protected:
        protect_case(case, by=by, on=on)
        return receive_case(case, by=by, on=on)
    return advance_case(case, after=0, by=by, on=on)


def _check(report: Report, by: User, on: date) -> None:
    check_wish(report.wish, on)
    check_tambon(report.area)
    if report.household is None:
        check_is_found(report.place)
    if report.channel != ReportChannel.VOLUNTEER and not holds(by, *COUNTER):
        raise DomainError(_("Only the provincial office records what others reported."))
    if report.channel == ReportChannel.VOLUNTEER and report.levels is None:
        raise DomainError(_("Say how the household stands in the five dimensions."))
    if report.known_subject is None and not 0 <= report.subject < len(report.members):
        raise DomainError(_("Say which of the people is the person in trouble."))


def _write_household(report: Report, area: Area, *, by: User, on: date) -> tuple[Household, Person]:
    """The household with its people, and the person in trouble.

    A protected report of a known household is written as a household of its own: nothing may be
    added to the one that others see.
    """
    if report.household is None or report.is_protected:
        place, members, subject = report.place, list(report.members), report.subject
        if report.household is not None:
            place = HouseholdPlace.of(report.household)
            known = list(current_members(report.household))
            area = report.household.area
            if report.known_subject is not None:
                subject = [member.pk for member in known].index(report.known_subject.pk)
            else:
                subject += len(known)
            members = [_written_again(member) for member in known] + members
        household = record_household(area, place=place, members=members, by=by, on=on)
        return household, household.members.order_by("number")[subject].person
    added = [add_member(report.household, details=one, by=by, on=on) for one in report.members]
    return report.household, (report.known_subject or added[report.subject]).person


def _written_again(member: HouseholdMember) -> MemberDetails:
    """A known person for a household apart; whose id is not known needs the reason said."""
    details = Report.details_of(member)
    kind = member.person.id_kind
    if kind in (IdKind.PASSPORT, IdKind.G_CODE):
        # A person is written down with a citizen id alone, or with the reason why there is none.
        return replace(details, citizen_id="", no_id_reason=str(IdKind(kind).label))
    if details.citizen_id or details.no_id_reason:
        return details
    return replace(details, no_id_reason=_("Not known"))


def _write_case(
    case: Case, report: Report, household: Household, subject: Person, *, on: date
) -> None:
    case.household, case.subject = household, subject
    case.area, case.province = household.area, household.province
    case.is_protected = report.is_protected
    if case.is_protected:
        case.number = protected_code()
    else:
        case.number = next_case_number(case.province, on)
    case.summary, case.detail = report.summary.strip(), report.detail.strip() or None
    case.amount_wanted, case.triage = report.amount_wanted, report.triage
    case.channel, case.reported_on, case.draft = report.channel, on, None
    case.save()
    case.problems.set(report.problems)


def _write_first_look(
    case: Case, report: Report, household: Household, subject: Person, *, by: User, on: date
) -> None:
    """The first visit with its look and photos, and what was answered to the notice."""
    seen = report.channel == ReportChannel.VOLUNTEER
    record_visit(
        household,
        kind=VisitKind.FOUND,
        method=VisitMethod.VISIT if seen else VisitMethod.PHONE,
        note=report.detail.strip() or report.summary.strip(),
        on=on,
        by=by,
        subject_id=case.pk,
        levels=report.levels,
        photos=[io.BytesIO(photos.open_photo(key)) for key in report.photos],
    )
    record_consent(household, person=subject, answer=report.consent, by=by, on=on)
    _forget_photos(report.photos)


@transaction.atomic
def withdraw_case(case: Case, *, reason: str, by: User, on: date) -> Case:
    """The reporter takes a report back before the office has taken it in, and says why."""
    allow(can_withdraw_case(by, case))
    if not reason.strip():
        raise DomainError(_("Say why the report is withdrawn."))
    if Case.objects.select_for_update().get(pk=case.pk).taken_in_on is not None:
        raise DomainError(_("The office has taken this case in; ask the office to end it."))
    case.move_to(CaseState.WITHDRAWN, state_since=on, closed_on=on)
    cancel_tasks_about(subject_id=case.pk, by=by, on=on)
    journal.record(
        by,
        "case.withdrawn",
        case,
        area=str(case.area_id),
        on=on,
        subject=case.subject_id,
        text=reason,
        to=case.state,
    )
    tell_reporter(case)
    return case
