"""A case is handed on to an agency, which takes it on, refuses, or says that it has helped."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.cases.actions import closing, referring
from asa.cases.models import Case, Referral
from asa.cases.queries import referrals_for
from asa.cases.tests.factories import make_case
from asa.cases.tests.factories_office import (
    GREEN,
    agree,
    assessed_case,
    desk_of,
    head,
    make_partner,
    officer,
    propose,
    protect,
    worker,
)
from asa.common.errors import DomainError
from asa.common.journal import history_of
from asa.common.thaidate import today
from asa.notices.kinds import words_of
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return make_partner()


def refer(case=None, *, partner, by=None, **fields):
    case = case or make_case("fact_finding")
    fields.setdefault("basis", "override")
    fields.setdefault("basis_reason", "เจ็บป่วยหนัก ให้ความยินยอมไม่ได้")
    details = referring.ReferralDetails(partner=partner, request="ขอรับไว้รักษา", **fields)
    return referring.refer_case(case, details=details, by=by or worker(), on=today())


def told(user):
    return [n.kind for n in Notice.objects.filter(user=user).order_by("created_at")]


def test_a_case_is_referred_and_the_desk_and_the_reporter_are_told(partner):
    desk, case, by = desk_of(partner), make_case("fact_finding"), worker()
    referral = refer(case, partner=partner, by=by)
    assert (referral.state, case.state) == ("sent", "referred")
    notice = Notice.objects.get(user=desk)
    assert words_of(notice.kind, notice.params) == "A case was referred to your agency"
    assert (notice.area, case.number in str(notice.params)) == ("86", False)
    assert told(case.reported_by) == ["case.referred"]
    line = history_of(case)[0]
    assert (line.verb, line.data["partner"], line.data["to"]) == (
        "case.referred",
        "HOSPITAL-86",
        "referred",
    )


def test_with_consent_no_reason_is_needed(partner):
    case = make_case("fact_finding")
    agree(case)
    assert refer(case, partner=partner, basis="consent", basis_reason="").basis == "consent"


@pytest.mark.parametrize("kind", [None, "refused", "not_possible"])
def test_without_consent_or_a_named_reason_nothing_is_passed_on(partner, kind):
    case = make_case("fact_finding")
    if kind == "refused":
        agree(case)
        agree(case, "refused")
    with pytest.raises(DomainError, match="no consent"):
        refer(case, partner=partner, basis="consent")
    with pytest.raises(DomainError, match="why the data is passed on"):
        refer(case, partner=partner, basis_reason=" ")
    assert not Referral.objects.exists()


def test_a_consent_that_was_taken_back_is_none(partner):
    case = make_case("fact_finding")
    consent = agree(case, "guardian")
    consent.withdrawn_on = today()
    consent.save()
    with pytest.raises(DomainError, match="no consent"):
        refer(case, partner=partner, basis="consent")


def test_only_agencies_of_today_that_serve_the_area_are_asked():
    ended = make_partner("OLD", ended_on=today())
    far = make_partner("FAR", area="85")
    for one in (ended, far):
        with pytest.raises(DomainError, match="does not serve"):
            refer(partner=one)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("social_worker", "85"),
        ("province_head", "86"),
        ("finance", "86"),
        ("district_lead", "8601"),
        ("volunteer", "86010104"),
        ("department_officer", "TH"),
    ],
)
def test_nobody_else_refers(partner, role, area):
    with pytest.raises(PermissionDenied):
        refer(partner=partner, by=make_user(role, area))


@pytest.mark.parametrize("state", ["approved", "helped", "referred", "closed", "tambon_review"])
def test_a_case_is_referred_before_aid_is_approved_alone(partner, state):
    with pytest.raises(PermissionDenied):
        refer(make_case(state), partner=partner)


def test_what_was_proposed_is_dropped(partner):
    request = propose()
    refer(request.case, partner=partner)
    request.refresh_from_db()
    assert request.state == "cancelled"
    assert [line.verb for line in history_of(request.case)][:2] == [
        "case.referred",
        "aid.cancelled",
    ]


def test_the_agency_takes_it_on_and_has_helped(partner):
    desk, by = desk_of(partner), worker()
    referral = refer(partner=partner, by=by)
    case = referral.case
    referring.accept_referral(referral, words="นัด 3 วัน", by=desk, on=today())
    assert (referral.state, case.state, told(by)) == ("accepted", "referred", ["referral.accepted"])
    referring.finish_referral(referral, words="", by=desk, on=today())
    assert (referral.state, referral.answer, referral.done_on) == ("done", "นัด 3 วัน", today())
    case.refresh_from_db()
    assert (case.state, case.helped_on) == ("helped", today())
    task = Task.objects.get()
    assert (task.kind, task.assignee, task.due_on) == (
        "case.follow_up",
        case.reported_by,
        today() + timedelta(days=30),
    )
    assert told(case.reported_by) == [
        "case.referred",
        "report.referral.accepted",
        "case.helped",
    ]
    assert [line.verb for line in history_of(case)][:2] == ["referral.done", "referral.accepted"]


def test_a_refusal_with_its_reason_gives_the_case_back(partner):
    desk, by = desk_of(partner), worker()
    referral = refer(partner=partner, by=by)
    with pytest.raises(DomainError, match="why you cannot help"):
        referring.refuse_referral(referral, reason=" ", by=desk, on=today())
    referring.refuse_referral(referral, reason="เตียงเต็ม", by=desk, on=today())
    assert (referral.state, referral.case.state) == ("refused", "fact_finding")
    line = history_of(referral.case)[0]
    assert (line.verb, line.text, line.data["to"]) == (
        "referral.refused",
        "เตียงเต็ม",
        "fact_finding",
    )
    assert told(by) == ["referral.refused"]
    assert told(referral.case.reported_by)[-1] == "report.referral.refused"


def test_the_office_calls_back_what_was_not_answered(partner):
    desk = desk_of(partner)
    referral = refer(partner=partner)
    referring.revoke_referral(referral, reason="ญาติรับดูแล", by=officer(), on=today())
    assert (referral.state, referral.case.state) == ("revoked", "fact_finding")
    assert (referral.answer, referral.answered_by) == (None, None)
    assert told(desk) == ["referral.arrived", "referral.revoked"]
    other = refer(partner=partner)
    referring.accept_referral(other, words="", by=desk, on=today())
    with pytest.raises(PermissionDenied):
        referring.revoke_referral(other, reason="ช้า", by=officer(), on=today())


def test_of_two_answers_the_second_is_told(partner):
    desk = desk_of(partner)
    referral = refer(partner=partner)
    second = Referral.objects.get()
    referring.refuse_referral(referral, reason="เตียงเต็ม", by=desk, on=today())
    with pytest.raises(DomainError, match="cannot become"):
        referring.accept_referral(second, words="", by=desk, on=today())


def test_what_the_office_followed_up_meanwhile_stays_so_and_closed_is_the_agencys_no_more(partner):
    desk, by = desk_of(partner), worker()
    referral = refer(partner=partner, by=by)
    case = referral.case
    referring.accept_referral(referral, words="", by=desk, on=today())
    details = closing.FollowUpDetails(note="ดีขึ้น", levels=GREEN)
    closing.follow_up_case(case, details=details, by=by, on=today())
    second = Referral.objects.create(
        case=case, partner=partner, request="ขอรถเข็น", sent_by=by, sent_on=today(), basis="consent"
    )
    referring.finish_referral(Referral.objects.get(pk=referral.pk), words="", by=desk, on=today())
    assert Case.objects.get().state == "following_up"
    closing.close_case(case, outcome="improved", words="ดีขึ้น", by=by, on=today())
    second.refresh_from_db()
    with pytest.raises(PermissionDenied):
        referring.finish_referral(second, words="ช่วยแล้ว", by=desk, on=today())
    assert not Task.objects.filter(state="open").exists()


def test_only_the_desk_of_this_agency_answers(partner):
    other = make_partner("OTHER")
    referral = refer(partner=partner)
    strangers = [
        desk_of(other),
        desk_of(partner, ended_on=today()),
        make_user("partner_desk", "86"),
        worker(),
        head(),
        make_user("department_officer", "TH"),
    ]
    for by in strangers:
        with pytest.raises(PermissionDenied):
            referring.accept_referral(referral, words="", by=by, on=today())


def test_a_desk_sees_its_referrals_the_office_its_own_and_nobody_else_any(partner):
    desk, by = desk_of(partner), worker()
    referral = refer(partner=partner, by=by)
    refer(
        make_case("fact_finding", area="85010101"),
        partner=make_partner("X", area="85"),
        by=worker("85"),
    )
    for user in (desk, by, officer(), head()):
        assert list(referrals_for(user)) == [referral], user.username
    for user in (
        desk_of(make_partner("OTHER")),
        desk_of(partner, ended_on=today()),
        referral.case.reported_by,
        make_user("tambon_lead", "860101"),
        make_user("finance", "86"),
        make_user("department_officer", "TH"),
        make_user("auditor", "TH"),
        make_user("admin", "TH"),
        make_user("partner_desk", "86"),
    ):
        assert not referrals_for(user).exists(), user.username


def test_the_referral_of_a_protected_case_is_seen_by_its_team_and_the_desk(partner):
    by, desk = worker(), desk_of(partner)
    case = protect(assessed_case(by), by)
    referral = refer(case, partner=partner, by=by)
    assert list(referrals_for(desk)) == list(referrals_for(by)) == [referral]
    assert not referrals_for(officer()).exists()
    assert not referrals_for(worker()).exists()
    assert case.number not in str(Notice.objects.get(user=desk).params)
