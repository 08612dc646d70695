"""Who signs certificates, from which day on."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import allow, written
from asa.common.versions import begin_version
from asa.people.models import User
from asa.places.models import Area
from asa.training.codes import Numbering
from asa.training.models import Signer
from asa.training.rules import can_set_signer


@dataclass(frozen=True)
class NewSigner:
    """Who signs, for whom where it is not the head in person, and how the papers are written."""

    title: str
    name: str = ""
    acting: str = ""
    numbering: str = Numbering.CALENDAR
    thai_digits: bool = True


@transaction.atomic
def set_signer(owner: Area, *, given: NewSigner, started_on: date, by: User, on: date) -> Signer:
    """From a day on, the certificates of an office are signed so; those of before stay."""
    allow(can_set_signer(by, owner.pk))
    title = written(given.title, _("Write the title of whoever signs."))
    check_fits(Signer, name=given.name, title=title, acting=given.acting)
    versions = Signer.objects.filter(owner=owner)
    if versions.exists():
        _last, new, changed = begin_version(
            versions, changes=asdict(given), started_on=started_on, on=on
        )
    else:
        new = Signer.objects.create(owner=owner, started_on=started_on, **asdict(given))
        changed = sorted(asdict(given))
    journal.record(by, "signer.changed", new, area=owner.pk, on=on, fields=changed)
    return new
