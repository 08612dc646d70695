"""Writing what a batch of rows brings: persons, register entries, assignments, offices, journal."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from asa.common import bulk, journal
from asa.common.ids import uuid7_hex, with_dashes
from asa.common.imports.batches import Trace
from asa.people.actions import note_pairs
from asa.people.importers import (
    Former,
    NewPerson,
    as_text,
    insert_sealed,
    kind_of,
    sealed_rows,
    update_person,
)
from asa.people.models import User
from asa.people.queries.duplicates import Pair
from asa.places.importers import ensure_villages
from asa.places.queries import remember_names
from asa.volunteers.actions.life import leave_place
from asa.volunteers.actions.offices import ensure_centre
from asa.volunteers.codes import Responsibility, VolunteerState
from asa.volunteers.importers.did import Did
from asa.volunteers.importers.known import Register
from asa.volunteers.importers.rows import AREA, OF_PERSON, Known, Row, told
from asa.volunteers.models import Assignment, Centre, Office, Volunteer, VolunteerStep
from asa.volunteers.models.order import list_order
from asa.volunteers.names import centre_name
from asa.volunteers.queries import area_of_work, current_offices
from asa.volunteers.signals import volunteer_stepped

TARGET = "volunteers.volunteer"
_VOLUNTEER = (
    "id", "person", "area", "responsibility", "state", "registration_no", "registration_year_be",
    "registration_province", "registered_on", "address", "postcode", "note", "created_at",
    "list_order",
)  # fmt: skip
_REGISTERED = VolunteerState.REGISTERED.value
_ASSIGNMENT = ("id", "volunteer", "area", "responsibility", "started_on")


def centre_of(area: str, responsibility: str) -> tuple[str, str]:
    """Level and area of the centre in which a volunteer of a level holds an office."""
    level = Responsibility.TAMBON if responsibility == Responsibility.VILLAGE else responsibility
    return str(level), area_of_work(area, level)


class Batch:
    """The new volunteers and the changed ones of some rows, until they are written."""

    def __init__(
        self, register: Register, *, by: User, on: date, village_names: Mapping[str, set[str]]
    ) -> None:
        self.register, self.by, self.on = register, by, on
        self.village_names = village_names
        self.did = Did()
        self.now, self.today = bulk.stored_moment(datetime.now(UTC)), on.isoformat()
        self.persons: list[tuple[str, NewPerson]] = []
        self.volunteers: list[tuple[Any, ...]] = []
        self.assignments: list[tuple[Any, ...]] = []
        self.offices: list[tuple[str, Row]] = []
        self.changed: list[tuple[Row, Known, dict[str, Any]]] = []
        self.joined: list[tuple[str, Row]] = []
        self.areas: set[str] = set()
        self.centres: dict[tuple[str, str], Centre] = {}
        self.lines: list[tuple[str, str, dict[str, Any]]] = []
        self.alike: list[Pair] = []

    @property
    def created(self) -> int:
        return len(self.volunteers)

    @property
    def updated(self) -> int:
        return len(self.changed)

    def create(self, row: Row, person: str | None) -> str:
        """A new entry; a person who is known under another role gets it, else a new one, whose
        key comes back.
        """
        order = ""  # which the database finds by the name that is known
        if person is None:
            person, order = uuid7_hex(), list_order(_REGISTERED, row.person.sort_key)
            self.persons.append((person, row.person))
        else:
            self.joined.append((person, row))
        (
            _line, _person, area, number, year, level, address, postcode, registered_on, note,
            position, _position_text,
        ) = row  # fmt: skip
        key = uuid7_hex()
        registered = registered_on.isoformat() if registered_on else None
        self.volunteers.append(
            (
                key, person, area, level, _REGISTERED, number, year, area[:2], registered,
                address, postcode, note, self.now, order,
            )
        )  # fmt: skip
        works_in, since = area_of_work(area, level), registered or self.today
        self.assignments.append((uuid7_hex(), key, works_in, level, since))
        if position:
            self.offices.append((key, row))
        self.areas.add(area)
        self.lines.append((with_dashes(key), area, {}))
        return person

    # --- changes ---------------------------------------------------------------------------------

    def changes(self, row: Row, known: Known, *, with_level: bool) -> dict[str, Any]:
        """What a row tells otherwise than the register; {} if nothing."""
        news = told(row, with_level=with_level)
        if known.values["citizen_id_index"]:
            news.pop("no_id_reason", None)  # a list is behind where a number is known by now
        changes = {name: value for name, value in news.items() if known.values[name] != value}
        if row.position and not self._holds_office(row, known):
            changes["office"] = row.position
        return changes

    def _holds_office(self, row: Row, known: Known) -> bool:
        held = self.register.offices.get(known.volunteer, set())
        return (row.position, centre_of(row.area, row.responsibility)[1]) in held

    def update(self, row: Row, known: Known, changes: dict[str, Any]) -> None:
        self.changed.append((row, known, changes))
        self.areas.add(row.area)

    # --- writing ---------------------------------------------------------------------------------

    def made_ready(self) -> Callable[[Trace], None]:
        """The people are sealed now, which asks no database; what comes back writes all of it."""
        return partial(self._write, sealed_rows(self.persons))

    def _write(self, persons: bulk.Rows, trace: Trace) -> None:
        villages = {(area[:6], int(area[6:])) for area in self.areas if len(area) == 8}
        ensure_villages(villages, by=self.by, on=self.on, names=self.village_names)
        insert_sealed(persons)
        bulk.insert(Volunteer, _VOLUNTEER, self.volunteers)
        bulk.insert(Assignment, _ASSIGNMENT, self.assignments)
        journal.record_many(self.by, "volunteer.imported", TARGET, self.lines, on=self.on)
        for person, row in self.joined:
            before = self._write_person(person, row, told(row, with_level=True))
            self.did.joined(person, before)
        self._write_offices()
        for row, known, changes in self.changed:
            self._write_changes(row, known, changes)
        self._tell_changes()
        if self.alike:
            note_pairs(self.alike, on=self.on)
        trace.add(self.did.as_json(self.volunteers))

    def _write_person(self, key: str, row: Row, changes: dict[str, Any]) -> Former:
        """Write what is told of a person; the former and the new values of what changed."""
        values = {name: changes[name] for name in OF_PERSON if name in changes}
        if values.pop("citizen_id_index", None):
            digits = row.person.citizen_id
            values |= {"citizen_id": digits, "id_kind": kind_of(digits), "no_id_reason": ""}
        return update_person(key, values) if values else {}

    def _write_changes(self, row: Row, known: Known, changes: dict[str, Any]) -> None:
        did = self.did.changed(known.volunteer, known.person)
        did["person_values"] = self._write_person(known.person, row, changes)
        entry = {
            name: value
            for name, value in changes.items()
            if name not in OF_PERSON and name != "office"
        }
        if entry:
            Volunteer.objects.filter(pk=known.volunteer).update(**entry)
            did["values"] = {n: [as_text(known.values[n]), as_text(v)] for n, v in entry.items()}
        if AREA in entry or "responsibility" in entry:
            did |= self._write_move(row, known)
        if "office" in changes:
            did["office"] = self._write_office(known.volunteer, row)

    def _write_move(self, row: Row, known: Known) -> dict[str, Any]:
        """The main assignment ends and one for the new area begins, of whoever has one; posts and
        offices of the old place end as with a move on a page.
        """
        current = Assignment.objects.filter(
            volunteer_id=known.volunteer, is_main=True, ended_on__isnull=True
        )
        ended = [key.hex for key in current.values_list("pk", flat=True)]
        is_working = known.values["state"] == VolunteerState.REGISTERED
        did: dict[str, Any] = {}
        if current.update(ended_on=self.on) or is_working:
            begun = Assignment.objects.create(
                volunteer_id=known.volunteer,
                area_id=area_of_work(row.area, row.responsibility),
                responsibility=row.responsibility,
                started_on=self.on,
            )
            did["assignment"] = [begun.pk.hex, *ended]
        before = known.values[AREA]
        if before != row.area:
            volunteer = Volunteer.objects.get(pk=known.volunteer)
            held = {office.pk for office in current_offices(volunteer)}
            step = leave_place(volunteer, before=before, by=self.by, on=self.on)
            left = held - {office.pk for office in current_offices(volunteer)}
            did |= {"step": [step.pk.hex], "offices_left": sorted(key.hex for key in left)}
            volunteer_stepped.send(VolunteerStep, step=step, by=self.by, on=self.on)
        return did

    def _write_offices(self) -> None:
        """The offices of new volunteers; a centre is made if it is not there."""
        columns = ("id", "centre", "volunteer", "position", "started_on", "recorded_by")
        held = [(*told, centre_of(told[1].area, told[1].responsibility)) for told in self.offices]
        self._ensure_centres({centre for _volunteer, _row, centre in held})
        started_on, by = self.today, self.by.pk.hex
        rows = [
            (uuid7_hex(), self.centres[centre].pk.hex, volunteer, row.position, started_on, by)
            for volunteer, row, centre in held
        ]
        bulk.insert(Office, columns, rows)

    def _ensure_centres(self, wanted: set[tuple[str, str]]) -> None:
        """As `ensure_centre`, of many centres at once."""
        self._read_centres(wanted)
        missing = sorted(wanted - self.centres.keys())
        remember_names(area for _level, area in missing)
        new = {uuid7_hex(): centre for centre in missing}
        rows = [(key, *centre, centre_name(*centre)) for key, centre in new.items()]
        bulk.insert(Centre, ("id", "level", "area", "name_th"), rows, skip_known=True)
        self._read_centres(set(missing))
        lines = [
            (with_dashes(key), centre[1], dict[str, Any]())
            for key, centre in new.items()
            if self.centres[centre].pk.hex == key
        ]
        journal.record_many(self.by, "centre.added", "volunteers.centre", lines, on=self.on)

    def _read_centres(self, wanted: set[tuple[str, str]]) -> None:
        if wanted:
            found = Centre.objects.filter(area__in={area for _level, area in wanted})
            self.centres |= {(centre.level, centre.area_id): centre for centre in found}

    def _write_office(self, volunteer: str, row: Row) -> list[str]:
        """Another office than the register has: the one held in that centre ends.

        The keys of the office that began, and of what ended.
        """
        centre = self._centre(*centre_of(row.area, row.responsibility))
        held = Office.objects.filter(volunteer_id=volunteer, centre=centre, ended_on__isnull=True)
        ended = [key.hex for key in held.values_list("pk", flat=True)]
        held.update(ended_on=self.on)
        begun = Office.objects.create(
            centre=centre,
            volunteer_id=volunteer,
            position=row.position,
            started_on=self.on,
            recorded_by=self.by,
        )
        return [begun.pk.hex, *ended]

    def _centre(self, level: str, area: str) -> Centre:
        if (level, area) not in self.centres:
            self.centres[level, area] = ensure_centre(
                level=level, area=area, by=self.by, on=self.on
            )
        return self.centres[level, area]

    def _tell_changes(self) -> None:
        lines = [
            (with_dashes(known.volunteer), row.area, {"fields": sorted(changes)})
            for row, known, changes in self.changed
        ]
        journal.record_many(self.by, "volunteer.updated", TARGET, lines, on=self.on)
