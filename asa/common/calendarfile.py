"""How a calendar is written: the part that needs the library, loaded with the first feed."""

import datetime as dt
import re
from collections.abc import Iterable

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vDuration, vText

from asa.common.calendar import CalendarEvent
from asa.common.thaidate import BANGKOK

ZONE = "Asia/Bangkok"
PRODUCT = "-//Asa//Asa//TH"
REFRESH = dt.timedelta(hours=4)
# What RFC 5545 §3.3.11 allows in no text; line ends are written as one of its own.
_FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")


def feed(events: Iterable[CalendarEvent], name: str) -> bytes:
    """See `asa.common.calendar.write_calendar`, by which it is called."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", _text(name))
    calendar.add("x-wr-calname", _text(name))
    calendar.add("x-wr-timezone", ZONE)
    # The value's kind must be named here (RFC 7986 §5.7); the second word is Outlook's for it.
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_zone())
    for event in sorted(events, key=lambda one: (_day(one.starts), one.uid)):
        calendar.add_component(_event(event))
    content: bytes = calendar.to_ical()
    return content


def _event(event: CalendarEvent) -> Event:
    starts, ends = _span(event)
    made = Event()
    made.add("uid", _text(event.uid))
    # Of two answers with one sequence the later stamp wins (RFC 5546 §2.1.5).
    made.add("dtstamp", event.changed_at.astimezone(dt.UTC))
    made.add("last-modified", event.changed_at.astimezone(dt.UTC))
    made.add("sequence", event.sequence)
    made.add("dtstart", starts)
    made.add("dtend", ends)
    made.add("summary", _text(event.summary))
    if event.location:
        made.add("location", _text(event.location))
    if event.url:
        made.add("url", event.url)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if not isinstance(event.starts, dt.datetime):
        # A day by which something is to be done keeps nobody busy.
        made.add("transp", "TRANSPARENT")
    return made


def _span(event: CalendarEvent) -> tuple[dt.datetime | dt.date, dt.datetime | dt.date]:
    """Start and end as RFC 5545 has them: moments in Bangkok, or days of which the end is after."""
    starts, ends = event.starts, event.ends if event.ends is not None else event.starts
    if isinstance(starts, dt.datetime):
        if not isinstance(ends, dt.datetime):
            raise ValueError("An event that starts at a moment ends at a moment.")
        if starts.tzinfo is None or ends.tzinfo is None:
            raise ValueError("A moment of an event needs a zone.")
        if ends < starts:
            raise ValueError("An event cannot end before it starts.")
        return starts.astimezone(BANGKOK), ends.astimezone(BANGKOK)
    if isinstance(ends, dt.datetime):
        raise ValueError("An event that starts on a day ends on a day.")
    if ends < starts:
        raise ValueError("An event cannot end before it starts.")
    return starts, ends + dt.timedelta(days=1)


def _zone() -> Timezone:
    """Bangkok's time, which has been seven hours ahead since 1920 and knows no summer time."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", dt.datetime(1970, 1, 1))  # noqa: DTZ001 - a local time by definition
    standard.add("tzoffsetfrom", dt.timedelta(hours=7))
    standard.add("tzoffsetto", dt.timedelta(hours=7))
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _text(words: str) -> vText:
    """Words without what a calendar cannot hold."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return vText(_FORBIDDEN.sub(" ", lines))


def _day(moment: dt.datetime | dt.date) -> str:
    in_bangkok = moment.astimezone(BANGKOK) if isinstance(moment, dt.datetime) else moment
    return in_bangkok.isoformat()
