"""Participants are reminded of their answer and of the first day, so many days before, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.notices.kinds import outside_words, words_of
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import ReminderDays, cancel_cohort, change_reminders
from asa.training.codes import CohortState, EnrolmentState
from asa.training.jobs import watch_cohorts
from asa.training.models import Cohort, Enrolment, Quota, ReminderRule
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.training.tests.factories_day import make_session

pytestmark = pytest.mark.django_db
ON = today()
DAY = timedelta(days=1)


def participant(cohort, state, **fields):
    """Somebody in the cohort who signs in."""
    quota = cohort.quotas.first() or make_quota(cohort)
    line = make_enrolment(quota, state=state, **fields)
    if state == EnrolmentState.RESERVE:
        # Nobody waits beside a free seat.
        Quota.objects.filter(pk=quota.pk).update(seats=F("taken"))
    return make_user(Role.VOLUNTEER, "86010104", person=line.person)


def nights(first, last):
    """What each night from one day to another told, by the day."""
    found, day = [], first
    while day <= last:
        before = set(Notice.objects.values_list("pk", flat=True))
        watch_cohorts(on=day)
        new = Notice.objects.exclude(pk__in=before).order_by("user__username")
        found += [(day, one.user, one.kind.partition(".")[2]) for one in new]
        day += DAY
    return found


@pytest.fixture
def cohort():
    return make_cohort(starts_on=ON + 20 * DAY, bring="สมุดบันทึก")


def test_who_has_not_answered_is_reminded_two_days_before_and_once(cohort):
    late = participant(cohort, EnrolmentState.NOMINATED, answer_by=ON + 7 * DAY)
    participant(make_cohort(starts_on=ON + 40 * DAY), EnrolmentState.CONFIRMED)
    participant(make_cohort(starts_on=ON + 40 * DAY), EnrolmentState.RESERVE)

    assert nights(ON, ON + 7 * DAY) == [(ON + 5 * DAY, late, "answer_soon")]
    assert JournalEntry.objects.filter(verb="cohort.people_reminded").count() == 1


def test_a_night_that_was_missed_is_made_up_for(cohort):
    late = participant(cohort, EnrolmentState.NOMINATED, answer_by=ON + 7 * DAY)
    assert nights(ON + 6 * DAY, ON + 7 * DAY) == [(ON + 6 * DAY, late, "answer_soon")]


def test_who_is_asked_anew_is_reminded_anew(cohort):
    late = participant(cohort, EnrolmentState.NOMINATED, answer_by=ON + DAY)
    watch_cohorts(on=ON)
    Enrolment.objects.update(answer_by=ON + 9 * DAY)
    assert nights(ON + DAY, ON + 9 * DAY) == [(ON + 7 * DAY, late, "answer_soon")]


@pytest.mark.parametrize("state", [CohortState.OPEN, CohortState.CONFIRMED])
def test_who_comes_is_told_place_hour_and_what_to_bring_three_days_before(cohort, state):
    Cohort.objects.filter(pk=cohort.pk).update(state=state)
    make_session(cohort, is_cancelled=True)
    make_session(cohort, day=cohort.starts_on, starts_at="09:30")
    coming = participant(cohort, EnrolmentState.CONFIRMED)
    for gone in (EnrolmentState.DECLINED, EnrolmentState.RESERVE, EnrolmentState.PROPOSED):
        participant(cohort, gone)

    found = nights(cohort.starts_on - 5 * DAY, cohort.starts_on)

    assert found == [(cohort.starts_on - 3 * DAY, coming, "begins_soon")]
    notice = Notice.objects.get()
    said = words_of(notice.kind, notice.params)
    assert all(part in said for part in ("09:30", cohort.venue, "สมุดบันทึก"))
    assert cohort.venue not in outside_words(notice.kind)


def test_without_programme_and_without_things_to_bring_the_day_and_the_place_are_said():
    cohort = make_cohort(starts_on=ON + 3 * DAY)
    participant(cohort, EnrolmentState.CONFIRMED)
    watch_cohorts(on=ON)
    said = words_of(Notice.objects.get().kind, Notice.objects.get().params)
    assert cohort.venue in said
    assert "เวลา" not in said
    assert "โปรดนำ" not in said


def test_after_a_cohort_is_cancelled_nobody_is_reminded(cohort):
    participant(cohort, EnrolmentState.CONFIRMED)
    participant(cohort, EnrolmentState.NOMINATED, answer_by=ON + 7 * DAY)
    by = make_user(Role.DEPARTMENT_OFFICER, "TH")
    cancel_cohort(cohort, reason="น้ำท่วม", by=by, on=ON)
    assert nights(ON, cohort.starts_on) == []


def test_new_days_are_reminded_of_anew(cohort):
    coming = participant(cohort, EnrolmentState.CONFIRMED)
    watch_cohorts(on=cohort.starts_on - 3 * DAY)
    later = cohort.starts_on + 10 * DAY
    Cohort.objects.filter(pk=cohort.pk).update(starts_on=later, ends_on=later)
    found = nights(cohort.starts_on, later - DAY)
    assert found == [(later - 3 * DAY, coming, "begins_soon")]


def reminders_of_names():
    """What each reminder of missing names told, in the journal's order."""
    lines = JournalEntry.objects.filter(verb="cohort.reminded").order_by("pk")
    return [line.data["areas"] for line in lines]


def with_seats_free(cohort, *, names_until):
    make_quota(cohort, "86", seats=2)
    Cohort.objects.filter(pk=cohort.pk).update(names_until=names_until)


def test_names_are_reminded_of_once_also_when_nights_were_missed_or_run_twice(cohort):
    with_seats_free(cohort, names_until=ON + 9 * DAY)
    officer = make_user(Role.PROVINCE_OFFICER, "86")

    assert nights(ON, ON + 5 * DAY) == []
    # The night of the sixth day, three days before, was missed.
    assert nights(ON + 7 * DAY, ON + 9 * DAY) == [(ON + 7 * DAY, officer, "names_missing")]
    assert watch_cohorts(on=ON + 7 * DAY)["reminded"] == 0
    assert reminders_of_names() == [1]


def test_two_runs_of_one_night_remind_of_names_once(cohort):
    with_seats_free(cohort, names_until=ON + 3 * DAY)
    make_user(Role.PROVINCE_OFFICER, "86")
    assert [watch_cohorts(on=ON)["reminded"] for _run in range(2)] == [1, 0]
    assert Notice.objects.count() == 1


def test_a_new_last_day_for_names_is_reminded_of_anew(cohort):
    with_seats_free(cohort, names_until=ON + 3 * DAY)
    watch_cohorts(on=ON)
    Cohort.objects.filter(pk=cohort.pk).update(names_until=ON + 9 * DAY)
    assert [watch_cohorts(on=ON + n * DAY)["reminded"] for n in (1, 6, 7)] == [0, 1, 0]


def test_after_the_last_day_for_names_nobody_is_reminded_of_them(cohort):
    with_seats_free(cohort, names_until=ON)
    assert watch_cohorts(on=ON + DAY)["reminded"] == 0


def days(names=3, answer=2, start=3):
    return ReminderDays(names, answer, start)


def test_other_days_hold_from_their_day_on(cohort):
    by = make_user(Role.DEPARTMENT_OFFICER, "TH")
    change_reminders(days=days(answer=5), started_on=ON + DAY, by=by, on=ON)
    late = participant(cohort, EnrolmentState.NOMINATED, answer_by=ON + 5 * DAY)
    assert nights(ON, ON + 5 * DAY) == [(ON + DAY, late, "answer_soon")]
    assert JournalEntry.objects.filter(verb="reminders.changed").count() == 1
    with pytest.raises(DomainError):
        change_reminders(days=days(answer=0), started_on=ON + 2 * DAY, by=by, on=ON)


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.PROVINCE_OFFICER, "86"), (Role.DEPARTMENT_OFFICER, "86"), (Role.AUDITOR, "TH")],
)
def test_the_days_are_set_for_the_country_by_the_department_alone(role, area):
    with pytest.raises(PermissionDenied):
        change_reminders(days=days(answer=5), started_on=ON + DAY, by=make_user(role, area), on=ON)


def test_the_department_sets_other_days_on_a_page_that_offices_read(client):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    assert "/training/reminders/change/" not in client.get("/training/reminders/").content.decode()
    client.force_login(make_user(Role.DEPARTMENT_OFFICER, "TH"))
    tomorrow = ON + DAY
    form = {"days_before_names_end": 4, "days_before_answer": 3, "days_before_start": 7}
    form["started_on"] = f"{tomorrow.day}/{tomorrow.month}/{tomorrow.year + 543}"
    shown = client.post("/training/reminders/change/", form, follow=True)
    assert "กำหนดวันแจ้งเตือน" not in shown.content.decode()
    newest = ReminderRule.objects.first()
    assert (newest.days_before_start, newest.started_on) == (7, tomorrow)
