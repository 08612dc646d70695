"""The people and records of the access table: one record of each kind, all at one place.

Everything that a page could show of the place carries the word SECRET, so that a leak is a
simple search in the answer.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from asa.cases.codes import AidState, CaseState
from asa.cases.models import AidProgramme, AidRequest, ApprovalMemo, Referral
from asa.cases.tests.factories import make_case, make_draft
from asa.common.thaidate import today
from asa.households.tests.factories import make_household, make_member, make_round
from asa.notices.actions import tell
from asa.partners.models import Partner
from asa.people.codes import Role
from asa.people.models import User
from asa.people.tests.factories import make_post, make_user
from asa.places.tests.factories import make_area
from asa.tasks.actions import plan_task
from asa.volunteers.models import Volunteer

SECRET = "ลับเฉพาะถิ่น"
VILLAGE, OTHER_VILLAGE = "86010104", "86010105"
STARTED = date(2020, 10, 1)

# Where the post of a role lies, seen from the place of the records.
NATURAL = {
    Role.VOLUNTEER: VILLAGE,
    Role.TAMBON_LEAD: "860101",
    Role.DISTRICT_LEAD: "8601",
    Role.SOCIAL_WORKER: "86",
    Role.PROVINCE_OFFICER: "86",
    Role.PROVINCE_HEAD: "86",
    Role.FINANCE: "86",
    Role.DEPARTMENT_OFFICER: "TH",
    Role.AUDITOR: "TH",
    Role.ANALYST: "TH",
    Role.ADMIN: "TH",
    Role.PARTNER_DESK: "86",
}
SIBLING = {8: OTHER_VILLAGE, 6: "860102", 4: "8602", 2: "85"}
CHILD = {6: OTHER_VILLAGE, 4: "860102", 2: "8602"}
ELSEWHERE = {8: "85010101", 6: "850101", 4: "8501", 2: "84"}


def areas_of(role: Role) -> dict[str, str]:
    """The area of a post of the role in each relation to the place of the records."""
    own = NATURAL[role]
    if own == "TH":
        return {"own": "TH", "elsewhere": "85", "ended": "TH"}
    parent = own[:-2] if len(own) > 2 else "TH"
    found = {
        "own": own,
        "sibling": SIBLING[len(own)],
        "parent": parent,
        "elsewhere": ELSEWHERE[len(own)],
        "ended": own,
    }
    if len(own) in CHILD:
        found["child"] = CHILD[len(own)]
    return found


# From these the records' place is inside the area of the post.
HOLDING = {"own", "parent"}


@dataclass
class World:
    """The records that pages are asked for, and the users by role and relation."""

    records: dict[str, Any] = field(default_factory=dict)
    users: dict[tuple[str, str], User] = field(default_factory=dict)


def build_world() -> World:
    """Make everything; call it in a test database with the ministry's lists loaded."""
    world = World()
    for role in NATURAL:
        for relation, area in areas_of(role).items():
            world.users[role, relation] = _make_user(role, relation, area)
    _add_records(world)
    return world


def _make_user(role: Role, relation: str, area: str) -> User:
    ended = today() - timedelta(days=1) if relation == "ended" else None
    return make_user(role, area, started_on=STARTED, ended_on=ended)


def _add_records(world: World) -> None:
    reporter = world.users[Role.VOLUNTEER, "own"]
    head, worker = world.users[Role.PROVINCE_HEAD, "own"], world.users[Role.SOCIAL_WORKER, "own"]
    place = make_household(VILLAGE, landmark=SECRET, reported_by=reporter, shown_as=SECRET)
    member = make_member(place, given_name=SECRET, family_name=SECRET)
    looked = make_round(place, by=reporter)
    records = world.records
    records |= {"household": place, "member": member, "round": looked, "person": member.person}
    case = make_case(
        CaseState.ASSESSED,
        household=place,
        reported_by=reporter,
        summary=SECRET,
        manager=worker,
    )
    records["case"] = case
    records["waiting"] = make_case(
        CaseState.TAMBON_REVIEW, household=place, reported_by=reporter, summary=SECRET
    )
    records["returned"] = make_case(
        CaseState.RETURNED,
        household=place,
        reported_by=reporter,
        summary=SECRET,
        returned_from=CaseState.TAMBON_REVIEW,
    )
    records["draft"] = make_draft(reporter)
    records["aid"] = _make_aid(case, worker)
    records["paid"] = _make_aid(case, worker, state=AidState.APPROVED, decided_by=head)
    partner = Partner.objects.create(
        code="secret-agency",
        kind="hospital",
        name_th="หน่วยงานทดสอบ",
        area=make_area("86"),
        started_on=STARTED,
    )
    records["partner"] = partner
    desk = world.users[Role.PARTNER_DESK, "own"]
    desk.posts.all().delete()
    make_post(desk, Role.PARTNER_DESK, "86", organisation_id=partner.pk)
    records["referral"] = Referral.objects.create(
        case=case, partner=partner, request=SECRET, basis="consent", sent_by=worker, sent_on=today()
    )
    records["task"] = plan_task(
        place,
        kind="case.follow_up",
        assignee=reporter,
        due_on=today(),
        by=worker,
        subject=("cases.case", case.pk),
    )
    records["notice"] = tell([reporter], kind="case.received", area=VILLAGE, number=SECRET)[0]
    records["volunteer"] = Volunteer.objects.create(
        person=reporter.person,
        area=make_area("860101"),
        state="registered",
        registration_no="868600001",
        registration_year_be=2560,
        registration_province="86",
    )
    records["user"] = reporter
    records["post"] = reporter.posts.get()


def _make_aid(case: Any, worker: User, **fields: Any) -> AidRequest:
    programme = AidProgramme.objects.filter(code="REG-44").get()
    request = AidRequest.objects.create(
        case=case,
        programme=programme,
        beneficiary=case.subject,
        detail=SECRET,
        amount_proposed=3000,
        amount_approved=3000 if fields else None,
        proposed_by=worker,
        proposed_on=today(),
        **fields,
    )
    ApprovalMemo.objects.create(
        aid_request=request,
        written_by=worker,
        written_on=today(),
        background=SECRET,
        facts=SECRET,
        laws=SECRET,
        consideration=SECRET,
        proposal=SECRET,
    )
    return request
