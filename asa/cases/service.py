"""The service time of a case in a badge: how many days are used, and how near the end is."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asa.cases.codes import AT_OFFICE
from asa.cases.models import Case, ServiceTime
from asa.common.asked import once_a_page


@dataclass(frozen=True)
class Clock:
    """Days used of the days allowed, with the tone and the words of the badge."""

    used: int
    days: int
    tone: str
    words: str

    @property
    def share(self) -> int:
        """How full the bar of the clock is, in percent."""
        return min(100, 100 * self.used // self.days)

    @property
    def shade(self) -> str:
        """The colour of the bar."""
        return {"soon": "soon", "near": "soon", "late": "late"}.get(self.tone, "well")

    @property
    def detail(self) -> str:
        """Used 9 of 10 days; past the end, used 12 days (limit 10 days)."""
        if self.used > self.days:
            words = _("Used %(used)s days (limit %(days)s days)")
        else:
            words = _("Used %(used)s of %(days)s days")
        return words % {"used": self.used, "days": self.days}


@once_a_page
def thresholds(on: date) -> dict[int, tuple[int, int]]:
    """From which day a clock of so many days is soon and near, as the dated data has it."""
    found = ServiceTime.objects.filter(started_on__lte=on).order_by("started_on")
    return {time.days: (time.soon_from, time.near_from) for time in found}


def clock_of(case: Case, on: date, limits: dict[int, tuple[int, int]]) -> Clock | None:
    """The clock of a case the office has; none before it arrives, stopped once help is given."""
    if case.received_on is None or not case.service_days or case.due_on is None:
        return None
    until = case.helped_on or (on if case.state in AT_OFFICE else case.state_since)
    used, left = (until - case.received_on).days, (case.due_on - until).days
    if case.helped_on or case.state not in AT_OFFICE:
        return Clock(used, case.service_days, "well" if left >= 0 else "", _("Stopped"))
    return Clock(used, case.service_days, _tone(used, case.service_days, limits), _words(left))


def check_clock(case: Case, on: date, limits: dict[str, int]) -> Clock | None:
    """How long a report waits at its step of the check; none where no step checks it.

    limits: after how many days of each step, by state, the office may take the check over.
    """
    days = limits.get(case.state)
    if not days:
        return None
    waited = (on - case.state_since).days
    if waited >= days:
        return Clock(waited, days, "late" if waited > days else "near", _words(days - waited))
    if waited == 0:
        return Clock(0, days, "way", _("Came today"))
    words = ngettext("Waits %(n)s day", "Waits %(n)s days", waited) % {"n": waited}
    return Clock(waited, days, "soon", words)


def _tone(used: int, days: int, limits: dict[int, tuple[int, int]]) -> str:
    if used > days:
        return "late"
    soon, near = limits.get(days, (days // 2, days - 2))
    return "near" if used >= near else "soon" if used >= soon else "well"


def _words(left: int) -> str:
    if left < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -left) % {"n": -left}
    if left == 0:
        return _("Due today")
    if left == 1:
        return _("Due tomorrow")
    return ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
