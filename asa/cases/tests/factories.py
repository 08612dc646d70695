"""Small, dull builders of cases. `make_report` writes what a wizard hands over; `make_case` sends
it and brings it to a state by real rows.
"""

from datetime import date, timedelta

from asa.cases.actions.report import Report
from asa.cases.codes import REVIEWS, CaseState, Triage
from asa.cases.loader import load_lists
from asa.cases.models import Case, Problem, ProtectionTeamMember
from asa.cases.numbering import next_case_number, protected_code
from asa.common.thaidate import today
from asa.households.actions import ConsentAnswer, HouseholdPlace, MemberDetails
from asa.households.codes import Dimension
from asa.households.models import PrivacyNotice
from asa.households.tests.factories import make_household, make_member, make_notice
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

VILLAGE = "86010104"
TAMBON = "860101"
LEVELS = dict.fromkeys(Dimension, (3, "")) | {Dimension.INCOME: (1, "ไม่มีรายได้ประจำ")}


def make_lists():
    """The ministry's lists as `asa prepare` loads them, and a notice to be read out."""
    load_lists()
    make_notice_once()


def make_notice_once(version="2569-1"):
    return PrivacyNotice.objects.filter(pk=version).first() or make_notice(version)


def make_report(*problems, **fields):
    """What is handed over when a report is sent; house 42 in moo 4 unless told otherwise."""
    if not Problem.objects.exists():
        load_lists()
    make_notice_once()
    fields.setdefault("area", make_area(TAMBON))
    fields.setdefault("moo", 4)
    fields.setdefault("place", HouseholdPlace(house_no="42", landmark="หลังวัด ติดคลอง"))
    if "household" not in fields:
        fields.setdefault("members", [make_details()])
    fields.setdefault("levels", LEVELS)
    fields.setdefault("summary", "ขอเตียงผู้ป่วยและผ้าอ้อม")
    fields.setdefault("detail", "อยู่ลำพัง เดินไม่ได้")
    fields.setdefault(
        "consent", ConsentAnswer(kind="given", notice_version="2569-1", witness_name="ผู้ใหญ่เพิ่ม")
    )
    codes = problems or ("no_self_care",)
    return Report(problems=list(Problem.objects.filter(code__in=codes)), **fields)


def make_details(given_name="ศรี", family_name="สวนมะพร้าว", **fields):
    fields.setdefault("no_id_reason", "บัตรหาย ยังไม่ได้ทำใหม่")
    return MemberDetails(given_name=given_name, family_name=family_name, **fields)


def make_draft(by=None, **fields):
    by = by or make_user("volunteer", VILLAGE)
    fields.setdefault("reported_on", today())
    return Case.objects.create(
        reported_by=by, state_since=fields["reported_on"], draft=fields.pop("draft", "{}"), **fields
    )


def make_case(state=CaseState.TAMBON_REVIEW, *, area=VILLAGE, on=None, **fields):
    """A case in any state, its household and its people as rows; `on` is the day of the report."""
    if not Problem.objects.exists():
        load_lists()
    on = on or today()
    household = fields.pop("household", None) or make_household(area)
    member = household.members.first() or make_member(household)
    problems = fields.pop("problems", ["no_self_care"])
    reporter = fields.pop("reported_by", None) or make_user("volunteer", area)
    protected = fields.get("is_protected", False)
    fields.setdefault("number", protected_code() if protected else _number(household, on))
    fields.setdefault("summary", "ขอเตียงผู้ป่วยและผ้าอ้อม")
    fields.setdefault("triage", Triage.NORMAL)
    fields.setdefault("state_since", on)
    case = Case.objects.create(
        state=state,
        household=household,
        subject=fields.pop("subject", member.person),
        area=household.area,
        province=household.province,
        reported_by=reporter,
        reported_on=on,
        **(_office_days(state, on) | fields),
    )
    case.problems.set(Problem.objects.filter(code__in=problems))
    return case


def _number(household, on):
    return next_case_number(household.area_id[:2], on)


def _office_days(state, on):
    """What the office wrote by the time a case is in a state: received, taken in, helped, closed."""
    days = {}
    if state in REVIEWS or state in {CaseState.DRAFT, CaseState.RETURNED, CaseState.WITHDRAWN}:
        return days
    days |= {"received_on": on, "service_days": 15, "due_on": on + timedelta(days=15)}
    if state not in {CaseState.RECEIVED, CaseState.DUPLICATE}:
        days["taken_in_on"] = on
    if state in {CaseState.HELPED, CaseState.FOLLOWING_UP, CaseState.CLOSED}:
        days["helped_on"] = on
    if state == CaseState.CLOSED:
        days |= {"closed_on": on, "outcome": "improved"}
    return days


def put_on_protection_team(user, province="86", started_on=date(2020, 10, 1), **fields):
    return ProtectionTeamMember.objects.create(
        province=make_area(province), user=user, started_on=started_on, **fields
    )
