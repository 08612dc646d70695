"""The department changes after how many days somebody not found is proposed to be suspended."""

from datetime import date

from django.db import transaction

from asa.common import journal
from asa.common.bounds import check_number
from asa.common.errors import allow
from asa.common.versions import begin_version
from asa.people.models import User
from asa.reverification.codes import LONGEST_WAIT
from asa.reverification.models import NotFoundRule
from asa.reverification.rules import can_change_rules


@transaction.atomic
def change_not_found_rule(*, days: int, started_on: date, by: User, on: date) -> NotFoundRule:
    """From a day on, propose to suspend who was not found after other days; what was decided
    before stays as it is.
    """
    allow(can_change_rules(by))
    check_number(days, least=1, most=LONGEST_WAIT)
    _last, new, _changed = begin_version(
        NotFoundRule.objects.all(), changes={"days": days}, started_on=started_on, on=on
    )
    journal.record(
        by, "not_found_rule.changed", new, area="TH", on=on, days=days,
        started_on=started_on.isoformat(),
    )  # fmt: skip
    return new
