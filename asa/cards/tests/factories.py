"""Cards, photos and issuers for tests."""

from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw

from asa.cards.codes import CardState
from asa.cards.loader import load_lists
from asa.cards.models import CardIssuer, CardPhoto, ProposedPhoto, VolunteerCard
from asa.common import photos
from asa.common.shortcodes import new_code
from asa.common.thaidate import today
from asa.people.tests.factories import make_user
from asa.volunteers.tests.factories import make_volunteer


def make_picture(width=600, height=800, wall="#dbe4ef", face="#b98458"):
    """Head and shoulders of nobody, as a JPEG."""
    image = Image.new("RGB", (width, height), wall)
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.3, height * 0.15, width * 0.7, height * 0.55), fill=face)
    draw.ellipse((width * 0.05, height * 0.6, width * 0.95, height * 1.5), fill="#27408b")
    file = BytesIO()
    image.save(file, "JPEG")
    file.seek(0)
    return file


def make_card_photo(volunteer, by=None):
    stored = photos.store(make_picture(400, 520))
    return CardPhoto.objects.create(
        id=stored.uuid,
        original=stored.uuid,
        volunteer=volunteer,
        taken_by=by or make_user("province_officer", "86"),
    )


def make_proposed_photo(volunteer, by):
    """A photo that waits for the office."""
    stored = photos.store(make_picture(400, 520))
    return ProposedPhoto.objects.create(
        id=stored.uuid, original=stored.uuid, volunteer=volunteer, sent_by=by
    )


def make_issuer(**fields):
    load_lists()
    issuer = CardIssuer.objects.get()
    for name, value in fields.items():
        setattr(issuer, name, value)
    issuer.save()
    return issuer


def make_card(volunteer=None, state=CardState.ISSUED, **fields):
    """A card as it stands in a state; a drafted one has neither day nor issuer yet."""
    volunteer = volunteer or make_volunteer()
    if state != CardState.DRAFT:
        fields.setdefault("issued_on", today())
        fields.setdefault("issuer", CardIssuer.objects.first() or make_issuer())
    fields.setdefault("serial", volunteer.cards.count() + 1)
    fields.setdefault("name_th", volunteer.person.full_name)
    return VolunteerCard.objects.create(
        volunteer=volunteer,
        state=state,
        registration_no=volunteer.registration_no or "868600001",
        year_be=volunteer.registration_year_be or 2565,
        province=volunteer.area_id[:2],
        code=new_code(),
        **fields,
    )


def make_ready(area="86010104", **fields):
    """A registered volunteer with a photo."""
    volunteer = make_volunteer(area, **fields)
    make_card_photo(volunteer)
    return volunteer


LONG_AGO = date(2024, 1, 15)
