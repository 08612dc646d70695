"""What apps above tell households, without households knowing them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

# A user of the people app → keys of households, best as a query that is not yet asked.
Waiting = Callable[[Any], Iterable[UUID]]
# The user, the household, and whether the user reads it in full → what the part shows, or None.
Contents = Callable[[Any, Any, bool], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A part of a household's page that an app above fills, such as its tasks or its cases."""

    template: str
    contents: Contents
    order: int


_WAITING: list[Waiting] = []
_PANELS: dict[str, Panel] = {}


def register_waiting(waiting: Waiting) -> None:
    """Say for which households something waits at a person's step, so that it may be read in full.

    A lead sees the sensitive fields of a household only for as long as that is so.
    """
    if waiting not in _WAITING:
        _WAITING.append(waiting)


def waiting_for(user: Any) -> list[Iterable[UUID]]:
    """The keys of the households that wait at the person's step, one query of each app above."""
    return [waiting(user) for waiting in _WAITING]


def register_panel(template: str, contents: Contents, *, order: int = 50) -> None:
    """Put a part on every household's page: a card that reads the variable `panel`.

    contents: asked with the user, the household and whether the user reads it in full; None hides
    the part. It answers by its own `<noun>_for(user)` and never takes a household's word for it.
    """
    _PANELS[template] = Panel(template, contents, order)


def panels_for(user: Any, household: Any, in_full: bool) -> list[tuple[str, dict[str, Any]]]:
    """The template and the contents of each part that has something to show."""
    panels = sorted(_PANELS.values(), key=lambda panel: (panel.order, panel.template))
    filled = [(panel.template, panel.contents(user, household, in_full)) for panel in panels]
    return [(template, contents) for template, contents in filled if contents is not None]
