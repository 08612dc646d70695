"""The people and records of the access table: one record of each kind, all at one place.

Everything that a page could show of the place carries the word SECRET, so that a leak is a
simple search in the answer.
"""

import json
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

from django.utils import timezone
from PIL import Image

from asa.applications.tests.factories import make_application
from asa.cards.codes import CardState
from asa.cards.jobs import PDF, PRINT
from asa.cards.tests.factories import make_card, make_card_photo, make_proposed_photo
from asa.cases.codes import AidState, CaseState
from asa.cases.models import (
    AidProgramme,
    AidRequest,
    ApprovalMemo,
    CaseReturn,
    CaseTeamMember,
    DutyShift,
    Referral,
    ReturnItem,
)
from asa.cases.tests.factories import make_case, make_draft, put_on_protection_team
from asa.centres.tests.factories import (
    make_assessment,
    make_meeting,
    make_point,
    make_proposal,
    make_supervision,
    make_target,
)
from asa.centres.tests.factories import make_centre as make_tambon_centre
from asa.common import jobs, photos, videos
from asa.common.codes import JobState
from asa.common.imports import Problem, Report, files
from asa.common.imports.taking_back import Kept, TakenBack
from asa.common.models import ImportBatch, ImportPart, Job
from asa.common.tests.test_videos import film
from asa.common.thaidate import now, today
from asa.coverage.tests.factories import make_exception, make_rule
from asa.handover.tests.factories import make_handover
from asa.households.models import Consent, Photo
from asa.households.tests.factories import make_household, make_member, make_round
from asa.knowledge.tests import factories as knowledge
from asa.notices.actions import tell
from asa.notices.codes import Channel
from asa.notices.models import Delivery
from asa.partners.models import Partner
from asa.people.codes import Likeness, Role
from asa.people.models import PossibleDuplicate, User
from asa.people.tests.factories import make_post, make_user
from asa.people.tests.roles import (
    NATURAL,
    STARTED,
    VILLAGE,
    areas_of,
    make_in_relation,
)
from asa.places.actions import carry_out_change
from asa.places.models import Area
from asa.places.queries import Part
from asa.places.tests.factories import make_area, make_change
from asa.reverification.tests.factories import make_round as make_verification
from asa.tasks.actions import plan_task
from asa.training.codes import Outcome
from asa.training.jobs import PDF as CERTIFICATES_PDF
from asa.training.jobs import PRINT as PRINT_CERTIFICATES
from asa.training.models import (
    Certificate,
    CohortPhoto,
    CourseTopic,
    Duty,
    Enrolment,
    GroupPoint,
    Question,
    Registrar,
    RollCallSubmission,
    Room,
    Sitting,
    WorkGroup,
)
from asa.training.tests.factories import (
    make_cohort,
    make_enrolment,
    make_indicator,
    make_line,
    make_quota,
    make_workshop,
)
from asa.training.tests.factories_activities import make_activity as make_planned
from asa.training.tests.factories_activities import make_going
from asa.training.tests.factories_day import make_session
from asa.training.tests.factories_results import make_signer
from asa.volunteers.models import Affiliation, Assignment, SignUpDay, Volunteer
from asa.volunteers.tests.factories import (
    make_activity,
    make_centre,
    make_office,
    make_transfer,
)

SECRET = "ลับเฉพาะถิ่น"


@dataclass
class World:
    """The records that pages are asked for, and the users by role and relation."""

    records: dict[str, Any] = field(default_factory=dict)
    users: dict[tuple[str, str], User] = field(default_factory=dict)


def build_world() -> World:
    """Make everything; call it in a test database with the ministry's lists loaded."""
    world = World()
    for role in NATURAL:
        for relation in areas_of(role):
            world.users[role, relation] = make_in_relation(role, relation)
    _add_records(world)
    return world


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
    records |= _draft_with_a_picture(reporter)
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
    records["delivery"] = Delivery.objects.create(
        notice=records["notice"], channel=Channel.EMAIL, next_try_at=now()
    )
    records["volunteer"] = Volunteer.objects.create(
        person=reporter.person,
        area=make_area("860101"),
        state="registered",
        registration_no="868600001",
        registration_year_be=2560,
        registration_province="86",
    )
    records["office"] = make_office(records["volunteer"], make_centre())
    records["assignment"] = Assignment.objects.create(
        volunteer=records["volunteer"],
        area=make_area("8601"),
        responsibility="district",
        is_main=False,
        started_on=STARTED,
    )
    records["transfer"] = make_transfer(
        records["volunteer"], by=world.users[Role.PROVINCE_OFFICER, "own"], to="830101",
        reason=SECRET,
    )  # fmt: skip
    records["affiliation"] = Affiliation.objects.create(
        volunteer=records["volunteer"], role="other", name=SECRET, recorded_by=worker
    )
    records["activity"] = make_activity(
        records["volunteer"], STARTED, note=SECRET, recorded_by=worker
    )
    records["application"] = make_application("860101", given_name=SECRET, family_name=SECRET)
    records["sign_up_day"] = SignUpDay.objects.create(
        held_on=STARTED, area=make_area("860101"), place=SECRET, added_by=worker
    )
    records["qualification"] = "age_adult"
    records["duplicate"] = _make_pair(place)
    records |= _cards(records["volunteer"], world.users[Role.PROVINCE_OFFICER, "own"])
    records["photo"] = _make_photo(place, reporter)
    records["consent"] = Consent.objects.create(
        household=place,
        person=member.person,
        kind="given",
        notice_version="2569-1",
        recorded_by=reporter,
        recorded_on=today(),
    )
    records["new"] = uuid4()
    records["programme_code"] = "REG-44"
    sent_back = CaseReturn.objects.create(
        case=records["returned"],
        returned_by=world.users[Role.TAMBON_LEAD, "own"],
        returned_on=today(),
        from_state=CaseState.TAMBON_REVIEW,
    )
    ReturnItem.objects.create(case_return=sent_back, field="house", reason=SECRET)
    finding, following, watched = (
        make_case(state, household=place, reported_by=reporter, summary=SECRET, manager=worker)
        for state in (CaseState.FACT_FINDING, CaseState.FOLLOWING_UP, CaseState.FACT_FINDING)
    )
    records |= {"finding": finding, "following": following}
    records["to_pay"] = _make_aid(case, worker, state=AidState.TO_BE_PAID, decided_by=head)
    records["handed"] = _make_aid(case, worker, state=AidState.PAID, decided_by=head)
    records["protected"] = watched
    watched.is_protected = True
    watched.save()
    # Whoever has left was on the team: that must open nothing any more.
    left = [user for (_role, relation), user in world.users.items() if relation == "left"]
    for one in (worker, *left):
        CaseTeamMember.objects.create(case=watched, user=one, added_by=head, started_on=STARTED)
    records["closed"] = make_case(
        CaseState.CLOSED, household=place, reported_by=reporter, summary=SECRET
    )
    records["received"] = _untaken(place, reporter)
    records["job"] = jobs.start("volunteers.import", SECRET, by=reporter, area="86")
    officer = world.users[Role.PROVINCE_OFFICER, "own"]
    records["volunteers_job"] = _import_that_was_done("volunteers", officer)
    records["households_job"] = _import_that_was_done("households", officer)
    records["changes_job"] = _import_that_was_done("volunteers", officer, "import_changes")
    records["centres_job"] = _import_that_was_done("centres", officer)
    records["training_job"] = _import_that_was_done("training", officer)
    records |= _list_that_was_taken_in("volunteers", officer)
    records |= _list_that_was_taken_in("centres", officer)
    records |= _list_that_was_taken_in("households", officer)
    records |= _list_that_was_taken_in("volunteers", officer, "import_changes", "changes")
    records["programme"] = AidProgramme.objects.get(code="REG-44")
    records["tambon"] = make_area("860101")
    records["abolished"] = Area.objects.create(
        code="860199", level="tambon", name_th="ตำบลเก่า", parent_id="8601", ended_on=STARTED
    )
    records |= _changes_of_areas(world.users[Role.DEPARTMENT_OFFICER, "own"])
    records["team_member"] = put_on_protection_team(worker)
    records["shift"] = DutyShift.objects.create(
        province=make_area("86"), user=worker, day=today() + timedelta(days=1)
    )
    records["coverage_rule"] = make_rule("860101")
    lead = world.users[Role.TAMBON_LEAD, "own"]
    records["area_exception"] = make_exception(VILLAGE, asked_by=lead)
    records |= _left_behind(world)
    records |= _at_a_centre(world, records["volunteer"])
    records |= _rounds(worker)
    officer, member = world.users[Role.PROVINCE_OFFICER, "own"], records["volunteer"]
    records |= _at_a_workshop(officer, member)
    records |= _learning(reporter)
    records["user"] = reporter
    records["post"] = reporter.posts.get()


def _changes_of_areas(by: User) -> dict[str, Any]:
    """One that waits to be carried out, and one that was."""
    waiting = make_change("860110", part=Part("860110", SECRET), by=by)
    done = carry_out_change(
        make_change("860111", part=Part("860111", SECRET), by=by), by=by, on=today()
    )
    return {"area_change": waiting, "area_change_done": done}


def _at_a_workshop(officer: User, member: Volunteer) -> dict[str, Any]:
    """A workshop of the province for one sub-district: who works there knows of it."""
    workshop = make_workshop("86", by=officer)
    quota = make_quota(cohort := make_cohort(workshop), "860101")
    enrolment = make_enrolment(quota, member, part=SECRET, reason=SECRET)
    made = {"workshop": workshop, "cohort": cohort, "quota": quota, "enrolment": enrolment}
    made["budget_line"] = make_line(workshop, description=SECRET)
    made["indicator"] = make_indicator(workshop)
    made["session"] = make_session(cohort)
    made["registrar"] = Registrar.objects.create(cohort=cohort, user=officer, added_by=officer)
    made["room"] = Room.objects.create(cohort=cohort, name=SECRET, beds=2)
    stored = _stored_picture()
    made["cohort_photo"] = CohortPhoto.objects.create(
        id=stored.uuid, cohort=cohort, caption=SECRET, width=stored.width, height=stored.height,
        taken_by=officer,
    )  # fmt: skip
    made["group"] = WorkGroup.objects.create(
        cohort=cohort, number=1, topic=SECRET, reporter=enrolment
    )
    made["group"].members.add(enrolment)
    made["group_point"] = GroupPoint.objects.create(
        group=made["group"], number=1, problem=SECRET, proposal=SECRET, noted_by=officer
    )
    made["question"] = Question.objects.create(cohort=cohort, number=1, text=SECRET)
    Sitting.objects.create(cohort=cohort, kind="before", state="open")
    made["attendance_waits"] = RollCallSubmission.objects.create(
        id=uuid4(), cohort=cohort, sender=enrolment.nominated_by, body=SECRET,
        received_at=timezone.now(), outcome=Outcome.QUARANTINED,
    )  # fmt: skip
    made |= {"course_topic": CourseTopic.objects.order_by("pk").first(), "course": "basic"}
    made |= {"badge": "2222AAAA"}
    made["planned"] = make_planned("860101", name=SECRET, place=SECRET, planned_by=officer)
    made["going"] = make_going(made["planned"], member, named_by=officer)
    return made | _certificate_of(enrolment, officer)


def _certificate_of(enrolment: Enrolment, officer: User) -> dict[str, Any]:
    """The certificate of the volunteer, given by the province, and a printing of the officer."""
    cohort, signer = enrolment.cohort, make_signer("86", title=SECRET)
    paper = Certificate.objects.create(
        enrolment=enrolment, owner_id="86", number=1, year_be=2569, kind="passed", name=SECRET,
        role=SECRET, course=SECRET, cohort_number=1, fiscal_year_be=2569, venue=SECRET,
        starts_on=cohort.starts_on, ends_on=cohort.ends_on, issued_on=today(), signer=signer,
        code="7Q4M2K9PH3VT", reason=SECRET,
    )  # fmt: skip
    params = {"cohort": str(cohort.pk), "issued_on": ""}
    job = jobs.start(PRINT_CERTIFICATES, SECRET, by=officer, area="86", params=params)
    told = {"certificates": 1, "issued": 0}
    job.move_to(JobState.DONE, result=told, ended_at=job.created_at)
    files.keep(job.pk, CERTIFICATES_PDF, SECRET.encode())
    duty = Duty.objects.get(code="home_visit")
    province = make_area("86")
    return {"certificate": paper, "certificates_job": job, "duty": duty, "province": province}


def _left_behind(world: World) -> dict[str, Any]:
    """Somebody left: one household waits, one is offered to the volunteer, one she accepted."""
    asked, lead = (world.users[role, "own"] for role in (Role.VOLUNTEER, Role.TAMBON_LEAD))
    leaver = make_user(Role.VOLUNTEER, "860101", given_name="จากไป", ended_on=STARTED)
    places = [make_household(VILLAGE, shown_as=SECRET, landmark=SECRET) for _item in range(3)]
    handover = make_handover(leaver, places, by=lead)
    _waiting, offered, taken = handover.items.order_by("pk")
    offered.move_to("offered", only_from="waiting", offered_to=asked, offered_by=lead)
    taken.move_to("offered", only_from="waiting", offered_to=asked, offered_by=lead)
    taken.move_to("accepted", only_from="offered", holder=asked, accepted_on=today())
    return {"handover": handover, "handover_offer": offered, "handover_taken": taken}


def _at_a_centre(world: World, member: Volunteer) -> dict[str, Any]:
    """A centre of the sub-district: everyone of it knows the centre, but not its minutes."""
    lead = world.users[Role.TAMBON_LEAD, "own"]
    centre = make_tambon_centre("860101", "tambon")
    make_office(member, centre, "secretary")
    proposal = make_proposal(centre, lead, new={"place": SECRET}, note=SECRET)
    meeting = make_meeting(centre, lead, volunteers=[member], minutes=SECRET, cancel_reason=SECRET)
    assessment = make_assessment(centre, lead, priorities=3)
    priority = assessment.priorities.first()
    assert priority is not None
    priority.work = SECRET
    priority.save()
    found = {"coordination_centre": centre, "proposal": proposal, "meeting": meeting}
    found["target"] = make_target(member, lead, note=SECRET)
    found["supervision"] = make_supervision(member, lead, agreed=SECRET)
    point = make_point(meeting, member)
    found |= {"point": point, "assessment": assessment, "priority": priority}
    return found | {"centre_office": centre.offices.get()}


def _rounds(by: User) -> dict[str, Any]:
    """One round of each state; in the open one somebody said that the volunteer has stopped."""
    states = ("open", "planned", "closed")
    made = {f"{state}_round": make_verification("8601", state=state, by=by) for state in states}
    for found in (made["open_round"], made["closed_round"]):
        line = found.entries.get()
        line.answer, line.end_reason, line.note = "ended", "resigned", SECRET
        line.answered_by, line.answered_on = by, today()
        line.save()
    return made


def _learning(reporter: User) -> dict[str, Any]:
    """A set that is read by all, the next edition of it, one's own test; practices of each state."""
    lesson_set = knowledge.make_set()
    lesson = lesson_set.editions.get().lessons.first()
    assert lesson is not None
    knowledge.with_video(lesson, videos.store(BytesIO(film(500))))
    draft = knowledge.make_edition(lesson_set, number=2, state="draft")
    written = knowledge.make_lesson(draft)
    found = {"lesson_set": lesson_set, "lesson_key": lesson.key, "draft_edition": draft}
    found |= {"draft_lesson": written, "draft_question": knowledge.make_question(draft, written)}
    found["attempt"] = knowledge.make_attempt(reporter, lesson_set)
    found["published_practice"] = knowledge.make_practice()
    for state in ("draft", "sent"):
        practice = knowledge.make_practice(state, author=reporter, problem=SECRET)
        found[f"{state}_practice"] = practice
    stored = _stored_picture()
    found["practice_photo"] = found["draft_practice"].photos.create(
        id=stored.uuid, width=40, height=30, added_by=reporter, added_on=today()
    )
    return found | {"topic": "elders"}


def _untaken(place: Any, reporter: User) -> Any:
    return make_case(
        CaseState.RECEIVED,
        household=place,
        reported_by=reporter,
        summary=SECRET,
        taken_in_on=None,
    )


def _make_pair(place: Any) -> PossibleDuplicate:
    """Two members of the household who may be one person."""
    first, second = (make_member(place, given_name=SECRET).person for _side in range(2))
    return PossibleDuplicate.objects.create(
        first=first,
        second=second,
        first_area=VILLAGE,
        second_area=VILLAGE,
        likeness=Likeness.SAME_NAME,
        found_on=today(),
    )


def _draft_with_a_picture(reporter: User) -> dict[str, Any]:
    picture = _stored_picture().uuid
    typed = {"problem": {"summary": SECRET}, "photos": [{"id": str(picture)}]}
    return {"draft": make_draft(reporter, draft=json.dumps(typed)), "draft_photo": picture}


def _import_that_was_done(app: str, officer: User, name: str = "import") -> Job:
    """A trial that found one row to mend in a file of one row."""
    params = {"trial": True, "name": SECRET, "all_or_nothing": False}
    job = jobs.start(f"{app}.{name}", SECRET, by=officer, area="86", params=params)
    problem = Problem("1", 5, "B", SECRET, SECRET, SECRET, SECRET)
    report = Report(refused=1, problems=[problem]).as_json()
    job.move_to(JobState.DONE, result={"report": report}, ended_at=job.created_at)
    files.keep(job.pk, files.BAD_ROWS, SECRET.encode())
    files.keep(job.pk, files.UPLOAD, f"{SECRET},ตำบล\n1,2\n".encode())
    return job


def _list_that_was_taken_in(
    app: str, officer: User, name: str = "import", called: str = ""
) -> dict[str, Any]:
    """A list that could be taken back, and the officer's look at what that would do."""
    batch = ImportBatch.objects.create(
        kind=f"{app}.{name}", area="86", name=SECRET, created=1, updated=0, by_id=officer.pk,
        written_at=timezone.now(), reason=SECRET,
    )  # fmt: skip
    ImportPart.objects.create(batch=batch, number=0, sealed=b"")
    params = {"batch": str(batch.pk), "name": SECRET, "trial": True}
    kind, called = f"{app}.{name}_back", called or app
    job = jobs.start(kind, SECRET, by=officer, area="86", params=params)
    told = TakenBack(removed=1, kept=[Kept(str(uuid4()), SECRET)]).as_json()
    job.move_to(JobState.DONE, result={"told": told, "kept": 1}, ended_at=job.created_at)
    return {f"{called}_batch": batch, f"{called}_back_job": job}


def _cards(volunteer: Volunteer, officer: User) -> dict[str, Any]:
    """A card in hand and one that is lost, the photo for them, and a printing of the officer."""
    named = {"name_th": SECRET, "name_en": SECRET, "reason": SECRET}
    card = make_card(volunteer, **named)
    lost = make_card(volunteer, CardState.LOST, **named)
    params = {"cards": [str(card.pk)], "layout": "sheet"}
    job = jobs.start(PRINT, SECRET, by=officer, area="86", params=params)
    job.move_to(JobState.DONE, result={"cards": 1}, ended_at=job.created_at)
    files.keep(job.pk, PDF, SECRET.encode())
    photo = make_card_photo(volunteer, officer)
    made = {"card": card, "lost_card": lost, "cards_job": job, "card_photo": photo}
    return made | {"proposed_photo": make_proposed_photo(volunteer, officer)}


def _stored_picture() -> photos.StoredPhoto:
    file = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "JPEG")
    file.seek(0)
    return photos.store(file)


def _make_photo(place: Any, taken_by: User) -> Photo:
    stored = _stored_picture()
    return Photo.objects.create(
        id=stored.uuid, household=place, width=40, height=30, taken_by=taken_by
    )


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
