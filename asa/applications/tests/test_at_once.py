"""Several at the same moment, on a database that lets them: one application, one decision."""

from functools import partial
from uuid import uuid4

import pytest
from django.db import connection, transaction

from asa.applications.actions import (
    refuse_application,
    send_application,
    take_in_application,
    withdraw_application,
)
from asa.applications.models import PublicApplication
from asa.applications.tests.factories import make_application, make_told
from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.loader import load_lists
from asa.volunteers.models import Volunteer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def officers():
    make_area("860101")
    load_lists()
    system_user()
    return [make_user(Role.PROVINCE_OFFICER, "86") for _one in range(2)]


@pytest.mark.usefixtures("officers")
def test_a_form_that_is_sent_twice_at_once_is_one_application():
    send = partial(
        send_application, make_told(), area=make_area("860101"), ticket=uuid4(), on=today()
    )
    assert at_once(*[send] * 4).count("done") == 4
    assert PublicApplication.objects.count() == 1


def test_an_application_is_decided_once(officers):
    with transaction.atomic():
        key = make_application().pk

    def looked_at():
        return PublicApplication.objects.select_related("area").get(pk=key)

    one, other = officers
    found = at_once(
        partial(take_in_application, looked_at(), by=fresh(one), on=today()),
        partial(take_in_application, looked_at(), by=fresh(other), on=today()),
        partial(refuse_application, looked_at(), reason="ไม่ครบ", by=fresh(other), on=today()),
    )
    assert found.count("done") == 1
    taken = PublicApplication.objects.get().state == "taken_in"
    assert Volunteer.objects.count() == int(taken)


def test_what_is_withdrawn_while_it_is_taken_in_leaves_no_applicant(officers):
    with transaction.atomic():
        key = make_application().pk

    def looked_at():
        return PublicApplication.objects.select_related("area").get(pk=key)

    at_once(
        partial(take_in_application, looked_at(), by=fresh(officers[0]), on=today()),
        partial(withdraw_application, looked_at(), on=today()),
    )
    assert PublicApplication.objects.get().state == "withdrawn"
    assert not Volunteer.objects.exclude(state="ended").exists()
