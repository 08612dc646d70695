"""Events as a calendar that people subscribe to (RFC 5545 and 7986), in Bangkok's time.

A calendar carries titles, places and times, never the name of a client and no citizen id.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class CalendarEvent:
    """One event as its subscribers see it.

    uid: the same for as long as the event lives, such as "meeting-<key>@asa".
    starts, ends: moments with a zone; or days, of which the last is part of the event.
    sequence: counted up from 0 with each change of time, place or state, so that the change is
    taken over. changed_at: when it last changed. url: an address whose page decides who may see it.
    """

    uid: str
    starts: dt.datetime | dt.date
    summary: str
    changed_at: dt.datetime
    ends: dt.datetime | dt.date | None = None
    location: str = ""
    sequence: int = 0
    cancelled: bool = False
    url: str = ""


def write_calendar(events: Iterable[CalendarEvent], name: str) -> bytes:
    """The feed of some events under a name, in lines of at most 75 octets; the same events give
    the same octets. ValueError for a moment without a zone, or for an end before its start.
    """
    # icalendar takes a third of a second to load: only who asks for a feed waits for it.
    from asa.common.calendarfile import feed  # noqa: PLC0415 - for the reason above

    return feed(events, name)
