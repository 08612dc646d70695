"""How villages and the communities of Bangkok are called: written, read from lists, shown, found."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.people.tests.roles import LEADS
from asa.places.actions import ensure_village, name_villages
from asa.places.importers import ensure_villages
from asa.places.models import Area
from asa.places.names import parse_moo, parse_village
from asa.places.queries import (
    VillageNumbers,
    forget_names,
    name_of,
    search_areas,
    shown_place,
    shown_places,
)
from asa.places.tests.factories import load_chumphon, make_area

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_thai")]
ON = date(2026, 11, 20)
TAMBON = "860113"


@pytest.fixture
def in_thai(django_capture_on_commit_callbacks):
    load_chumphon()
    with translation.override("th"), django_capture_on_commit_callbacks(execute=True):
        yield
    forget_names()


def name(names, *, tambon=TAMBON, by=None):
    named = name_villages(make_area(tambon), names=names, by=by or system_user(), on=ON)
    forget_names()
    return named


@pytest.mark.parametrize(
    ("written", "moo", "called"),
    [
        ("หมู่ที่ 5 บ้านนาป่า", 5, "บ้านนาป่า"),
        ("ม.๕ บ้านนาป่า", 5, "บ้านนาป่า"),
        ("5 บ้านนาป่า", 5, "บ้านนาป่า"),
        ("หมู่ 12 (บ้านเขาปีบ)", 12, "บ้านเขาปีบ"),
        ("3 ชุมชนโรงหวาย", 3, "ชุมชนโรงหวาย"),
        ("หมู่ที่ 5", 5, ""),
        ("5.0", 5, ""),
        # Nothing is guessed: a house number, another word, a name without a number.
        ("5/12 บ้านนาป่า", None, ""),
        ("หมู่ 5 ซอย 3", None, ""),
        ("บ้านนาป่า", None, ""),
    ],
)
def test_a_list_writes_number_and_name_in_one(written, moo, called):
    assert parse_village(written) == (moo, called)
    if not called:
        assert parse_moo(written) == moo


def test_a_named_village_is_shown_with_its_name_everywhere():
    name({5: "บ้านนาป่า", 6: "บ้านเขาปีบ"})
    assert shown_place("86011305", "district") == "หมู่ที่ 5 บ้านนาป่า ต.ขุนกระทิง อ.เมืองชุมพร"
    assert shown_place("86011306", "tambon", tight=True) == "ม.6 บ้านเขาปีบ ต.ขุนกระทิง"
    assert shown_place("86011307", "tambon") == "หมู่ที่ 7 ต.ขุนกระทิง"
    assert name_of("86011305") == "หมู่ที่ 5 บ้านนาป่า"


def test_the_names_of_many_villages_cost_one_query(django_assert_num_queries):
    name(dict.fromkeys(range(1, 20), "บ้านนาป่า"))
    with django_assert_num_queries(1):
        shown_places([f"{TAMBON}{moo:02d}" for moo in range(1, 30)])
    with django_assert_num_queries(0):
        shown_place(f"{TAMBON}05")


def test_bangkok_has_communities_with_names_and_no_village_numbers():
    make_area("104702")
    name({1: "ชุมชนโรงหวาย", 2: "ชุมชนริมคลอง"}, tambon="104702")
    assert shown_place("10470201", "district") == "ชุมชนโรงหวาย แขวงบางนาเหนือ เขตบางนา"
    assert shown_place("10470203", "tambon") == "ชุมชนที่ 3 แขวงบางนาเหนือ"
    assert name_of("10470202") == "ชุมชนริมคลอง"


def test_a_village_is_found_by_its_name_where_villages_are_asked_for():
    name({5: "บ้านนาป่า"})
    for text in ("นาป่า", "บ้านนาป่า", "นาป่า ขุนกระทิง"):
        assert [one.code for one in search_areas(text, villages=True)] == ["86011305"]
        assert search_areas(text) == []


def test_only_what_differs_is_written_and_the_journal_keeps_what_stood_before():
    name({5: "บ้านนาป่า", 6: "บ้านเขาปีบ"})
    assert [one.pk for one in name({5: "บ้านนาป่าใต้", 6: "บ้านเขาปีบ"})] == ["86011305"]
    line = JournalEntry.objects.filter(verb="villages.named").latest("pk")
    assert (line.area, line.data) == (TAMBON, {"before": {"5": "บ้านนาป่า"}})
    with pytest.raises(DomainError):
        name({5: "บ้านนาป่าใต้", 9: ""})
    assert not Area.objects.filter(pk="86011309").exists()


@pytest.mark.parametrize("moo", [0, 100])
def test_a_number_that_no_village_has_is_refused(moo):
    with pytest.raises(DomainError):
        name({moo: "บ้านนาป่า"})


def test_a_number_beyond_the_confirmed_ones_is_refused():
    Area.objects.create(pk="86011301", level="village", parent_id=TAMBON, moo=1, confirmed=True)
    with pytest.raises(DomainError):
        name({2: "บ้านนาป่า"})


def test_a_list_names_a_village_that_has_no_name_and_no_other():
    ensure_village(make_area(TAMBON), moo=4, by=system_user(), on=ON)
    name({6: "บ้านเขาปีบ"})
    villages = VillageNumbers(["86"])
    for written in ("หมู่ที่ 4 บ้านหนึ่ง", "5 บ้านนาป่า", "6 บ้านอื่น", "7 บ้านซ้าย", "7 บ้านขวา"):
        villages.check(TAMBON, written)
    pairs = [(TAMBON, moo) for moo in (4, 5, 6, 7)]
    for _time in range(2):
        ensure_villages(pairs, by=system_user(), on=ON, names=villages.names)
    found = Area.objects.filter(parent=TAMBON, level="village").values_list("moo", "name_th")
    assert dict(found) == {4: "บ้านหนึ่ง", 5: "บ้านนาป่า", 6: "บ้านเขาปีบ", 7: ""}
    lines = JournalEntry.objects.filter(verb="village.named")
    assert {line.area for line in lines} == {"86011304", "86011305"}


MAY = {*LEADS, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER, Role.ADMIN}


@pytest.mark.parametrize("role", list(Role))
def test_names_are_written_by_who_keeps_the_place(role):
    areas = {"volunteer": "86011304", "tambon_lead": TAMBON, "district_lead": "8601", "admin": "TH"}
    by = make_user(role, areas.get(role, "86"))
    if role in MAY:
        assert name({5: "บ้านนาป่า"}, by=by)
    else:
        with pytest.raises(PermissionDenied):
            name({5: "บ้านนาป่า"}, by=by)
    if role != Role.ADMIN:
        other = {"volunteer": "85010101", "tambon_lead": "860101", "district_lead": "8602"}
        with pytest.raises(PermissionDenied):
            name({6: "บ้านนาป่า"}, by=make_user(role, other.get(role, "85")))


# --- the page ----------------------------------------------------------------------------------------


@pytest.fixture
def page(client):
    client.force_login(make_user(Role.TAMBON_LEAD, TAMBON))
    return reverse("places:village_names", args=[TAMBON])


def test_a_list_is_pasted_and_saved(client, page):
    pasted = "หมู่ที่ 5 บ้านนาป่า\nม.๖ บ้านเขาปีบ\n\n7. บ้านใหม่"
    assert client.post(page, {"names": pasted}).status_code == 302
    found = Area.objects.filter(parent=TAMBON, level="village").values_list("moo", "name_th")
    assert dict(found) == {5: "บ้านนาป่า", 6: "บ้านเขาปีบ", 7: "บ้านใหม่"}
    forget_names()
    assert "5 บ้านนาป่า\n6 บ้านเขาปีบ\n7 บ้านใหม่" in client.get(page).content.decode()
    shown = client.get(reverse("places:area", args=[TAMBON])).content.decode()
    assert "หมู่ที่ 5 บ้านนาป่า" in shown
    found = client.get(reverse("places:search"), {"q": "เขาปีบ"}).content.decode()
    assert "86011306" in found


@pytest.mark.parametrize("line", ["บ้านนาป่า", "5 บ้านนาป่า\n5 บ้านอื่น", f"5 {'ก' * 90}"])
def test_a_line_that_is_not_understood_is_named_and_nothing_is_lost(client, page, line):
    answer = client.post(page, {"names": line})
    assert answer.context["form"].errors.keys() == {"names"}
    assert line.split("\n")[0] in answer.content.decode()
    assert not Area.objects.filter(level="village").exists()


def test_in_bangkok_a_line_is_a_community_and_keeps_its_number(client):
    make_area("104702")
    client.force_login(make_user(Role.DEPARTMENT_OFFICER, "10"))
    page = reverse("places:village_names", args=["104702"])
    client.post(page, {"names": "ชุมชนโรงหวาย\nชุมชนริมคลอง"})
    client.post(page, {"names": "ชุมชนริมคลอง\nชุมชนใหม่"})
    found = Area.objects.filter(parent="104702", level="village").values_list("moo", "name_th")
    assert dict(found) == {1: "", 2: "ชุมชนริมคลอง", 3: "ชุมชนใหม่"}
