"""What several journeys have in common: a household is reported, checked and taken in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw

from tests.journeys.person import Person

DIMENSIONS = ("Income", "Housing and living", "Health", "Education", "Access to state services")


@dataclass(frozen=True)
class Trouble:
    """Whom a journey is about; all of it is invented."""

    given: str
    family: str
    house: str
    problem: str = "บ้านทรุดโทรม อยู่อาศัยไม่ปลอดภัย"
    help: str = "ซ่อมหลังคาและที่นอนผู้ป่วย"

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


def a_photo(folder: Path) -> Path:
    """A picture of a house, as a telephone would take it."""
    picture = Image.new("RGB", (1200, 900), "#bcd4e6")
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((0, 640, 1200, 900), fill="#7a9a5b")
    drawing.rectangle((360, 400, 840, 760), fill="#9c6b3f")
    drawing.polygon([(310, 410), (600, 210), (890, 410)], fill="#6e7b86")
    kept = BytesIO()
    picture.save(kept, "JPEG")
    path = folder / "house.jpg"
    path.write_bytes(kept.getvalue())
    return path


def tell_the_problem(who: Person, trouble: Trouble) -> None:
    who.ticks(trouble.problem)
    who.chooses("How urgent it is", "Urgent: within three days")
    who.fills("Help asked for", trouble.help)
    who.fills("Amount asked (baht)", "3,000")
    who.fills("What was seen", "หลังคารั่วหลายจุด ผู้ป่วยนอนติดเตียงในห้องที่ฝนสาด มีเด็กเล็กอยู่ด้วย")


def tell_the_place(who: Person, trouble: Trouble, moo: str = "4") -> None:
    who.fills("Village number", moo)
    who.fills("House number", trouble.house)
    who.fills("Landmark near the home", "หลังวัด ข้างคลองส่งน้ำ")


def tell_the_people(who: Person, trouble: Trouble) -> None:
    """One without a citizen id, another of whom only the year of birth is known."""
    one = who.words("Person %(n)s", n=1)
    who.fills("Given name", trouble.given, one)
    who.fills("Family name", trouble.family, one)
    who.fills("No citizen id because", "ทำบัตรหายเมื่อน้ำท่วม", one)
    who.selects("Relation to the head of household", "Head of the household", one)
    who.selects("Health", "Ill", one)
    who.presses("Add a person")
    two = who.words("Person %(n)s", n=2)
    who.fills("Given name", "ใบตอง", two)
    who.fills("Family name", trouble.family, two)
    who.fills("No citizen id because", "ยังไม่เคยแจ้งเกิด", two)
    who.fills("Date of birth", "2562", two)
    who.selects("Relation to the head of household", "Grandchild, nephew or niece", two)
    who.ticks("This is the person in trouble", one, kind="radio")


def tell_the_levels(who: Person) -> None:
    for dimension in DIMENSIONS:
        low = dimension == "Housing and living"
        who.chooses(dimension, "Level 1: needs help at once" if low else "Level 3: fair")
    group = who.page.locator("section.card").filter(has_text=who.words("Housing and living"))
    group.get_by_role("textbox").fill("หลังคารั่ว ฝนสาดถึงที่นอน")


def read_the_notice(who: Person) -> None:
    who.ticks("I read the notice out to the person, or to who answers for the person")
    who.chooses("The answer", "Given")
    who.fills("Name of the witness", "สมาน ริมคลอง")


def report(
    who: Person,
    trouble: Trouble,
    *,
    photo: Path | None = None,
    moo: str = "4",
    also: Callable[[Person], None] | None = None,
) -> str:
    """Report a household in trouble in five steps; the number of the case."""
    who.opens("/cases/report/")
    tell_the_problem(who, trouble)
    if also:
        also(who)
    who.presses("Next")
    tell_the_place(who, trouble, moo)
    who.presses("Next")
    tell_the_people(who, trouble)
    who.presses("Next")
    tell_the_levels(who)
    who.presses("Next")
    if photo:
        who.attaches("Photos", photo)
        who.presses("Attach the chosen photos")
    read_the_notice(who)
    who.presses("Next")
    who.sees(trouble.name)
    who.presses("Send the report")
    return number_on(who)


def number_on(who: Person) -> str:
    """The number of the case that stands on the page."""
    found = re.search(r"\b86-\d\d-\d{5}\b", who.page.inner_text("body"))
    assert found, f"no number of a case on {who.page.url}"
    return found.group()
