"""Following up until life is better, closing, ending otherwise, opening again."""

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from asa.cases.actions import closing, referring
from asa.cases.kinds_office import FOLLOW_UP
from asa.cases.models import AidRequest, Case
from asa.cases.queries import possible_same_cases
from asa.cases.rules.office import can_answer_referral, can_follow_up
from asa.cases.tests.factories import LEVELS, make_case
from asa.cases.tests.factories_office import (
    GREEN,
    agree,
    aid_to_pay,
    approved_aid,
    assessed_case,
    desk_of,
    finance,
    head,
    make_partner,
    officer,
    paid_aid,
    pay,
    propose,
    protect,
    worker,
)
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.households.codes import Dimension
from asa.households.tests.factories import make_household, make_member, make_round
from asa.notices.models import Notice
from asa.people.tests.factories import make_person, make_user
from asa.tasks.actions import assign_task
from asa.tasks.models import Task
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db


def follow_up(case, *, by=None, on=None, levels=GREEN, **fields):
    details = closing.FollowUpDetails(note="ขายขนมได้วันละ 300 บาท", levels=levels, **fields)
    return closing.follow_up_case(case, details=details, by=by or worker(), on=on or today())


def told(user):
    return [n.kind for n in Notice.objects.filter(user=user).order_by("created_at")]


def photo():
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    file.seek(0)
    return file


# --- follow-up ---------------------------------------------------------------------------------


def test_the_volunteer_visits_again_and_the_dimensions_have_moved():
    case = make_case("helped", manager=worker())
    make_round(case.household, levels={Dimension.INCOME: 1}, by=case.reported_by)
    make_task(
        case.reported_by,
        case.household,
        kind=FOLLOW_UP,
        subject_type="cases.case",
        subject_id=case.pk,
    )
    visit = follow_up(case, by=case.reported_by, photos=[photo()])
    assert case.state == "following_up"
    assert (visit.round.number, visit.subject_id, visit.photos.count()) == (2, case.pk, 1)
    assert visit.round.levels.get(dimension="income").level == 4
    assert Task.objects.get().state == "done"
    assert told(case.manager) == ["case.followed_up"]
    assert told(case.reported_by) == ["report.case.followed_up"]
    line = history_of(case)[0]
    assert (line.verb, line.data) == (
        "case.followed_up",
        {"to": "following_up", "visit": str(visit.pk)},
    )


def test_visits_go_on_until_life_is_better():
    case = make_case("helped", manager=worker())
    case.household.reported_by = case.reported_by
    case.household.save()
    next_week = today() + timedelta(days=7)
    follow_up(case, by=case.reported_by, levels=LEVELS, next_visit_on=next_week)
    task = Task.objects.get(kind=FOLLOW_UP, state="open")
    assert (task.assignee, task.due_on) == (case.reported_by, next_week)
    follow_up(case, by=case.reported_by)
    assert not Task.objects.filter(state="open").exists()
    assert told(case.reported_by) == ["report.case.followed_up"] * 2


def test_who_looks_after_the_household_follows_up_and_so_does_the_office():
    keeper = make_user("volunteer", "86010105")
    for by in (keeper, worker(), officer()):
        case = make_case("helped")
        case.household.caretaker = keeper
        case.household.save()
        assert follow_up(case, by=by).visited_by == by


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("volunteer", "86010104"),
        ("tambon_lead", "860101"),
        ("district_lead", "8601"),
        ("province_head", "86"),
        ("social_worker", "85"),
        ("finance", "86"),
        ("department_officer", "TH"),
    ],
)
def test_nobody_else_follows_up(role, area):
    with pytest.raises(PermissionDenied):
        follow_up(make_case("helped"), by=make_user(role, area))


def test_a_reporter_whose_post_ended_follows_up_no_more():
    gone = make_user("volunteer", "86010104", ended_on=today())
    with pytest.raises(PermissionDenied):
        follow_up(make_case("helped", reported_by=gone), by=gone)


@pytest.mark.parametrize("state", ["received", "assessed", "disbursing", "closed"])
def test_before_help_and_after_the_end_nothing_is_followed_up(state):
    with pytest.raises(PermissionDenied):
        follow_up(make_case(state))


def test_a_follow_up_before_the_help_is_refused():
    with pytest.raises(DomainError, match="before the help"):
        follow_up(make_case("helped"), on=today() - timedelta(days=1))


# --- closing -----------------------------------------------------------------------------------


def close(case, *, by=None, outcome="improved", words="ชีวิตดีขึ้นทุกมิติ"):
    return closing.close_case(case, outcome=outcome, words=words, by=by or worker(), on=today())


def test_a_case_is_closed_with_its_outcome():
    case = make_case("following_up")
    make_task(case.reported_by, case.household, kind=FOLLOW_UP, subject_id=case.pk)
    close(case)
    assert (case.state, case.outcome, case.closed_on) == ("closed", "improved", today())
    assert Task.objects.get().state == "cancelled"
    assert told(case.reported_by) == ["case.closed"]
    line = history_of(case)[0]
    assert (line.verb, line.data["outcome"], line.text) == (
        "case.closed",
        "improved",
        "ชีวิตดีขึ้นทุกมิติ",
    )


def test_without_a_follow_up_a_case_is_not_closed():
    with pytest.raises(PermissionDenied):
        close(make_case("helped"))


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("social_worker", "85"),
        ("province_head", "86"),
        ("volunteer", "86010104"),
        ("finance", "86"),
    ],
)
def test_nobody_else_closes(role, area):
    with pytest.raises(PermissionDenied):
        close(make_case("following_up"), by=make_user(role, area))


def test_words_and_a_known_outcome_are_needed():
    with pytest.raises(DomainError, match="what came of it"):
        close(make_case("following_up"), words=" ")
    with pytest.raises(DomainError, match="how the household stands"):
        close(make_case("following_up"), outcome="great")


def test_while_help_is_under_way_nothing_is_closed():
    request = paid_aid()
    case = request.case
    Case.objects.filter(pk=case.pk).update(state="following_up")
    case.refresh_from_db()
    with pytest.raises(DomainError, match="still under way"):
        close(case)


def test_of_two_who_close_the_second_is_told():
    case = make_case("following_up")
    second = Case.objects.get()
    close(case)
    with pytest.raises(DomainError, match="cannot become"):
        close(second)


# --- ending otherwise --------------------------------------------------------------------------


def test_a_case_that_fits_no_programme_ends_with_its_reason():
    request = propose()
    case = request.case
    closing.find_ineligible(case, reason="รายได้เกินเกณฑ์", by=officer(), on=today())
    request.refresh_from_db()
    assert (case.state, case.closed_on, request.state) == ("ineligible", today(), "cancelled")
    line = history_of(case)[0]
    assert (line.verb, line.text, line.data["to"]) == (
        "case.found_ineligible",
        "รายได้เกินเกณฑ์",
        "ineligible",
    )
    assert told(case.reported_by)[-1] == "report.ineligible"


def test_the_person_takes_it_back_and_what_is_not_paid_is_cancelled():
    request = approved_aid()
    closing.withdraw_at_office(request.case, reason="ลูกรับไปดูแล", by=worker(), on=today())
    assert AidRequest.objects.get().state == "cancelled"
    assert Case.objects.get().state == "withdrawn"


def test_after_approval_a_case_is_not_found_ineligible():
    with pytest.raises(PermissionDenied):
        closing.find_ineligible(approved_aid().case, reason="x", by=officer(), on=today())


def test_what_is_to_be_paid_is_cancelled_when_the_case_ends_while_nothing_is_paid():
    request = aid_to_pay()
    case = Case.objects.get()
    closing.withdraw_at_office(case, reason="ผู้ขอเสียชีวิต", by=officer(), on=today())
    request.refresh_from_db()
    assert (case.state, request.state) == ("withdrawn", "cancelled")
    with pytest.raises(PermissionDenied):
        pay(request)


@pytest.mark.parametrize("amount", [1000, 3000])
def test_once_money_is_paid_in_part_or_whole_a_case_does_not_end_without_help(amount):
    request = aid_to_pay()
    pay(request, amount=amount)
    case = Case.objects.get()
    with pytest.raises(PermissionDenied):
        closing.withdraw_at_office(case, reason="x", by=officer(), on=today())
    assert case.state == "disbursing"


def referred(by):
    case = make_case("fact_finding")
    agree(case)
    partner = make_partner()
    desk = desk_of(partner)
    details = referring.ReferralDetails(partner=partner, request="รับไว้ดูแล")
    return referring.refer_case(case, details=details, by=by, on=today()), desk


@pytest.mark.parametrize("answered", [False, True])
def test_a_referred_case_ends_and_the_agency_is_told(answered):
    referral, desk = referred(worker())
    if answered:
        referring.accept_referral(referral, words="นัด", by=desk, on=today())
    case = Case.objects.get()
    closing.withdraw_at_office(case, reason="ย้ายกลับบ้านเกิด", by=officer(), on=today())
    referral.refresh_from_db()
    assert (case.state, referral.state) == ("withdrawn", "revoked")
    assert told(desk)[-1] == "referral.revoked"
    assert not can_answer_referral(desk, referral)
    assert "referral.revoked" in [line.verb for line in history_of(case)]


def test_a_case_that_is_closed_leaves_nothing_open_at_the_agency():
    by = worker()
    referral, desk = referred(by)
    referring.accept_referral(referral, words="นัด", by=desk, on=today())
    case = Case.objects.get()
    follow_up(case, by=by)
    closing.close_case(case, outcome="improved", words="ดีขึ้น", by=by, on=today())
    referral.refresh_from_db()
    assert referral.state == "revoked"
    assert told(desk)[-1] == "referral.revoked"


def test_what_an_agency_has_done_stays_done():
    by = worker()
    referral, desk = referred(by)
    referring.accept_referral(referral, words="นัด", by=desk, on=today())
    referring.finish_referral(referral, words="ช่วยแล้ว", by=desk, on=today())
    case = Case.objects.get()
    follow_up(case, by=by)
    closing.close_case(case, outcome="improved", words="ดีขึ้น", by=by, on=today())
    referral.refresh_from_db()
    assert referral.state == "done"


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_officer", "85"),
        ("finance", "86"),
        ("district_lead", "8601"),
        ("volunteer", "86010104"),
        ("department_officer", "TH"),
    ],
)
def test_nobody_else_ends_a_case(role, area):
    by, case = make_user(role, area), make_case("fact_finding")
    for act in (closing.find_ineligible, closing.withdraw_at_office):
        with pytest.raises(PermissionDenied):
            act(case, reason="x", by=by, on=today())
    with pytest.raises(PermissionDenied):
        closing.end_as_duplicate(case, of=make_case("fact_finding"), by=by, on=today())


def test_no_case_ends_without_a_reason():
    with pytest.raises(DomainError, match="reason"):
        closing.find_ineligible(make_case("fact_finding"), reason="", by=officer(), on=today())


def test_a_duplicate_names_the_first_case_and_merges_nothing():
    first, second = make_case("fact_finding"), make_case("received", taken_in_on=today())
    closing.end_as_duplicate(second, of=first, by=officer(), on=today())
    assert (second.state, second.duplicate_of) == ("duplicate", first)
    assert second.subject != first.subject
    assert (history_of(second)[0].verb, history_of(second)[0].data["of"]) == (
        "case.found_duplicate",
        str(first.pk),
    )
    assert told(second.reported_by) == ["case.duplicate"]


def test_a_case_is_no_duplicate_of_itself_another_province_a_duplicate_or_a_protected_one():
    case = make_case("fact_finding")
    wrong = [
        case,
        make_case("fact_finding", area="85010101"),
        make_case("duplicate"),
        make_case("fact_finding", is_protected=True),
    ]
    for of in wrong:
        with pytest.raises(DomainError, match="Choose"):
            closing.end_as_duplicate(case, of=of, by=officer(), on=today())


# --- opening again -----------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["closed", "ineligible", "withdrawn", "duplicate"])
def test_an_ended_case_opens_again_under_its_number(state):
    case = make_case(state, manager=worker())
    number = case.number
    closing.reopen_case(case, reason="เดือดร้อนอีก", by=head(), on=today())
    assert (case.state, case.number, case.outcome, case.closed_on) == (
        "fact_finding",
        number,
        "",
        None,
    )
    # The office has it now, though it may never have reached the office before.
    assert None not in (case.received_on, case.taken_in_on, case.due_on)
    assert told(case.manager) == ["case.assigned_to_you"]
    line = history_of(case)[0]
    assert (line.verb, line.text) == ("case.reopened", "เดือดร้อนอีก")


@pytest.mark.parametrize(
    ("role", "area"), [("social_worker", "86"), ("province_head", "85"), ("volunteer", "86010104")]
)
def test_nobody_else_opens_again(role, area):
    by = make_user(role, area)
    with pytest.raises(PermissionDenied):
        closing.reopen_case(make_case("closed"), reason="x", by=by, on=today())


def test_an_open_case_is_not_opened():
    with pytest.raises(PermissionDenied):
        closing.reopen_case(make_case("assessed"), reason="x", by=head(), on=today())


# --- possibly the same -------------------------------------------------------------------------


def test_possibly_the_same_by_person_citizen_id_or_name_in_the_tambon():
    number = "3860100000419"
    subject = make_person("บัว", "แสงทอง", citizen_id=number)
    case = make_case("received", subject=subject)
    same_person = make_case("closed", subject=subject, area="86020101")
    same_id = make_case("closed", subject=make_person(citizen_id=number), area="86020101")
    same_name = make_case("closed", subject=make_person("บัว", "แสงทอง"), area="86010107")
    make_case("closed", subject=make_person("บัว", "แสงทอง"), area="86020101")
    make_case("closed", subject=make_person("ศรี", "สวน"))
    make_case("draft", subject=subject)
    found = possible_same_cases(case, officer())
    assert {one.pk for one in found} == {same_person.pk, same_id.pk, same_name.pk}


def test_a_protected_or_a_strangers_case_is_never_shown_as_the_same():
    by = worker()
    case = assessed_case(by)
    protect(make_case("fact_finding", subject=case.subject), by)
    make_case("closed", subject=case.subject, area="85010101")
    assert list(possible_same_cases(case, by)) == []
    assert list(possible_same_cases(case, finance())) == []


def test_a_household_of_its_own_is_no_reason():
    household = make_household()
    make_member(household)
    one = make_case("received", household=household)
    make_case("closed", household=household, subject=make_person("ศรี"))
    assert list(possible_same_cases(one, officer())) == []


def test_a_colleague_who_was_given_the_follow_up_makes_it():
    case, colleague = make_case("helped"), make_user("volunteer", "86010104")
    stranger = make_user("volunteer", "86010104")
    task = make_task(case.reported_by, case.household, kind=FOLLOW_UP, subject_id=case.pk)
    task.subject_type = "cases.case"
    task.save()
    assert not can_follow_up(colleague, case)
    assign_task(task, to=colleague, by=make_user("tambon_lead", "860101"), on=today())
    follow_up(case, by=colleague)
    assert case.state == "following_up"
    assert not can_follow_up(stranger, case)
    assert not can_follow_up(colleague, case)
