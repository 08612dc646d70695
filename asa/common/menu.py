"""Where the apps say what stands in the menus; each app registers its own words in `ready()`."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

# A user of the people app, which stands above this one.
Question = Callable[[Any], bool]
Counter = Callable[[Any], int]


class Place(StrEnum):
    OFFICE = "office"  # the six words of the top bar
    FIELD = "field"  # the four tabs of a volunteer's phone
    TOOLS = "tools"  # search and bell, signs at the right of the bar
    PERSON = "person"  # behind the person's own name
    REGISTER = "register"  # the pages that belong to the register of volunteers, above its list
    RULES = "rules"  # the pages of the dated rules, above each of them


@dataclass(frozen=True)
class Item:
    """One word of a menu, the page it opens, and who sees it."""

    place: Place
    label: str | Promise
    url_name: str
    shown: Question
    count: Counter | None
    icon: str
    order: int


@dataclass(frozen=True)
class Entry:
    """A menu word as one page shows it to one person."""

    label: str
    url: str
    icon: str
    count: int
    is_current: bool


_items: dict[tuple[Place, str], Item] = {}


def everyone(user: Any) -> bool:
    return True


def register(  # noqa: PLR0913 - a line of a menu has a label, a page, and four things to say about it
    label: str | Promise,
    url_name: str,
    *,
    place: str = Place.OFFICE,
    shown: Question = everyone,
    count: Counter | None = None,
    icon: str = "",
    order: int = 50,
) -> None:
    """Put a word into a menu.

    label: the translated word (lazy). url_name: a page without arguments, such as "cases:list".
    shown: asked with the user for every page, so it must not query for each call.
    count: how many things wait there, shown beside the word when it is not 0.
    order: Home 10, Cases 20, Households 30, Volunteers 40, Training 50, Reports 60.
    """
    where = Place(place)
    _items[where, url_name] = Item(where, label, url_name, shown, count, icon, order)
    forget()


def forget() -> None:
    """Put the words together anew: after one was registered."""
    _words.cache_clear()


@dataclass(frozen=True)
class Word:
    """What a line of a menu says to everyone: the same on every page of one language."""

    item: Item
    label: str
    url: str


def entries(place: Place, user: Any, match: ResolverMatch | None) -> list[Entry]:
    """The words of one menu for one person; the current one is marked once at most."""
    shown = [word for word in _words(place, get_language()) if word.item.shown(user)]
    current = _current(shown, match)
    return [
        Entry(
            label=word.label,
            url=word.url,
            icon=word.item.icon,
            count=word.item.count(user) if word.item.count else 0,
            is_current=word is current,
        )
        for word in shown
    ]


@cache
def _words(place: Place, language: str | None) -> list[Word]:
    """The words of a menu in their order, without those whose page does not exist."""
    items = sorted(
        (item for item in _items.values() if item.place == place),
        key=lambda item: (item.order, item.url_name),
    )
    return [Word(item, str(item.label), url) for item in items if (url := _url(item))]


def _url(item: Item) -> str:
    try:
        return reverse(item.url_name)
    except NoReverseMatch:
        return ""


def _current(words: list[Word], match: ResolverMatch | None) -> Word | None:
    """The word of this very page, or the one that the page stands below, or of the page's app."""
    if match is None:
        return None
    exact = [word for word in words if word.item.url_name == match.view_name]
    if not exact and _stands_behind_a_name(match.view_name):
        return None
    same_app = [word for word in words if word.item.url_name.split(":")[0] == match.namespace]
    above = [word for word in same_app if (match.route or "").startswith(word.url.lstrip("/"))]
    above.sort(key=lambda word: len(word.url), reverse=True)
    return next(iter(exact + above + same_app), None)


# What one row of tabs takes on the narrowest desk, in hundredths of an em: its letters, and for
# each tab what is around them. Signs above and below a letter take no room.
_ROOM, _LETTER, _AROUND = 5200, 62, 230


def folded(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Many pages as one row of tabs, and what is folded behind it; each part in the menu's order.
    The page that is open stands in the row wherever it comes.
    """
    room = _ROOM - sum(_width(one) for one in entries if one.is_current)
    row, is_full = [], False
    for one in entries:
        if not one.is_current:
            room -= _width(one)
            is_full = is_full or room < 0
        if one.is_current or not is_full:
            row.append(one)
    return row, [one for one in entries if one not in row]


def _width(entry: Entry) -> int:
    letters = sum(unicodedata.category(sign) != "Mn" for sign in entry.label)
    return _AROUND + _LETTER * letters


def _stands_behind_a_name(view_name: str) -> bool:
    """A page of the person's own drawer or of the signs beside it belongs to no word of the bar."""
    return any((place, view_name) in _items for place in (Place.TOOLS, Place.PERSON))
