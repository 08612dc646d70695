"""The photo of a card: cut, looked at, kept sealed, seen by few."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image

from asa.cards.actions import add_card_photo, cut_card_photo
from asa.cards.models import CardPhoto
from asa.cards.portraits import Crop, cut
from asa.cards.tests.factories import make_card_photo, make_picture
from asa.common import journal, photos
from asa.common.errors import DomainError, PhotoError
from asa.common.models import AccessEntry
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)


def opened(content):
    return Image.open(BytesIO(content))


def as_bytes(**picture):
    return make_picture(**picture).getvalue()


WHOLE, NEARER, NEAREST = Crop(), Crop("closer", "lower", "right"), Crop("close", "top", "left")


@pytest.mark.parametrize(
    ("size", "crop"),
    [
        *[((400, 400), crop) for crop in (WHOLE, NEARER)],
        *[((500, 1600), crop) for crop in (WHOLE, NEARER)],
        *[((600, 800), crop) for crop in (WHOLE, NEARER, NEAREST)],
        *[((3000, 4000), crop) for crop in (WHOLE, NEARER, NEAREST)],
    ],
)
def test_every_picture_becomes_two_by_two_point_six(size, crop):
    assert opened(cut(as_bytes(width=size[0], height=size[1]), crop)).size == (400, 520)


@pytest.mark.parametrize("size", [(400, 400), (500, 1600)])
def test_a_part_too_small_for_a_card_is_refused_though_the_whole_picture_is_not(size):
    with pytest.raises(PhotoError) as refused:
        cut(as_bytes(width=size[0], height=size[1]), NEAREST)
    assert refused.value.fault == "too_small"


def test_the_part_lies_where_it_was_asked_for():
    image = Image.new("RGB", (800, 1600), "#808080")
    image.paste("#c02020", (0, 0, 800, 300))
    image.paste("#2020c0", (0, 1300, 800, 1600))
    file = BytesIO()
    image.save(file, "JPEG")

    top, low = (opened(cut(file.getvalue(), Crop("close", down))) for down in ("top", "lower"))
    assert top.getpixel((200, 100))[0] > 150
    assert low.getpixel((200, 500))[2] > 150


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        ({"width": 800, "height": 600}, "lies"),
        ({"width": 250, "height": 400}, "too_small"),
        ({"wall": "#101010", "face": "#303030"}, "too_dark"),
    ],
)
def test_a_picture_that_cannot_be_used_is_told_with_a_remedy(picture, fault):
    with pytest.raises(PhotoError) as refused:
        cut(as_bytes(**picture), Crop())
    assert refused.value.fault == fault
    assert refused.value.remedy


@pytest.mark.parametrize("colour", ["white", "#cccccc"])
def test_an_empty_wall_is_no_photo(colour):
    file = BytesIO()
    Image.new("RGB", (600, 800), colour).save(file, "JPEG")

    with pytest.raises(PhotoError) as refused:
        cut(file.getvalue(), Crop())
    assert refused.value.fault == "too_pale"


def test_a_photo_is_kept_sealed_and_without_its_place(officer, settings):
    volunteer = make_volunteer()
    photo = add_card_photo(volunteer, file=make_picture(), crop=Crop(), by=officer, on=ON)

    kept = Path(settings.ASA_DATA_DIR) / "media" / photo.pk.hex[-2:] / f"{photo.pk}-1920"
    assert not kept.read_bytes().startswith(b"\xff\xd8")
    assert opened(photos.open_photo(photo.pk)).size == (400, 520)
    assert not opened(photos.open_photo(photo.original)).getexif()
    assert [line.verb for line in journal.history_of(volunteer)] == ["card_photo.added"]


def test_another_photo_takes_the_place_of_the_old_one(officer, django_capture_on_commit_callbacks):
    volunteer = make_volunteer()
    old = add_card_photo(volunteer, file=make_picture(), crop=Crop(), by=officer, on=ON)
    with django_capture_on_commit_callbacks(execute=True):
        new = add_card_photo(volunteer, file=make_picture(), crop=Crop(), by=officer, on=ON)

    assert CardPhoto.objects.get() == new
    for gone in (old.pk, old.original):
        with pytest.raises(photos.PhotoMissing):
            photos.open_photo(gone)


def test_the_same_picture_is_cut_anew(officer, django_capture_on_commit_callbacks):
    photo = add_card_photo(make_volunteer(), file=make_picture(), crop=Crop(), by=officer, on=ON)
    with django_capture_on_commit_callbacks(execute=True):
        new = cut_card_photo(photo, crop=Crop("closer", "top"), by=officer, on=ON)

    assert (new.original, new.closeness, new.down) == (photo.original, "closer", "top")
    assert photos.open_photo(new.pk)
    with pytest.raises(photos.PhotoMissing):
        photos.open_photo(photo.pk)


def test_of_two_who_cut_one_photo_the_second_is_told_no(officer):
    volunteer = make_volunteer()
    photo = add_card_photo(volunteer, file=make_picture(), crop=WHOLE, by=officer, on=ON)
    seen_by_second = CardPhoto.objects.get(pk=photo.pk)
    first = cut_card_photo(photo, crop=NEARER, by=officer, on=ON)
    with pytest.raises(DomainError):
        cut_card_photo(seen_by_second, crop=WHOLE, by=officer, on=ON)
    assert CardPhoto.objects.get() == first


def test_a_refused_picture_leaves_nothing_on_the_disk(officer, settings):
    media = Path(settings.ASA_DATA_DIR) / "media"
    before = {path for path in media.rglob("*") if path.is_file()}
    with pytest.raises(PhotoError):
        add_card_photo(
            make_volunteer(), file=make_picture(800, 600), crop=Crop(), by=officer, on=ON
        )

    assert {path for path in media.rglob("*") if path.is_file()} == before
    assert not CardPhoto.objects.exists()


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.PROVINCE_OFFICER, "85"), (Role.TAMBON_LEAD, "860101"), (Role.VOLUNTEER, "86010104")],
)
def test_who_makes_no_cards_there_adds_no_photo(role, area):
    by = make_user(role, area)

    with pytest.raises(PermissionDenied):
        add_card_photo(make_volunteer(), file=make_picture(), crop=Crop(), by=by, on=ON)


def test_a_look_at_a_photo_is_written_down(client, officer):
    photo = make_card_photo(make_volunteer())
    client.force_login(officer)
    answer = client.get(f"/cards/photos/{photo.pk}.jpg")

    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(b"\xff\xd8")
    assert AccessEntry.objects.filter(verb="card_photo.seen", actor_id=officer.pk).count() == 1


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        (Role.TAMBON_LEAD, "860101", 200),
        (Role.DEPARTMENT_OFFICER, "TH", 200),
        (Role.TAMBON_LEAD, "860102", 404),
        (Role.PROVINCE_OFFICER, "85", 404),
        (Role.VOLUNTEER, "86010104", 404),
        (Role.AUDITOR, "TH", 404),
    ],
)
def test_the_photo_is_seen_by_who_reads_the_entry_in_full(client, role, area, status):
    photo = make_card_photo(make_volunteer())
    client.force_login(make_user(role, area))

    assert client.get(f"/cards/photos/{photo.pk}.jpg").status_code == status


def test_the_pages_take_a_photo_cut_it_and_say_what_is_wrong(client, officer):
    volunteer = make_volunteer()
    client.force_login(officer)
    page = f"/cards/volunteers/{volunteer.pk}/photo/"
    asked = {"closeness": "whole", "down": "upper", "across": "middle"}
    refused = client.post(page, {**asked, "photo": make_picture(800, 600)})
    assert "แนวนอน" in refused.content.decode()

    taken = client.post(page, {**asked, "photo": make_picture()})
    assert taken["Location"] == f"{page}cut/"
    client.post(f"{page}cut/", {**asked, "closeness": "closer"})
    assert CardPhoto.objects.get().closeness == "closer"
