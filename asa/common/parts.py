"""Plain records that pages hand to the parts of the look."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Step:
    """One step of a case's way: done, now, or still to come (an empty tone)."""

    name: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class HistoryRow:
    """What happened, when and by whom; the arrival too where a phone sent it later."""

    what: str
    at: datetime
    who: str = ""
    text: str = ""
    arrived_at: datetime | None = None
