"""The demonstration has somebody who stands in the registers of two provinces."""

import json
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from asa.common.models import AccessEntry, JournalEntry
from asa.common.thaidate import today
from asa.home.demo.doubles import AGREES, HER_TAMBON, PERCENT, write_one_in_two_provinces
from asa.home.demo.people import NEIGHBOUR_TAMBON
from asa.people.models import PossibleDuplicate
from asa.people.queries.duplicates import duplicates_for
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.loader import load_lists
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    load_chumphon()
    load_lists()
    make_area(NEIGHBOUR_TAMBON)
    make_area(HER_TAMBON)
    users = {"officer": "86", "ranong_officer": "85"}
    made = {name: make_user("province_officer", area) for name, area in users.items()}
    return SimpleNamespace(users=made | {"department": make_user("department_officer", "TH")})


def test_the_pair_waits_for_the_department_alone(cast):
    write_one_in_two_provinces(cast, on=today())
    pair = PossibleDuplicate.objects.get()
    assert (pair.state, pair.likeness, pair.percent) == ("open", "linked", 97)
    assert {pair.first_area[:2], pair.second_area[:2]} == {"85", "86"}
    seen = {name: list(duplicates_for(user)) for name, user in cast.users.items()}
    assert seen == {"officer": [], "ranong_officer": [], "department": [pair]}
    assert JournalEntry.objects.get(verb="register.linked").data["pairs"] == 1
    assert AccessEntry.objects.filter(verb="register.read_to_link").count() == 1


def test_the_clean_up_itself_finds_the_same_pair_and_nothing_else(cast, capsys):
    for at in range(40):
        make_volunteer(
            f"86010{1 + at % 5}04", given_name=f"คน{at}", family_name=f"สกุล{at * 7}",
            birth_on=date(1950, 1, 1) + timedelta(days=97 * at), phone=f"+66811111{at:03d}",
        )  # fmt: skip
    write_one_in_two_provinces(cast, on=today())
    call_command("link_duplicates", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["percent"], told["pairs"], told["across_provinces"]) == (PERCENT, 1, 1)
    assert told["new"] == 0
    assert set(AGREES) <= set(PossibleDuplicate.objects.get().agrees)
