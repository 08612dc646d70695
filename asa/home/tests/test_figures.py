"""`asa figures`: the shape that others read, and what it must not count."""

import json

import pytest
from django.core.management import CommandError, call_command

from asa.common.thaidate import today
from asa.home.queries import figures
from asa.home.tests.factories import make_province
from asa.households.tests.factories import make_household
from asa.people.tests.factories import make_user
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db


def printed(capsys, *args):
    call_command("figures", *args)
    return capsys.readouterr().out


def test_the_json_has_exactly_the_promised_shape(chumphon, capsys):
    make_province()
    found = json.loads(printed(capsys, "--area", "86", "--json"))
    assert found.pop("definitions").keys() == {
        "areas",
        "tambons_without_volunteer",
        "ever_registered",
        "current",
        "active",
        "households",
        "open_cases",
        "overdue_tasks",
    }
    assert found == {
        "as_of": today().isoformat(),
        "area": "86",
        "areas": {
            "provinces": 1,
            "districts": 8,
            "tambons": 70,
            "tambons_without_volunteer": 68,
        },
        "volunteers": {"ever_registered": 3, "current": 2, "active": 1},
        "households": 2,
        "open_cases": 3,
        "overdue_tasks": 0,
    }


def test_the_definitions_are_thai_sentences(chumphon, capsys):
    said = json.loads(printed(capsys, "--area", "86", "--json"))["definitions"].values()
    assert all(any("\u0e01" <= letter <= "\u0e5b" for letter in sentence) for sentence in said)


def test_without_an_area_it_is_the_country(chumphon, capsys):
    make_province()
    found = json.loads(printed(capsys, "--json"))
    assert found["area"] == "TH"
    assert found["areas"]["provinces"] == 3
    assert found["households"] == 3


def test_an_unknown_area_ends_with_2_and_a_sentence(chumphon):
    with pytest.raises(CommandError, match="There is no area with the code 99") as stopped:
        call_command("figures", "--area", "99")
    assert stopped.value.returncode == 2


def test_for_people_every_number_stands_beside_its_definition(chumphon, capsys):
    lines = printed(capsys, "--area", "86").splitlines()
    assert lines[0].startswith("ชุมพร (86) ณ ")
    assert len(lines) == 11


def test_overdue_tasks_are_open_past_their_day_and_not_of_a_sealed_household(chumphon):
    mali = make_user("volunteer", "86010104")
    household = make_household()
    make_task(mali, household)
    make_task(mali, household, state="done", done_on=today())
    make_task(mali, household, due_on=today())
    make_task(mali, make_household(is_sealed=True))
    assert figures("86", today()).overdue_tasks == 1
    assert figures("85", today()).overdue_tasks == 0


def test_the_numbers_of_the_country_take_a_fixed_number_of_queries(
    chumphon, django_assert_num_queries
):
    make_province()
    with django_assert_num_queries(8):
        figures("TH", today())
    make_province_twice()
    with django_assert_num_queries(8):
        figures("TH", today())


def make_province_twice():
    for number in range(20):
        make_household(house_no=str(100 + number))
