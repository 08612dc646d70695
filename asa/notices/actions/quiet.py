"""The quiet hours of the product, which hold from a day on."""

from datetime import date, time

from django.db import transaction

from asa.common import journal
from asa.common.errors import allow
from asa.common.versions import begin_version
from asa.notices.models import QuietHours
from asa.notices.rules import can_change_quiet_hours
from asa.people.models import User


@transaction.atomic
def change_quiet_hours(
    *, starts_at: time, ends_at: time, started_on: date, by: User, on: date
) -> QuietHours:
    """From a day on, other quiet hours hold for everybody who has none of their own."""
    allow(can_change_quiet_hours(by))
    _last, new, _changed = begin_version(
        QuietHours.objects.all(),
        changes={"starts_at": starts_at, "ends_at": ends_at},
        started_on=started_on,
        on=on,
    )
    journal.record(
        by, "quiet_hours.changed", new, area="TH", on=on, started_on=started_on.isoformat(),
        starts_at=starts_at.isoformat(), ends_at=ends_at.isoformat(),
    )  # fmt: skip
    return new
