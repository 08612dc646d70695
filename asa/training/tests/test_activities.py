"""Planned activities: nobody is sent on a duty without its skills, and everybody is told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.training.actions import (
    ActivityPlan,
    cancel_activity,
    change_activity,
    hold_activity,
    plan_activity,
    revoke_certificate,
    send_volunteer,
    take_off,
    warn_of_activities,
)
from asa.training.codes import GoingPart, PlannedState, Readiness
from asa.training.models import Duty, Going, PlannedActivity, Signer
from asa.training.queries.activities import (
    activities_for,
    activity_events,
    counts_of,
    courses_to_come,
    readiness_of,
)
from asa.training.queries.days import also_on
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop
from asa.training.tests.factories_activities import make_activity, make_going
from asa.training.tests.factories_results import make_certificate, make_signer
from asa.volunteers.codes import ActivityKind, VolunteerState
from asa.volunteers.tests.factories import make_activity as make_work
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()
DOES, LEARNS = GoingPart.DOES, GoingPart.LEARNS


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def lead():
    return make_user(Role.TAMBON_LEAD, "860101")


@pytest.fixture
def skilled():
    """A volunteer with every skill that home visits need."""
    return make_skilled()


def make_skilled(area="86010104", **fields):
    if not Signer.objects.filter(owner="TH", started_on__gt=date(2002, 10, 2)).exists():
        make_signer()
    volunteer = make_volunteer(area, **fields)
    for course in ("basic", "five_modules"):
        make_certificate(course=course, volunteer=volunteer)
    return volunteer


def paper_of(volunteer):
    """The certificate of home visits, which ends."""
    return volunteer.enrolments.get(cohort__workshop__course="five_modules").certificates.get()


def visits():
    return Duty.objects.get(code="home_visit")


def plan(**fields):
    day = ON + timedelta(days=14)
    told = {
        "name": "เยี่ยมบ้าน", "place": "ศาลา", "starts_on": day, "ends_on": day,
        "duties": [visits()], "people_needed": 3,
    }  # fmt: skip
    return ActivityPlan(**told | fields)


def send(activity, volunteer, by, part=DOES):
    return send_volunteer(activity, volunteer=volunteer, duty=visits(), part=part, by=by, on=ON)


# --- planning


def test_a_lead_plans_in_the_own_area_alone(lead):
    area, elsewhere = make_area("860101"), make_area("860102")

    made = plan_activity(area, plan=plan(), by=lead, on=ON)

    assert list(made.duties.all()) == [visits()]
    line = JournalEntry.objects.get(verb="planned_activity.planned")
    assert (line.target_id, line.area) == (str(made.pk), "860101")
    for who in (lead, make_user(Role.AUDITOR, "TH"), make_user(Role.VOLUNTEER, "860102")):
        with pytest.raises(PermissionDenied):
            plan_activity(elsewhere, plan=plan(), by=who, on=ON)


@pytest.mark.parametrize(
    "fault",
    [
        {"name": " "},
        {"place": ""},
        {"starts_on": ON - timedelta(days=1)},
        {"ends_on": ON},
        {"ends_on": ON + timedelta(days=99)},
        {"duties": []},
        {"people_needed": 0},
        {"kind": "dancing"},
        {"kind": "home_visit"},
        {"name": "ก" * 161},
    ],
)
def test_a_plan_that_cannot_be_is_refused(lead, fault):
    with pytest.raises(DomainError):
        plan_activity(make_area("860101"), plan=plan(**fault), by=lead, on=ON)
    assert not PlannedActivity.objects.exists()


# --- the gate


def test_a_duty_that_has_ended_is_in_no_new_plan(lead):
    made = plan_activity(make_area("860101"), plan=plan(), by=lead, on=ON)
    Duty.objects.filter(pk=visits().pk).update(ended_on=ON)
    with pytest.raises(DomainError):
        plan_activity(make_area("860101"), plan=plan(), by=lead, on=ON)
    # What was planned with it before keeps it.
    change_activity(made, plan=plan(name="เยี่ยมบ้านอีกครั้ง"), by=lead, on=ON)


def test_who_has_the_skills_is_sent_and_told(lead, skilled):
    user, activity = make_user(person=skilled.person), make_activity()

    going = send(activity, skilled, lead)

    assert (going.part, going.came) == (DOES, None)
    notice = Notice.objects.get(user=user)
    assert (notice.kind, notice.link) == (
        "training.activity_named", f"/training/activities/{activity.pk}/",
    )  # fmt: skip
    assert JournalEntry.objects.filter(verb="planned_activity.named").count() == 1


def test_who_lacks_a_skill_is_refused_with_what_mends_it(lead):
    newcomer = make_volunteer("86010104")
    with pytest.raises(DomainError, match=r"Lacks .*Nominate .* come along to learn"):
        send(make_activity(), newcomer, lead)
    assert not Going.objects.exists()


def test_a_skill_that_ends_before_the_last_day_does_not_count(lead, skilled):
    paper = paper_of(skilled)
    paper.expires_on = ON + timedelta(days=14)
    paper.save()
    last = make_activity(ends_on=paper.expires_on + timedelta(days=1))

    with pytest.raises(DomainError, match="before it is over"):
        send(last, skilled, lead)
    ready = {
        one.skill.pk: one.readiness
        for one in readiness_of([skilled.person_id], visits().skills_needed, last.ends_on, on=ON)[
            skilled.person_id
        ]
    }
    assert ready == {"basic": Readiness.READY, "home_visit": Readiness.ENDING}
    assert send(make_activity(), skilled, lead)


def test_skills_are_judged_as_they_stand_on_the_day_that_is_asked(lead, skilled):
    paper = paper_of(skilled)
    paper.expires_on = ON + timedelta(days=5)
    paper.save()
    found = []
    for days in (0, 5, 6):
        day = ON + timedelta(days=days)
        asked = readiness_of([skilled.person_id], ["home_visit"], ON + timedelta(days=9), on=day)
        found += [one.readiness for one in asked[skilled.person_id]]
    assert found == [Readiness.ENDING, Readiness.ENDING, Readiness.LACKING]
    with pytest.raises(DomainError, match="Lacks"):
        send_volunteer(
            make_activity(), volunteer=skilled, duty=visits(), part=DOES, by=lead,
            on=ON + timedelta(days=6),
        )  # fmt: skip


def test_somebody_learns_only_beside_who_can_do_it(lead, skilled):
    activity, newcomer = make_activity(), make_volunteer("86010104")
    with pytest.raises(DomainError, match="experienced"):
        send(activity, newcomer, lead, LEARNS)

    first = send(activity, skilled, lead)
    learner = send(activity, newcomer, lead, LEARNS)

    with pytest.raises(DomainError, match="alone"):
        take_off(first, by=lead, on=ON)
    take_off(learner, by=lead, on=ON)
    take_off(first, by=lead, on=ON)
    assert not activity.goings.exists()


def test_names_are_those_of_the_own_area_who_are_registered_and_once(lead):
    activity = make_activity()
    elsewhere, left = make_skilled("86020101"), make_skilled(state=VolunteerState.SUSPENDED)
    with pytest.raises(PermissionDenied):
        send(activity, elsewhere, lead)
    with pytest.raises(DomainError, match="registered"):
        send(activity, left, lead)
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    send(activity, elsewhere, officer)
    with pytest.raises(DomainError, match="already"):
        send(activity, elsewhere, officer)
    crisis = Duty.objects.get(code="crisis")
    with pytest.raises(DomainError, match="not one of the activity"):
        send_volunteer(activity, volunteer=make_skilled(), duty=crisis, part=DOES, by=lead, on=ON)


def test_who_is_taken_off_is_told(lead, skilled):
    user = make_user(person=skilled.person)
    going = make_going(volunteer=skilled)
    with pytest.raises(PermissionDenied):
        take_off(going, by=user, on=ON)

    take_off(going, by=lead, on=ON)

    assert Notice.objects.get(user=user).kind == "training.activity_taken_off"
    with pytest.raises(DomainError, match="taken off already"):
        take_off(going, by=lead, on=ON)


# --- change


def test_new_days_are_told_and_count_in_calendars(lead, skilled):
    user = make_user(Role.VOLUNTEER, "860101", person=skilled.person)
    activity = make_going(volunteer=skilled, warned_on=ON).activity
    later = ON + timedelta(days=20)

    change_activity(activity, plan=plan(starts_on=later, ends_on=later), by=lead, on=ON)

    assert Notice.objects.get(user=user).kind == "training.activity_changed"
    event = next(iter(activity_events(user)))
    assert (event.starts, event.sequence, event.cancelled) == (later, 1, False)
    assert activity.goings.get().warned_on is None
    line = JournalEntry.objects.get(verb="planned_activity.changed")
    assert set(line.data["fields"]) >= {"starts_on", "ends_on"}


def test_days_on_which_a_skill_has_ended_are_refused(lead, skilled):
    activity = make_going(volunteer=skilled).activity
    paper = paper_of(skilled)
    paper.expires_on = ON + timedelta(days=15)
    paper.save()
    later = ON + timedelta(days=16)
    with pytest.raises(DomainError, match="would lack a skill"):
        change_activity(activity, plan=plan(starts_on=later, ends_on=later), by=lead, on=ON)
    crisis = Duty.objects.get(code="crisis")
    with pytest.raises(DomainError, match="duty that you take out"):
        change_activity(activity, plan=plan(duties=[crisis]), by=lead, on=ON)
    with pytest.raises(PermissionDenied):
        change_activity(activity, plan=plan(), by=make_user(Role.TAMBON_LEAD, "860102"), on=ON)


# --- held or cancelled


def test_who_came_has_it_counted_once(lead, skilled):
    other, absent = make_volunteer("86010104"), make_volunteer("86010104")
    day = ON - timedelta(days=1)
    activity = make_activity(starts_on=day, ends_on=ON, kind=ActivityKind.COMMUNITY_STUDY)
    make_work(other, day, kind=ActivityKind.COMMUNITY_STUDY)
    for one in (skilled, other, absent):
        make_going(activity, one)

    hold_activity(activity, came={skilled.pk, other.pk}, by=lead, on=ON)

    assert activity.state == PlannedState.HELD
    came = dict(activity.goings.values_list("volunteer", "came"))
    assert came == {skilled.pk: True, other.pk: True, absent.pk: False}
    counted = {one.pk: one.activities.count() for one in (skilled, other, absent)}
    assert counted == {skilled.pk: 1, other.pk: 1, absent.pk: 0}
    work = skilled.activities.get()
    assert (work.kind, work.source, work.happened_on) == ("community_study", "planned", day)
    with pytest.raises(DomainError, match="already"):
        hold_activity(activity, came={skilled.pk}, by=lead, on=ON)


def test_who_came_is_written_down_afterwards_by_who_keeps_it(lead, skilled):
    going = make_going(make_activity(starts_on=ON), skilled)
    activity = going.activity
    for came, on in (({skilled.pk}, ON - timedelta(days=1)), (set(), ON)):
        with pytest.raises(DomainError):
            hold_activity(activity, came=came, by=lead, on=on)
    with pytest.raises(DomainError, match="Only who is named"):
        hold_activity(activity, came={make_volunteer("86010104").pk}, by=lead, on=ON)
    with pytest.raises(PermissionDenied):
        hold_activity(activity, came={skilled.pk}, by=make_user(person=skilled.person), on=ON)
    hold_activity(activity, came={skilled.pk}, by=lead, on=ON)
    assert not skilled.activities.exists(), "visits count by themselves"


def test_what_is_cancelled_says_why_and_is_over(lead, skilled):
    user = make_user(Role.VOLUNTEER, "860101", person=skilled.person)
    activity = make_going(volunteer=skilled).activity
    for why, who, fault in (
        (" ", lead, DomainError),
        ("ฝนตก", make_user(Role.SOCIAL_WORKER, "86"), PermissionDenied),
    ):
        with pytest.raises(fault):
            cancel_activity(activity, reason=why, by=who, on=ON)

    cancel_activity(activity, reason="น้ำท่วมทางเข้า", by=lead, on=ON)

    assert (activity.state, activity.reason) == ("cancelled", "น้ำท่วมทางเข้า")
    assert Notice.objects.get(user=user).kind == "training.activity_cancelled"
    assert next(iter(activity_events(user))).cancelled
    for act in (
        lambda: cancel_activity(activity, reason="อีก", by=lead, on=ON),
        lambda: send(activity, make_skilled(), lead),
        lambda: change_activity(activity, plan=plan(), by=lead, on=ON),
        lambda: take_off(activity.goings.get(), by=lead, on=ON),
    ):
        with pytest.raises(DomainError, match="already"):
            act()


# --- reminders


def test_who_loses_a_skill_before_the_day_is_told_once_and_so_is_the_lead(lead, skilled, keeper):
    user = make_user(person=skilled.person)
    activity = make_going(volunteer=skilled, activity=make_activity(planned_by=keeper)).activity
    assert warn_of_activities(on=ON) == 0

    revoke_certificate(paper_of(skilled), reason="ผิด", by=keeper, on=ON)

    assert [warn_of_activities(on=ON), warn_of_activities(on=ON)] == [1, 0]
    assert Notice.objects.filter(user=user, kind="training.skill_missing").count() == 1
    nearby = Notice.objects.filter(kind="training.skill_missing_nearby")
    assert set(nearby.values_list("user", flat=True)) == {lead.pk, keeper.pk}
    assert counts_of([activity], ON) == {activity.pk: (1, 1)}


def test_who_learns_is_reminded_of_what_ends_not_of_what_is_learned(skilled):
    activity = make_activity()
    make_going(activity, part=LEARNS)
    paper = paper_of(skilled)
    paper.expires_on = ON + timedelta(days=3)
    paper.save()
    make_going(activity, skilled, part=LEARNS)
    make_going(make_activity(starts_on=ON + timedelta(days=90)), make_volunteer("86010104"))

    assert warn_of_activities(on=ON) == 1
    assert Going.objects.get(warned_on=ON).volunteer == skilled


# --- what is read


def test_an_activity_is_known_in_its_area_and_to_who_is_named(lead, skilled):
    activity = make_going(volunteer=skilled).activity
    for user, knows in (
        (lead, True),
        (make_user(Role.PROVINCE_OFFICER, "86"), True),
        (make_user(Role.VOLUNTEER, "860101", person=skilled.person), True),
        (make_user(Role.VOLUNTEER, "860101"), False),
        (make_user(Role.TAMBON_LEAD, "860102"), False),
        (make_user(Role.PROVINCE_OFFICER, "85"), False),
        (make_user(Role.AUDITOR, "TH"), False),
    ):
        assert activities_for(user).filter(pk=activity.pk).exists() is knows, user.current_posts


def test_the_next_course_that_takes_names_is_told(keeper):
    workshop = make_workshop(course="five_modules")
    late = make_cohort(workshop, starts_on=ON + timedelta(days=60))
    soon = make_cohort(workshop, starts_on=ON + timedelta(days=9))
    make_cohort(workshop, starts_on=ON + timedelta(days=3), names_until=ON - timedelta(days=1))
    make_cohort(workshop, starts_on=ON + timedelta(days=5), state="confirmed")

    found = courses_to_come(keeper, {"home_visit", "crisis"}, ON)

    assert found == {"home_visit": soon}
    assert late.starts_on > soon.starts_on


def test_what_else_lies_on_the_days_is_told(skilled):
    activity = make_activity()
    cohort = make_cohort(starts_on=activity.starts_on, ends_on=activity.starts_on)
    make_enrolment(make_quota(cohort), skilled)
    make_going(make_activity(name="งานอื่น"), skilled)
    make_enrolment(make_quota(make_cohort(starts_on=ON + timedelta(days=1))), skilled)

    busy = also_on([skilled.person_id], activity)[skilled.person_id]

    assert len(busy) == 2
    assert "งานอื่น" in busy[1]


def test_it_asks_as_much_for_many_as_for_few(django_assert_num_queries, skilled):
    activity = make_going(volunteer=skilled).activity
    for _number in range(4):
        make_going(activity)
    people = list(activity.goings.values_list("volunteer__person", flat=True))
    needed = visits().skills_needed
    with django_assert_num_queries(2):
        readiness_of(people, needed, activity.ends_on, on=ON)
    with django_assert_num_queries(3):
        also_on(people, activity)
    with django_assert_num_queries(3):
        counts_of([activity], ON)
