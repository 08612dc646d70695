"""Plain records that pages hand to the parts of the look."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate


@dataclass(frozen=True)
class Step:
    """One step of a case's way: done, now, or still to come (an empty tone)."""

    name: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class HistoryRow:
    """What happened, when and by whom; and when it was written down, where that was later."""

    what: str
    at: datetime
    who: str = ""
    text: str = ""
    arrived_at: datetime | None = None
    # The day it was done, shown beside the moment where it was written down on a later one.
    on: date | None = None

    @property
    def is_later(self) -> bool:
        """It was written down on a later day than the one on which it was done."""
        return self.on is not None and self.on != localdate(self.at)
