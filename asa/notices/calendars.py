"""What stands in a person's calendar. Apps above register what they know when they start."""

from collections.abc import Callable, Iterable

from asa.common.calendar import CalendarEvent
from asa.people.models import User

# A user → the events that this person may know of, without the name of any client. An event that
# was called off stays among them, `cancelled`, for as long as somebody may have it in a calendar.
Source = Callable[[User], Iterable[CalendarEvent]]
_SOURCES: dict[str, Source] = {}


def register_events(name: str, source: Source) -> None:
    """Add what an app knows to everybody's calendar; name: the app and the thing, for mending."""
    _SOURCES[name] = source


def events_for(user: User) -> list[CalendarEvent]:
    """All that stands in a person's calendar today, each event once."""
    found = {event.uid: event for source in _SOURCES.values() for event in source(user)}
    return list(found.values())
