"""Everything that changes the list of agencies. One function, one thing a person does."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.partners.models import Partner
from asa.partners.queries import same_name
from asa.partners.rules import can_keep_partners
from asa.people.models import User
from asa.places.models import Area


@dataclass(frozen=True)
class PartnerDetails:
    """What is known of an agency."""

    kind: str
    name_th: str
    area: Area
    name_en: str = ""
    phone: str = ""
    services: str = ""


@transaction.atomic
def add_partner(details: PartnerDetails, *, by: User, on: date) -> Partner:
    """Put an agency on the list to which cases can be referred."""
    allow(can_keep_partners(by, details.area.pk))
    _not_twice(details, None)
    partner = Partner.objects.create(
        code=_next_code(details.area.pk), started_on=on, **vars(details)
    )
    journal.record(by, "partner.added", partner, area=partner.area_id, on=on)
    return partner


def _next_code(area: str) -> str:
    """The next free number of the province (or TH): 86-007."""
    stem = f"{area[:2]}-"
    used = Partner.objects.filter(code__startswith=stem).values_list("code", flat=True)
    numbers = [int(code.removeprefix(stem)) for code in used if code[len(stem) :].isdigit()]
    return f"{stem}{max(numbers, default=0) + 1:03d}"


def _not_twice(details: PartnerDetails, partner: Partner | None) -> None:
    others = same_name(details.name_th, details.area.pk)
    if any(other != partner for other in others):
        raise DomainError(_("This agency is on the list already. Search for it and correct it."))


@transaction.atomic
def edit_partner(partner: Partner, *, details: PartnerDetails, by: User, on: date) -> Partner:
    """Correct what is known of an agency."""
    allow(can_keep_partners(by, partner.area_id) and can_keep_partners(by, details.area.pk))
    _not_twice(details, partner)
    values = asdict(details) | {"area": details.area}
    changed = [name for name, value in values.items() if getattr(partner, name) != value]
    if changed:
        for name in changed:
            setattr(partner, name, values[name])
        partner.save()
        journal.record(by, "partner.edited", partner, area=partner.area_id, on=on, fields=changed)
    return partner


@transaction.atomic
def end_partner(partner: Partner, *, by: User, on: date) -> Partner:
    """Take an agency off the list; what was referred to it stays."""
    allow(can_keep_partners(by, partner.area_id))
    if partner.ended_on is not None:
        raise DomainError(_("This agency was already taken off the list."))
    partner.ended_on = max(on, partner.started_on)
    partner.save(update_fields=["ended_on"])
    journal.record(by, "partner.ended", partner, area=partner.area_id, on=on)
    return partner
