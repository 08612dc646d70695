"""The head decides on proposed aid: caps, times of the fiscal year, who may not, what is told."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import deciding, helping, intake, team
from asa.cases.aid import programme_in_force, times_given
from asa.cases.models import AidProgramme, AidRequest, Case
from asa.cases.tests.browsing import page, words
from asa.cases.tests.factories import make_case
from asa.cases.tests.factories_office import (
    approve,
    assessed_case,
    deliver,
    finance,
    head,
    paid_aid,
    pay,
    programme,
    propose,
    protect,
    worker,
)
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import fiscal_year, today
from asa.households.tests.factories import make_member
from asa.notices.kinds import words_of
from asa.notices.models import Notice
from asa.people.tests.factories import make_person, make_post, make_user
from asa.tasks.models import Task

pytestmark = pytest.mark.django_db


def told(user):
    return [n.kind for n in Notice.objects.filter(user=user).order_by("created_at")]


# --- proposing ---------------------------------------------------------------------------------


def test_a_proposal_goes_to_the_head_with_its_memo():
    chief = head()
    request = propose(amount=3000)
    case = request.case
    assert (request.state, case.state) == ("proposed", "assessed")
    assert request.memo.laws == request.programme.legal_basis
    assert told(chief) == ["case.awaits_decision"]
    assert told(case.reported_by) == ["case.assessed"]
    line = history_of(case)[0]
    assert (line.verb, line.data["to"], line.data["amount"]) == ("aid.proposed", "assessed", "3000")


def test_without_an_opinion_nothing_is_proposed():
    with pytest.raises(DomainError, match="opinion first"):
        propose(make_case("fact_finding"))


def test_nothing_is_proposed_twice_at_once():
    request = propose()
    with pytest.raises(DomainError, match="waits for the provincial head"):
        propose(request.case)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"amount": 0}, "more than 0 baht"),
        ({"amount": 3001}, "at most 3,000 baht"),
        ({"code": "REG-13"}, "not in force"),
    ],
)
def test_a_proposal_that_could_never_be_approved_is_refused(fields, sentence):
    with pytest.raises(DomainError, match=sentence):
        propose(**fields)


def test_aid_goes_to_the_person_or_the_household():
    case = assessed_case()
    member = make_member(case.household, given_name="สมชาย")
    assert propose(case, beneficiary=member.person).beneficiary == member.person
    with pytest.raises(DomainError, match="member of the household"):
        propose(case, beneficiary=make_person())


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("social_worker", "85"),
        ("province_officer", "86"),
        ("province_head", "86"),
        ("finance", "86"),
        ("volunteer", "86010104"),
        ("department_officer", "TH"),
    ],
)
def test_nobody_but_a_social_worker_of_the_province_proposes(role, area):
    with pytest.raises(PermissionDenied):
        propose(assessed_case(), by=make_user(role, area))


# --- who decides -------------------------------------------------------------------------------


def test_the_head_approves_and_all_concerned_are_told():
    payer, chief = finance(), head()
    request = approve(propose(), by=chief, note="ให้ อพม. ติดตามผล")
    case = request.case
    assert (request.state, request.amount_approved, request.decided_by) == ("approved", 3000, chief)
    assert request.fiscal_year_be == fiscal_year(today())
    assert case.state == "approved"
    assert told(payer) == ["case.awaits_payment"]
    notice = Notice.objects.filter(user=case.reported_by).latest("created_at")
    assert words_of(notice.kind, notice.params) == (
        f"{case.number} · Approved; help is being prepared"
    )
    line = history_of(case)[0]
    assert (line.verb, line.data["to"]) == ("aid.approved", "approved")
    assert line.data["programme_version"] == request.programme_id


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_head", "85"),
        ("province_officer", "86"),
        ("social_worker", "86"),
        ("finance", "86"),
        ("tambon_lead", "860101"),
        ("volunteer", "86010104"),
        ("department_officer", "TH"),
        ("admin", "TH"),
    ],
)
def test_nobody_but_the_head_of_the_province_decides(role, area):
    request, by = propose(), make_user(role, area)
    for act in (
        lambda: approve(request, by=by),
        lambda: deciding.refuse_aid(request, reason="ไม่เข้า", by=by, on=today()),
        lambda: deciding.ask_for_more_facts(request, reason="ขอเพิ่ม", by=by, on=today()),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert AidRequest.objects.get().state == "proposed"


def test_a_head_whose_post_ended_decides_nothing():
    with pytest.raises(PermissionDenied):
        approve(propose(), by=head(ended_on=today()))


def test_who_reported_or_proposed_never_decides_though_head_by_now():
    reporter, proposer = make_user("volunteer", "86010104"), worker()
    request = propose(assessed_case(proposer, reported_by=reporter), by=proposer)
    for user in (reporter, proposer):
        make_post(user, "province_head", "86")
        with pytest.raises(PermissionDenied):
            approve(request, by=user)


def test_nobody_decides_on_aid_for_oneself():
    case, chief = assessed_case(), head()
    make_member(case.household)
    member = case.household.members.last()
    member.person = chief.person
    member.save()
    with pytest.raises(PermissionDenied):
        approve(propose(case, beneficiary=chief.person), by=chief)


def test_of_two_heads_the_second_is_told():
    request = propose()
    second = AidRequest.objects.get()
    second.case.state  # noqa: B018 - loaded before the first one decides
    approve(request)
    with pytest.raises(DomainError, match="cannot become"):
        approve(second)


# --- caps --------------------------------------------------------------------------------------


def test_above_the_cap_nothing_is_approved():
    with pytest.raises(DomainError, match="at most 3,000 baht"):
        approve(propose(), amount=3001, governor_letter_no="ชพ 0004/123")
    assert AidRequest.objects.get().state == "proposed"


def test_above_a_cap_that_the_governor_may_lift_the_letter_is_needed():
    request = propose(code="REG-45", amount=5000)
    with pytest.raises(DomainError, match="governor's letter"):
        approve(request)
    assert approve(request, governor_letter_no=" ชพ 0004/123 ").governor_letter_no == "ชพ 0004/123"
    assert history_of(request.case)[0].data["governor_letter_no"] == "ชพ 0004/123"


def test_within_the_cap_a_letter_is_not_kept():
    assert approve(propose(), governor_letter_no="ชพ 1").governor_letter_no == ""


def test_actual_cost_has_no_cap():
    assert approve(propose(code="REG-51", amount=48000)).amount_approved == 48000


def test_nothing_at_all_is_not_approved():
    request = propose()
    decision = deciding.Decision(amount=Decimal(0))
    with pytest.raises(DomainError, match="more than 0"):
        deciding.approve_aid(request, decision=decision, by=head(), on=today())


# --- times -------------------------------------------------------------------------------------


def given_before(times, *, household=None, subject=None, code="REG-44", on=None):
    """So many approved requests of other cases."""
    for _time in range(times):
        fields = {"household": household} if household else {}
        if subject:
            fields["subject"] = subject
        approve(propose(assessed_case(**fields), code=code), on=on)


def test_the_times_of_a_household_count_over_its_cases_and_people():
    case = assessed_case()
    given_before(2, household=case.household)
    other = make_member(case.household, given_name="สมชาย").person
    assert approve(propose(case, beneficiary=other)).state == "approved"
    fourth = propose(assessed_case(household=case.household))
    with pytest.raises(DomainError, match="3 times this fiscal year"):
        approve(fourth)


def test_over_the_times_the_head_gives_a_reason_that_the_journal_keeps():
    case = assessed_case()
    given_before(3, household=case.household)
    request = approve(propose(case), over_times_reason="ไฟไหม้บ้าน")
    assert request.over_times_reason == "ไฟไหม้บ้าน"
    line = history_of(case)[0]
    assert (line.text, line.data["over_times"]) == ("ไฟไหม้บ้าน", True)


def test_within_the_times_a_reason_is_not_kept():
    request = approve(propose(), over_times_reason="เผื่อไว้")
    assert request.over_times_reason == ""
    assert history_of(request.case)[0].text == ""


def test_another_household_has_its_own_times():
    given_before(3, household=assessed_case().household)
    assert approve(propose()).state == "approved"


def test_the_times_of_a_person_count_whatever_the_household():
    person = make_person(citizen_id="3860100000412"[:12] + "9")
    programme("REG-47", times_per_fiscal_year=1)
    given_before(1, subject=person, code="REG-47")
    again = propose(assessed_case(subject=person), code="REG-47")
    with pytest.raises(DomainError, match="1 time this fiscal year"):
        approve(again)


def test_another_record_with_the_same_citizen_id_counts_but_not_one_of_a_protected_case():
    programme("REG-47", times_per_fiscal_year=1)
    one, two = make_person(citizen_id="3860100000419"), make_person(citizen_id="3860100000419")
    chief, by = head(), worker()
    case = protect(assessed_case(by, subject=one), by, chief, finance())
    hidden = propose(case, code="REG-47", by=by)
    approve(hidden, by=chief)
    second = propose(assessed_case(subject=two), code="REG-47")
    assert times_given(second.programme, second, today()) == 0
    approve(second)
    third = propose(assessed_case(subject=make_person(citizen_id="3860100000419")), code="REG-47")
    with pytest.raises(DomainError, match="1 time this fiscal year"):
        approve(third)


def test_refused_and_dropped_aid_does_not_count():
    case = assessed_case()
    given_before(2, household=case.household)
    other = propose(assessed_case(household=case.household))
    deciding.refuse_aid(other, reason="ไม่เข้าหลักเกณฑ์", by=head(), on=today())
    assert approve(propose(case)).state == "approved"


def test_paid_and_delivered_aid_counts():
    request = paid_aid()
    deliver(request)
    assert times_given(request.programme, request, today()) == 1


def test_other_programmes_have_their_own_times():
    case = assessed_case()
    given_before(3, household=case.household)
    assert approve(propose(case, code="REG-50")).state == "approved"


def test_the_fiscal_year_begins_on_the_first_of_october():
    last_day, first_day = date(2026, 9, 30), date(2026, 10, 1)
    case = assessed_case(on=date(2026, 9, 1))
    given_before(3, household=case.household, on=last_day)
    request = propose(case)
    with pytest.raises(DomainError, match="3 times"):
        approve(request, on=last_day)
    assert approve(request, on=first_day).fiscal_year_be == 2570
    assert [r.fiscal_year_be for r in AidRequest.objects.order_by("pk")[:1]] == [2569]


def test_times_count_over_the_versions_of_a_programme_and_the_decision_keeps_its_own():
    old = programme("REG-44", times_per_fiscal_year=1)
    case = assessed_case()
    first = approve(propose(case))
    new = AidProgramme.objects.get(pk=old.pk)
    new.pk, new.started_on, new.cap = None, today(), Decimal(4000)
    new.save(force_insert=True)
    AidProgramme.objects.filter(pk=old.pk).update(ended_on=today())
    assert programme_in_force("REG-44", today()) == new
    again = propose(assessed_case(household=case.household), amount=4000)
    with pytest.raises(DomainError, match="1 time"):
        approve(again)
    decided = approve(again, over_times_reason="ไฟไหม้")
    assert (first.programme_id, decided.programme_id) == (old.pk, new.pk)


def test_a_programme_that_ended_after_the_proposal_gives_nothing():
    request = propose()
    programme("REG-44", ended_on=today())
    with pytest.raises(DomainError, match="not in force"):
        approve(request)


# --- refused, sent back ------------------------------------------------------------------------


def test_refused_aid_makes_the_case_not_eligible_and_ends_its_tasks():
    by = worker()
    case = make_case("received", taken_in_on=today(), manager=by)
    intake.record_facts(
        case, facts=intake.Facts(text="ตรวจแล้ว", found_on=today()), by=by, on=today()
    )
    intake.write_opinion(case, text="ควรช่วย", by=by, on=today())
    request = propose(case, by=by)
    deciding.refuse_aid(request, reason="รายได้เกิน", by=head(), on=today())
    assert (request.state, request.refusal_reason) == ("refused", "รายได้เกิน")
    assert (case.state, case.closed_on) == ("ineligible", today())
    assert not Task.objects.filter(state="open").exists()
    line = history_of(case)[0]
    assert (line.verb, line.data["to"], line.text) == ("aid.refused", "ineligible", "รายได้เกิน")
    assert told(case.reported_by)[-1] == "report.ineligible"
    assert told(by)[-1] == "case.aid_refused"


def test_refused_beside_other_aid_leaves_the_case_where_it_is():
    first = propose()
    second = propose(first.case, code="REG-45")
    deciding.refuse_aid(second, reason="ไม่เร่งด่วน", by=head(), on=today())
    assert Case.objects.get().state == "assessed"
    approve(first)
    assert Case.objects.get().state == "approved"


def test_refused_once_more_after_help_the_case_stays_helped():
    request = paid_aid()
    deliver(request)
    again = propose(request.case, code="REG-45")
    assert again.case.state == "assessed"
    deciding.refuse_aid(again, reason="ช่วยแล้ว", by=head(), on=today())
    assert Case.objects.get().state == "helped"


def test_a_second_request_is_decided_while_the_first_is_being_paid():
    first = propose()
    second = propose(first.case, code="REG-45")
    approve(first)
    approve(AidRequest.objects.get(pk=second.pk))
    assert Case.objects.get().state == "approved"


def test_a_second_request_decided_after_the_help_goes_through_payment_too():
    case = assessed_case()
    first, second = propose(case), propose(case, code="REG-45")
    approve(first)
    helping.release_budget(first, by=finance(), on=today())
    pay(first)
    deliver(first)
    assert Case.objects.get().state == "helped"
    approve(AidRequest.objects.get(pk=second.pk))
    assert Case.objects.get().state == "approved"


@pytest.mark.parametrize("act", [deciding.refuse_aid, deciding.ask_for_more_facts])
def test_without_a_reason_nothing_is_refused_or_sent_back(act):
    with pytest.raises(DomainError, match="Write"):
        act(propose(), reason=" ", by=head(), on=today())


def test_the_head_asks_for_more_and_the_social_worker_is_told():
    by = worker()
    request = propose(by=by)
    case = deciding.ask_for_more_facts(request, reason="ขอรายได้ของลูก", by=head(), on=today())
    assert (request.state, case.state) == ("cancelled", "fact_finding")
    assert told(by) == ["case.more_facts_wanted"]
    line = history_of(case)[0]
    assert (line.verb, line.text) == ("case.more_facts_wanted", "ขอรายได้ของลูก")
    assert propose(case, by=by).state == "proposed"


# --- protected ---------------------------------------------------------------------------------


def test_in_a_protected_case_only_a_head_of_the_team_decides_and_nobody_else_is_told():
    by, chief, stranger, payer, other = worker(), head(), head(), finance(), finance()
    case = protect(assessed_case(by), by, chief, payer)
    request = propose(case, by=by)
    with pytest.raises(PermissionDenied):
        approve(request, by=stranger)
    approve(request, by=chief)
    assert {n.user for n in Notice.objects.all()} == {chief, payer}
    assert told(other) == told(case.reported_by) == []
    assert all(case.number not in str(n.params) for n in Notice.objects.all())


@pytest.mark.parametrize("ended", [False, True])
def test_a_protected_case_is_proposed_only_to_a_head_on_its_team(ended):
    by, outside = worker(), head()
    case = protect(assessed_case(by), by, *([head(ended_on=today())] if ended else []))
    with pytest.raises(DomainError, match="Name the head to the team first"):
        propose(case, by=by)
    assert case.state == "fact_finding"
    assert "Name the head to the team first" in words(page(by, "propose", case))
    protect(case, outside)
    assert "Name the head to the team first" not in words(page(by, "propose", case))
    assert propose(case, by=by).state == "proposed"


def test_a_head_who_reported_a_protected_case_does_not_count_as_who_decides_it():
    by, chief = worker(), head()
    case = protect(assessed_case(by, reported_by=chief), by, chief)
    with pytest.raises(DomainError, match="Name the head"):
        propose(case, by=by)


def test_a_protected_case_is_approved_only_when_finance_is_on_its_team():
    by, chief, payer = worker(), head(), finance()
    case = protect(assessed_case(by), by, chief)
    request = propose(case, by=by)
    with pytest.raises(DomainError, match="Name a finance officer"):
        approve(request, by=chief)
    request.refresh_from_db()
    assert request.state == "proposed"
    for shown in (page(chief, "decide", request), page(chief, "show", case)):
        assert "Name a finance officer to the team first" in words(shown)
    team.add_to_case_team(case, user=payer, by=chief, on=today())
    assert "Name a finance officer" not in words(page(chief, "decide", request))
    assert approve(request, by=chief).state == "approved"
    assert "case.awaits_payment" in told(payer)


def test_an_ordinary_case_needs_nobody_named():
    by, chief = worker(), head()
    request = propose(assessed_case(by), by=by)
    assert "team" not in words(page(chief, "decide", request))
    assert approve(request, by=chief).state == "approved"
