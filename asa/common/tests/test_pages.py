"""The pages that belong to no app, as a browser gets them."""

from typing import Any
from urllib.parse import quote

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils import translation

from asa.common import views
from asa.common.http import is_htmx, spreadsheet_response, table_kind

FRAME = ("<!DOCTYPE html>", '<main class="phone', "ไปหน้าหลัก")


@pytest.mark.django_db
def test_a_choice_of_language_is_kept_and_leads_back(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "/cases/?page=2"})
    assert answer.status_code == 302
    assert answer["Location"] == "/cases/?page=2"
    assert answer.cookies["asa_language"].value == "en"
    assert answer.cookies["asa_language"]["samesite"] == "Lax"


@pytest.mark.django_db
def test_a_choice_of_theme_is_kept(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark", "next": "/"})
    assert answer.cookies["asa_theme"].value == "dark"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "", "javascript:x"]
)
def test_a_switch_never_leads_to_another_site(client: Client, target: str) -> None:
    assert client.post("/language/", {"language": "en", "next": target})["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "name"), [("/language/", "language"), ("/theme/", "theme")])
def test_an_unknown_choice_changes_nothing(client: Client, path: str, name: str) -> None:
    assert not client.post(path, {name: "xx"}).cookies
    assert client.get(path).status_code == 405


@pytest.mark.django_db
def test_the_browsers_language_is_not_asked(client: Client) -> None:
    answer = client.get("/no-such-page/", headers={"accept-language": "en"})
    assert 'lang="th"' in answer.content.decode()


def trouble(name: str, language: str = "th") -> HttpResponse:
    request = RequestFactory().get("/somewhere/")
    call: dict[str, Any] = {
        "400": lambda: views.bad_request(request, Exception()),
        "403": lambda: views.forbidden(request, Exception()),
        "404": lambda: views.not_found(request, Exception()),
        "500": lambda: views.server_error(request),
        "csrf": lambda: views.csrf_failure(request),
    }
    with translation.override(language):
        answer: HttpResponse = call[name]()
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("400", 400, "อ่านข้อมูลที่ส่งมาไม่ได้"),
        ("403", 403, "หน้านี้ดูได้เฉพาะผู้มีสิทธิ"),
        ("404", 404, "ไม่พบหน้านี้"),
        ("500", 500, "ระบบขัดข้อง"),
        ("csrf", 403, "เปิดหน้านี้ไว้นานเกินไป"),
    ],
)
def test_what_went_wrong_is_said_in_the_look_of_the_house(
    name: str, status: int, said: str
) -> None:
    answer = trouble(name)
    page = answer.content.decode()
    assert answer.status_code == status
    assert f"<h1>{said}</h1>" in page
    for part in FRAME:
        assert part in page


def test_the_page_of_a_broken_server_asks_no_database() -> None:
    # Without the mark for a database pytest-django refuses every query.
    assert "ระบบขัดข้อง" in trouble("500").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/theme/", "/language/"])
def test_an_address_of_a_button_says_so_when_it_is_opened(address: str) -> None:
    answer = Client().get(address)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "<h1>เปิดที่อยู่นี้โดยตรงไม่ได้</h1>" in answer.text
    for part in FRAME:
        assert part in answer.text
    browser = Client()
    browser.cookies["asa_language"] = "en"
    assert "This address cannot be opened by itself" in browser.get(address).text


@pytest.mark.django_db
def test_an_english_page_of_trouble_is_english() -> None:
    assert "Page not found" in trouble("404", "en").content.decode()


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_a_part_is_given_only_to_htmx(headers: dict[str, str], answer: bool) -> None:
    assert is_htmx(RequestFactory().get("/", headers=headers)) is answer


@override_settings(SESSION_COOKIE_SECURE=True)
@pytest.mark.django_db
def test_in_production_the_choice_travels_only_encrypted() -> None:
    answer = Client().post("/theme/", {"theme": "dark"})
    assert answer.cookies["asa_theme"]["secure"]


@pytest.mark.parametrize(("kind", "ending"), [("csv", ".csv"), ("xlsx", ".xlsx")])
def test_a_list_is_downloaded_in_the_kind_asked_for(kind: str, ending: str) -> None:
    answer = spreadsheet_response(kind, "อาสาสมัคร", ["ชื่อ"], [["=1+1"]])
    assert quote(f"อาสาสมัคร{ending}") in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "no-store"


def test_an_address_asks_for_a_kind_that_there_is() -> None:
    assert [table_kind("csv"), table_kind("xlsx"), table_kind("pdf", "pdf")] == [
        "csv", "xlsx", "pdf",
    ]  # fmt: skip
    for kind in ("pdf", "zzz", "", "CSV"):
        with pytest.raises(Http404):
            table_kind(kind)
