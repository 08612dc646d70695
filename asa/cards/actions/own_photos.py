"""A volunteer sends her own photo; the office takes it for the card, or says why not."""

from datetime import date
from typing import IO, TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.cards.actions.photos import cut_to_store, forget_files
from asa.cards.kinds import ACCEPTED, PROPOSED, REFUSED
from asa.cards.models import CardPhoto, ProposedPhoto
from asa.cards.queries import makers_of
from asa.cards.rules import can_make_card, can_propose_photo
from asa.common import journal, photos
from asa.common.errors import DomainError, PhotoError, allow, written
from asa.notices.actions import tell
from asa.notices.queries import without_unread
from asa.people.models import User
from asa.volunteers.models import Volunteer

if TYPE_CHECKING:
    from asa.cards.portraits import Crop


@transaction.atomic
def propose_card_photo(
    volunteer: Volunteer, *, file: IO[bytes], crop: "Crop", by: User, on: date
) -> ProposedPhoto:
    """Send a photo of oneself for the card, cut and checked like any other; it takes the place of
    one that still waits.
    """
    allow(can_propose_photo(by, volunteer))
    original = photos.store(file)
    try:
        cut = cut_to_store(photos.open_photo(original.uuid), crop=crop)
    except PhotoError:
        photos.delete(original.uuid)
        raise
    # Whoever sends another at this moment waits here.
    Volunteer.objects.select_for_update().get(pk=volunteer.pk)
    for old in ProposedPhoto.objects.filter(volunteer=volunteer):
        forget_files([old.pk, old.original])
        old.delete()
    sent = ProposedPhoto.objects.create(
        id=cut.uuid, original=original.uuid, volunteer=volunteer, sent_by=by, **vars(crop)
    )
    journal.record(by, "card_photo.proposed", volunteer, area=volunteer.area_id, on=on)
    users = without_unread(makers_of(volunteer.area_id), PROPOSED)
    tell(users, kind=PROPOSED, area=volunteer.area_id, link=reverse("cards:proposed"))
    return sent


@transaction.atomic
def accept_card_photo(sent: ProposedPhoto, *, by: User, on: date) -> CardPhoto:
    """Take the photo that a volunteer sent as the one for cards; the one of before goes."""
    volunteer = sent.volunteer
    allow(can_make_card(by, volunteer))
    _take_off_the_list(sent)
    for old in CardPhoto.objects.select_for_update().filter(volunteer=volunteer):
        forget_files([old.pk, old.original])
        old.delete()
    photo = CardPhoto.objects.create(
        id=sent.pk,
        original=sent.original,
        volunteer=volunteer,
        closeness=sent.closeness,
        down=sent.down,
        across=sent.across,
        taken_by=sent.sent_by,
    )
    journal.record(by, "card_photo.accepted", volunteer, area=volunteer.area_id, on=on)
    tell([sent.sent_by], kind=ACCEPTED, area=volunteer.area_id, link=_own_page(volunteer, "of"))
    return photo


@transaction.atomic
def refuse_card_photo(sent: ProposedPhoto, *, reason: str, by: User, on: date) -> Volunteer:
    """Do not take a photo, with the reason that the volunteer reads; the photo is deleted."""
    volunteer = sent.volunteer
    allow(can_make_card(by, volunteer))
    said = written(reason, _("Write what is wrong with the photo, so that the next one is right."))
    _take_off_the_list(sent)
    forget_files([sent.pk, sent.original])
    journal.record(
        by, "card_photo.refused", volunteer, area=volunteer.area_id, on=on,
        subject=volunteer.person_id, text=said,
    )  # fmt: skip
    link = _own_page(volunteer, "own_photo")
    tell([sent.sent_by], kind=REFUSED, area=volunteer.area_id, link=link, reason=said)
    return volunteer


def _take_off_the_list(sent: ProposedPhoto) -> None:
    """Once: of two who decide, and where another was sent meanwhile, the second is told no."""
    if not ProposedPhoto.objects.filter(pk=sent.pk).delete()[0]:
        raise DomainError(_("This photo does not wait any more. Look at the list again."))


def _own_page(volunteer: Volunteer, page: str) -> str:
    return reverse(f"cards:{page}", args=[volunteer.pk])
