from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from asa.centres.actions import (
    Correction,
    Minutes,
    NewPoint,
    cancel_meeting,
    correct_minutes,
    finish_point,
    plan_meeting,
    record_minutes,
)
from asa.centres.codes import Coming
from asa.centres.models import Meeting, Point
from asa.centres.queries import meeting_events, meetings_for, points_for
from asa.centres.tests.factories import (
    ON,
    make_centre,
    make_committee,
    make_meeting,
    make_plan,
    make_point,
)
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.models import Activity
from asa.volunteers.tests.factories import make_office, make_volunteer

pytestmark = pytest.mark.django_db
R = Role
LATER = ON + timedelta(days=14)


@pytest.fixture
def lead():
    return make_user(R.TAMBON_LEAD, "860101")


@pytest.fixture
def member():
    """A volunteer of the tambon who signs in."""
    user = make_user(R.VOLUNTEER, "86010104")
    return user, make_volunteer("86010104", person=user.person)


def told(user):
    return list(Notice.objects.filter(user=user).values_list("kind", flat=True))


def make_minutes(*present, points=(), text="ประชุมแล้ว", **fields):
    coming = {volunteer.pk: Coming.PRESENT for volunteer in present}
    return Minutes(
        coming=coming, text=text, decisions=fields.pop("decisions", ""), points=points, **fields
    )


def make_correction(text="แก้แล้ว", reason="พิมพ์ผิด", **fields):
    return Correction(
        **{"text": text, "decisions": "", "reason": reason, "seen": 0, "ended_at": None} | fields
    )


@pytest.fixture
def held(lead):
    """A meeting whose minutes the lead has written down."""
    meeting = make_meeting(make_centre(), lead, volunteers=[make_volunteer("86010104")])
    (invitation,) = meeting.invitations.all()
    minutes = make_minutes(invitation.volunteer, text="น้ำเข้าหมู่ 5", ended_at=time(11, 45))
    return record_minutes(meeting, minutes=minutes, by=lead, on=ON)


def test_a_meeting_is_planned_numbered_by_year_and_the_committee_told(lead, member):
    user, volunteer = member
    centre = make_centre()
    make_committee(centre, "secretary")
    make_office(volunteer, centre, "chair")
    make_office(volunteer, centre, "committee")
    first = plan_meeting(centre, plan=make_plan(LATER), by=lead, on=ON)
    second = plan_meeting(centre, plan=make_plan(LATER), by=lead, on=ON)
    next_year = plan_meeting(centre, plan=make_plan(date(2027, 2, 1)), by=lead, on=ON)

    assert [str(one) for one in (first, second, next_year)] == ["1/2569", "2/2569", "1/2570"]
    assert sorted(first.invitations.values_list("position", flat=True)) == ["chair", "secretary"]
    assert told(user) == ["centre.meeting"] * 3
    assert [line.verb for line in journal.history_of(first)] == ["meeting.planned"]


@pytest.mark.parametrize(("empty", "said"), [("place", "สถานที่"), ("agenda", "วาระ")])
def test_a_meeting_without_place_or_agenda_is_not_planned(empty, said, lead):
    centre = make_centre()
    make_committee(centre, "chair")
    with pytest.raises(DomainError, match=said):
        plan_meeting(centre, plan=make_plan(**{empty: " "}), by=lead, on=ON)
    assert not Meeting.objects.exists()


def test_without_a_committee_nobody_is_invited(lead):
    with pytest.raises(DomainError):
        plan_meeting(make_centre(), plan=make_plan(), by=lead, on=ON)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (R.TAMBON_LEAD, "860102"),
        (R.DISTRICT_LEAD, "8602"),
        (R.PROVINCE_OFFICER, "85"),
        (R.VOLUNTEER, "86010104"),
        (R.SOCIAL_WORKER, "86"),
        (R.DEPARTMENT_OFFICER, "TH"),
        (R.ADMIN, "TH"),
    ],
)
def test_nobody_else_plans_cancels_or_records(role, area, lead):
    centre, user = make_centre(), make_user(role, area)
    ((chair, _office),) = make_committee(centre, "chair")
    meeting = make_meeting(centre, lead, volunteers=[chair])
    acts = [
        lambda: plan_meeting(centre, plan=make_plan(), by=user, on=ON),
        lambda: cancel_meeting(meeting, reason="x", by=user, on=ON),
        lambda: record_minutes(meeting, minutes=make_minutes(chair), by=user, on=ON),
        lambda: correct_minutes(meeting, correction=make_correction(), by=user, on=ON),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert Meeting.objects.get().state == "planned"


def test_an_ended_post_plans_nothing():
    user = make_user(R.TAMBON_LEAD, "860101", ended_on=today())
    with pytest.raises(PermissionDenied):
        plan_meeting(make_centre(), plan=make_plan(), by=user, on=ON)


def test_minutes_say_who_came_what_was_decided_and_who_does_what(lead, member):
    user, volunteer = member
    centre = make_centre()
    away, excused = make_volunteer("86010104"), make_volunteer("86010104")
    meeting = make_meeting(centre, lead, volunteers=[volunteer, away, excused])
    point = NewPoint("ทำรายชื่อผู้ป่วยติดเตียง", volunteer, LATER)
    minutes = Minutes(
        coming={volunteer.pk: Coming.PRESENT, excused.pk: Coming.EXCUSED},
        text="หารือเรื่องน้ำท่วม", decisions="ตั้งเวรเฝ้าระวัง", ended_at=time(11, 45), points=[point],
    )  # fmt: skip
    record_minutes(meeting, minutes=minutes, by=lead, on=ON)

    meeting.refresh_from_db()
    assert (meeting.state, meeting.minutes, meeting.decisions) == (
        "held", "หารือเรื่องน้ำท่วม", "ตั้งเวรเฝ้าระวัง",
    )  # fmt: skip
    came = dict(meeting.invitations.values_list("volunteer_id", "coming"))
    assert came == {volunteer.pk: "present", away.pk: "absent", excused.pk: "excused"}
    assert told(user) == ["centre.point"]
    assert journal.history_of(meeting)[0].verb == "meeting.recorded"
    with pytest.raises(DomainError):
        record_minutes(meeting, minutes=minutes, by=lead, on=ON)


def test_of_two_who_record_or_cancel_one_wins(lead):
    centre = make_centre()
    ((chair, _office),) = make_committee(centre, "chair")
    meeting = make_meeting(centre, lead, volunteers=[chair])
    seen_by_second = Meeting.objects.get(pk=meeting.pk)
    record_minutes(meeting, minutes=make_minutes(chair), by=lead, on=ON)
    with pytest.raises(DomainError):
        cancel_meeting(seen_by_second, reason="ฝนตก", by=lead, on=ON)
    assert Meeting.objects.get().state == "held"


def test_minutes_are_corrected_and_what_they_said_before_is_kept(lead, held):
    correct_minutes(
        held, correction=make_correction("น้ำเข้าหมู่ 6", decisions="ตั้งเวร"), by=lead, on=LATER
    )
    again = make_correction("น้ำเข้าหมู่ 7", seen=1, ended_at=time(12, 0))
    correct_minutes(held, correction=again, by=lead, on=LATER)
    held.refresh_from_db()
    assert (held.minutes, held.decisions, held.ended_at) == ("น้ำเข้าหมู่ 7", None, time(12, 0))
    second, first = held.former.all()
    assert (second.minutes, second.decisions, second.ended_at) == ("น้ำเข้าหมู่ 6", "ตั้งเวร", None)
    assert (first.minutes, first.decisions, first.ended_at) == ("น้ำเข้าหมู่ 5", None, time(11, 45))
    assert (first.reason, first.corrected_by, first.corrected_on) == ("พิมพ์ผิด", lead, LATER)
    assert (held.recorded_on, held.state) == (ON, "held")
    verbs = [line.verb for line in journal.history_of(held)]
    assert verbs == ["meeting.corrected", "meeting.corrected", "meeting.recorded"]


def test_who_came_is_corrected_and_what_counted_for_it_follows(lead):
    first, second = make_volunteer("86010104"), make_volunteer("86010104")
    meeting = make_meeting(make_centre(), lead, volunteers=[first, second])
    record_minutes(meeting, minutes=make_minutes(first), by=lead, on=ON)
    correction = make_correction("ประชุมแล้ว", coming={second.pk: Coming.PRESENT})
    correct_minutes(meeting, correction=correction, by=lead, on=ON)
    came = dict(meeting.invitations.values_list("volunteer_id", "coming"))
    assert came == {first.pk: "absent", second.pk: "present"}
    counted = Activity.objects.filter(withdrawn_on__isnull=True)
    assert [one.volunteer for one in counted] == [second]
    first.refresh_from_db()
    assert first.last_active_on is None
    assert meeting.former.get().coming == {str(first.pk): "present", str(second.pk): "absent"}


def test_who_came_stays_as_it_was_where_the_words_alone_are_corrected(lead, held):
    before = list(held.invitations.values_list("volunteer_id", "coming"))
    correct_minutes(held, correction=make_correction(), by=lead, on=ON)
    assert list(held.invitations.values_list("volunteer_id", "coming")) == before
    assert Activity.objects.get().withdrawn_on is None


def test_a_correction_that_lets_nobody_come_or_a_stranger_is_refused(lead, held):
    stranger = make_volunteer("86010104")
    for coming in ({}, {stranger.pk: Coming.PRESENT}):
        with pytest.raises(DomainError):
            correct_minutes(held, correction=make_correction(coming=coming), by=lead, on=ON)
    assert not held.former.exists()


def test_who_was_invited_is_told_of_a_correction(lead, member):
    user, volunteer = member
    meeting = make_meeting(make_centre(), lead, volunteers=[volunteer])
    record_minutes(meeting, minutes=make_minutes(volunteer), by=lead, on=ON)
    correct_minutes(meeting, correction=make_correction(), by=lead, on=ON)
    assert told(user) == ["centre.minutes_corrected"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": " "}, "Write down what was said"),
        ({"reason": " "}, "Say why"),
        ({"ended_at": time(9, 29)}, "closed after it began"),
        ({"text": "น้ำเข้าหมู่ 5", "ended_at": time(11, 45)}, "Nothing was changed"),
        ({"seen": 1}, "corrected meanwhile"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(wrong, said, lead, held):
    with translation.override("en"), pytest.raises(DomainError, match=said):
        correct_minutes(held, correction=make_correction(**wrong), by=lead, on=ON)
    assert Meeting.objects.get().minutes == "น้ำเข้าหมู่ 5"
    assert not held.former.exists()


@pytest.mark.parametrize("state", ["planned", "cancelled"])
def test_without_minutes_nothing_is_corrected(state, lead):
    meeting = make_meeting(make_centre(), lead, state=state)
    with translation.override("en"), pytest.raises(DomainError, match="no minutes yet"):
        correct_minutes(meeting, correction=make_correction(), by=lead, on=ON)


def test_who_looked_after_the_centre_until_today_corrects_nothing(lead, held):
    lead.posts.update(ended_on=today())
    lead.forget_posts()
    with pytest.raises(PermissionDenied):
        correct_minutes(held, correction=make_correction(), by=lead, on=ON)
    assert not held.former.exists()


def test_minutes_that_make_no_sense_are_refused_and_nothing_is_kept(lead):
    centre = make_centre()
    ((chair, _office),) = make_committee(centre, "chair")
    meeting = make_meeting(centre, lead, volunteers=[chair])
    stranger = make_volunteer("86010104")
    refused = [
        make_minutes(),
        make_minutes(chair, text=" "),
        make_minutes(chair, points=[NewPoint("x", stranger, LATER)]),
        make_minutes(chair, points=[NewPoint("x", chair, ON - timedelta(days=1))]),
        make_minutes(chair, points=[NewPoint(" ", chair, LATER)]),
        make_minutes(stranger),
        make_minutes(chair, stranger),
        make_minutes(chair, ended_at=time(9, 29)),
        Minutes({chair.pk: Coming.PRESENT, stranger.pk: Coming.INVITED}, "ประชุมแล้ว", ""),
    ]
    for minutes in refused:
        with pytest.raises(DomainError):
            record_minutes(meeting, minutes=minutes, by=lead, on=ON)
    with pytest.raises(DomainError):
        record_minutes(meeting, minutes=make_minutes(chair), by=lead, on=ON - timedelta(days=1))
    assert Meeting.objects.get().state == "planned"
    assert not Point.objects.exists()


def test_a_cancelled_meeting_says_why_and_the_invited_are_told(lead, member):
    user, volunteer = member
    meeting = make_meeting(make_centre(), lead, volunteers=[volunteer])
    with pytest.raises(DomainError):
        cancel_meeting(meeting, reason=" ", by=lead, on=ON)
    cancel_meeting(meeting, reason="น้ำท่วมทาง", by=lead, on=ON)
    assert (meeting.state, meeting.cancel_reason) == ("cancelled", "น้ำท่วมทาง")
    assert told(user) == ["centre.meeting_cancelled"]


def test_a_point_stays_open_until_its_owner_or_the_lead_says_it_is_done_once(lead, member):
    user, volunteer = member
    meeting = make_meeting(make_centre(), lead, volunteers=[volunteer], state="held")
    own, other = make_point(meeting, volunteer), make_point(meeting, volunteer, number=2)
    assert set(points_for(user)) == {own, other}
    finish_point(own, note="ส่งแล้ว", by=user, on=ON)
    finish_point(other, by=lead, on=ON)
    assert (own.done_on, own.done_by, own.done_note) == (ON, user, "ส่งแล้ว")
    with pytest.raises(DomainError):
        finish_point(Point.objects.get(pk=own.pk), by=lead, on=ON)


@pytest.mark.parametrize(
    ("role", "area"),
    [(R.VOLUNTEER, "86010104"), (R.TAMBON_LEAD, "860102"), (R.SOCIAL_WORKER, "86")],
)
def test_nobody_else_finishes_a_point(role, area, lead, member):
    meeting = make_meeting(make_centre(), lead, volunteers=[member[1]], state="held")
    point = make_point(meeting, member[1])
    with pytest.raises(PermissionDenied):
        finish_point(point, by=make_user(role, area), on=ON)


def test_an_owner_without_a_post_finishes_nothing(lead):
    user = make_user(R.VOLUNTEER, "86010104", ended_on=today())
    volunteer = make_volunteer("86010104", person=user.person)
    meeting = make_meeting(make_centre(), lead, volunteers=[volunteer], state="held")
    with pytest.raises(PermissionDenied):
        finish_point(make_point(meeting, volunteer), by=user, on=ON)


@pytest.mark.parametrize(
    ("role", "area", "reads"),
    [
        (R.TAMBON_LEAD, "860101", True),
        (R.DISTRICT_LEAD, "8601", True),
        (R.SOCIAL_WORKER, "86", True),
        (R.DEPARTMENT_OFFICER, "TH", True),
        (R.VOLUNTEER, "86010104", False),
        (R.TAMBON_LEAD, "860102", False),
        (R.PROVINCE_OFFICER, "85", False),
        (R.FINANCE, "86", False),
        (R.AUDITOR, "TH", False),
    ],
)
def test_minutes_are_read_by_leads_and_offices_of_the_area(role, area, reads, lead):
    meeting = make_meeting(make_centre(), lead)
    assert list(meetings_for(make_user(role, area))) == ([meeting] if reads else [])


def test_who_was_invited_reads_them_for_as_long_as_the_post_is_in_the_area(lead, member):
    user, volunteer = member
    meeting = make_meeting(make_centre(), lead, volunteers=[volunteer])
    assert list(meetings_for(user)) == [meeting]
    user.posts.update(ended_on=date(2024, 1, 1))
    user.forget_posts()
    assert list(meetings_for(user)) == []


def test_whoever_was_invited_has_the_meeting_in_the_own_calendar(member, lead):
    user, volunteer = member
    centre = make_centre()
    meeting = make_meeting(centre, lead, volunteers=[volunteer], day=today())
    make_meeting(centre, lead, number=2, day=today())
    make_meeting(centre, lead, volunteers=[volunteer], number=3, day=today() - timedelta(days=91))
    (event,) = meeting_events(user)
    assert (event.uid, event.location) == (f"meeting-{meeting.pk}@asa", meeting.place)
    assert (event.starts.date(), event.starts.time()) == (meeting.day, meeting.starts_at)
    assert (event.sequence, event.cancelled) == (0, False)
    assert not list(meeting_events(lead))
    cancel_meeting(meeting, reason="น้ำท่วม", by=lead, on=today())
    (event,) = meeting_events(user)
    assert (event.sequence, event.cancelled) == (1, True)
    assert "น้ำท่วม" not in repr(event)
