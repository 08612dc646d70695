"""The department changes the rules of an aid programme from a day on."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from asa.cases.models import AidProgramme
from asa.cases.rules.lists import can_change_programme
from asa.common import journal
from asa.common.bounds import check_amount, check_number
from asa.common.errors import allow, written
from asa.common.versions import begin_version
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

HIGHEST_CAP = 10_000_000


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
    written(rules.name_th, _("Write the Thai name."))
    check_amount(rules.cap, at_least=1, at_most=HIGHEST_CAP)
    check_number(rules.times_per_fiscal_year, least=1, most=366)
    last, new, changed = begin_version(
        AidProgramme.objects.filter(code=programme.code),
        changes={name: getattr(rules, name) for name in CHANGEABLE},
        started_on=started_on,
        on=on,
    )
    journal.record(
        by,
        "programme.changed",
        new,
        area="TH",
        on=on,
        fields=changed,
        code=new.code,
        before=last.pk,
        started_on=started_on.isoformat(),
    )
    return new
