import io
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import IO, TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cards.models import CardPhoto
from asa.cards.rules import can_make_card
from asa.common import journal, photos
from asa.common.errors import DomainError, PhotoError, allow
from asa.people.models import User
from asa.volunteers.models import Volunteer

if TYPE_CHECKING:
    from asa.cards.portraits import Crop


@transaction.atomic
def add_card_photo(
    volunteer: Volunteer, *, file: IO[bytes], crop: "Crop", by: User, on: date
) -> CardPhoto:
    """Keep the photo of a volunteer for cards, cut to their size; it takes the place of another."""
    allow(can_make_card(by, volunteer))
    original = photos.store(file)
    try:
        cut = cut_to_store(photos.open_photo(original.uuid), crop=crop)
    except PhotoError:
        photos.delete(original.uuid)
        raise
    _lock(volunteer)
    for old in CardPhoto.objects.select_for_update().filter(volunteer=volunteer):
        forget_files([old.pk, old.original])
        old.delete()
    photo = CardPhoto.objects.create(
        id=cut.uuid, original=original.uuid, volunteer=volunteer, taken_by=by, **vars(crop)
    )
    journal.record(by, "card_photo.added", volunteer, area=volunteer.area_id, on=on)
    return photo


@transaction.atomic
def cut_card_photo(photo: CardPhoto, *, crop: "Crop", by: User, on: date) -> CardPhoto:
    """Show another part of the same picture on the card."""
    allow(can_make_card(by, photo.volunteer))
    volunteer, original, taken_by = photo.volunteer, photo.original, photo.taken_by
    _lock(volunteer)
    old = CardPhoto.objects.filter(pk=photo.pk).first()
    if old is None:
        raise DomainError(_("Somebody else changed this photo just now. Look at it again."))
    cut = cut_to_store(photos.open_photo(original), crop=crop)
    forget_files([old.pk])
    old.delete()
    new = CardPhoto.objects.create(
        id=cut.uuid, original=original, volunteer=volunteer, taken_by=taken_by, **vars(crop)
    )
    journal.record(by, "card_photo.cut", volunteer, area=volunteer.area_id, on=on)
    return new


def _lock(volunteer: Volunteer) -> None:
    """Whoever keeps or cuts a photo of the same volunteer waits here: there is one."""
    Volunteer.objects.select_for_update().get(pk=volunteer.pk)


@transaction.atomic
def cut_to_store(content: bytes, *, crop: "Crop") -> photos.StoredPhoto:
    """Keep the part of a picture that a card shows; raises PhotoError where it cannot be used."""
    from asa.cards import portraits  # noqa: PLC0415 - 5 MB that only a photo is worth

    return photos.store(io.BytesIO(portraits.cut(content, crop)))


@transaction.atomic
def forget_files(files: Iterable[UUID]) -> None:
    """Take the files away once it is certain that nothing points to them any more."""
    for number in files:
        transaction.on_commit(partial(photos.delete, number))
