"""The paper itself: what stands on it, in both languages, and that Typst sets it."""

import io
import json
from datetime import date
from uuid import uuid4

import pytest
from PIL import Image, ImageChops, ImageColor, ImageDraw

from asa.cards.codes import CardState, Layout
from asa.cards.models import CardIssuer, CardPhoto
from asa.cards.papers import cards_as_pdf, cards_as_png, papers_files, public_address
from asa.cards.tests.factories import make_card, make_ready
from asa.common import photos, typesetting
from asa.common.errors import DomainError
from asa.volunteers.tests.factories import CITIZEN_IDS

pytestmark = pytest.mark.django_db
DIFFICULT = ("นางน้ำผึ้ง ปั้นทองกุฎี", "นายญี่ปุ่น ฤๅชา", "นางสาวกี้ ที่ตั้งมั่น")


def made(**fields):
    volunteer = make_ready(prefix="นาง", citizen_id=CITIZEN_IDS[0])
    return make_card(volunteer, issued_on=date(2026, 10, 3), **fields)


def told(*cards):
    return json.loads(papers_files(cards, Layout.SHEET)["cards.json"])


def test_a_thai_card_says_what_the_department_prints():
    card = made(name_en="Mrs. Mali Rakthin", expires_on=date(2030, 10, 2))
    (face,) = told(card)["cards"]

    assert face["id_number"] == "3 8606 91848 84 7"
    assert face["id_label"] == "เลขประจำตัวประชาชน"
    assert (face["place"], face["registration_no"]) == ("ชุมพร", card.number)
    assert (face["issued_on"], face["expires_on"]) == ("๓ ตุลาคม ๒๕๖๙", "๒ ตุลาคม ๒๕๗๓")
    assert face["issuer"]["title"] == "อธิบดีกรมพัฒนาสังคมและสวัสดิการ"
    assert face["code"] == card.shown_code


def test_days_have_the_digits_of_papers(settings):
    settings.ASA_PAPER_DIGITS = "arabic"
    (face,) = told(made())["cards"]

    assert face["issued_on"] == "3 ตุลาคม 2569"


def test_an_english_card_says_it_in_english_and_in_the_common_era():
    card = made(language="en", name_en="Mrs. Mali Rakthin")
    card.volunteer.person.id_kind = "passport"
    card.volunteer.person.citizen_id = "AB1234567"
    paper = told(card)
    (face,) = paper["cards"]

    assert (face["name"], face["issued_on"]) == ("Mrs. Mali Rakthin", "3 October 2026")
    assert (face["id_label"], face["id_number"]) == ("Passport number", "AB1234567")
    assert face["place_label"] == "Address"
    assert paper["words"]["en"]["programme"] == "Social Development and Human Security Volunteer"
    assert "Director-General" in face["issuer"]["title"]


def test_the_qr_leads_to_the_public_page(settings):
    settings.ASA_PUBLIC_ADDRESS = "https://asa.example"

    assert public_address("7Q4M2K9PH3VT") == "https://asa.example/c/7Q4M2K9PH3VT"


@pytest.mark.parametrize("layout", Layout)
def test_difficult_names_come_out_as_a_pdf(layout):
    cards = [made(name_th=name) for name in DIFFICULT]

    assert cards_as_pdf(cards, layout).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("layout", "size"), [(Layout.SHEET, (1240, 1754)), (Layout.SINGLE, (506, 319))]
)
def test_papers_have_their_size_to_the_millimetre(layout, size):
    png = cards_as_png([made()], layout)

    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == size


def test_what_people_typed_is_text_and_never_a_command_of_the_paper():
    cards = [made(name_th='#panic("x") *ก* "a" \\ $x$ @b', name_en='#read("/etc/passwd")')]

    assert cards_as_pdf(cards, Layout.SHEET).startswith(b"%PDF")


def test_a_card_whose_photo_is_gone_says_whose():
    card = made(name_th="นางมะลิ รักถิ่น")
    photos.delete(card.volunteer.card_photo.pk)
    with pytest.raises(DomainError, match="นางมะลิ รักถิ่น"):
        cards_as_pdf([card], Layout.SHEET)

    CardPhoto.objects.all().delete()
    card.volunteer.refresh_from_db()
    with pytest.raises(DomainError):
        cards_as_pdf([card], Layout.SHEET)


def test_a_paper_that_cannot_be_set_says_so_and_tells_nothing_of_its_words():
    with pytest.raises(typesetting.TypesettingError) as refused:
        typesetting.typeset({"main.typ": '#panic("ลับ")'})

    assert "ลับ" not in str(refused.value)


def test_a_page_of_the_web_never_loads_typst():
    from subprocess import run  # noqa: PLC0415 - this test alone starts a program
    from sys import executable  # noqa: PLC0415

    program = (
        "import django, sys; django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "import asa.cards.views.prints, asa.cards.jobs;"
        "print('typst' in sys.modules, 'PIL.Image' in sys.modules)"
    )
    env = {"DJANGO_SETTINGS_MODULE": "config.settings", "PATH": "/usr/bin:/bin"}
    said = run([executable, "-c", program], env=env, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["False", "False"]


def test_a_draft_without_issuer_has_a_dotted_line():
    (face,) = told(made(state=CardState.DRAFT, issuer=None))["cards"]

    assert face["issuer"] == {"name": "", "title": "", "acting": ""}


# --- seal and signature ----------------------------------------------------------------------------


def picture(colour):
    file = io.BytesIO()
    drawn = Image.new("RGB", (400, 200), "white")
    ImageDraw.Draw(drawn).rectangle((40, 40, 360, 160), fill=colour)
    drawn.save(file, "PNG")
    file.seek(0)
    return file


def front(card):
    return Image.open(io.BytesIO(cards_as_png([card], Layout.SINGLE))).convert("RGB")


def differs(first, second):
    return ImageChops.difference(first, second).getbbox()


def count_of(shown, colour):
    """How many pixels are nearly of a colour."""
    wanted = ImageColor.getrgb(colour)
    near = (sum(abs(a - b) for a, b in zip(one, wanted, strict=True)) < 60
            for one in shown.get_flattened_data())  # fmt: skip
    return sum(near)


@pytest.mark.parametrize(("language", "name_en"), [("th", ""), ("en", "Mrs. Mali Rakthin")])
def test_seal_and_signature_are_printed_once_they_are_given_and_nothing_before(language, name_en):
    card = made(language=language, name_en=name_en)
    card.issuer = CardIssuer.objects.get()
    (face,) = told(card)["cards"]
    assert (face["seal"], face["signature"]) == ("", "")
    plain = front(card)
    assert (count_of(plain, "#ff0000"), count_of(plain, "#00c000")) == (0, 0)

    card.issuer.seal = photos.store(picture("#ff0000")).uuid
    sealed = front(card)
    assert count_of(sealed, "#ff0000") > 100
    assert count_of(sealed, "#00c000") == 0
    left, top, right, bottom = differs(plain, sealed)
    assert right < plain.width / 4
    assert bottom < plain.height / 3

    card.issuer.signature = photos.store(picture("#00c000")).uuid
    signed = front(card)
    assert count_of(signed, "#00c000") > 100
    left, top, _right, _bottom = differs(sealed, signed)
    assert left > plain.width / 4
    assert top > plain.height / 2


def test_each_picture_is_sent_to_the_printer_once():
    issuer = CardIssuer.objects.get()
    issuer.seal = photos.store(picture("#ff0000")).uuid
    cards = [made(), made()]
    for card in cards:
        card.issuer = issuer
    files = papers_files(cards, Layout.SHEET)
    assert f"{issuer.seal}.svg" in files
    assert len([name for name in files if str(issuer.seal) in name]) == 1


def test_a_lost_picture_stops_the_paper_with_a_sentence():
    card = made()
    card.issuer = CardIssuer.objects.get()
    card.issuer.seal = uuid4()
    with pytest.raises(DomainError):
        papers_files([card], Layout.SHEET)
