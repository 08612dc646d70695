"""Rows of members: put into their households, compared with who lives there, written."""

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.utils.translation import gettext

from asa.common import bulk, crypto, journal, thaitext
from asa.common.errors import InputError
from asa.common.ids import uuid7_hex, with_dashes
from asa.common.imports import Place, Table
from asa.households.importers.columns import HEAD, told
from asa.households.importers.former import both
from asa.households.importers.heads import Heads, Known, Told
from asa.households.importers.households import TARGET, Home, HouseholdRows
from asa.households.models import HouseholdMember
from asa.households.rules import IMPORTERS
from asa.people.importers import NewPerson, insert_persons, update_person
from asa.people.linking import persons_to_link
from asa.people.models import Person
from asa.people.rules import scope

_OF_PERSON = (
    "prefix", "given_name", "family_name", "citizen_id_index", "no_id_reason", "birth_on",
    "birth_precision", "sex", "nationality",
)  # fmt: skip
_OF_MEMBER = (
    "number", "relation", "is_head", "marital_status", "education", "occupation",
    "income_per_month", "income_source", "health", "health_detail", "disability",
    "disability_card", "self_care", "race", "religion", "groups", "benefits", "note",
)  # fmt: skip
_EMPTY: dict[str, Any] = {"number": 1, "is_head": False, "income_per_month": None}
_LISTS = ("groups", "benefits")


class MemberRows:
    """What is remembered of the members of a file, from the first row to the last."""

    def __init__(self, households: HouseholdRows, *, only_these: bool) -> None:
        self.households, self.only_these = households, only_these
        self.by, self.on, self.report = households.by, households.on, households.report
        self.counted: Counter[str] = Counter()
        # How many rows there were, and of how many the people may live elsewhere on record.
        self.read = self.doubtful = 0
        self._index = crypto.blind_indexes("citizen_id")
        self._citizens: dict[str, list[tuple[Place, str, str]]] = defaultdict(list)
        self._names: dict[tuple[str, date], Place] = {}
        self._in_home: dict[tuple[str, str], Place] = {}
        self._heads = Heads()

    def take(self, table: Table, batch: list[tuple[int, tuple[Any, ...]]], *, writes: bool) -> None:
        """Decide a batch of rows, and write it unless this is a trial."""
        keys = [field.key for field in table.fields]
        rows: list[tuple[int, Home, dict[str, Any]]] = []
        for line, values in batch:
            row = dict(zip(keys, values, strict=True))
            if self.only_these and row["reference"] not in self.households.homes:
                continue
            self.read += 1
            try:
                home = self._home(row)
                _complete(row, self._index)
                self._not_twice_in_home(home, row, table.place(line))
            except _MemberFault as fault:
                table.refuse(line, fault.key, fault.error)
            else:
                rows.append((line, home, row))
                self.counted[row["reference"]] += 1
        self._decide(table, rows, writes=writes)

    def _decide(
        self, table: Table, rows: list[tuple[int, Home, dict[str, Any]]], *, writes: bool
    ) -> None:
        living = self._living_in({home.key for _line, home, _row in rows if not home.is_new})
        indexes = {row["citizen_id_index"] for _l, _h, row in rows} - {None}
        persons = _persons(indexes, scope(self.by, *IMPORTERS))
        settled = _settled([key for found in persons.values() for key, _name in found])
        told_rows = [
            Told(line, home, row, _recognised(row, living.get(home.key, [])))
            for line, home, row in rows
        ]
        self._heads.settle(table, told_rows, living)
        writing = _Writing(self)
        for line, home, row, known in told_rows:
            pairs = len(self.report.possible_duplicates)
            self._look_for_twins(table.place(line), row, known, persons)
            if known is None:
                if row["person"] in settled:
                    table.note(line, gettext("This person lives in another household on record."))
                is_second = len(self.report.possible_duplicates) > pairs
                self.doubtful += is_second or row["person"] in settled
                writing.create(home, row)
                self.report.created += 1
                continue
            news = told(row, (*_OF_PERSON, *_OF_MEMBER))
            kept = known.values
            changes = {name: news[name] for name in news if _as_kept(news[name]) != kept[name]}
            if changes and not home.is_sealed:
                writing.update(home, row, known, changes)
                self.report.updated += 1
            else:
                self.report.unchanged += 1
        if writes:
            self.households.trace.add(writing.write())

    def _home(self, row: dict[str, Any]) -> Home:
        reference = row["reference"]
        home = self.households.home_of(reference)
        if home is None and (refused := self.households.refused_rows.get(reference)):
            sentence = gettext("The row of this household, row %(n)s, was not taken.")
            reason = sentence % {"n": refused}
            remedy = gettext("Correct the row of the household first.")
            raise _MemberFault("reference", InputError("household_refused", reason, remedy))
        if home is None:
            reason = gettext("No household has this number.")
            remedy = gettext("Correct the number, or add the household to the list of households.")
            raise _MemberFault("reference", InputError("no_household", reason, remedy))
        return home

    def _not_twice_in_home(self, home: Home, row: dict[str, Any], here: Place) -> None:
        number = row["citizen_id_index"] or f"{row['number']} {row['name_key']} {row['birth_on']}"
        first = self._in_home.setdefault((home.key, number), here)
        if first is not here:
            self.doubtful += 1
            reason = gettext("Same person as row %(n)s") % {"n": first.row}
            remedy = gettext("Keep only one of the two rows")
            raise _MemberFault("given_name", InputError("row_again", reason, remedy))

    def _living_in(self, homes: set[str]) -> dict[str, list[Known]]:
        of_person = (f"person__{name}" for name in ("name_key", *_OF_PERSON))
        columns = ["id", "household_id", "person_id", *_OF_MEMBER, *of_person]
        living: dict[str, list[Known]] = defaultdict(list)
        for chunk in bulk.in_chunks(homes):
            found = HouseholdMember.objects.filter(household__in=chunk, left_on__isnull=True)
            for row in found.values(*columns):
                values = {name.removeprefix("person__"): value for name, value in row.items()}
                known = Known(row["id"].hex, row["person_id"].hex, values)
                living[row["household_id"].hex].append(known)
        return living

    def _look_for_twins(
        self,
        here: Place,
        row: dict[str, Any],
        known: Known | None,
        persons: dict[str, list[tuple[str, str]]],
    ) -> None:
        """Say who a new row is: a person on record with this number and name, or someone new.

        Two rows that may be one person are both taken and shown as a pair.
        """
        index, name = row["citizen_id_index"], row["name_key"]
        row["person"], row["is_new_person"] = known.person if known else None, False
        if index:
            before = self._citizens[index]
            if before:
                self.report.possible_duplicates.append((before[0][0], here))
            same = [key for key, its_name in persons.get(index, ()) if its_name == name]
            same += [key for _place, its_name, key in before if its_name == name]
            if row["person"] is None and same:
                row["person"] = same[0]
        if row["person"] is None:
            row["person"], row["is_new_person"] = uuid7_hex(), True
        if index:
            self._citizens[index].append((here, name, row["person"]))
        if row["birth_on"] and row["birth_precision"] == "day":
            first = self._names.setdefault((name, row["birth_on"]), here)
            if first is not here and not (index and len(self._citizens[index]) > 1):
                self.report.possible_duplicates.append((first, here))


class _MemberFault(Exception):
    """A cell that is wrong in the light of others."""

    def __init__(self, key: str, error: InputError) -> None:
        super().__init__(key)
        self.key, self.error = key, error


def _complete(row: dict[str, Any], index: Any) -> None:
    """Add what follows from the cells: keys, precision of the birth date, who is the head."""
    if not row["citizen_id"] and not row["no_id_reason"]:
        raise _MemberFault(
            "citizen_id",
            InputError(
                "no_id_no_reason",
                gettext("There is neither a citizen id nor the reason why there is none."),
                gettext("Write the 13 digits, or the reason in the next column."),
            ),
        )
    if row["citizen_id"]:
        row["no_id_reason"] = ""
    if not row["prefix"]:
        row["prefix"], row["given_name"] = thaitext.split_title(row["given_name"])
        row["prefix"] = thaitext.full_title(row["prefix"])
    name_key, row["sort_key"] = thaitext.name_keys(row["given_name"], row["family_name"])
    row["name_key"] = name_key[:200]
    row["citizen_id_index"] = index(row["citizen_id"]) if row["citizen_id"] else None
    born = row["birth"]
    row["birth_on"], row["birth_precision"] = (born.day, born.precision) if born else (None, "")
    row["is_head"] = row["relation"] == HEAD


def _persons(indexes: set[str], areas: list[str]) -> dict[str, list[tuple[str, str]]]:
    """The people of the areas with these numbers: key and name key by index."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for chunk in bulk.in_chunks(indexes):
        same = Person.objects.filter(citizen_id_index__in=chunk)
        persons = list(same.values_list("pk", "citizen_id_index", "name_key"))
        there = persons_to_link(areas, [key for key, _index, _name in persons])
        for key, index, name in persons:
            if key in there:
                found[str(index)].append((key.hex, name))
    return found


def _settled(persons: list[str]) -> set[str]:
    """Those of some people who live in a household on record."""
    found: set[str] = set()
    for chunk in bulk.in_chunks(persons):
        living = HouseholdMember.objects.filter(person__in=chunk, left_on__isnull=True)
        found |= {key.hex for key in living.values_list("person_id", flat=True)}
    return found


def _recognised(row: dict[str, Any], living: list[Known]) -> Known | None:
    """The member of the household whom a row means."""
    index, name, born = row["citizen_id_index"], row["name_key"], row["birth_on"]
    numbered = [known for known in living if known.values["number"] == row["number"]]
    for known in (*numbered, *living):
        values = known.values
        if (index and values["citizen_id_index"] == index) or values["name_key"] == name:
            return known
    return next((k for k in numbered if born and k.values["birth_on"] == born), None)


def _as_kept(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


class _Writing:
    """The new and the changed members of a batch, until they are written."""

    _COLUMNS = ("id", "household", "person", *_OF_MEMBER)

    def __init__(self, rows: MemberRows) -> None:
        self.by, self.on = rows.by, rows.on
        self.persons: list[tuple[str, NewPerson]] = []
        self.members: list[tuple[Any, ...]] = []
        self.changed: list[tuple[Home, Known, dict[str, Any], str]] = []
        # Keys of member, household and person, and whether the two latter are new as well.
        self.made: list[tuple[str, str, str, bool, bool]] = []
        self.added: list[tuple[str, str, dict[str, Any]]] = []
        self.edited: list[tuple[str, str, dict[str, Any]]] = []

    def create(self, home: Home, row: dict[str, Any]) -> None:
        if row["is_new_person"]:
            self.persons.append((row["person"], _new_person(row)))
        key = uuid7_hex()
        self.made.append((key, home.key, row["person"], row["is_new_person"], home.is_new))
        self.members.append((key, home.key, row["person"], *(_stored(row, n) for n in _OF_MEMBER)))
        self.added.append((with_dashes(home.key), home.area, {"member": with_dashes(key)}))

    def update(
        self, home: Home, row: dict[str, Any], known: Known, changes: dict[str, Any]
    ) -> None:
        self.changed.append((home, known, changes, row["citizen_id"]))
        data = {"member": with_dashes(known.member), "fields": sorted(changes)}
        self.edited.append((with_dashes(home.key), home.area, data))

    def write(self) -> dict[str, Any]:
        """Write them; what was done, in the form in which it can be taken back."""
        insert_persons(self.persons)
        bulk.insert(HouseholdMember, self._COLUMNS, self.members)
        changed = [
            [home.key, known.member, known.person, *_write_changes(known, changes, citizen_id)]
            for home, known, changes, citizen_id in self.changed
        ]
        journal.record_many(self.by, "household.member_imported", TARGET, self.added, on=self.on)
        journal.record_many(self.by, "household.member_edited", TARGET, self.edited, on=self.on)
        return {"new_members": self.made, "members": changed}


def _write_changes(known: Known, changes: dict[str, Any], citizen_id: str) -> tuple[Any, Any]:
    """Write what a row changes of a member; what of the membership and of the person was so."""
    person = {name: changes[name] for name in _OF_PERSON if name in changes}
    if person.pop("citizen_id_index", None):
        person["citizen_id"] = citizen_id
    of_person = update_person(known.person, person) if person else {}
    member = {name: _as_kept(changes[name]) for name in _OF_MEMBER if name in changes}
    if member:
        HouseholdMember.objects.filter(pk=known.member).update(**member)
    return {name: both(known.values[name], value) for name, value in member.items()}, of_person


def _new_person(row: dict[str, Any]) -> NewPerson:
    return NewPerson(
        prefix=row["prefix"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        name_key=row["name_key"],
        sort_key=row["sort_key"],
        sex=row["sex"],
        citizen_id=row["citizen_id"],
        citizen_id_index=row["citizen_id_index"] or "",
        birth_on=row["birth_on"],
        birth_precision=row["birth_precision"] or "day",
        nationality=row["nationality"],
        no_id_reason=row["no_id_reason"],
    )


def _stored(row: dict[str, Any], name: str) -> Any:
    value = row[name]
    if name in _LISTS:
        return bulk.as_json(list(value))
    if name == "income_per_month":
        return None if value is None else str(value)
    return _EMPTY.get(name, "") if value is None else value
