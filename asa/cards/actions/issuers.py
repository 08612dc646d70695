from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cards.models import CardIssuer
from asa.cards.rules import can_change_issuer
from asa.common import journal
from asa.common.errors import allow, written
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


@transaction.atomic
def change_issuer(
    issuer: CardIssuer, *, given: NewIssuer, started_on: date, by: User, on: date
) -> CardIssuer:
    """From a day on, cards are issued by somebody else; cards of before keep who signed them."""
    allow(can_change_issuer(by))
    written(given.name_th, _("Write the name that stands on Thai cards."))
    written(given.title_th, _("Write the title that stands on Thai cards."))
    _last, new, changed = begin_version(
        CardIssuer.objects.all(), changes=asdict(given), started_on=started_on, on=on
    )
    journal.record(by, "card_issuer.changed", new, area="TH", on=on, fields=changed)
    return new
