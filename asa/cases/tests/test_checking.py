"""The chain of checks: who checks, what is passed over, what comes back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import checking, mending, returning
from asa.cases.checks import late_checks_for, waiting_checks_for
from asa.cases.models import Case, CheckStep
from asa.cases.tests.factories import TAMBON, make_case, make_lists
from asa.cases.wording import office_words, public_words, way_of
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.households.actions import HouseholdPlace
from asa.households.models import Household
from asa.households.rules import sees_sensitive
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    make_lists()


def tambon_lead(**fields):
    return make_user("tambon_lead", TAMBON, **fields)


def district_lead(**fields):
    return make_user("district_lead", "8601", **fields)


def test_the_tambon_lead_passes_a_report_to_the_district_lead():
    lead, district = tambon_lead(), district_lead()
    case = make_case()
    checking.check_case(case, by=lead, on=today(), note="ไปดูแล้ว เป็นจริง")
    assert case.state == "district_review"
    line = next(line for line in history_of(case) if line.verb == "case.checked")
    assert (line.text, line.data) == ("ไปดูแล้ว เป็นจริง", {"step": "tambon_review"})
    assert Notice.objects.filter(user=district, kind="case.to_check").count() == 1
    assert Notice.objects.filter(user=case.reported_by, kind="case.district_review").exists()


def test_the_district_lead_passes_it_to_the_office():
    case = make_case("district_review")
    checking.check_case(case, by=district_lead(), on=today())
    assert (case.state, case.received_on) == ("received", today())
    assert office_words(case) == "Awaiting intake"
    assert public_words(case) == "The provincial office will take it up"


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("tambon_lead", "860102"),
        ("district_lead", "8602"),
        ("district_lead", "8601"),
        ("province_officer", "86"),
        ("province_head", "86"),
        ("volunteer", TAMBON),
        ("department_officer", "TH"),
    ],
)
def test_at_the_tambon_step_nobody_else_checks(role, area):
    case = make_case()
    with pytest.raises(PermissionDenied):
        checking.check_case(case, by=make_user(role, area), on=today())
    assert Case.objects.get().state == "tambon_review"


def test_a_post_that_ended_checks_nothing():
    case = make_case()
    with pytest.raises(PermissionDenied):
        checking.check_case(case, by=tambon_lead(ended_on=today()), on=today())


def test_nobody_checks_an_own_report():
    lead = tambon_lead()
    case = make_case(reported_by=lead)
    with pytest.raises(PermissionDenied):
        checking.check_case(case, by=lead, on=today())


def test_of_two_leads_at_once_the_second_is_told_no():
    first, second = tambon_lead(), tambon_lead()
    district_lead()
    case = make_case()
    seen_by_second = Case.objects.get(pk=case.pk)
    checking.check_case(case, by=first, on=today())
    with pytest.raises(DomainError):
        checking.check_case(seen_by_second, by=second, on=today())
    assert [line.verb for line in history_of(case)].count("case.checked") == 1


def test_the_officer_takes_over_only_what_waits_too_long():
    officer = make_user("province_officer", "86")
    fresh = make_case()
    late = make_case(state_since=today() - timedelta(days=3))
    assert list(late_checks_for(officer)) == [late]
    with pytest.raises(PermissionDenied):
        checking.take_over_check(fresh, by=officer, on=today())
    checking.take_over_check(late, by=officer, on=today())
    assert late.state == "received"
    passed = {
        line.data["step"]: line.data["why"] for line in history_of(late) if "why" in line.data
    }
    assert passed == {"tambon_review": "taken_over", "district_review": "taken_over"}


def test_the_days_of_a_step_are_data():
    officer = make_user("province_officer", "86")
    case = make_case(state_since=today() - timedelta(days=3))
    CheckStep.objects.filter(state="tambon_review").update(days=5)
    assert not late_checks_for(officer).exists()
    with pytest.raises(PermissionDenied):
        checking.take_over_check(case, by=officer, on=today())


def test_the_officer_of_the_next_province_takes_nothing_over():
    case = make_case(state_since=today() - timedelta(days=30))
    with pytest.raises(PermissionDenied):
        checking.take_over_check(case, by=make_user("province_officer", "85"), on=today())


def test_the_inbox_of_a_lead_holds_what_waits_at_her_step_the_longest_waiting_first():
    lead = tambon_lead()
    new, old = make_case(), make_case(state_since=today() - timedelta(days=2))
    make_case("district_review")
    make_case(area="86010201")
    make_case(is_protected=True)
    make_case(reported_by=lead)
    assert list(waiting_checks_for(lead)) == [old, new]


def test_sensitive_fields_are_open_to_a_lead_only_while_it_waits_at_her_step():
    lead = tambon_lead()
    district_lead()
    case = make_case()
    assert sees_sensitive(lead, case.household)
    checking.check_case(case, by=lead, on=today())
    assert not sees_sensitive(lead, case.household)


# --- sent back ------------------------------------------------------------------------------------

ITEMS = [("house", "บ้านเลขที่ไม่ตรงกับทะเบียน"), ("photos", "ขอรูปในบ้าน")]


def test_a_report_goes_back_field_by_field_with_reasons():
    lead, case = tambon_lead(), make_case()
    sent_back = returning.return_case(case, items=ITEMS, by=lead, on=today())
    assert (case.state, case.returned_from) == ("returned", "tambon_review")
    assert [(item.field, item.reason) for item in sent_back.items.order_by("pk")] == ITEMS
    assert Notice.objects.filter(user=case.reported_by, kind="case.returned").exists()
    assert public_words(case, n=2) == "More information is needed: 2 items"


@pytest.mark.parametrize("items", [[], [("house", " ")], [("password", "ผิด")]])
def test_what_is_sent_back_names_known_fields_and_reasons(items):
    case = make_case()
    with pytest.raises(DomainError):
        returning.return_case(case, items=items, by=tambon_lead(), on=today())
    assert Case.objects.get().state == "tambon_review"


@pytest.mark.parametrize(("role", "area"), [("tambon_lead", "860102"), ("province_head", "86")])
def test_who_may_not_check_may_not_send_back(role, area):
    with pytest.raises(PermissionDenied):
        returning.return_case(make_case(), items=ITEMS, by=make_user(role, area), on=today())


def test_the_office_sends_back_what_it_looks_into():
    case = make_case("fact_finding")
    worker = make_user("social_worker", "86")
    sent_back = returning.return_case(case, items=ITEMS, by=worker, on=today())
    answers = dict.fromkeys(sent_back.items.values_list("pk", flat=True), "unchanged_ok")
    returning.answer_return(case, answers=answers, by=case.reported_by, on=today())
    assert case.state == "fact_finding"
    assert Notice.objects.filter(user=worker, kind="case.answered").exists()


def test_a_protected_case_is_never_sent_back():
    worker = make_user("social_worker", "86")
    case = make_case("received", is_protected=True)
    case.team.create(user=worker, added_by=worker, started_on=today())
    with pytest.raises(PermissionDenied):
        returning.return_case(case, items=ITEMS, by=worker, on=today())


def mend_place(case):
    place = HouseholdPlace(house_no="43", landmark="ติดคลอง")
    tambon = make_area(TAMBON)
    Household.objects.update(caretaker=case.reported_by)
    case.household.refresh_from_db()
    mending.mend_place(case, area=tambon, moo=4, place=place, by=case.reported_by, on=today())


def test_nothing_is_said_to_be_mended_that_was_not_changed_since_it_came_back():
    lead, case = tambon_lead(), make_case()
    first = returning.return_case(case, items=ITEMS[:1], by=lead, on=today())
    answers = {first.items.get().pk: "edited"}
    with pytest.raises(DomainError, match="has not been changed yet"):
        returning.answer_return(case, answers=answers, by=case.reported_by, on=today())
    mend_place(case)
    returning.answer_return(case, answers=answers, by=case.reported_by, on=today())
    assert case.state == "tambon_review"
    # What was mended the first time says nothing of what is asked for the second time.
    again = returning.return_case(case, items=ITEMS[:1], by=lead, on=today())
    with pytest.raises(DomainError, match="has not been changed yet"):
        returning.answer_return(
            case, answers={again.items.get().pk: "edited"}, by=case.reported_by, on=today()
        )


def test_answered_it_comes_back_to_the_step_that_returned_it():
    district = district_lead()
    tambon_lead()
    case = make_case("district_review")
    sent_back = returning.return_case(case, items=ITEMS, by=district, on=today())
    first, second = sent_back.items.order_by("pk")
    with pytest.raises(DomainError):
        returning.answer_return(case, answers={first.pk: "edited"}, by=case.reported_by, on=today())
    with pytest.raises(DomainError):
        returning.answer_return(
            case, answers={first.pk: "edited", second.pk: "yes"}, by=case.reported_by, on=today()
        )
    mend_place(case)
    returning.answer_return(
        case,
        answers={first.pk: "edited", second.pk: "unchanged_ok"},
        by=case.reported_by,
        on=today(),
    )
    assert (case.state, case.returned_from) == ("district_review", "")
    assert [item.answer for item in sent_back.items.order_by("pk")] == ["edited", "unchanged_ok"]
    assert list(waiting_checks_for(district)) == [case]


def test_if_the_one_who_asked_is_gone_it_goes_to_the_next_step():
    lead = tambon_lead()
    case = make_case()
    sent_back = returning.return_case(case, items=ITEMS[:1], by=lead, on=today())
    lead.posts.get().delete()
    answers = {sent_back.items.get().pk: "unchanged_ok"}
    returning.answer_return(case, answers=answers, by=case.reported_by, on=today())
    assert case.state == "received"


def test_nobody_answers_for_the_reporter():
    lead, case = tambon_lead(), make_case()
    sent_back = returning.return_case(case, items=ITEMS[:1], by=lead, on=today())
    with pytest.raises(PermissionDenied):
        returning.answer_return(
            case, answers={sent_back.items.get().pk: "edited"}, by=lead, on=today()
        )


# --- duplicates -------------------------------------------------------------------------------------


def test_a_checker_says_that_the_matter_is_known_under_an_earlier_case():
    lead = tambon_lead()
    earlier, case = make_case("fact_finding"), make_case()
    checking.mark_duplicate(case, of=earlier, by=lead, on=today())
    assert (case.state, case.duplicate_of) == ("duplicate", earlier)
    assert Notice.objects.filter(user=case.reported_by, kind="case.duplicate").exists()


def test_a_case_that_one_may_not_see_cannot_be_named_as_the_first():
    lead, case = tambon_lead(), make_case()
    hidden = [make_case(area="86010201"), make_case("received", is_protected=True), case]
    for other in hidden:
        with pytest.raises(DomainError):
            checking.mark_duplicate(case, of=other, by=lead, on=today())
    assert Case.objects.get(pk=case.pk).state == "tambon_review"


# --- the way ------------------------------------------------------------------------------------------


def test_the_way_shows_what_is_done_where_it_waits_and_what_was_passed_over():
    district = district_lead()
    case = make_case("tambon_review")
    checking.check_case(case, by=tambon_lead(), on=today())
    steps = way_of(case, history_of(case))
    assert [(step.name, step.tone) for step in steps][:4] == [
        ("Reported", "done"),
        ("Sub-district check", "done"),
        ("District check", "now"),
        ("The provincial office", ""),
    ]
    checking.check_case(case, by=district, on=today())
    assert [step.tone for step in way_of(case, history_of(case))][:4] == ["done"] * 3 + ["now"]
