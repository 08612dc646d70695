"""The rows of a file so far, with which each next one is compared.

Of every row of a country something is remembered: it is kept as small as can be.
"""

from array import array
from collections import defaultdict
from datetime import date

from asa.common.imports import Place, Table
from asa.volunteers.importers import faults
from asa.volunteers.importers.rows import Row
from asa.volunteers.importers.whom import Fault

_ROW_BITS = 32


class RowsBefore:
    """Which numbers and names stood in which row; a row that was refused is not remembered."""

    def __init__(self) -> None:
        # Of each row by its place in the order of the file: its sheet and row in one, its name.
        self._places, self._names = array("Q"), list[str]()
        self._sheets: list[str] = []
        self._by_citizen: dict[bytes, int] = {}
        self._by_number: dict[tuple[str, int | None], dict[str, int]] = defaultdict(dict)
        self._by_name: dict[tuple[str, date], int] = {}

    def compare(self, table: Table, row: Row) -> Place | None:
        """Of two rows with one number the first is taken: Fault for the second.

        Two with one name and birth are both taken; the first of them comes back.
        """
        person, here = row.person, len(self._places)
        citizen = bytes.fromhex(person.citizen_id_index) or _as_number(row)
        before = self._by_citizen.get(citizen)
        if before is not None:
            known = (self._place(before), self._names[before])
            raise Fault("citizen_id", faults.id_again(known, table.place(row.line), row))
        if row.registration_no:
            of_year = self._by_number[row.area[:2], row.registration_year_be]
            taken = of_year.setdefault(row.registration_no, here)
            if taken != here:
                where = self._place(taken)
                raise Fault("number", faults.number_again(where, table.place(row.line)))
        self._by_citizen[citizen] = here
        self._remember(table.sheet.name, row)
        if person.birth_on is None or person.birth_precision != "day":
            return None
        first = self._by_name.setdefault((person.name_key, person.birth_on), here)
        return None if first == here else self._place(first)

    def _remember(self, sheet: str, row: Row) -> None:
        if not self._sheets or self._sheets[-1] != sheet:
            self._sheets.append(sheet)
        self._places.append((len(self._sheets) - 1) << _ROW_BITS | row.line)
        self._names.append(row.person.name_key)

    def _place(self, here: int) -> Place:
        sheet, line = divmod(self._places[here], 1 << _ROW_BITS)
        return Place(self._sheets[sheet], line)


def _as_number(row: Row) -> bytes:
    """What stands for the number of somebody who has none; Fault where nothing can."""
    person = row.person
    if row.registration_no:
        return f"{row.area[:2]} {row.registration_no}/{row.registration_year_be}".encode()
    if person.birth_on is None:
        raise Fault("birth", faults.nothing_to_know_again())
    return f"{row.area[:6]} {person.birth_on} {person.name_key}".encode()
