"""A household has one head, however many rows of a list say that they are it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext

from asa.common.imports import Place, Table
from asa.households.importers.households import Home


class Known(NamedTuple):
    """Someone who lives in a household already."""

    member: str
    person: str
    values: dict[str, Any]


class Told(NamedTuple):
    """A row of a member: where it stands, and whom of the household it means."""

    line: int
    home: Home
    row: dict[str, Any]
    known: Known | None


class Heads:
    """Who heads each household, from the first row of a file to the last."""

    def __init__(self) -> None:
        self._first: dict[str, Place] = {}

    def settle(self, table: Table, rows: Sequence[Told], living: Mapping[str, list[Known]]) -> None:
        """Leave one head to each household; the other rows are taken without, and noted.

        A head on record stays it until a row of the list says otherwise of that very person, or
        somebody changes it on the household's page.
        """
        by_home: dict[str, list[Told]] = defaultdict(list)
        for one in rows:
            by_home[one.home.key].append(one)
        for key, members in by_home.items():
            if any(one.row["is_head"] for one in members):
                self._settle(table, members, _staying(members, living.get(key, [])))

    def _settle(self, table: Table, members: list[Told], staying: set[str]) -> None:
        """staying: the members on record who are head and stay it."""
        for line, home, row, known in members:
            if not row["is_head"] or (known and known.member in staying):
                continue
            here = table.place(line)
            first = here if staying else self._first.setdefault(home.key, here)
            if staying or first is not here:
                row["is_head"] = False
                # Nor does a list tell that somebody heads a household that it may not know.
                if not home.is_sealed:
                    table.note(line, _why_not(None if staying else first))


def _staying(members: list[Told], living: list[Known]) -> set[str]:
    given_up = {
        one.known.member
        for one in members
        if one.known and not one.row["is_head"] and not one.home.is_sealed
    }
    return {one.member for one in living if one.values["is_head"]} - given_up


def _why_not(first: Place | None) -> str:
    if first is None:
        return gettext(
            "Another person is the head of this household on record, and stays it. Change the"
            " head on the household's page if the row is right."
        )
    return gettext(
        "Row %(n)s is the head of this household already, so this person was recorded without"
        " being the head."
    ) % {"n": first.row}
