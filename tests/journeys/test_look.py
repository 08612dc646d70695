"""Every part of the look, in a real browser: as narrow as a phone, in the dark, without script."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, Route, sync_playwright

from asa.common.tests import kit_page
from tests.journeys.site import CHROMIUM

pytestmark = pytest.mark.journey
SERVER = "http://localhost"
PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """The page of all parts in its frames, drawn before a browser runs its own loop."""
    drawn = {}
    with pytest.MonkeyPatch.context() as patched:
        # No installation stands behind this page that could be the demonstration.
        patched.setattr("asa.common.context.is_demo", lambda: False)
        for base in ("base.html", "base_field.html", "base_open.html"):
            for theme in ("light", "dark"):
                request = RequestFactory().get("/")
                request.user = AnonymousUser()
                request.COOKIES["asa_theme"] = theme
                drawn[f"{base} {theme}"] = kit_page.render(request, base)
    return drawn


@pytest.fixture(scope="module")
def browser(pages: dict[str, str]) -> Iterator[Browser]:
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def show(page: Page, drawn: str) -> None:
    """Open the drawn page as if the product had answered with it, and with its files."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path == "/every-part/":
            route.fulfill(body=drawn, content_type="text/html")
        elif found := finders.find(path.removeprefix(f"/{settings.STATIC_URL.strip('/')}/")):
            route.fulfill(path=found)
        else:
            route.fulfill(status=404)

    page.route(f"{SERVER}/**", answer)
    page.goto(f"{SERVER}/every-part/")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("base", ["base.html", "base_field.html", "base_open.html"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_part_fits_and_can_be_used_by_everyone(
    browser: Browser, pages: dict[str, str], size, base, theme
) -> None:
    page = browser.new_page(viewport=size)
    show(page, pages[f"{base} {theme}"])
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith("Sarabun")
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["target"] for node in fault["nodes"]]) for fault in found] == []


def test_the_summary_of_faults_is_read_first_and_leads_to_the_field(
    browser: Browser, pages: dict[str, str]
) -> None:
    page = browser.new_page(viewport=PHONE)
    show(page, pages["base.html light"])
    assert page.evaluate("document.activeElement.className") == "faults"
    page.click(".faults a[href='#id_moo']")
    assert page.evaluate("document.activeElement.id") == "id_moo"


def test_a_phone_fills_in_its_position(browser: Browser, pages: dict[str, str]) -> None:
    place = {"latitude": 10.493, "longitude": 99.18}
    phone = browser.new_context(viewport=PHONE, geolocation=place, permissions=["geolocation"])
    page = phone.new_page()
    show(page, pages["base_field.html light"])
    page.click("[data-locate]")
    page.wait_for_function("document.getElementById('id_position').value.startsWith('10.49')")
    assert page.input_value("#id_position") == "10.49300, 99.18000"


def test_without_script_no_button_stands_that_does_nothing(
    browser: Browser, pages: dict[str, str]
) -> None:
    page = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()
    show(page, pages["base_field.html light"])
    assert not page.is_visible("[data-locate]")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_numbers_of_a_row_of_tiles_stand_on_one_line(
    browser: Browser, pages: dict[str, str], size
) -> None:
    page = browser.new_page(viewport=size)
    show(page, pages["base.html light"])
    long = "ตำบลที่ยังไม่มีอาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์"
    page.evaluate(
        "long => document.querySelector('.quarters .figure .name').firstChild.textContent = long",
        long,
    )
    first, second = (
        page.locator(".quarters .figure").nth(place).locator(".value").bounding_box()
        for place in (0, 1)
    )
    assert first
    assert second
    assert first["y"] == pytest.approx(second["y"], abs=1)
