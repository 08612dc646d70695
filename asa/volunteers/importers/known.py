"""Who of the rows of a file is known already: looked up for many rows at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from asa.common.bulk import in_chunks
from asa.people.models import Person
from asa.volunteers.importers.rows import AREA, OF_PERSON, OF_VOLUNTEER, Known, Row
from asa.volunteers.models import Office

_PERSON = ("id", "name_key", "id_kind", *OF_PERSON)
_VOLUNTEER = ("id", "registration_province", "state", *OF_VOLUNTEER, AREA)
_COLUMNS = (*_PERSON, *(f"volunteer__{name}" for name in _VOLUNTEER))


class Register:
    """The people whose citizen id, registration number or name a batch of rows mentions."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.by_citizen_id: dict[str, list[Known]] = defaultdict(list)
        self.by_number: dict[tuple[str, int | None], list[Known]] = defaultdict(list)
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        seen: set[str] = set()
        wanted: dict[str, set[Any]] = {
            "citizen_id_index__in": {row.person.citizen_id_index for row in rows} - {""},
            "volunteer__registration_no__in": {row.registration_no for row in rows} - {""},
            "name_key__in": {row.person.name_key for row in rows},
        }
        for lookup, values in wanted.items():
            for chunk in in_chunks(values):
                found = Person.objects.filter(**{lookup: chunk}).values_list(*_COLUMNS)
                self._add(found.iterator(2000), seen)
        self._add_offices()

    def _add(self, found: Iterable[tuple[Any, ...]], seen: set[str]) -> None:
        for values in found:
            person = values[0].hex
            if person in seen:
                continue
            seen.add(person)
            told = dict(zip(_PERSON, values, strict=False))
            register = dict(zip(_VOLUNTEER, values[len(_PERSON) :], strict=True))
            key = register["id"]
            self._file(
                Known(
                    person,
                    key.hex if key else "",
                    str(told["name_key"]),
                    str(register["registration_province"] or ""),
                    {**told, **register},
                )
            )

    def _file(self, known: Known) -> None:
        if index := known.values["citizen_id_index"]:
            self.by_citizen_id[index].append(known)
        self.by_name[known.name_key].append(known)
        if known.volunteer and known.number[0]:
            self.by_number[known.number].append(known)

    def _add_offices(self) -> None:
        """The offices that the volunteers found hold now."""
        self.offices: dict[str, set[tuple[str, str]]] = defaultdict(set)
        volunteers = {
            known.volunteer for found in self.by_name.values() for known in found if known.volunteer
        }
        for chunk in in_chunks(volunteers):
            held = Office.objects.filter(volunteer__in=chunk, ended_on__isnull=True)
            for volunteer, position, area in held.values_list(
                "volunteer_id", "position", "centre__area_id"
            ):
                self.offices[volunteer.hex].add((position, area))

    def volunteers_with(self, index: str) -> list[Known]:
        return [known for known in self.by_citizen_id.get(index, ()) if known.volunteer]
