"""The page of the register costs the same with few people and with many behind it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.common import bulk
from asa.common.ids import uuid7_hex
from asa.people.codes import Role
from asa.people.models import Person
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import volunteers_for

pytestmark = pytest.mark.django_db
LIST = reverse("volunteers:list")
NOW = "2026-11-20 08:00:00"
OF_PERSON = ("id", "given_name", "family_name", "name_key", "sort_key", "created_at")
OF_VOLUNTEER = (
    *("id", "person", "area", "responsibility", "state", "registration_no"),
    *("registration_year_be", "registration_province", "created_at"),
)


def fill(start, end):
    """Volunteers of one village, as an import writes them."""
    make_area("86010104")
    keys = [uuid7_hex() for _number in range(start, end)]
    names = [f"ทดสอบ{number:05d}" for number in range(start, end)]
    bulk.insert(
        Person,
        OF_PERSON,
        [
            (key, "มะลิ", name, f"มะลิ|{name}", f"มะลิ {name}", NOW)
            for key, name in zip(keys, names, strict=True)
        ],
    )
    rows = [
        (
            uuid7_hex(), key, "86010104", "village", "registered", f"86{number:06d}", 2560, "86",
            NOW,
        )
        for number, key in enumerate(keys, start)
    ]  # fmt: skip
    bulk.insert(Volunteer, OF_VOLUNTEER, rows)


@pytest.mark.parametrize(
    "narrowed", [{}, {"state": "registered"}, {"state": "registered", "area": "86"}]
)
@pytest.mark.parametrize(
    ("role", "area"), [(Role.PROVINCE_OFFICER, "86"), (Role.DEPARTMENT_OFFICER, "TH")]
)
def test_the_register_of_three_thousand_costs_the_queries_of_fifty(client, role, area, narrowed):
    client.force_login(make_user(role, area))

    def asked():
        client.get(LIST, narrowed)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(LIST, narrowed)
        assert "ทดสอบ00000" in answer.content.decode()
        return [query["sql"] for query in queries]

    fill(0, 50)
    few = asked()
    fill(50, 3000)
    many = asked()

    assert Volunteer.objects.count() == 3000
    assert len(many) == len(few), "\n".join(many)
    assert len(few) <= 8


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by its statistics")
def test_the_number_of_all_volunteers_is_counted_without_reading_them():
    fill(0, 50)
    seen = volunteers_for(make_user(Role.DEPARTMENT_OFFICER, "TH"))
    with CaptureQueriesContext(connection) as queries:
        assert seen.count() == 50
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[-1]['sql']}")
        plan = str(cursor.fetchall())
    assert "COVERING INDEX" in plan
