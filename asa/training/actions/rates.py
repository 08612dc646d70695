"""The department changes what may be paid at most for one unit of something."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_amount, check_fits
from asa.common.errors import allow, written
from asa.common.versions import begin_version
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.training.codes import LEAST_RATE
from asa.training.models import BudgetRate
from asa.training.rules import can_change_lists


@dataclass(frozen=True)
class RateTerms:
    """So many baht for one unit, and which announcement says so."""

    amount: Decimal
    source: str


@transaction.atomic
def change_rate(
    rate: BudgetRate, *, given: RateTerms, started_on: date, by: User, on: date
) -> BudgetRate:
    """From a day on, pay at most another amount for one unit; lines that are written keep the
    rate that they were written under.
    """
    allow(can_change_lists(by))
    source = written(given.source, _("Write which announcement says so, with its number."))
    check_fits(BudgetRate, source=source)
    check_amount(given.amount, at_least=LEAST_RATE)
    _last, new, changed = begin_version(
        BudgetRate.objects.filter(code=rate.code),
        changes={**asdict(given), "source": source},
        started_on=started_on,
        on=on,
    )
    journal.record(
        by, "rate.changed", new, area=WHOLE_COUNTRY, on=on, code=new.code, fields=changed,
        amount=str(new.amount), started_on=started_on.isoformat(),
    )  # fmt: skip
    return new
