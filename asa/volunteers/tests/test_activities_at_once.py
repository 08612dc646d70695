"""Work that two people write down or take back at the same moment, on a database that lets them."""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.households.actions import record_visit
from asa.households.codes import VisitKind, VisitMethod
from asa.households.models import Household
from asa.households.tests.factories import make_household
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.actions import (
    Done,
    Order,
    end_volunteer,
    record_activity,
    set_active_formula,
    withdraw_activity,
)
from asa.volunteers.codes import ActivityKind, EndReason
from asa.volunteers.models import ActiveFormula, Activity, Volunteer
from asa.volunteers.queries import PROMISED
from asa.volunteers.tests.factories import make_activity, make_volunteer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]
MEETING = Done(ActivityKind.MEETING, date(2026, 11, 1), Decimal("2.5"))


@pytest.fixture
def volunteer():
    with transaction.atomic():
        load_chumphon()
        return make_volunteer()


@pytest.fixture
def people(volunteer):
    with transaction.atomic():
        return [make_user("tambon_lead", "860101"), make_user("province_officer", "86")]


def held(volunteer):
    return Volunteer.objects.select_related("person").get(pk=volunteer.pk)


def record(volunteer, by, done=MEETING):
    return partial(record_activity, held(volunteer), done=done, by=fresh(by), on=today())


def withdraw(activity, by):
    one = Activity.objects.select_related("volunteer__person").get(pk=activity.pk)
    return partial(withdraw_activity, one, reason="ผิดคน", by=fresh(by), on=today())


def test_one_days_work_is_written_down_once(volunteer, people):
    found = at_once(*(record(volunteer, by) for by in people))
    assert found.count("done") == 1
    assert "Exactly this is written down already." in found
    assert Activity.objects.count() == 1


def test_work_of_two_days_counts_with_the_latest(volunteer, people):
    later = Done(ActivityKind.OTHER, MEETING.happened_on + timedelta(days=3), note="ประชุม")
    works = zip(people, (later, MEETING), strict=True)
    found = at_once(*(record(volunteer, by, done) for by, done in works))
    assert found == ["done", "done"]
    assert held(volunteer).last_active_on == later.happened_on


def test_a_mistake_is_taken_back_once(volunteer, people):
    with transaction.atomic():
        activity = make_activity(volunteer, MEETING.happened_on)
    found = at_once(*(withdraw(activity, by) for by in people))
    assert found.count("done") == 1
    assert JournalEntry.objects.filter(verb="activity.withdrawn").count() == 1
    assert held(volunteer).last_active_on is None


@pytest.mark.parametrize("_round", range(5))
def test_what_is_written_down_while_a_mistake_is_taken_back_counts(volunteer, people, _round):
    with transaction.atomic():
        mistake = make_activity(volunteer, date(2026, 11, 10))
    found = at_once(withdraw(mistake, people[0]), record(volunteer, people[1]))
    assert found == ["done", "done"]
    after = held(volunteer)
    assert (after.last_active_on, after.standing) == (MEETING.happened_on, "reports")


def test_nothing_is_written_down_for_who_is_ended_meanwhile(volunteer, people):
    lead, officer = people
    ending = partial(
        end_volunteer, held(volunteer), reason=EndReason.RESIGNED, order=Order(), by=fresh(officer),
        on=today(),
    )  # fmt: skip
    found = at_once(record(volunteer, lead), ending)
    assert "done" in found
    assert held(volunteer).state == "ended"
    assert Activity.objects.count() == found.count("done") - 1


def test_the_first_formula_of_a_province_is_set_by_one(volunteer, people):
    with transaction.atomic():
        by = [people[1], make_user("province_head", "86")]
    province = held(volunteer).area.__class__.objects.get(pk="86")
    found = at_once(
        *(
            partial(
                set_active_formula, province, formula=PROMISED, started_on=today(), by=fresh(one),
                on=today(),
            )
            for one in by
        )
    )  # fmt: skip
    assert found.count("done") == 1
    assert ActiveFormula.objects.filter(area="86").count() == 1


@pytest.mark.parametrize("_round", range(5))
def test_a_visit_and_a_days_work_of_one_volunteer_both_count(volunteer, people, _round):
    with transaction.atomic():
        own = make_user("volunteer", "86010104", person=volunteer.person)
        household = make_household("86010104", caretaker=own)
    visit = partial(
        record_visit, Household.objects.get(pk=household.pk), kind=VisitKind.HOME_VISIT,
        method=VisitMethod.VISIT, note="แม่แข็งแรงขึ้น", by=fresh(own), on=date(2026, 11, 12),
    )  # fmt: skip
    assert at_once(visit, record(volunteer, people[0])) == ["done", "done"]
    assert held(volunteer).last_active_on == date(2026, 11, 12)
