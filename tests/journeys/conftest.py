"""A served Asa, a Chromium, and people who sit down at it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.person import DESK, HEIGHT, PHONE, SEEN, Album, Person
from tests.journeys.sights import PICTURES, forget
from tests.journeys.site import CHROMIUM, Site

Meet = Callable[..., Person]


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """One installation, made once: lists, keys, prepared files and the people of the journeys.

    A run of all checks has made it by now, while the other half of the tests still ran.
    """
    if made := os.environ.get("JOURNEYS_SITE"):
        return Site(Path(made))
    return Site(tmp_path_factory.mktemp("prepared") / "data").prepare()


@pytest.fixture(scope="session")
def site(prepared: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The program on a copy of it, for all journeys: each has a household of its own."""
    with prepared.copy_to(tmp_path_factory.mktemp("site") / "data") as served:
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


# What the journeys of a case are there to show, at a phone and at a desk; they open more than this.
WANTED = {
    f"cases:{page}"
    for page in (
        *("reports", "report", "report_step", "report_check", "answer_return", "mend", "withdraw"),
        *("checks", "check", "return_case", "show", "take_in", "duplicate", "end", "refer"),
        *("referrals", "referral", "answer", "memo", "payments"),
    )
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-page", action="store_true", help="red unless each wanted page was seen"
    )


def pytest_sessionstart(session: pytest.Session) -> None:
    """Empty the folder of the pictures, once for all processes that share a run."""
    if not hasattr(session.config, "workerinput"):
        forget()


@pytest.fixture(scope="session")
def pictures() -> Path:
    """The folder of the pictures, without those of the run before."""
    return PICTURES


@pytest.fixture
def meet(
    site: Site, browser: Browser, pictures: Path, request: pytest.FixtureRequest
) -> Iterator[Meet]:
    """`meet("volunteer")`: a person of the cast at a phone; each has a browser without a past."""
    contexts = []
    title, _bracket, case = request.node.name.removeprefix("test_").partition("[")
    album = Album(pictures, "-".join(filter(None, (title[:48], case.rstrip("]")))))

    def meet_person(
        name: str = "somebody",
        *,
        width: int = PHONE,
        script: bool = True,
        looking: bool = True,
        language: str = "th",
        at: Site = site,
    ) -> Person:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT[width]},
            java_script_enabled=script,
            locale=language,
        )
        contexts.append(context)
        person = Person(context, at.address, album, name=name, language=language)
        person.has_script, person.is_looking = script, looking
        return person

    yield meet_person
    for context in contexts:
        context.close()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """All journeys together have a picture of each wanted page at a phone and at a desk."""
    is_part = hasattr(session.config, "workerinput")
    if session.config.getoption("--every-page") and not is_part and not session.exitstatus:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED if not_seen() else pytest.ExitCode.OK


def not_seen() -> list[str]:
    seen = set(SEEN)
    return sorted(page for page in WANTED if not {(page, str(PHONE)), (page, str(DESK))} <= seen)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    kept = sorted(PICTURES.glob("*.jpeg")) if PICTURES.exists() else []
    if kept:
        if terminalreporter.config.getoption("--every-page"):
            terminalreporter.write_line(f"Pages not seen at both widths: {not_seen() or 'none'}")
        terminalreporter.write_line(f"{len(kept)} pictures of the journeys are in {PICTURES}")
