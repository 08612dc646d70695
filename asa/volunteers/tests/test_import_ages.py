"""A list registers nobody before birth, nor younger than the rule of the day of registration."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asa.people.actions import system_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.importers import import_volunteers
from asa.volunteers.loader import load_lists
from asa.volunteers.models import Qualification, Volunteer, VolunteerStep
from asa.volunteers.tests.factories import make_cells, make_file
from asa.volunteers.tests.test_import_samples import CLEAN, DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()
    load_lists()


def bring_in(*rows, **options):
    cells = [make_cells(place, **row) for place, row in enumerate(rows)]
    return import_volunteers(make_file(cells), by=system_user(), province="86", on=DAY, **options)


def told(report):
    return [(problem.row, problem.heading, problem.reason) for problem in report.problems]


def days(birth, registered_on):
    return {"birth": birth, "registered_on": registered_on}


@pytest.mark.parametrize("trial", [True, False])
def test_a_child_and_somebody_registered_before_birth_are_refused_at_their_cells(trial):
    report = bring_in(
        days("12/05/2560", "01/02/2568"),
        days("12/05/2560", "01/02/2550"),
        days("12/05/2510", "01/02/2490"),
        days("12/05/2510", "01/02/2560"),
        trial=trial,
    )

    assert (report.created, report.refused) == (1, 3)
    before_birth = "วันที่ขึ้นทะเบียนอยู่ก่อนวันเกิด"
    assert told(report) == [
        (2, "วันเดือนปีเกิด", "อายุ 7 ปี ต้องไม่ต่ำกว่า 18 ปี"),
        (3, "วันที่ขึ้นทะเบียน", before_birth),
        (4, "วันที่ขึ้นทะเบียน", before_birth),
    ]
    assert report.problems[0].remedy
    assert Volunteer.objects.count() == (0 if trial else 1)


def test_the_birthday_itself_is_old_enough_and_the_day_before_is_not():
    report = bring_in(days("2/5/2542", "2/5/2560"), days("3/5/2542", "2/5/2560"))

    assert report.created == 1
    assert told(report) == [(3, "วันเดือนปีเกิด", "อายุ 17 ปี ต้องไม่ต่ำกว่า 18 ปี")]


def test_the_rule_of_the_day_counts_and_not_the_rule_of_today():
    Qualification.objects.filter(code="age_adult").update(ended_on=date(2024, 1, 1))
    rule = Qualification.objects.get(code="age_adult")
    rule.pk, rule.started_on, rule.ended_on, rule.years = None, date(2024, 1, 1), None, 20
    rule.save()

    report = bring_in(days("1/1/2548", "31/12/2566"), days("1/1/2548", "1/1/2567"))

    assert report.created == 1
    assert told(report) == [(3, "วันเดือนปีเกิด", "อายุ 19 ปี ต้องไม่ต่ำกว่า 20 ปี")]


def test_without_a_day_of_registration_the_day_of_the_import_stands_for_it():
    report = bring_in(days("1/1/2555", ""), days("1/1/2540", ""), days("", "1/1/2560"))

    assert report.created == 2
    assert told(report) == [(2, "วันเดือนปีเกิด", "อายุ 14 ปี ต้องไม่ต่ำกว่า 18 ปี")]


def test_a_year_of_birth_alone_has_the_doubt_in_its_favour():
    report = bring_in(days("2542", "2/5/2560"), days("2543", "2/5/2560"))

    assert report.created == 1
    assert [row for row, _heading, _reason in told(report)] == [3]


def test_what_a_row_changes_of_somebody_is_looked_at_too():
    bring_in(days("26/02/2508", "2/5/2560"), days("26/02/2508", ""))

    report = bring_in(days("26/02/2551", ""), days("", "2/5/2500"))

    assert (report.updated, report.refused) == (0, 2)
    assert told(report) == [
        (2, "วันเดือนปีเกิด", "อายุ 9 ปี ต้องไม่ต่ำกว่า 18 ปี"),
        (3, "วันที่ขึ้นทะเบียน", "วันที่ขึ้นทะเบียนอยู่ก่อนวันเกิด"),
    ]


def test_what_the_register_says_already_changes_nothing_and_is_not_refused():
    bring_in(days("26/02/2508", "2/5/2560"))
    person = Volunteer.objects.get().person
    person.birth_on = date(2010, 1, 1)
    person.save()

    report = bring_in(days("1/1/2553", "2/5/2560"))

    assert (report.unchanged, report.problems) == (1, [])


@pytest.mark.parametrize("is_grown_up", [False, True])
def test_a_youth_volunteer_has_the_rule_of_the_youth(is_grown_up):
    bring_in(days("", "2/5/2560"))
    volunteer = Volunteer.objects.get()
    if is_grown_up:
        VolunteerStep.objects.create(
            volunteer=volunteer, kind="grown_up", from_state="registered",
            to_state="registered",
            on=DAY, by=system_user(),
        )  # fmt: skip
    else:
        Volunteer.objects.update(kind="youth")

    too_young = bring_in(days("3/5/2545", "2/5/2560"))
    old_enough = bring_in(days("2/5/2545", "2/5/2560"))

    assert told(too_young) == [(2, "วันเดือนปีเกิด", "อายุ 14 ปี ต้องไม่ต่ำกว่า 15 ปี")]
    assert (old_enough.updated, old_enough.problems) == (1, [])


def test_rows_of_people_of_age_ask_the_database_once_for_all():
    counts = []
    for many in (1, 4):
        rows = [days("26/02/2508", f"{day}/5/2560") for day in range(1, many + 1)]
        with CaptureQueriesContext(connection) as queries:
            bring_in(*rows, trial=True)
        asked = [query for query in queries if "volunteers_qualification" in query["sql"]]
        counts.append(len(asked))
    assert counts == [1, 1]


def test_every_row_of_the_sample_has_the_age():
    report = import_volunteers(CLEAN, by=system_user(), province="86", on=DAY, trial=True)

    assert (report.created, report.problems) == (4351, [])
