"""Which volunteer of the register a row of changes means. Nothing is guessed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext, ngettext

from asa.common.bulk import in_chunks
from asa.common.errors import InputError
from asa.places.queries import within
from asa.volunteers.models import Volunteer


class Fault(Exception):
    """A cell that is wrong in the light of others, or of the register."""

    def __init__(self, key: str, error: InputError) -> None:
        super().__init__(key)
        self.key, self.error = key, error


class Who(NamedTuple):
    """What a row tells of a person: two numbers, a name and a place; "" for what it does not."""

    citizen_id_index: str
    number: str
    year: int | None
    name_key: str
    place: str


class Entry(NamedTuple):
    key: UUID
    number: str
    year: int | None
    citizen_id_index: str
    name_key: str
    area: str


_COLUMNS = (
    "pk", "registration_no", "registration_year_be", "person__citizen_id_index",
    "person__name_key", "area_id",
)  # fmt: skip


class Entries:
    """The entries of a province (or of the country) that some rows may mean."""

    def __init__(self, rows: Sequence[Who], area: str) -> None:
        self.area = area
        self.by_citizen_id = self._found(
            "person__citizen_id_index", (row.citizen_id_index for row in rows)
        )
        self.by_number = self._found("registration_no", (row.number for row in rows))
        self.by_name = self._found("person__name_key", (row.name_key for row in rows))

    def _found(self, lookup: str, values: Iterable[str]) -> dict[str, list[Entry]]:
        place = _COLUMNS.index(lookup)
        found: dict[str, list[Entry]] = defaultdict(list)
        for chunk in in_chunks({value for value in values if value}):
            entries: Any = Volunteer.objects.filter(
                within("area", [self.area]), **{f"{lookup}__in": chunk}
            )
            for told in entries.values_list(*_COLUMNS):
                found[told[place]].append(Entry(*told))
        return found

    def meant_by(self, who: Who) -> UUID:
        """The one entry that a row means. Raises Fault where it is none, or not one."""
        if who.citizen_id_index:
            return self._with_citizen_id(who).key
        if who.number:
            return self._with_number(who).key
        return self._with_name(who).key

    def _with_citizen_id(self, who: Who) -> Entry:
        found = self.by_citizen_id[who.citizen_id_index]
        if not found:
            raise Fault("citizen_id", _nobody_with_id())
        if len(found) > 1:
            raise Fault("citizen_id", _several(len(found)))
        (entry,) = found
        agrees = entry.number == who.number and who.year in (None, entry.year)
        if who.number and not agrees:
            raise Fault("number", _two_people())
        if not who.number:
            _check_name(entry, who)
        return entry

    def _with_number(self, who: Who) -> Entry:
        if who.year is None:
            raise Fault("number", _no_year())
        found = [entry for entry in self.by_number[who.number] if entry.year == who.year]
        if not found:
            raise Fault("number", _nobody_with_number())
        if len(found) > 1:
            raise Fault("number", _several(len(found)))
        _check_name(found[0], who)
        return found[0]

    def _with_name(self, who: Who) -> Entry:
        if not who.name_key:
            raise Fault("citizen_id", _nothing_said())
        if not who.place:
            raise Fault("given", _no_place())
        found = [one for one in self.by_name[who.name_key] if one.area.startswith(who.place)]
        if not found:
            raise Fault("given", _nobody_with_name())
        if len(found) > 1:
            raise Fault("given", _several(len(found)))
        return found[0]


def _check_name(entry: Entry, who: Who) -> None:
    """One number and another name may be a slip in either."""
    if who.name_key and who.name_key != entry.name_key:
        raise Fault(
            "given",
            InputError(
                "other_name",
                gettext("The register has another name for this number."),
                gettext("Compare the row with the register, and correct the wrong one."),
            ),
        )


def _nobody_with_id() -> InputError:
    return InputError(
        "unknown_id",
        gettext("No volunteer of this province has this citizen id."),
        gettext("Compare the number with the id card and the register."),
    )


def _nobody_with_number() -> InputError:
    return InputError(
        "unknown_number",
        gettext("No volunteer of this province has this registration number."),
        gettext("Compare the number with the volunteer card."),
    )


def _nobody_with_name() -> InputError:
    return InputError(
        "unknown_name",
        gettext("No volunteer of this name is in the register of that place."),
        gettext("Compare name and place with the register, or write the citizen id."),
    )


def _several(count: int) -> InputError:
    words = ngettext("%(n)s volunteer may be meant.", "%(n)s volunteers may be meant.", count)
    return InputError(
        "several",
        words % {"n": count},
        gettext("Write the citizen id, or the registration number with its year."),
    )


def _two_people() -> InputError:
    return InputError(
        "two_people",
        gettext("Citizen id and registration number are not of one volunteer."),
        gettext("Compare the row with the register, and correct the wrong one."),
    )


def _no_year() -> InputError:
    return InputError(
        "no_year",
        gettext("The registration number has no year."),
        gettext("Write number, stroke and year, such as 868600022/2546."),
    )


def _nothing_said() -> InputError:
    return InputError(
        "nobody",
        gettext("It is not said who is meant."),
        gettext("Write the citizen id, or the registration number with its year."),
    )


def _no_place() -> InputError:
    return InputError(
        "no_place",
        gettext("A name alone does not say who is meant."),
        gettext("Write the sub-district too, or the citizen id."),
    )
