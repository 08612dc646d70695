from dataclasses import asdict, dataclass
from datetime import date
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cards.models import CardIssuer
from asa.cards.rules import can_change_issuer
from asa.common import journal, photos
from asa.common.errors import DomainError, allow, written
from asa.common.versions import begin_version
from asa.people.models import User


@dataclass(frozen=True)
class NewIssuer:
    """Who signs: name, title, and for whom where it is not the Director-General in person."""

    name_th: str
    title_th: str
    name_en: str = ""
    title_en: str = ""
    acting_th: str = ""
    acting_en: str = ""


@dataclass(frozen=True)
class IssuerPictures:
    """The ministry's seal and the issuer's signature as files; None keeps what is there."""

    seal: IO[bytes] | None = None
    signature: IO[bytes] | None = None
    without_seal: bool = False
    without_signature: bool = False


NO_PICTURES = IssuerPictures()


@transaction.atomic
def change_issuer(
    issuer: CardIssuer,
    *,
    given: NewIssuer,
    started_on: date,
    by: User,
    on: date,
    pictures: IssuerPictures = NO_PICTURES,
) -> CardIssuer:
    """From a day on, cards are issued by somebody else; cards of before keep who signed them.

    The seal goes on from one issuer to the next, a signature only with the name it belongs to.
    Raises PhotoError for a file that is no picture.
    """
    allow(can_change_issuer(by))
    written(given.name_th, _("Write the name that stands on Thai cards."))
    written(given.title_th, _("Write the title that stands on Thai cards."))
    last = CardIssuer.objects.order_by("-started_on")[0]
    stored: list[UUID] = []
    try:
        changes = asdict(given) | _pictures(last, given, pictures, stored)
        _last, new, changed = begin_version(
            CardIssuer.objects.all(), changes=changes, started_on=started_on, on=on
        )
    except DomainError:
        for number in stored:
            photos.delete(number)
        raise
    journal.record(by, "card_issuer.changed", new, area="TH", on=on, fields=changed)
    return new


def _pictures(
    last: CardIssuer, given: NewIssuer, told: IssuerPictures, stored: list[UUID]
) -> dict[str, UUID | None]:
    """The numbers of the pictures that stand on cards then; new ones are noted as stored."""
    seal = None if told.without_seal else last.seal
    is_same = last.name_th == given.name_th
    signature = last.signature if is_same and not told.without_signature else None
    if told.seal is not None:
        seal = photos.store(told.seal).uuid
        stored.append(seal)
    if told.signature is not None:
        signature = photos.store(told.signature).uuid
        stored.append(signature)
    return {"seal": seal, "signature": signature}
