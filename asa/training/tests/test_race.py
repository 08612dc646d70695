"""Two thousand apply at once for 205 seats under 37 quotas, on real connections."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from threading import Barrier
from time import monotonic

import pytest
from django.db import connection, connections, transaction
from django.db.models import Count, F, Max, Q

from asa.common.thaidate import today
from asa.people.models import Person, User
from asa.places.tests.factories import make_area
from asa.training.actions import apply_for_seat
from asa.training.codes import SEATED, EnrolmentState
from asa.training.loader import load_lists
from asa.training.models import Cohort, Enrolment, Quota
from asa.training.tests.factories import make_cohort, make_quota
from asa.volunteers.models import Volunteer

pytestmark = pytest.mark.django_db(transaction=True)

NORTH = [
    "50",
    "51",
    "52",
    "53",
    "54",
    "55",
    "56",
    "57",
    "58",
    "60",
    "61",
    "62",
    "63",
    "64",
    "65",
    "66",
    "67",
]
NORTHEAST = [
    "30",
    "31",
    "32",
    "33",
    "34",
    "35",
    "36",
    "37",
    "38",
    "39",
    "40",
    "41",
    "42",
    "43",
    "44",
    "45",
    "46",
    "47",
    "48",
    "49",
]
SHARES = dict.fromkeys(NORTH, 5) | dict.fromkeys(NORTHEAST, 6)
PEOPLE, CONNECTIONS, SECONDS = 2000, 4, 120


@contextmanager
def on_a_file(path):
    """The tests' SQLite lies in memory, where no two can write: the threads get it as a file."""
    if connection.vendor != "sqlite":
        yield
        return
    with sqlite3.connect(path) as file:
        connection.connection.backup(file)
    file.close()
    own = connections.create_connection("default")
    own.settings_dict = {**own.settings_dict, "NAME": str(path)}
    before = connections["default"]
    connections["default"] = own
    try:
        yield
    finally:
        own.close()
        connections["default"] = before


@pytest.fixture
def crowd():
    """A cohort of 205 seats, and people of the 37 provinces in turn, each with a sign-in."""
    with transaction.atomic():
        load_lists()
        cohort = make_cohort(seats=205)
        for code, seats in SHARES.items():
            make_quota(cohort, code, seats=seats)
        codes = [f"{province}0101" for province in SHARES]
        areas = [make_area(code) for code in codes]
        people = Person.objects.bulk_create(
            Person(given_name="มะลิ", family_name=f"ทดสอบ{n}") for n in range(PEOPLE)
        )
        User.objects.bulk_create(
            User(username=f"u{n}", person=one, password="!") for n, one in enumerate(people)
        )
        Volunteer.objects.bulk_create(
            Volunteer(
                person=one,
                area=areas[n % len(areas)],
                state="registered",
                registration_no=f"{n:06d}",
                registration_year_be=2565,
                registered_on=date(2022, 5, 2),
                registration_province=codes[n % len(areas)][:2],
            )
            for n, one in enumerate(people)
        )
    return cohort.pk


def test_two_thousand_at_once_oversell_nothing(crowd, tmp_path):
    users = list(User.objects.filter(username__startswith="u").order_by("?"))
    start = Barrier(CONNECTIONS)

    def apply(mine):
        with on_a_file_of(tmp_path):
            cohort = Cohort.objects.get(pk=crowd)
            start.wait(10)
            for user in mine:
                apply_for_seat(cohort, by=user, on=today())

    with on_a_file(tmp_path / "race.sqlite3"):
        began = monotonic()
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            list(pool.map(apply, [users[n::CONNECTIONS] for n in range(CONNECTIONS)]))
        assert monotonic() - began < SECONDS
        everybody_has_a_place_in_the_order_of_arrival(crowd)


@contextmanager
def on_a_file_of(folder):
    """The same file on a connection of this thread's own."""
    path = folder / "race.sqlite3"
    own = connections.create_connection("default")
    if own.vendor == "sqlite":
        own.settings_dict = {**own.settings_dict, "NAME": str(path)}
    connections["default"] = own
    try:
        yield
    finally:
        own.close()
        del connections["default"]


def everybody_has_a_place_in_the_order_of_arrival(cohort):
    seated = Count("enrolments", filter=Q(enrolments__state__in=SEATED))
    last_seated = Max("enrolments__rank", filter=Q(enrolments__state__in=SEATED))
    quotas = list(
        Quota.objects.filter(cohort=cohort).annotate(
            seated=seated, last=last_seated, all=Count("enrolments"),
            ranks=Count("enrolments__rank", distinct=True), most=Max("enrolments__rank"),
        )
    )  # fmt: skip
    assert sum(quota.seats for quota in quotas) == 205
    assert [quota for quota in quotas if not quota.seats == quota.taken == quota.seated] == []
    # Who came first has the seats; the ranks are a row without a gap.
    assert [quota for quota in quotas if quota.last != quota.seats] == []
    assert [quota for quota in quotas if not quota.all == quota.ranks == quota.most] == []
    lines = Enrolment.objects.filter(cohort=cohort)
    assert lines.count() == lines.values("person").distinct().count() == PEOPLE
    waiting = lines.filter(state=EnrolmentState.RESERVE)
    assert waiting.count() == PEOPLE - 205
    assert not waiting.filter(rank__lte=F("quota__seats")).exists()
