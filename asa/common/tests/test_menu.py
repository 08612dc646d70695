import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.urls import ResolverMatch, resolve
from django.utils.translation import gettext_lazy, override

from asa.common import menu
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
