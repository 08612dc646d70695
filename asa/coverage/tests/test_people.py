"""Ages, the forecast, and who came and left: each against the people themselves."""

import random
from datetime import date, timedelta

import pytest

from asa.common.thaidate import add_years, age_on, fiscal_year, today
from asa.coverage.queries import Target, ages_of_volunteers, forecast, joiners_and_leavers
from asa.coverage.tests.factories import ON
from asa.people.tests.factories import make_user
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


def born(years, days=0):
    return add_years(ON, -years) + timedelta(days=days)


def test_the_title_says_the_sex_where_the_register_does_not(chumphon):
    for prefix, sex in (
        ("นาง", "unknown"),
        ("นางสาว", "unknown"),
        ("นาย", "unknown"),
        ("ดร.", "unknown"),
        ("", "unknown"),
        ("นาย", "female"),
        ("ร้อยตรี", "male"),
    ):
        make_volunteer(prefix=prefix, sex=sex, birth_on=born(45))
    (band,) = [one for one in ages_of_volunteers("86", ON) if one.total]
    assert (band.code, list(band.by_sex.values())) == ("40", [3, 2, 2])


def test_the_list_opened_by_a_bar_is_as_long_as_the_bar(chumphon, client):
    for prefix in ("นาง", "นาย", "ดร."):
        make_volunteer(prefix=prefix, sex="unknown", birth_on=born(45))
    client.force_login(make_user("province_officer", "86"))
    context = client.get("/coverage/people/", {"area": "86"}).context
    numbers = [pair for line in context["ages"] for pair in line.numbers]
    assert sum(n for n, _url in numbers) == 3
    parts = [(line.tally.volunteers, url) for line, url in context["parts"]]
    assert sum(n for n, _url in parts) == 3
    numbers += parts
    for n, url in numbers:
        assert client.get(url).context["page"].paginator.count == n


@pytest.mark.parametrize("area", ["86", "8601", "860101"])
def test_who_reaches_the_age_who_came_and_who_left_are_the_rows_behind_their_numbers(
    chumphon, client, area
):
    on = today()
    for years in (72, 69, 66, 30):
        make_volunteer(birth_on=add_years(on, -years))
    make_volunteer(registered_on=on - timedelta(days=500), state="ended", ended_on=on)
    make_volunteer("86020101", birth_on=add_years(on, -80), registered_on=on)
    client.force_login(make_user("province_officer", "86"))
    context = client.get("/coverage/people/", {"area": area}).context
    opened = [(n, url) for _years, n, url in context["soon"]]
    for line, joined, left in context["years"]:
        opened += [(line.joined, joined), (line.left, left)]
    assert len([n for n, _url in opened if n]) >= 6
    for n, url in opened:
        assert bool(n) == bool(url)
        if url:
            assert client.get(url).context["page"].paginator.count == n


def test_who_reads_no_names_opens_no_rows(chumphon, client):
    make_volunteer(birth_on=born(80))
    client.force_login(make_user("auditor", "86"))
    page = client.get("/coverage/people/", {"area": "86"})
    assert page.context["forecast"].now == 1
    assert not any(url for _years, _n, url in page.context["soon"])
    assert "/volunteers/?" not in page.text


def test_whoever_reaches_the_age_within_the_years_is_counted(chumphon):
    for birth in (born(70), born(70, 1), born(67), born(67, 1), born(65, 1), born(30), None):
        make_volunteer(birth_on=birth)
    make_volunteer(birth_on=born(80), state="ended")
    found = forecast("86", ON, Target())
    assert (found.age, found.is_rule, found.now) == (70, False, 1)
    assert found.later == [(1, 2), (3, 3), (5, 4)]
    ruled = forecast("86", ON, Target(retires_at=65))
    assert (ruled.age, ruled.is_rule, ruled.now) == (65, True, 4)


@pytest.mark.parametrize("seed", range(4))
def test_every_picture_is_the_recount_of_its_people(chumphon, seed):
    chance, people = random.Random(seed), []
    for _number in range(40):
        registered = date(2016, 9, 28) + timedelta(days=chance.randint(0, 3700))
        ended = registered + timedelta(days=chance.randint(1, 900))
        state = chance.choice(["registered", "registered", "ended"])
        people.append(
            make_volunteer(
                chance.choice(["86010101", "86020101", "85010101"]),
                state=state,
                registered_on=registered,
                ended_on=ended if state == "ended" else None,
                birth_on=born(chance.randint(15, 90), chance.randint(0, 364)),
                sex=chance.choice(["female", "male"]),
            )
        )
    here = [one for one in people if one.area_id.startswith("86")]
    current = [one for one in here if one.state == "registered"]
    for band in ages_of_volunteers("86", ON):
        if band.has_age:
            low, high = int(band.code), int(band.name.split("–")[1]) if "–" in band.name else 200
            if band.name.startswith("Under"):
                high = 17
            ages = [age_on(one.person.birth_on, ON) for one in current]
            assert band.total == sum(low <= age <= high for age in ages), band.name
    for line in joiners_and_leavers("86", ON):
        joined = [one for one in here if fiscal_year(one.registered_on) == line.year_be]
        left = [one for one in here if one.ended_on and fiscal_year(one.ended_on) == line.year_be]
        assert line.joined == len([one for one in joined if one.registered_on <= ON])
        assert line.left == len([one for one in left if one.ended_on <= ON])
