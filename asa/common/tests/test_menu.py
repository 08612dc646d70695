import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.template import engines
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve
from django.utils.translation import gettext_lazy, override

from asa.common import menu
from asa.common.context import Frame
from asa.people.models import User
from asa.people.tests.factories import make_user


@pytest.fixture
def an_empty_menu(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(menu, "_items", {})
    menu.forget()
    yield
    menu.forget()


def page(view_name: str) -> ResolverMatch:
    namespace, name = view_name.split(":")
    return ResolverMatch(lambda: None, (), {}, name, [namespace], [namespace])


OFFICER, VOLUNTEER = SimpleNamespace(office=True), SimpleNamespace(office=False)


@pytest.mark.usefixtures("an_empty_menu")
def test_words_stand_in_their_order_and_only_for_whom_they_are() -> None:
    menu.register("ข", "common:theme", order=20)
    menu.register("ก", "common:language", order=10, shown=lambda user: user.office)
    assert [entry.label for entry in menu.entries(menu.Place.OFFICE, OFFICER, None)] == ["ก", "ข"]
    assert [entry.label for entry in menu.entries(menu.Place.OFFICE, VOLUNTEER, None)] == ["ข"]
    assert menu.entries(menu.Place.FIELD, OFFICER, None) == []


@pytest.mark.usefixtures("an_empty_menu")
def test_one_word_is_current_the_exact_page_before_the_app() -> None:
    menu.register("ก", "common:language", order=10)
    menu.register("ข", "common:theme", order=20)
    exact = menu.entries(menu.Place.OFFICE, OFFICER, page("common:theme"))
    assert [entry.is_current for entry in exact] == [False, True]
    same_app = menu.entries(menu.Place.OFFICE, OFFICER, page("common:job"))
    assert [entry.is_current for entry in same_app] == [True, False]
    elsewhere = menu.entries(menu.Place.OFFICE, OFFICER, page("cases:list"))
    assert [entry.is_current for entry in elsewhere] == [False, False]


@pytest.mark.usefixtures("an_empty_menu")
def test_a_page_below_another_marks_the_nearest_word_above_it() -> None:
    menu.register("รอตรวจ", "cases:checks", order=10)
    menu.register("งานช่วยเหลือ", "cases:list", order=20)
    menu.register("โครงการ", "cases:programmes", place=menu.Place.PERSON)
    a_case = resolve("/cases/01900000-0000-7000-8000-000000000000/")
    a_check = resolve("/cases/check/01900000-0000-7000-8000-000000000000/")
    behind_the_name = resolve("/cases/programmes/")
    for match, current in ((a_case, [False, True]), (a_check, [True, False])):
        shown = menu.entries(menu.Place.OFFICE, OFFICER, match)
        assert [entry.is_current for entry in shown] == current
    shown = menu.entries(menu.Place.OFFICE, OFFICER, behind_the_name)
    assert [entry.is_current for entry in shown] == [False, False]


@pytest.mark.usefixtures("an_empty_menu")
def test_a_word_counts_what_waits_there() -> None:
    menu.register("ก", "common:theme", count=lambda user: 12)
    assert [entry.count for entry in menu.entries(menu.Place.OFFICE, OFFICER, None)] == [12]


@pytest.mark.usefixtures("an_empty_menu")
def test_a_word_whose_page_does_not_exist_is_not_shown() -> None:
    menu.register("ก", "nowhere:list")
    assert menu.entries(menu.Place.OFFICE, OFFICER, None) == []


@pytest.mark.usefixtures("an_empty_menu")
def test_a_word_is_said_in_the_language_of_each_page() -> None:
    menu.register(gettext_lazy("Asa"), "common:theme")
    said = {}
    for language in ("th", "en", "th"):
        with override(language):
            (said[language],) = menu.entries(menu.Place.OFFICE, OFFICER, None)
    assert [said["th"].label, said["en"].label] == ["อาสา", "Asa"]


@pytest.mark.usefixtures("an_empty_menu")
def test_saying_a_word_twice_shows_it_once() -> None:
    menu.register("เก่า", "common:theme")
    menu.register("ใหม่", "common:theme")
    assert [entry.label for entry in menu.entries(menu.Place.OFFICE, OFFICER, None)] == ["ใหม่"]


def test_there_are_only_four_places_for_words() -> None:
    with pytest.raises(ValueError, match="side"):
        menu.register("ก", "common:theme", place="side")


@pytest.mark.django_db
def test_on_a_phone_with_tabs_the_menu_waits_behind_the_name_and_says_nothing_twice(client) -> None:
    client.force_login(make_user("volunteer", "86010104"))
    page = client.get("/households/").text
    assert '<nav class="nav for-desk"' in page
    (behind,) = re.findall(r'<div class="for-phone">(.*?)</div>', page, re.DOTALL)
    (tabs,) = re.findall(r'<nav class="tabbar for-phone"(.*?)</nav>', page, re.DOTALL)
    (row,) = re.findall(r'<nav class="nav for-desk"(.*?)</nav>', page, re.DOTALL)
    behind, tabs, row = (set(re.findall(r'href="([^"]*)"', part)) for part in (behind, tabs, row))
    assert behind == {"/training/", "/volunteers/"}
    assert row <= tabs | behind
    assert not tabs & behind


@pytest.mark.django_db
def test_who_has_no_tabs_keeps_the_menu_on_a_phone(client) -> None:
    client.force_login(make_user("province_officer", "86"))
    page = client.get("/households/").text
    assert '<nav class="nav"' in page
    assert 'class="for-phone"' not in page
    assert "tabbar" not in page


@pytest.mark.django_db
def test_the_bar_of_a_page_is_drawn_once_and_says_of_each_page_and_person_their_own(
    rf: RequestFactory,
) -> None:
    def bar(path: str, user: User) -> str:
        request = rf.get(path)
        request.user = user
        return str(Frame(request).top)

    one, other = (
        make_user("volunteer", given_name="ชบา"),
        make_user("volunteer", given_name="มะปราง"),
    )
    first, second, others = bar("/me/?a=1&b=2", one), bar("/search/", one), bar("/search/", other)
    assert 'value="/me/?a=1&amp;b=2"' in first
    assert 'value="/search/"' in second
    assert "ชบา" in first
    assert "ชบา" in second
    assert "ชบา" not in others
    tokens = [re.findall(r'csrfmiddlewaretoken" value="(\w+)"', shown) for shown in (first, others)]
    assert all(len(set(found)) == 1 and len(found[0]) == 64 for found in tokens)
    assert tokens[0] != tokens[1]
    assert "\ue000" not in first + second + others


def tabs_of(entries: list[menu.Entry]) -> str:
    tag = engines["django"].from_string("{% load asa %}{% folded_tabs entries 'หน้า' %}")
    return tag.render({"entries": entries})


def entry(label: str, *, is_current: bool = False) -> menu.Entry:
    return menu.Entry(label=label, url=f"/{label}/", icon="", count=0, is_current=is_current)


@pytest.mark.parametrize("current", [0, 3, 11])
def test_many_pages_are_one_row_with_the_open_one_in_it_and_the_rest_folded(current: int) -> None:
    entries = [entry(f"หน้าที่ {n:02}", is_current=n == current) for n in range(12)]
    row, rest = menu.folded(entries)
    assert entries[current] in row
    assert [*sorted([*row, *rest], key=entries.index)] == entries
    assert row == sorted(row, key=entries.index)
    assert 3 <= len(row) <= 9
    assert row[0] == entries[0]


def test_a_few_pages_are_all_in_the_row() -> None:
    entries = [entry("ทะเบียน"), entry("ทักษะ", is_current=True)]
    assert menu.folded(entries) == (entries, [])


def test_folded_pages_stand_once_on_a_desk_and_once_on_a_phone() -> None:
    entries = [entry(f"หน้าที่ {n:02}", is_current=n == 2) for n in range(12)]
    row, _rest = menu.folded(entries)
    page = tabs_of(entries)
    for one in entries:
        on_a_desk = page.count(f'<a href="{one.url}">') + page.count(
            f'<a href="{one.url}" aria-current="page">'
        )
        in_a_drawer_of_a_phone = page.count(f'<a href="{one.url}" class="in-row">')
        assert on_a_desk == 1
        assert in_a_drawer_of_a_phone == (one in row and not one.is_current)
    assert page.count("aria-current") == 1


def test_one_page_alone_has_no_tabs() -> None:
    assert "<nav" not in tabs_of([entry("ทะเบียน", is_current=True)])
