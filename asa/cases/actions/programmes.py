"""The department changes the rules of an aid programme from a day on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.models import AidProgramme
from asa.cases.rules.lists import can_change_programme
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.models import User

CHANGEABLE = (
    "name_th",
    "name_en",
    "legal_basis",
    "cap",
    "times_per_fiscal_year",
    "governor_may_exceed",
    "is_active",
)


@dataclass(frozen=True)
class ProgrammeRules:
    """What a new version of a programme says; cap in baht, no cap is actual cost."""

    name_th: str
    name_en: str = ""
    legal_basis: str = ""
    cap: Decimal | None = None
    times_per_fiscal_year: int | None = None
    governor_may_exceed: bool = False
    is_active: bool = True


@transaction.atomic
def change_programme(
    programme: AidProgramme, *, rules: ProgrammeRules, started_on: date, by: User, on: date
) -> AidProgramme:
    """Write a new version of a programme that holds from a day on; the one before ends that day,
    and what was decided under it keeps it.
    """
    allow(can_change_programme(by))
    versions = AidProgramme.objects.select_for_update().filter(code=programme.code)
    last = versions.order_by("-started_on")[0]
    if started_on <= last.started_on:
        raise DomainError(_("The new version must start after the one before it."))
    if started_on < on:
        raise DomainError(_("Choose today or a later day: decisions of before stay as they are."))
    changed = [name for name in CHANGEABLE if getattr(last, name) != getattr(rules, name)]
    if not changed:
        raise DomainError(_("Nothing was changed."))
    before = last.pk
    last.ended_on = started_on
    last.save(update_fields=["ended_on"])
    last.pk, last.started_on, last.ended_on = None, started_on, None
    for name in changed:
        setattr(last, name, getattr(rules, name))
    last.save(force_insert=True)
    journal.record(
        by,
        "programme.changed",
        last,
        area="TH",
        on=on,
        fields=changed,
        code=last.code,
        before=before,
        started_on=started_on.isoformat(),
    )
    return last
