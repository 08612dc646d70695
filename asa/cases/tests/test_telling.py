"""The reporter is told of each step once, in the public wording; of a protected case never."""

from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from asa.cases.actions import (
    checking,
    closing,
    deciding,
    helping,
    intake,
    referring,
    reporting,
    returning,
)
from asa.cases.models import AppealTerm
from asa.cases.tests.factories import (
    TAMBON,
    VILLAGE,
    make_case,
    make_draft,
    make_lists,
    make_report,
)
from asa.cases.tests.factories_office import (
    GREEN,
    agree,
    approve,
    approved_aid,
    assessed_case,
    deliver,
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
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.notices.templatetags.notices import notice_words
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db


@dataclass
class Scene:
    """A reporter, and whatever a step needs beside her; made once the lists are there."""

    reporter: object = field(default_factory=lambda: make_user("volunteer", VILLAGE))

    def case(self, state, **fields):
        return make_case(state, reported_by=self.reporter, **fields)

    def assessed(self, by=None):
        return assessed_case(by, reported_by=self.reporter)

    def proposed(self):
        return propose(self.assessed())

    def second(self, first):
        """A second proposal in the case of a first, decided after it."""
        by = worker()
        case = self.assessed(by)
        one, two = propose(case, by=by), propose(case, by=by, code="REG-45")
        first(one)
        two.refresh_from_db()
        return two

    def referral(self):
        case = self.case("fact_finding")
        agree(case)
        partner = make_partner()
        self.desk = desk_of(partner)
        details = referring.ReferralDetails(partner=partner, request="โปรดช่วย")
        return referring.refer_case(case, details=details, by=worker(), on=today())

    def delivered_case(self):
        aid = paid_aid(case=self.assessed())
        return deliver(aid).case

    def returned(self, state, by):
        case = self.case(state)
        returning.return_case(case, items=[("summary", "เขียนเพิ่ม")], by=by, on=today())
        return case


# Each step: what stands before it, what is done, and the sentence that the reporter then reads.
# None: nothing is new for her, and she is told nothing.


def sent(scene):
    make_user("tambon_lead", TAMBON)
    draft = make_draft(scene.reporter)
    return lambda: reporting.send_report(draft, report=make_report(), by=scene.reporter, on=today())


def sent_where_nobody_checks(scene):
    draft = make_draft(scene.reporter)
    return lambda: reporting.send_report(draft, report=make_report(), by=scene.reporter, on=today())


def checked(scene):
    lead, case = make_user("tambon_lead", TAMBON), scene.case("tambon_review")
    make_user("district_lead", "8601")
    return lambda: checking.check_case(case, by=lead, on=today())


def sent_back(scene):
    lead, case = make_user("tambon_lead", TAMBON), scene.case("tambon_review")
    return lambda: returning.return_case(case, items=[("summary", "เขียนเพิ่ม")], by=lead, on=today())


def answered(scene, state="tambon_review", by=None):
    case = scene.returned(state, by or make_user("tambon_lead", TAMBON))
    item = case.returns.get().items.get()
    return lambda: returning.answer_return(
        case, answers={item.pk: "unchanged_ok"}, by=scene.reporter, on=today()
    )


def answered_to_the_office(scene):
    return answered(scene, "fact_finding", worker())


def withdrawn(scene):
    case = scene.case("tambon_review")
    return lambda: reporting.withdraw_case(case, reason="ญาติรับไป", by=scene.reporter, on=today())


def known_already(scene):
    lead, case, first = (
        make_user("tambon_lead", TAMBON),
        scene.case("tambon_review"),
        make_case("received"),
    )
    return lambda: checking.mark_duplicate(case, of=first, by=lead, on=today())


def taken_in(scene):
    case, by = scene.case("received"), officer()
    return lambda: intake.take_in_case(case, by=by, on=today())


def facts_found(scene):
    case, by = scene.case("received", taken_in_on=today()), worker()
    facts = intake.Facts(text="อยู่ลำพัง", found_on=today())
    return lambda: intake.record_facts(case, facts=facts, by=by, on=today())


def more_facts_found(scene):
    case, by = scene.case("fact_finding"), worker()
    facts = intake.Facts(text="อยู่ลำพัง", found_on=today())
    return lambda: intake.record_facts(case, facts=facts, by=by, on=today())


def proposed(scene):
    case = scene.assessed()
    return lambda: propose(case)


def proposed_once_more(scene):
    case = scene.proposed().case
    return lambda: propose(case, code="REG-45")


def approved(scene):
    aid = scene.proposed()
    return lambda: approve(aid)


def approved_beside_another(scene):
    aid = scene.second(approve)
    return lambda: approve(aid)


def refused(scene):
    aid = scene.proposed()
    return lambda: deciding.refuse_aid(aid, reason="รายได้เกินเกณฑ์", by=head(), on=today())


def refused_beside_another(scene):
    aid = scene.second(approve)
    return lambda: deciding.refuse_aid(aid, reason="รายได้เกินเกณฑ์", by=head(), on=today())


def more_facts_wanted(scene):
    aid = scene.proposed()
    return lambda: deciding.ask_for_more_facts(aid, reason="ดูรายได้", by=head(), on=today())


def budget_awaited(scene):
    aid = approved_aid(case=scene.assessed())
    return lambda: helping.await_budget(aid, by=finance(), on=today())


def budget_there(scene):
    aid = approved_aid(case=scene.assessed())
    return lambda: helping.release_budget(aid, by=finance(), on=today())


def paid(scene):
    aid = helping.release_budget(approved_aid(case=scene.assessed()), by=finance(), on=today())
    return lambda: pay(aid)


def paid_in_part(scene):
    aid = helping.release_budget(approved_aid(case=scene.assessed()), by=finance(), on=today())
    return lambda: pay(aid, amount=1000)


def handed_over(scene):
    aid = paid_aid(case=scene.assessed())
    return lambda: deliver(aid)


def handed_over_in_part(scene):
    by = worker()
    case = scene.assessed(by)
    one, two = propose(case, by=by), propose(case, by=by, code="REG-45")
    for aid in (one, two):
        approve(aid)
    helping.release_budget(one, by=finance(), on=today())
    pay(one)
    return lambda: deliver(one)


def referred(scene):
    case = scene.case("fact_finding")
    agree(case)
    details = referring.ReferralDetails(partner=make_partner(), request="โปรดช่วย")
    return lambda: referring.refer_case(case, details=details, by=worker(), on=today())


def agency_accepts(scene):
    one = scene.referral()
    return lambda: referring.accept_referral(one, words="นัดแล้ว", by=scene.desk, on=today())


def agency_refuses(scene):
    one = scene.referral()
    return lambda: referring.refuse_referral(one, reason="เตียงเต็ม", by=scene.desk, on=today())


def agency_helps(scene):
    one = scene.referral()
    referring.accept_referral(one, words="", by=scene.desk, on=today())
    return lambda: referring.finish_referral(one, words="ช่วยแล้ว", by=scene.desk, on=today())


def called_back(scene):
    one = scene.referral()
    return lambda: referring.revoke_referral(one, reason="ส่งผิดที่", by=officer(), on=today())


def followed_up(scene):
    case, by = scene.case("helped"), worker()
    details = closing.FollowUpDetails(note="ดีขึ้น", levels=GREEN)
    return lambda: closing.follow_up_case(case, details=details, by=by, on=today())


def closed(scene):
    case, by = scene.case("following_up"), worker()
    return lambda: closing.close_case(case, outcome="improved", words="ดีขึ้น", by=by, on=today())


def ineligible(scene):
    case, by = scene.case("fact_finding"), officer()
    return lambda: closing.find_ineligible(case, reason="รายได้เกินเกณฑ์", by=by, on=today())


def withdrawn_at_the_office(scene):
    case, by = scene.case("fact_finding"), officer()
    return lambda: closing.withdraw_at_office(case, reason="ญาติรับไป", by=by, on=today())


def duplicate_at_the_office(scene):
    case, by, first = scene.case("fact_finding"), officer(), make_case("received")
    return lambda: closing.end_as_duplicate(case, of=first, by=by, on=today())


def opened_again(scene):
    case, by = scene.case("closed"), officer()
    return lambda: closing.reopen_case(case, reason="เดือดร้อนอีก", by=by, on=today())


OFFICE = (
    "The provincial office has it; someone will visit",
    "สำนักงาน พมจ. รับเรื่องแล้ว เจ้าหน้าที่จะนัดเยี่ยมบ้าน",
)
TAMBON_CHECK = (
    "We have it; the sub-district volunteer is checking it",
    "ได้รับเรื่องแล้ว อพม. ระดับตำบลกำลังตรวจ",
)
APPROVED = ("Approved; help is being prepared", "อนุมัติแล้ว กำลังเตรียมให้ความช่วยเหลือ")
HELPED = ("Help has been given; we will follow up", "ได้รับความช่วยเหลือแล้ว เจ้าหน้าที่จะติดตามผล")
REFUSED = (
    "This request does not meet the criteria: รายได้เกินเกณฑ์ · You may appeal within 15 days",
    "คำขอนี้ไม่เข้าหลักเกณฑ์ เพราะ รายได้เกินเกณฑ์ · อุทธรณ์ได้ภายใน 15 วัน นับแต่วันที่ได้รับแจ้ง",
)
WITHDRAWN = ("The matter was withdrawn", "ถอนเรื่องแล้ว")
BEFORE = (
    "This matter was reported before; it goes on under the earlier report",
    "เรื่องนี้มีผู้แจ้งก่อนแล้ว จะดำเนินการต่อในเรื่องเดิม",
)
STEPS = [
    (sent, TAMBON_CHECK),
    (sent_where_nobody_checks, ("The provincial office will take it up", "ส่งถึงสำนักงาน พมจ. แล้ว รอรับเรื่อง")),
    (checked, ("We have it; the district volunteer is checking it", "ได้รับเรื่องแล้ว อพม. ระดับอำเภอกำลังตรวจ")),
    (sent_back, ("More information is needed", "ต้องการข้อมูลเพิ่ม")),
    (answered, TAMBON_CHECK),
    (answered_to_the_office, OFFICE),
    (withdrawn, WITHDRAWN),
    (known_already, BEFORE),
    (taken_in, OFFICE),
    (facts_found, ("The office looks into it", "สำนักงานสอบข้อเท็จจริง")),
    (more_facts_found, None),
    (proposed, ("The office is considering it", "อยู่ระหว่างพิจารณา")),
    (proposed_once_more, None),
    (approved, APPROVED),
    (approved_beside_another, APPROVED),
    (refused, REFUSED),
    (refused_beside_another, ("Part of the help was not approved; the rest goes on", "ความช่วยเหลือบางส่วนไม่ได้รับอนุมัติ ส่วนที่เหลือดำเนินการต่อ")),
    (more_facts_wanted, OFFICE),
    (budget_awaited, ("Waiting for the budget", "รองบประมาณ")),
    (budget_there, ("The budget is there", "มีงบประมาณแล้ว")),
    (paid, ("The money was paid; the help will be handed over", "เบิกจ่ายเงินแล้ว เจ้าหน้าที่จะนำความช่วยเหลือไปมอบให้")),
    (paid_in_part, None),
    (handed_over, HELPED),
    (handed_over_in_part, ("Part of the help was handed over; the rest goes on", "มอบความช่วยเหลือบางส่วนแล้ว ส่วนที่เหลือดำเนินการต่อ")),
    (referred, ("Sent on to the agency that can help", "ส่งเรื่องต่อให้หน่วยงานที่ช่วยได้แล้ว")),
    (agency_accepts, ("The agency took it on", "หน่วยงานรับเรื่องไว้")),
    (agency_refuses, ("The agency cannot help; the provincial office has it again", "หน่วยงานที่รับเรื่องช่วยไม่ได้ เรื่องกลับมาที่สำนักงาน พมจ. แล้ว")),
    (agency_helps, HELPED),
    (called_back, ("Called back from the agency; the provincial office has it again", "เรียกเรื่องคืนจากหน่วยงานแล้ว เรื่องกลับมาที่สำนักงาน พมจ.")),
    (followed_up, ("Followed up", "ติดตามผล")),
    (closed, ("The matter is closed", "ยุติการช่วยเหลือแล้ว")),
    (ineligible, REFUSED),
    (withdrawn_at_the_office, WITHDRAWN),
    (duplicate_at_the_office, BEFORE),
    (opened_again, OFFICE),
]  # fmt: skip


@pytest.mark.parametrize(("step", "sentence"), STEPS, ids=[step.__name__ for step, _words in STEPS])
def test_each_step_tells_the_reporter_once_in_the_public_wording(step, sentence):
    make_lists()
    scene = Scene()
    act = step(scene)
    Notice.objects.all().delete()
    act()
    told = list(Notice.objects.filter(user=scene.reporter))
    shown = []
    for notice in told:
        for language in ("en", "th"):
            with translation.override(language):
                shown.append(notice_words(notice).split(" · ", 1)[1])
    assert shown == list(sentence or ())


# --- a protected case -----------------------------------------------------------------------------

ACTS = [
    lambda case, team: intake.assign_manager(case, manager=team[1], by=team[0], on=today()),
    lambda case, team: closing.find_ineligible(case, reason="ไม่เข้าเกณฑ์", by=team[0], on=today()),
    lambda case, team: closing.withdraw_at_office(case, reason="ย้าย", by=team[0], on=today()),
    lambda case, team: propose(case, by=team[0]),
    lambda case, team: approve(propose(case, by=team[0]), by=team[2]),
    lambda case, team: deciding.refuse_aid(
        propose(case, by=team[0]), reason="ไม่เข้าเกณฑ์", by=team[2], on=today()
    ),
]


@pytest.mark.parametrize("act", ACTS)
def test_of_a_protected_case_the_reporter_is_told_nothing(act):
    make_lists()
    scene, team = Scene(), [worker(), worker(), head(), finance()]
    if act is ACTS[0]:
        team[0] = head()
    case = protect(scene.assessed(team[0]), *team)
    act(case, team)
    assert not Notice.objects.filter(user=scene.reporter).exists()


# --- what she reads on the page of her report ----------------------------------------------------


def page_of(reporter, case, language="th"):
    client = Client(headers={"accept-language": language})
    client.cookies["asa_language"] = language
    client.force_login(reporter)
    return client.get(reverse("cases:report", args=[case.pk])).text


@pytest.mark.parametrize("step", [refused, refused_beside_another, ineligible])
def test_her_page_says_why_and_until_when_to_appeal(step):
    make_lists()
    scene = Scene()
    AppealTerm.objects.update(days=22)
    partner = make_partner(phone="077 503 672")
    case = getattr(step(scene)(), "case", None) or scene.reporter.reported_cases.get()
    page = page_of(scene.reporter, case)
    case.refresh_from_db()
    assert "รายได้เกินเกณฑ์" in page
    assert "อุทธรณ์ได้ภายใน 22 วัน" in page
    # Where nothing of the request stands, also where else to ask.
    assert (partner.name_th in page, "tel:1300" in page) == (
        case.state == "ineligible",
        case.state == "ineligible",
    )


def test_a_refusal_of_before_the_case_was_opened_again_is_past():
    make_lists()
    scene = Scene()
    case = ineligible(scene)()
    closing.reopen_case(case, reason="รายได้ลดลง", by=officer(), on=today())
    assert "รายได้เกินเกณฑ์" not in page_of(scene.reporter, case)


def test_the_history_on_her_page_goes_on_at_the_office():
    make_lists()
    scene = Scene()
    case = scene.delivered_case()
    page = page_of(scene.reporter, case, "en")
    for words in ("Help was approved", "The budget is there", "Paid", "Help was handed over"):
        assert words in page


def test_whoever_is_not_near_the_household_reads_no_reason():
    make_lists()
    scene = Scene()
    case = refused(scene)().case
    lead = make_user("tambon_lead", TAMBON)
    for user, reads in ((scene.reporter, True), (lead, False)):
        client = Client()
        client.force_login(user)
        page = client.get(reverse("cases:show", args=[case.pk])).text
        assert ("รายได้เกินเกณฑ์" in page) is reads
