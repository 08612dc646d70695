"""Three hundred households found, checked, helped and visited again, by the people of the cast."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from asa.cases.actions import (
    checking,
    closing,
    deciding,
    helping,
    intake,
    proposing,
    referring,
    returning,
)
from asa.cases.actions.report import Report
from asa.cases.actions.reporting import send_report, start_report, withdraw_case
from asa.cases.codes import CaseState, Outcome, PaymentMethod, ReportChannel, Triage
from asa.cases.memo import compose_memo
from asa.cases.models import AidProgramme, AidRequest, Case, Problem
from asa.common.thaidate import PartialDate
from asa.home.demo.notices import StoryDays
from asa.home.demo.people import Cast
from asa.home.demo.pictures import house
from asa.home.demo.plots import NEIGHBOUR, Plot
from asa.home.demo.stories import (
    CHILDREN,
    FAMILIES,
    MEN,
    PROTECTED,
    WOMEN,
    Story,
    citizen_id,
)
from asa.households.actions import ConsentAnswer, HouseholdPlace, MemberDetails, add_photo
from asa.households.codes import Dimension, Health, PhotoKind, Tenure
from asa.households.models import HouseholdMember
from asa.households.queries import notice_on
from asa.partners.models import Partner
from asa.people.codes import Sex
from asa.people.models import User
from asa.places.models import Area

S = CaseState


class Teller:
    """Lives the plots: each step on its own day, by the person whose step it is."""

    def __init__(self, cast: Cast, today: date) -> None:
        self.cast, self.random, self.today = cast, Random(), today  # noqa: S311 - a story
        self.problems = {problem.pk: problem for problem in Problem.objects.all()}
        self.areas = {area.pk: area for area in Area.objects.filter(pk__in=cast.volunteers)}
        self.notice = notice_on(today)
        self.partners = list(Partner.objects.filter(area_id="86").order_by("code"))
        self.told: list[tuple[Case, Plot, Report]] = []
        self.day, self.days = today, StoryDays()

    def live(self, plot: Plot) -> Case:
        """Bring one household's case to the state that its plot ends in."""
        self.random = plot.chance
        self.turn_to(plot.day)
        if plot.state == S.DUPLICATE:
            return self.tell_again(plot)
        reporter = self.cast.volunteers[plot.tambon]
        case = start_report(draft=_typed(plot), by=reporter, on=plot.day)
        if plot.state == S.DRAFT:
            return case
        report = self.report(plot)
        send_report(case, report=report, by=reporter, on=plot.day)
        self.told.append((case, plot, report))
        if plot.number % 20 == 0 and case.household and not case.is_protected:
            kind, picture = PhotoKind.HOUSE_OUTSIDE, house(self.random)
            add_photo(case.household, file=picture, kind=kind, by=reporter, on=plot.day)
        if plot.story is PROTECTED:
            return self.look_after(case, plot)
        if plot.state == S.WITHDRAWN and plot.number % 2:
            words = "ลูกหลานกลับมาดูแลแล้ว"
            return withdraw_case(case, reason=words, by=reporter, on=self.later(1))
        return self.check(case, plot)

    def later(self, *days: int) -> date:
        """Some days after the step before, never past today."""
        pause = self.random.randint(days[0], days[-1])
        self.turn_to(min(self.day + timedelta(days=pause), self.today))
        return self.day

    def turn_to(self, day: date) -> None:
        """End the day of the step before: what it told was told on that day."""
        self.days.date_notices(self.day)
        self.day = day

    # --- found ------------------------------------------------------------------------------

    def report(self, plot: Plot) -> Report:
        story, area = plot.story, self.areas[plot.tambon]
        return Report(
            problems=[self.problems[code] for code in story.problems],
            summary=story.summary,
            detail=story.detail,
            area=area,
            moo=self.random.randint(1, 8),
            place=self.place(),
            members=self.members(story),
            amount_wanted=Decimal(story.amount) if plot.number % 3 else None,
            levels=self.levels(story),
            consent=self.consent(plot),
            triage=self.triage(plot),
        )

    def triage(self, plot: Plot) -> Triage:
        """An emergency passes the leads, so it is none of those that are still with them."""
        with_leads = plot.state in (S.TAMBON_REVIEW, S.DISTRICT_REVIEW, S.RETURNED)
        rare = plot.number % 41 == 0 and not with_leads
        return Triage.EMERGENCY if rare else Triage.NORMAL

    def place(self) -> HouseholdPlace:
        random = self.random
        landmark = random.choice(("หลังวัด ติดคลอง", "ใกล้ศาลาหมู่บ้าน", "ทางเข้าสวนยาง", "ริมถนนใหญ่", ""))
        return HouseholdPlace(
            house_no=f"{random.randint(1, 299)}/{random.randint(1, 9)}",
            landmark=landmark,
            tenure=random.choice([Tenure.OWN_INSECURE, Tenure.RENTED, Tenure.ON_OTHERS_LAND]),
            shelter_condition=random.choice(("หลังคารั่ว", "ฝาบ้านผุ", "ไม่มีห้องน้ำ", "พอใช้")),
            income_per_month=Decimal(random.randrange(2, 13) * 700),
        )

    def members(self, story: Story) -> list[MemberDetails]:
        """The person in trouble first; one without a citizen id now and then."""
        family = self.random.choice(FAMILIES)
        ages = {"elder": (66, 88), "adult": (28, 58), "child": (4, 14)}
        first = self.person(family, ages[story.subject], is_head=story.subject != "child")
        others = [self.person(family, (34, 60), relation="บุตร")]
        if self.random.random() < 0.6:
            others.append(self.person(family, (3, 15), relation="หลาน"))
        return [first, *others]

    def person(
        self, family: str, ages: tuple[int, int], *, is_head: bool = False, relation: str = ""
    ) -> MemberDetails:
        random, age = self.random, self.random.randint(*ages)
        is_man = random.random() < 0.42
        is_child = age < 15
        names = CHILDREN if is_child else MEN if is_man else WOMEN
        prefix = ("เด็กชาย" if is_man else "เด็กหญิง") if is_child else "นาย" if is_man else "นาง"
        birth = date(self.today.year - age, random.randint(1, 12), random.randint(1, 28))
        has_id = random.random() < 0.93
        return MemberDetails(
            given_name=random.choice(names),
            family_name=family,
            prefix=prefix,
            sex=Sex.MALE if is_man else Sex.FEMALE,
            citizen_id=citizen_id(random) if has_id else "",
            no_id_reason="" if has_id else "บัตรสูญหาย จำเลขไม่ได้",
            birth=PartialDate(birth, "year" if random.random() < 0.2 else "day"),
            relation="หัวหน้าครัวเรือน" if is_head else relation,
            is_head=is_head,
            health=Health.ILL if age > 70 else Health.HEALTHY,
        )

    def levels(self, story: Story, better: int = 0) -> dict[Dimension, tuple[int, str]]:
        """The five levels; a second look is better by so many steps where it was worst."""
        found: dict[Dimension, tuple[int, str]] = {}
        for dimension in Dimension:
            level = 1 + story.worst.index(dimension) if dimension in story.worst else 3
            level = min(level + better, 4)
            found[dimension] = (level, story.detail if level < 3 else "")
        return found

    def consent(self, plot: Plot) -> ConsentAnswer:
        version = self.notice.pk if self.notice else ""
        if plot.number % 17 == 0:
            words = "เจ็บหนัก พูดไม่ได้"
            return ConsentAnswer("not_possible", version, reason=words, witness_name="ผู้ใหญ่บ้าน")
        if plot.story.subject == "child":
            return ConsentAnswer(
                "guardian", version, guardian_name="ผู้ปกครอง", witness_name="เพื่อนบ้าน"
            )
        return ConsentAnswer("given", version, witness_name="ผู้ใหญ่บ้าน")

    # --- checked ----------------------------------------------------------------------------

    def check(self, case: Case, plot: Plot) -> Case:
        """Through the steps that somebody holds, and then to the office."""
        while case.state in (S.TAMBON_REVIEW, S.DISTRICT_REVIEW):
            at_district = case.state == S.DISTRICT_REVIEW
            leads = self.cast.district_leads if at_district else self.cast.tambon_leads
            lead = leads[plot.tambon[:4] if at_district else plot.tambon]
            if case.state == plot.state:
                return case
            if plot.state == S.RETURNED:
                items = [("members", "โปรดตรวจชื่อและวันเกิดอีกครั้ง"), ("photos", "ขอรูปบ้านด้านนอก")]
                returning.return_case(case, items=items, by=lead, on=self.later(0, 2))
                return case
            checking.check_case(case, by=lead, on=self.later(0, 2))
        return self.take_in(case, plot)

    def take_in(self, case: Case, plot: Plot) -> Case:
        officer = self.officer(plot)
        if plot.state == S.RECEIVED and plot.number % 2:
            return case
        manager = self.worker(plot)
        intake.take_in_case(case, manager=manager, by=officer, on=self.later(0, 1))
        if plot.state == S.RECEIVED:
            return case
        return self.look_into(case, plot)

    def officer(self, plot: Plot) -> User:
        if plot.tambon.startswith(NEIGHBOUR):
            return self.cast.users["ranong_officer"]
        return self.cast.users["officer" if plot.number % 3 else "officer2"]

    def worker(self, plot: Plot) -> User:
        if plot.tambon.startswith(NEIGHBOUR):
            return self.cast.users["ranong_social"]
        return self.cast.users["social" if plot.number % 2 else "social2"]

    # --- looked into ------------------------------------------------------------------------

    def look_into(self, case: Case, plot: Plot) -> Case:
        worker, story, day = self.worker(plot), plot.story, self.later(2, 4)
        facts = intake.Facts(
            text=f"เยี่ยมบ้านแล้ว {story.seen[0]} {story.detail}",
            found_on=day,
            income_per_month=Decimal(self.random.randrange(2, 13) * 700),
            people_in_household=3,
        )
        intake.record_facts(case, facts=facts, by=worker, on=day)
        if plot.state == S.WITHDRAWN:
            words = "ผู้ขอแจ้งว่าได้รับความช่วยเหลือจากที่อื่นแล้ว"
            day = self.later(1, 3)
            return closing.withdraw_at_office(case, reason=words, by=worker, on=day)
        words = "ครอบครัวเดือดร้อนจริงตามที่แจ้ง เห็นควรช่วยเหลือตามระเบียบ และติดตามผลภายใน 30 วัน"
        intake.write_opinion(case, text=words, by=worker, on=self.later(0, 1))
        if plot.state == S.FACT_FINDING:
            return case
        if plot.state == S.REFERRED or (plot.state == S.CLOSED and plot.number % 9 == 0):
            return self.refer(case, plot)
        return self.propose(case, plot)

    def tell_again(self, plot: Plot) -> Case:
        """The family comes to the counter with what a volunteer had reported a short while ago."""
        known = [
            (case, report)
            for case, before, report in self.told
            if before.state != S.WITHDRAWN
            and before.story is not PROTECTED
            and case.province == "86"
        ]
        earlier, report = known[-1]
        counter, officer = self.cast.users["officer2"], self.cast.users["officer"]
        case = start_report(draft={"summary": report.summary}, by=counter, on=plot.day)
        again = Report(
            problems=report.problems,
            summary=report.summary,
            area=report.area,
            consent=report.consent,
            channel=ReportChannel.WALK_IN,
            household=earlier.household,
            known_subject=self.subject_of(earlier),
        )
        send_report(case, report=again, by=counter, on=plot.day)
        worker = self.worker(plot)
        intake.take_in_case(case, manager=worker, by=officer, on=self.later(0, 1))
        return closing.end_as_duplicate(case, of=earlier, by=officer, on=self.later(0, 1))

    def subject_of(self, case: Case) -> HouseholdMember:
        if case.household is None or case.subject is None:
            raise ValueError("A case that was sent is about somebody of a household.")
        return case.household.members.get(person=case.subject)

    def look_after(self, case: Case, plot: Plot) -> Case:
        """A protected case: its named team alone."""
        worker = self.cast.users["social"]
        day = self.later(0)
        intake.take_in_case(case, manager=worker, by=worker, on=day)
        words = "พบเด็กแล้ว ปลอดภัย อยู่ในความดูแลของบ้านพักเด็กและครอบครัว"
        facts = intake.Facts(text=words, found_on=day)
        intake.record_facts(case, facts=facts, by=worker, on=day)
        return case

    # --- referred ---------------------------------------------------------------------------

    def refer(self, case: Case, plot: Plot) -> Case:
        desk = self.cast.users["hospital"]
        posts = {post.organisation_id for post in desk.current_posts}
        hospital = next(partner for partner in self.partners if partner.pk in posts)
        details = referring.ReferralDetails(
            partner=hospital,
            request=f"ขอความอนุเคราะห์ดูแล {case.subject} : {plot.story.summary}",
            basis=referring.OVERRIDE if plot.number % 17 == 0 else referring.CONSENT,
            basis_reason="เจ็บหนัก ให้ความยินยอมไม่ได้" if plot.number % 17 == 0 else "",
        )
        day = self.later(0, 1)
        referral = referring.refer_case(case, details=details, by=self.worker(plot), on=day)
        if plot.state == S.REFERRED and plot.number % 3 == 0:
            return case
        words = "รับไว้ดูแล นัดครั้งแรกสัปดาห์หน้า"
        referring.accept_referral(referral, words=words, by=desk, on=self.later(1, 3))
        if plot.state == S.REFERRED:
            return case
        words = "ให้การรักษาและกายอุปกรณ์แล้ว"
        referring.finish_referral(referral, words=words, by=desk, on=self.later(6, 9))
        return self.follow_up(case, plot)

    # --- helped -----------------------------------------------------------------------------

    def propose(self, case: Case, plot: Plot) -> Case:
        draft = compose_memo(case)
        programme = AidProgramme.objects.filter(code=plot.story.programme, ended_on=None).get()
        if case.subject is None:
            raise ValueError("A case that was sent is about somebody.")
        memo = proposing.MemoText(
            draft.background,
            draft.facts,
            programme.legal_basis,
            draft.consideration,
            draft.proposal,
        )
        proposal = proposing.Proposal(
            programme, case.subject, Decimal(plot.story.amount), plot.story.summary
        )
        aid = proposing.propose_aid(
            case, proposal=proposal, memo=memo, by=self.worker(plot), on=self.later(0, 1)
        )
        if plot.state == S.ASSESSED:
            return case
        head, day = self.cast.users["head"], self.later(1, 3)
        if plot.state == S.INELIGIBLE:
            words = "รายได้เฉลี่ยต่อคนเกินหลักเกณฑ์ของระเบียบ"
            deciding.refuse_aid(aid, reason=words, by=head, on=day)
            return case
        note = "ให้ อพม. ติดตามผลภายใน 30 วัน"
        decision = deciding.Decision(Decimal(plot.story.amount), note=note)
        deciding.approve_aid(aid, decision=decision, by=head, on=day)
        return case if plot.state == S.APPROVED else self.pay(case, aid, plot)

    def pay(self, case: Case, aid: AidRequest, plot: Plot) -> Case:
        finance = self.cast.users["finance"]
        if plot.state == S.AWAITING_BUDGET:
            helping.await_budget(aid, by=finance, on=self.later(0, 1))
            return case
        helping.release_budget(aid, by=finance, on=self.later(0, 1))
        if plot.state == S.DISBURSING and plot.number % 2:
            return case
        details = helping.PaymentDetails(
            amount=Decimal(plot.story.amount),
            method=self.random.choice([PaymentMethod.CASH, PaymentMethod.BANK]),
            evidence_no=f"บค. {plot.number:04d}",
        )
        helping.pay_aid(aid, details=details, by=finance, on=self.later(1, 2))
        if plot.state == S.DISBURSING:
            return case
        day = self.later(1, 3)
        delivery = helping.Delivery(str(case.subject), min(day, self.today) + timedelta(days=30))
        worker = self.worker(plot)
        helping.deliver_aid(aid, delivery=delivery, by=worker, on=day)
        return case if plot.state == S.HELPED else self.follow_up(case, plot)

    def follow_up(self, case: Case, plot: Plot) -> Case:
        case.refresh_from_db()  # the request or the referral moved its own copy on
        better = 0 if plot.number % 8 == 0 else self.random.randint(1, 2)
        details = closing.FollowUpDetails(
            note="ได้รับความช่วยเหลือแล้ว ความเป็นอยู่ดีขึ้น" if better else "ยังต้องดูแลต่อ",
            levels=self.levels(plot.story, better),
        )
        day = self.later(24, 33)
        closing.follow_up_case(case, details=details, by=case.reported_by, on=day)
        if plot.state == S.FOLLOWING_UP:
            return case
        outcome = Outcome.IMPROVED if better else Outcome.SAME
        words = "ครอบครัวดูแลตนเองได้" if better else "ส่งให้ อพม. เยี่ยมตามรอบปกติ"
        day = self.later(1, 7)
        return closing.close_case(case, outcome=outcome, words=words, by=self.worker(plot), on=day)


def _typed(plot: Plot) -> dict[str, object]:
    """What a reporter has typed before sending; a draft keeps it as it is."""
    return {"summary": plot.story.summary}
