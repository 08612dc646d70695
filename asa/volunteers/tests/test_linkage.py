"""The yearly clean-up across provinces: what it finds, what it leaves alone, and what it keeps."""

import json
import logging
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from asa.common import thaitext
from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.common.models import AccessEntry, JournalEntry
from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.people.codes import Agreement, Likeness, Role
from asa.people.models import PossibleDuplicate
from asa.people.queries.duplicates import duplicates_for
from asa.people.tests.factories import make_user
from asa.volunteers import linkage
from asa.volunteers.actions.linkage import change_linkage_rule, note_likely, read_to_link
from asa.volunteers.linkage import likely_pairs
from asa.volunteers.loader import load_lists
from asa.volunteers.models import LinkageRule
from asa.volunteers.queries.linkage import Entry, last_day_of, linkage_percent
from asa.volunteers.tests.factories import make_volunteer

GIVEN = [
    "สมศรี",
    "บุญมา",
    "อำพร",
    "วิไล",
    "มาลี",
    "สุดา",
    "จันทร์",
    "ประนอม",
    "ละเมียด",
    "สมชาย",
    "วิชัย",
    "ประเสริฐ",
    "อุดม",
    "ทองดี",
    "กมล",
]
ENDS = ["ใจ", "งาม", "ทอง", "สุข", "ดี", "แก้ว", "บุญ", "มณี", "วงศ์", "ศิริ", "รัตน์", "พันธุ์", "เพชร", "นาค"]
TAMBONS = ("860113", "850101", "570101", "400102", "300101")


def crowd(count, *, seed=7):
    """Made-up entries, each of somebody else, spread over five provinces."""
    chance = random.Random(seed)
    for number in range(count):
        born = date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))
        family = "".join(chance.choice(ENDS) for _part in range(3))
        yield entry(
            chance.choice(GIVEN), family, born.isoformat(), number=f"n{number}",
            phone=f"+6680{number:07d}", area=TAMBONS[number % 5],
        )  # fmt: skip


def entry(given, family, born, *, number=None, phone=None, area="860113", sex="female"):
    key = thaitext.name_key(given, family)
    whole = born if len(born) == 10 else None
    return Entry(str(uuid7()), key, sex, whole, int(born[:4]), number, phone, area)


def again(one, *, area="500101", **other):
    """A second entry of somebody, in another province, without the number."""
    given, _bar, family = one.name_key.partition("|")
    told = {"given": given, "family": family, "born": one.born, "phone": one.phone, **other}
    return entry(**told, area=area, sex=one.sex)


# How a second entry of one person differs from the first.
WAYS = {
    "typo": lambda one: again(one, family=one.name_key.partition("|")[2] + "น"),
    "married": lambda one: again(one, family="เปลี่ยนแล้ว"),
    "swapped": lambda one: again(
        one, given=one.name_key.partition("|")[2], family=one.name_key.partition("|")[0]
    ),
    "moved": lambda one: again(one, phone=None),
    "year": lambda one: again(one, born=one.born[:4]),
}


@pytest.fixture(scope="module")
def planted():
    """Two thousand people, a hundred of whom stand in the register twice."""
    people = list(crowd(2000))
    ways = list(WAYS)
    twice = {}
    for at, one in enumerate(people[:1000:10]):
        second = WAYS[ways[at % len(ways)]](one)
        # Two of three with the number: so many are certain that the rest can be learned from them.
        second = second if at % 3 == 0 else replace(second, number=one.number)
        twice[frozenset((one.key, second.key))] = ways[at % len(ways)], second
    everybody = [*people, *(second for _way, second in twice.values())]
    found = likely_pairs(everybody, threshold=0.95)
    return twice, found


def keys(found):
    return {frozenset((str(pair.one), str(pair.other))) for pair in found.pairs}


def test_nine_of_ten_planted_pairs_are_found(planted):
    twice, found = planted
    missed = [twice[pair][0] for pair in twice.keys() - keys(found)]
    assert found.has_learned
    assert len(missed) <= len(twice) / 10, missed


@pytest.mark.parametrize("way", list(WAYS))
def test_pairs_of_every_kind_are_found(planted, way):
    twice, found = planted
    there = {pair for pair, (how, _second) in twice.items() if how == way}
    assert len(there & keys(found)) >= len(there) * 0.8


def test_no_two_people_are_put_before_anybody(planted):
    twice, found = planted
    assert keys(found) - set(twice) == set()


def test_a_register_without_doubles_gives_no_pair():
    found = likely_pairs(list(crowd(1500, seed=3)), threshold=0.95)
    assert found == ([], False)


def test_brothers_and_sisters_and_twins_are_two_people():
    people = list(crowd(1000))
    first = people[500]
    family = first.name_key.partition("|")[2]
    twin = entry("แฝดน้อง", family, first.born, number="t", phone=first.phone, area=first.area)
    found = likely_pairs([*people, twin], threshold=0.95)
    assert frozenset((first.key, twin.key)) not in keys(found)


def test_the_same_register_gives_the_same_pairs(planted):
    twice, _found = planted
    everybody = [*crowd(2000), *(second for _way, second in twice.values())]
    one, other = (likely_pairs(everybody, threshold=0.95) for _time in range(2))
    assert [pair[:3] for pair in one.pairs] == [pair[:3] for pair in other.pairs]


def test_what_agrees_is_told(planted):
    twice, found = planted
    by_way = {}
    for pair in found.pairs:
        known = twice[frozenset((str(pair.one), str(pair.other)))]
        by_way[known[0]] = pair.agrees
    assert Agreement.NAME_SWAPPED in by_way["swapped"]
    assert Agreement.GIVEN_NAME in by_way["married"]
    assert Agreement.BIRTH_YEAR in by_way["year"]


def test_nothing_stays_in_a_folder_and_nothing_is_logged(planted, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    likely_pairs(list(crowd(300)), threshold=0.95)
    assert list(tmp_path.iterdir()) == []
    assert [line.name for line in caplog.records if line.name.startswith("splink")] == []


# --- in the register -------------------------------------------------------------------------------

BORN = date(1970, 5, 17)


@pytest.fixture
def twice(db):
    """One woman in two provinces, under two family names and one telephone."""
    load_lists()
    for at, place in enumerate(("86010104", "85010102") * 20):
        make_volunteer(
            place, given_name=GIVEN[at % 15], family_name=f"{ENDS[at % 14]}{ENDS[at % 11]}{at}",
            birth_on=BORN + timedelta(days=97 * at), phone=f"+66811111{at:03d}",
        )  # fmt: skip
    told = {"birth_on": BORN - timedelta(days=1), "phone": "+66899999999", "sex": "female"}
    one = make_volunteer("86010104", given_name="ละเมียด", family_name="นาดี", **told)
    other = make_volunteer("85010102", given_name="ละเมียด", family_name="สุขใจ", **told)
    return one.person, other.person


def link(*words, capsys):
    call_command("link_duplicates", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_pair_waits_for_the_department_alone(twice, capsys):
    told = link(capsys=capsys)
    assert (told["read"], told["pairs"], told["across_provinces"], told["new"]) == (42, 1, 1, 1)
    pair = PossibleDuplicate.objects.get()
    assert {pair.first_id, pair.second_id} == {one.pk for one in twice}
    assert (pair.likeness, pair.state) == (Likeness.LINKED, "open")
    assert 95 <= pair.percent <= 99
    assert {"given_name", "birth_same", "phone_same"} <= set(pair.agrees)
    seen = {
        (role, area): list(duplicates_for(make_user(role, area)))
        for role, area in (
            (Role.DEPARTMENT_OFFICER, "TH"), (Role.PROVINCE_OFFICER, "86"),
            (Role.PROVINCE_OFFICER, "85"), (Role.DEPARTMENT_OFFICER, "86"),
        )
    }  # fmt: skip
    assert seen.pop((Role.DEPARTMENT_OFFICER, "TH")) == [pair]
    assert not any(seen.values())


def test_nobody_is_merged_and_a_second_run_notes_nothing(twice, capsys):
    link(capsys=capsys)
    assert link(capsys=capsys)["new"] == 0
    for one in twice:
        one.refresh_from_db()
        assert one.merged_into is None


def test_a_province_alone_reads_its_own(twice, capsys):
    told = link("--area", "86", capsys=capsys)
    assert (told["read"], told["pairs"]) == (21, 0)


def test_both_logs_tell_of_it_and_neither_holds_a_name(twice, capsys):
    link(capsys=capsys)
    line = JournalEntry.objects.get(verb="register.linked")
    assert line.data == {"percent": 95, "pairs": 1, "new": 1}
    assert AccessEntry.objects.get(verb="register.read_to_link").data == {"rows": 42}


def test_the_page_tells_the_likeness_and_in_what_they_agree(twice, client, capsys):
    link(capsys=capsys)
    client.force_login(make_user(Role.DEPARTMENT_OFFICER, "TH"))
    told = client.get(reverse("people:duplicates")).content.decode()
    assert "หมายเลขโทรศัพท์เดียวกัน" in told


def test_without_the_extra_the_command_names_it(twice, monkeypatch):
    monkeypatch.setattr(linkage, "LINKAGE", ("splink", "no_such_program"))
    with pytest.raises(CommandError, match="linkage"):
        call_command("link_duplicates")
    with pytest.raises(DomainError, match="linkage"):
        likely_pairs(list(crowd(3)), threshold=0.95)


@pytest.mark.parametrize("year", [2545, 2999])
def test_a_year_that_is_not_there_is_refused(twice, year):
    with pytest.raises(CommandError, match="2546"):
        call_command("link_duplicates", "--year", str(year))


def test_a_year_reads_who_was_registered_by_its_end(twice):
    for one in twice:
        one.volunteer.registered_on = date(2026, 1, 5)
        one.volunteer.save()
    by = system_user()
    assert len(read_to_link("TH", until=last_day_of(2568, today()), by=by)) == 40
    assert len(read_to_link("TH", until=last_day_of(2569, today()), by=by)) == 42


# --- who may, and the rule --------------------------------------------------------------------------


@pytest.mark.parametrize("role", [role for role in Role if role != Role.DEPARTMENT_OFFICER])
def test_only_the_department_compares_registers(db, role):
    user = make_user(role, "TH" if role == Role.ADMIN else "86")
    with pytest.raises(PermissionDenied):
        read_to_link("86", until=today(), by=user)
    with pytest.raises(PermissionDenied):
        note_likely("86", pairs=[], percent=95, by=user, on=today())


def test_the_department_of_a_province_compares_that_province_alone(db):
    user = make_user(Role.DEPARTMENT_OFFICER, "86")
    assert read_to_link("86", until=today(), by=user) == []
    for area in ("85", "TH"):
        with pytest.raises(PermissionDenied):
            read_to_link(area, until=today(), by=user)
    with pytest.raises(PermissionDenied):
        change_linkage_rule(percent=90, started_on=today(), by=user, on=today())


def test_the_threshold_is_a_dated_rule(db):
    load_lists()
    by, day = make_user(Role.DEPARTMENT_OFFICER, "TH"), today() + timedelta(days=10)
    change_linkage_rule(percent=80, started_on=day, by=by, on=today())
    assert (linkage_percent(today()), linkage_percent(day)) == (95, 80)
    assert LinkageRule.objects.count() == 2
    assert JournalEntry.objects.get(verb="linkage_rule.changed").data == {"percent": 80}


@pytest.mark.parametrize("percent", [49, 100])
def test_a_threshold_is_from_fifty_to_ninety_nine(db, percent):
    load_lists()
    by = make_user(Role.DEPARTMENT_OFFICER, "TH")
    with pytest.raises(DomainError):
        change_linkage_rule(percent=percent, started_on=today(), by=by, on=today())
