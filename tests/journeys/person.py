"""Somebody at a browser. A journey reads like what that person does and sees.

Words of the pages are given by their English msgid and looked for in the person's language, so that
a missing translation is a page on which the word is not found.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from django.utils import translation
from playwright.sync_api import BrowserContext, Error, Locator, expect

from tests.journeys.cast import PASSWORD
from tests.journeys.outline import outlines
from tests.journeys.sights import Sights

PHONE, DESK = 360, 1280
HEIGHT = {PHONE: 780, DESK: 900}
LONGEST_WAIT = 15_000
AXE = Axe()
# Axe tells what is wrong and need not describe what is right.
FAULTS_ALONE = {"resultTypes": ["violations"]}
# What axe has read: frames, and what pages hold, by their outlines at each width and language.
READ = Sights("read")
# What has a picture.
PHOTOGRAPHED = Sights("picture")
# At which widths each page was photographed, by the name of its address.
SEEN = Sights("page")
# The sign-ins that last, by place, person and language.
SIGNED_IN: dict[tuple[str, str, str], list[Any]] = {}
# The token of a form, and the time of day.
NEW_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|\d\d[.:]\d\d')
# Two words of which the second is small: a sentence that nobody has translated yet.
ENGLISH = re.compile(r"[A-Za-z]+ [a-z]{2,}")


def marks(choice: Locator) -> None:
    """Set a tick or choose an answer; a press that a busy browser lost is made again, as one does."""
    for _press in range(2):
        try:
            choice.check()
        except Error as error:
            if "did not change its state" not in error.message:
                raise
        else:
            return
    choice.check()


class Album:
    """Where the pictures of one journey are kept, in the order in which they were taken."""

    def __init__(self, folder: Path, journey: str) -> None:
        self.folder, self.journey, self.taken = folder, journey, 0

    def next(self, name: str) -> Path:
        self.taken += 1
        return self.folder / f"{self.journey}-{self.taken:03d}-{name}.jpeg"


class Person:
    """One person with one browser, at a phone or a desk."""

    def __init__(
        self, context: BrowserContext, site: str, album: Album, *, name: str, language: str = "th"
    ) -> None:
        self.context, self.site, self.album = context, site, album
        self.name, self.language, self.password = name, language, PASSWORD
        self.page = context.new_page()
        self.page.set_default_timeout(LONGEST_WAIT)
        self.has_script = True
        # Pages that another journey looks at need not be looked at again.
        self.is_looking = True

    def words(self, msgid: str, **values: object) -> str:
        """The words of the product in the person's language."""
        with translation.override(self.language):
            said = translation.gettext(msgid)
            if said == msgid:  # of a number: older Pythons look among those only when asked so
                said = translation.ngettext(msgid, msgid, 1)
        return said % values if values else said

    # --- going somewhere ----------------------------------------------------------------------

    def signs_in(self, password: str = "", *, anew: bool = False) -> "Person":
        """Sign in; a new browser takes over the sign-in that an earlier one left, unless `anew`."""
        who = (self.site, self.name, self.language)
        if who in SIGNED_IN and not (password or anew or self.context.cookies()):
            self.context.add_cookies(SIGNED_IN[who])
            self.opens("/", look=False)
            if not self.page.url.startswith(f"{self.site}/sign-in/"):
                self.looks_if_looking()
                return self
        self.opens("/sign-in/", look=False)
        if self.language == "en":
            self.presses("English")
        self.fills("Telephone number or user name", self.name)
        self.fills("Password", password or self.password)
        self.presses("Sign in")
        SIGNED_IN[who] = self.context.cookies()
        return self

    def opens(self, path: str, *, look: bool = True) -> int:
        """Go to an address; the status of the answer."""
        answer = self.page.goto(path if path.startswith("http") else self.site + path)
        if look:
            self.looks_if_looking()
        return answer.status if answer else 0

    def asks(self, path: str) -> tuple[int, str]:
        """What the server answers at an address, without what is new in every answer."""
        address = path.removeprefix(self.site)
        answer = self.context.request.get(self.site + address)
        return answer.status, NEW_EACH_TIME.sub("", answer.text()).replace(address, "")

    def follows(self, words: str, part: str = "") -> None:
        """Follow a link by its words, or by a piece of them."""
        link = self._in(part).get_by_role("link", name=self.words(words)).first
        self.goes(link)
        self.looks_if_looking()

    def presses(self, words: str, part: str = "") -> None:
        """Press the button of these words; of two the later one, which is the one in sight."""
        button = self._in(part).get_by_role("button", name=self.words(words), exact=True).last
        self.goes(button)
        self.looks_if_looking()

    def goes(self, what: Locator) -> None:
        """Press what leads to another page; what is not there when it is whole is not on it."""
        with self.page.expect_navigation(wait_until="load"):
            what.click()

    # --- filling in ---------------------------------------------------------------------------

    def fills(self, label: str, value: str, part: str = "") -> None:
        self._field(label, part).fill(value)

    def selects(self, label: str, option: str, part: str = "") -> None:
        """Choose from a list that opens, by the whole words of the option or a piece of them."""
        field = self._field(label, part)
        found = field.locator("option").filter(has_text=self.words(option)).first
        field.select_option(value=found.get_attribute("value"))

    def chooses(self, question: str, option: str) -> None:
        """Choose one of several answers that stand below a question."""
        asked = self._beginning(question)
        group = self.page.get_by_role("group", name=asked).or_(
            self.page.get_by_role("radiogroup", name=asked)
        )
        marks(group.get_by_role("radio", name=self._beginning(option)).first)

    def ticks(self, label: str, part: str = "", *, kind: str = "checkbox") -> None:
        """Tick something; the part of the page in which it is folded away is opened first."""
        named = self.page.get_by_role(kind, name=self._beginning(label), include_hidden=True)
        tick = self._in(part).get_by_role(kind, name=self._beginning(label), include_hidden=True)
        expect(tick).to_be_attached(timeout=LONGEST_WAIT)
        if not tick.is_visible():
            self.page.locator("details").filter(has=named).locator("summary").click()
        marks(tick)

    def attaches(self, label: str, file: Path, part: str = "") -> None:
        self._field(label, part).set_input_files(file)

    def unfolds(self, words: str) -> None:
        """Open a part of the page that is folded away."""
        self.page.locator("summary").filter(has_text=self.words(words)).click()

    def value_of(self, label: str, part: str = "") -> str:
        return self._field(label, part).input_value()

    def _field(self, label: str, part: str) -> Locator:
        optional = re.escape(self.words("(optional)"))
        exact = rf"^\s*{re.escape(self.words(label))}\s*({optional})?\s*$"
        found = self._in(part).get_by_label(re.compile(exact))
        return found.and_(self.page.locator("input, select, textarea"))

    def _in(self, part: str) -> Locator:
        """A part of the page with a heading of its own, or the whole page."""
        if not part:
            return self.page.locator("body")
        return self.page.get_by_role("region", name=part)

    def _beginning(self, words: str) -> re.Pattern[str]:
        return re.compile(rf"^\s*{re.escape(self.words(words))}")

    # --- seeing -------------------------------------------------------------------------------

    def sees(self, words: str, **values: object) -> None:
        expect(self.page.locator("body")).to_contain_text(
            self.words(words, **values), timeout=LONGEST_WAIT
        )

    def does_not_see(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(self.words(words))

    def looks_if_looking(self) -> None:
        if self.is_looking:
            self.looks()

    def looks(self, name: str = "") -> None:
        """The page fits the screen and everyone can use it; a picture of it is kept.

        A page that no journey has seen at the other width yet is photographed there too. What is
        built alike at the same address and width has been read and photographed once: see
        `outline`.
        """
        width, name = self.page.viewport_size["width"], name or self.name
        frame, built = outlines(self.page)
        self._photographs(width, name, built)
        other = DESK if width == PHONE else PHONE
        if (self._page_name(), str(other)) not in SEEN:
            self.page.set_viewport_size({"width": other, "height": HEIGHT[other]})
            self._photographs(other, f"{name}-{other}", built)
            self.page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        if self.language == "th":
            said = ENGLISH.findall(self.page.locator("body").inner_text())
            assert said == [], f"{self.page.url} says in English: {said}"
        held = (self._page_name(), str(width), self.language, built)
        self._uses_everything([held, ("", str(width), self.language, frame)])

    def _uses_everything(self, sights: list[tuple[str, ...]]) -> None:
        """Axe finds nothing in what it has not read yet."""
        if self.has_script and not all(sight in READ for sight in sights):
            found = AXE.run(self.page, options=FAULTS_ALONE).response["violations"]
            faults = [
                (fault["id"], [(node["target"], node["html"]) for node in fault["nodes"]])
                for fault in found
            ]
            assert faults == [], f"{self.page.url}: {faults}"
            READ.update(sights)

    def _photographs(self, width: int, name: str, built: str) -> None:
        wide, tall = self.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        sight = (self._page_name(), str(width), self.language, built)
        if wide > width or sight not in PHOTOGRAPHED:
            # As tall as the page, so that what stands at the bottom of the screen stands at its end.
            self.page.set_viewport_size({"width": width, "height": max(tall, HEIGHT[width])})
            self.page.screenshot(path=self.album.next(name), type="jpeg", quality=80)
            self.page.set_viewport_size({"width": width, "height": HEIGHT[width]})
            PHOTOGRAPHED.add(sight)
        assert wide <= width, f"{self.page.url} is {wide} px wide on a screen of {width}"
        SEEN.add((self._page_name(), str(width)))

    def _page_name(self) -> str:
        path = urlsplit(self.page.url).path
        try:
            return resolve(path).view_name
        except Resolver404:
            return path
