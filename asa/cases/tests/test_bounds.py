"""What the pages' forms refuse about days, numbers, sums and words, the actions refuse as well."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import (
    checking,
    closing,
    intake,
    mending,
    programmes,
    proposing,
    refunding,
    reporting,
    working_rules,
)
from asa.cases.loader import load_lists
from asa.cases.models import (
    AidRequest,
    AppealTerm,
    Case,
    CaseOpinion,
    CheckStep,
    FactFinding,
    Payment,
    Problem,
    ProblemArea,
    ServiceTime,
)
from asa.cases.tests.factories import TAMBON, make_case, make_draft, make_report
from asa.cases.tests.factories_office import (
    GREEN,
    MEMO,
    aid_to_pay,
    approve,
    assessed_case,
    deliver,
    finance,
    officer,
    paid_aid,
    pay,
    programme,
    propose,
    protect,
    worker,
)
from asa.cases.wish import Wish
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.households.actions import HouseholdPlace
from asa.households.models import Household
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.tasks.models import Task

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TO_COME = "still to come"


def department():
    return make_user("department_officer", "TH")


# --- finding facts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"people_in_household": 0}, "number from 1 to 60"),
        ({"people_in_household": 61}, "number from 1 to 60"),
        ({"income_per_month": Decimal(-1)}, "0 baht or more"),
        ({"income_per_month": Decimal(100000000)}, "baht or less"),
        ({"income_per_month": Decimal("0.001")}, "in figures"),
    ],
)
def test_facts_with_figures_that_cannot_be_are_refused(wrong, said):
    facts = intake.Facts(text="ขายขนม", found_on=today(), **wrong)
    with pytest.raises(DomainError, match=said):
        intake.record_facts(make_case("fact_finding"), facts=facts, by=worker(), on=today())
    assert not FactFinding.objects.exists()


def test_a_case_that_ended_meanwhile_is_worked_on_no_more():
    case, chief, by = make_case("fact_finding"), officer(), worker()
    seen_before = [Case.objects.get() for _ in range(3)]
    closing.withdraw_at_office(case, reason="ย้ายไปแล้ว", by=by, on=today())
    facts = intake.Facts(text="ขายขนม", found_on=today())
    with pytest.raises(PermissionDenied):
        intake.record_facts(seen_before[0], facts=facts, by=by, on=today())
    with pytest.raises(PermissionDenied):
        intake.write_opinion(seen_before[1], text="เห็นควร", by=by, on=today())
    with pytest.raises(PermissionDenied):
        intake.assign_manager(seen_before[2], manager=by, by=chief, on=today())
    assert not FactFinding.objects.exists()
    assert not CaseOpinion.objects.exists()


# --- aid ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["background", "facts", "consideration", "proposal"])
def test_no_part_of_the_memo_is_missing_but_the_law_which_the_programme_gives(part):
    by = worker()
    case = assessed_case(by)
    plan = proposing.Proposal(programme(), case.subject, Decimal(3000), "อุปกรณ์ทำขนม")
    with pytest.raises(DomainError, match="Please fill in"):
        proposing.propose_aid(
            case, proposal=plan, memo=replace(MEMO, **{part: " "}), by=by, on=today()
        )
    assert not AidRequest.objects.exists()


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity", "1e30"])
def test_what_is_no_sum_of_baht_is_neither_proposed_nor_approved_nor_paid(amount):
    by = worker()
    case = assessed_case(by)
    with pytest.raises(DomainError, match="in figures"):
        propose(case, by=by, code="REG-51", amount=amount)
    with pytest.raises(DomainError, match="in figures"):
        approve(propose(case, by=by, code="REG-51"), amount=Decimal(amount))
    with pytest.raises(DomainError, match="in figures"):
        pay(aid_to_pay(), amount=Decimal(amount))
    assert not Payment.objects.exists()


def test_money_is_neither_paid_nor_handed_over_nor_back_on_a_day_to_come():
    with pytest.raises(DomainError, match=TO_COME):
        pay(aid_to_pay(), on=today() + DAY)
    request = paid_aid()
    with pytest.raises(DomainError, match=TO_COME):
        deliver(request, on=today() + DAY)
    back = refunding.MoneyBack(receipt_no="บร. 3/2570", reason="ผู้รับเสียชีวิต")
    with pytest.raises(DomainError, match=TO_COME):
        refunding.return_money(request, back=back, by=finance(), on=today() + DAY)
    assert AidRequest.objects.get(pk=request.pk).state == "paid"


def test_the_next_visit_is_promised_for_no_day_of_the_past():
    request = paid_aid()
    with pytest.raises(DomainError, match="or a later day"):
        deliver(request, follow_up_on=today() - DAY)
    assert AidRequest.objects.get().state == "paid"
    case = make_case("helped")
    details = closing.FollowUpDetails(note="ดีขึ้น", levels=GREEN, next_visit_on=today() - DAY)
    with pytest.raises(DomainError, match="or a later day"):
        closing.follow_up_case(case, details=details, by=worker(), on=today())
    assert not Task.objects.filter(kind="case.follow_up").exists()


# --- reports --------------------------------------------------------------------------------------

WRONG_WISHES = [
    ({"amount_wanted": Decimal(1_000_001)}, "1,000,000 baht or less"),
    ({"amount_wanted": Decimal(-1)}, "0 baht or more"),
    ({"summary": " "}, "what help is wanted"),
    ({"problems": []}, "at least one problem"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG_WISHES)
def test_a_report_asks_for_something_that_can_be(wrong, said):
    draft = make_draft()
    report = replace(make_report(), **wrong)
    with pytest.raises(DomainError, match=said):
        reporting.send_report(draft, report=report, by=draft.reported_by, on=today())
    assert Case.objects.get().state == "draft"


@pytest.mark.parametrize(("wrong", "said"), WRONG_WISHES)
def test_so_does_a_report_that_is_mended(wrong, said):
    case = make_case("returned", returned_from="tambon_review")
    problems = list(Problem.objects.filter(code="no_self_care"))
    wish = Wish(**{"problems": problems, "triage": "normal", "summary": "เตียง"} | wrong)
    with pytest.raises(DomainError, match=said):
        mending.mend_problem(case, wish=wish, by=case.reported_by, on=today())


def mend(case, *, area=None, moo=4, **place):
    by = case.reported_by
    Household.objects.update(caretaker=by)
    case.household.refresh_from_db()
    given = HouseholdPlace(**place)
    return mending.mend_place(
        case, area=area or make_area(TAMBON), moo=moo, place=given, by=by, on=today()
    )


def test_nobody_reports_a_home_that_cannot_be_found():
    draft = make_draft()
    report = replace(make_report(), place=HouseholdPlace(road="เพชรเกษม"))
    with pytest.raises(DomainError, match="to find the home by"):
        reporting.send_report(draft, report=report, by=draft.reported_by, on=today())
    case = make_case("returned", returned_from="tambon_review")
    with pytest.raises(DomainError, match="to find the home by"):
        mend(case, house_no=" ")
    with pytest.raises(DomainError, match="sub-district of today"):
        mend(case, area=make_area("86010104"), moo=None, house_no="43")


def test_a_place_that_is_mended_keeps_what_else_a_list_told_of_the_home():
    case = make_case("returned", returned_from="tambon_review")
    known = {"road": "เพชรเกษม", "postcode": "86000", "income_per_month": Decimal(4900)}
    Household.objects.update(**known, burdens=["หนี้นอกระบบ"], shown_as="บ้านยายบัว")
    mend(case, house_no="43", landmark="ติดคลอง")
    home = Household.objects.get()
    assert {name: getattr(home, name) for name in known} == known
    assert (home.burdens, home.shown_as) == (["หนี้นอกระบบ"], "บ้านยายบัว")
    assert (home.house_no, home.landmark) == ("43", "ติดคลอง")


def test_a_problem_that_ended_is_ticked_no_more():
    draft = make_draft()
    report = make_report("no_self_care", "street")
    Problem.objects.filter(code="street").update(ended_on=today())
    with pytest.raises(DomainError, match="at least one problem"):
        reporting.send_report(draft, report=report, by=draft.reported_by, on=today())


def test_a_protected_case_is_not_named_as_the_first_even_by_one_of_its_team():
    lead, case = make_user("tambon_lead", "860101"), make_case()
    hidden = protect(make_case("received"), lead)
    with pytest.raises(DomainError, match="Choose another case"):
        checking.mark_duplicate(case, of=hidden, by=lead, on=today())
    assert Case.objects.get(pk=case.pk).duplicate_of is None


# --- the rules of the ministry --------------------------------------------------------------------


def working_days(days, soon_from=1, near_from=1):
    return working_rules.ServiceDays(days=days, soon_from=soon_from, near_from=near_from)


@pytest.mark.parametrize("days", [0, -1, 367])
def test_days_of_a_rule_are_at_least_one_and_at_most_a_year(days):
    load_lists()
    start = {"started_on": today() + DAY, "by": department(), "on": today()}
    with pytest.raises(DomainError, match="number from 1 to 366"):
        working_rules.change_check_step(CheckStep.objects.all()[0], days=days, **start)
    with pytest.raises(DomainError, match="number from 1 to 366"):
        working_rules.change_appeal_term(AppealTerm.objects.get(), days=days, **start)
    time, given = ServiceTime.objects.all()[0], working_days(days, days, days)
    with pytest.raises(DomainError, match="number from 1 to 366"):
        working_rules.change_service_time(time, given=given, **start)
    with pytest.raises(DomainError, match="number from 0 to 366"):
        working_rules.change_service_time(time, given=working_days(5, -1, 5), **start)


def test_nothing_of_the_lists_is_without_a_thai_name():
    load_lists()
    area, problem = ProblemArea.objects.get(pk="family"), Problem.objects.get(pk="street")
    who, nameless = {"by": department(), "on": today()}, working_rules.Names(" ", "English")
    with pytest.raises(DomainError, match="Thai name"):
        working_rules.change_problem_area(area, names=nameless, is_verified=True, **who)
    with pytest.raises(DomainError, match="Thai name"):
        working_rules.change_problem(problem, names=nameless, ended_on=None, **who)
    with pytest.raises(DomainError, match="Thai name"):
        working_rules.add_problem(
            area, names=nameless, protects=False, started_on=today() + DAY, **who
        )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name_th": " "}, "Thai name"),
        ({"cap": Decimal(0)}, "1 baht or more"),
        ({"cap": Decimal(10_000_001)}, "10,000,000 baht or less"),
        ({"times_per_fiscal_year": 0}, "number from 1 to 366"),
    ],
)
def test_a_programme_has_a_name_and_limits_that_can_be(wrong, said):
    rules = programmes.ProgrammeRules(**{"name_th": "เงินสงเคราะห์", **wrong})
    with pytest.raises(DomainError, match=said):
        programmes.change_programme(
            programme(), rules=rules, started_on=today() + DAY, by=department(), on=today()
        )
