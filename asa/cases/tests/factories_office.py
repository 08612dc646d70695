"""What the office's half of a case's life needs: its people, proposals, approved aid, referrals."""

from datetime import date
from decimal import Decimal

from asa.cases.actions import deciding, helping, proposing
from asa.cases.loader import load_lists
from asa.cases.models import AidProgramme, CaseOpinion, CaseTeamMember
from asa.cases.tests.factories import make_case
from asa.common.thaidate import today
from asa.households.actions import ConsentAnswer, record_consent
from asa.households.codes import Dimension
from asa.households.models import PrivacyNotice
from asa.households.tests.factories import make_notice, put_on_team
from asa.partners.models import Partner
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

MEMO = proposing.MemoText("เรื่องเดิม", "ข้อเท็จจริง", "", "เห็นควรช่วยเหลือ", "โปรดพิจารณา")
GREEN = dict.fromkeys(Dimension, (4, ""))


def officer(province="86", **fields):
    return make_user("province_officer", province, **fields)


def worker(province="86", **fields):
    return make_user("social_worker", province, **fields)


def head(province="86", **fields):
    return make_user("province_head", province, **fields)


def finance(province="86", **fields):
    return make_user("finance", province, **fields)


def programme(code="REG-44", **fields):
    """A programme of the ministry's list as it is today; fields change it for the test."""
    if not AidProgramme.objects.exists():
        load_lists()
    found = AidProgramme.objects.filter(code=code).order_by("-started_on")[0]
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    return found


def assessed_case(by=None, **fields):
    """A case whose facts are found and on which an opinion is written."""
    by = by or worker()
    fields.setdefault("manager", by)
    case = make_case("fact_finding", **fields)
    CaseOpinion.objects.create(
        case=case,
        written_by=by,
        written_on=today(),
        text="เห็นควรช่วยเหลือ",
        writer_name=by.shown_name,
        writer_position="นักสังคมสงเคราะห์",
    )
    return case


def propose(case=None, *, by=None, code="REG-44", amount=3000, beneficiary=None, on=None):
    by = by or worker()
    case = case or assessed_case(by)
    proposal = proposing.Proposal(
        programme=programme(code),
        beneficiary=beneficiary or case.subject,
        amount=Decimal(amount),
        detail="อุปกรณ์ทำขนม",
    )
    return proposing.propose_aid(case, proposal=proposal, memo=MEMO, by=by, on=on or today())


def approve(request, *, by=None, amount=None, on=None, **lifts):
    decision = deciding.Decision(amount=Decimal(amount or request.amount_proposed), **lifts)
    return deciding.approve_aid(request, decision=decision, by=by or head(), on=on or today())


def approved_aid(**fields):
    return approve(propose(**fields))


def aid_to_pay(**fields):
    return helping.release_budget(approved_aid(**fields), by=finance(), on=today())


def pay(request, *, by=None, amount=None, on=None, evidence_no="บค. 12/2570"):
    details = helping.PaymentDetails(
        amount=Decimal(amount or request.amount_approved), method="cash", evidence_no=evidence_no
    )
    return helping.pay_aid(request, details=details, by=by or finance(), on=on or today())


def paid_aid(**fields):
    request = aid_to_pay(**fields)
    pay(request)
    return request


def deliver(request, *, by=None, on=None, **fields):
    delivery = helping.Delivery(received_by_name="นางบัว แสงทอง", **fields)
    return helping.deliver_aid(request, delivery=delivery, by=by or officer(), on=on or today())


def make_partner(code="HOSPITAL-86", area="86", **fields):
    return Partner.objects.create(
        code=code,
        kind=fields.pop("kind", "hospital"),
        name_th="โรงพยาบาลชุมพรเขตรอุดมศักดิ์",
        name_en="Chumphon hospital",
        area=make_area(area),
        started_on=date(2020, 10, 1),
        **fields,
    )


def desk_of(partner, **fields):
    return make_user("partner_desk", "86", organisation_id=partner.pk, **fields)


def agree(case, kind="given"):
    """The person in trouble answers the notice."""
    notice = PrivacyNotice.objects.first() or make_notice()
    answer = ConsentAnswer(
        kind=kind, notice_version=notice.pk, witness_name="ผู้ใหญ่เพิ่ม", guardian_name="นางแดง"
    )
    return record_consent(
        case.household, person=case.subject, answer=answer, by=worker(), on=today()
    )


def protect(case, *team):
    """The case and its household become those of a named team."""
    case.is_protected = True
    case.save()
    case.household.is_sealed = True
    case.household.save()
    for user in team:
        CaseTeamMember.objects.create(case=case, user=user, added_by=user, started_on=today())
        put_on_team(case.household, user, started_on=today())
    return case
