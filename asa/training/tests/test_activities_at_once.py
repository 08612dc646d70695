"""Activities on which two people act at the same moment, on a database that lets them."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.training.actions import cancel_activity, hold_activity, send_volunteer, take_off
from asa.training.codes import GoingPart, PlannedState
from asa.training.loader import load_lists
from asa.training.models import Duty, Going, PlannedActivity
from asa.training.tests.factories_activities import make_activity, make_going
from asa.training.tests.factories_results import make_certificate, make_signer
from asa.volunteers.codes import ActivityKind
from asa.volunteers.models import Activity, Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]
ON = today()


@pytest.fixture
def people():
    with transaction.atomic():
        load_chumphon()
        load_lists()
        return [make_user(Role.TAMBON_LEAD, "860101"), make_user(Role.PROVINCE_OFFICER, "86")]


@pytest.fixture
def skilled(people):
    with transaction.atomic():
        make_signer(started_on=ON - timedelta(days=400))
        volunteer = make_volunteer("86010104")
        for course in ("basic", "five_modules"):
            make_certificate(course=course, volunteer=volunteer)
        return volunteer


def read(activity):
    return PlannedActivity.objects.select_related("area").get(pk=activity.pk)


def test_one_volunteer_is_named_once(people, skilled):
    with transaction.atomic():
        activity = make_activity()
    duty = Duty.objects.get(code="home_visit")
    one = Volunteer.objects.select_related("person").get(pk=skilled.pk)
    found = at_once(
        *(
            partial(
                send_volunteer,
                read(activity),
                volunteer=one,
                duty=duty,
                part=GoingPart.DOES,
                by=fresh(by),
                on=ON,
            )
            for by in people
        )
    )
    assert found.count("done") == 1
    assert Going.objects.count() == 1


def test_it_is_held_or_cancelled_and_counts_once(people, skilled):
    with transaction.atomic():
        activity = make_activity(starts_on=ON, kind=ActivityKind.COUNSELLING)
        make_going(activity, skilled)
    lead, officer = people
    found = at_once(
        partial(hold_activity, read(activity), came={skilled.pk}, by=fresh(lead), on=ON),
        partial(hold_activity, read(activity), came={skilled.pk}, by=fresh(officer), on=ON),
        partial(cancel_activity, read(activity), reason="ฝนตก", by=fresh(officer), on=ON),
    )
    assert found.count("done") == 1
    is_held = read(activity).state == PlannedState.HELD
    assert Activity.objects.count() == int(is_held)


def test_nobody_is_left_to_learn_alone(people, skilled):
    """One takes the experienced off while another lets somebody come along."""
    with transaction.atomic():
        going = make_going(make_activity(), skilled)
        newcomer = make_volunteer("86010104")
    lead, officer = people
    duty = Duty.objects.get(code="home_visit")
    known = Going.objects.select_related("activity", "volunteer").get(pk=going.pk)
    one = Volunteer.objects.select_related("person").get(pk=newcomer.pk)
    at_once(
        partial(take_off, known, by=fresh(lead), on=ON),
        partial(
            send_volunteer,
            read(going.activity),
            volunteer=one,
            duty=duty,
            part=GoingPart.LEARNS,
            by=fresh(officer),
            on=ON,
        ),
    )
    parts = set(Going.objects.values_list("part", flat=True))
    assert parts in ({GoingPart.DOES, GoingPart.LEARNS}, set())
