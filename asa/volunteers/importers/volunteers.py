"""Bringing in a register of volunteers: rows → checked → compared with the register → written.

Writing skips the cost of single records, never a rule: cells are read by the parsers that the
pages use, numbers are compared with the register, and every row has its line in the journal.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from asa.common import crypto, thaitext
from asa.common.bulk import indexes_at_end
from asa.common.errors import allow
from asa.common.imports import IsPlace, Place, Progress, Report, Source, Table, tables
from asa.common.imports.batches import Trace
from asa.common.imports.beside import Writer, writer
from asa.common.imports.doubts import look_first, tell_taken_despite
from asa.common.imports.meanings import known_meanings
from asa.common.imports.reading import name_of
from asa.common.imports.runs import Counter, batches, run, sort_problems, without_collector
from asa.common.spreadsheets import open_book
from asa.people.codes import Likeness
from asa.people.importers import NewPerson
from asa.people.linking import persons_to_link
from asa.people.models import Person, User
from asa.people.queries.duplicates import Pair, pair_of
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.errors import PlaceError
from asa.places.queries import PlaceIndex, VillageNumbers
from asa.volunteers.codes import Responsibility, VolunteerState
from asa.volunteers.importers import columns, faults
from asa.volunteers.importers.ages import Ages
from asa.volunteers.importers.before import RowsBefore
from asa.volunteers.importers.known import Register
from asa.volunteers.importers.numbers import NoNumber, without_reason
from asa.volunteers.importers.offices import SoleHolders
from asa.volunteers.importers.recognising import known_volunteer
from asa.volunteers.importers.rows import Known, Row
from asa.volunteers.importers.whom import Fault
from asa.volunteers.importers.writing import Batch
from asa.volunteers.models import Assignment, Volunteer
from asa.volunteers.rules import IMPORTERS, can_import_volunteers

FILLED = (Person, Volunteer, Assignment)
# As they stand in the table: what is no plain text is taken apart at each write.
_VILLAGE, _TAMBON = Responsibility.VILLAGE.value, Responsibility.TAMBON.value


@without_collector()
def import_volunteers(  # noqa: PLR0913 - the command line and the pages offer exactly these choices
    file: Source,
    *,
    by: User,
    province: str | None = None,
    trial: bool = False,
    all_or_nothing: bool = False,
    on: date,
    progress: Progress | None = None,
    rows: int | None = None,
    name: str = "",
    despite_duplicates: bool = False,
) -> Report:
    """Take a list of volunteers into the register; a trial only says what would be.

    province: whose list it is ("86"), or None for a list of the whole country. A volunteer is
    known again by the registration number of the province and year, else by the citizen id; a row
    that tells nothing new changes nothing, and an empty cell takes nothing away.
    rows: how many rows at most. despite_duplicates: take in a list that would be stopped because
    half or more of its rows may be people on record. Raises UnreadableFile.
    """
    allow(can_import_volunteers(by, province or WHOLE_COUNTRY))
    report = Report()
    places = PlaceIndex.load(province)
    meanings = known_meanings(columns.KIND, province or WHOLE_COUNTRY)
    book, names = open_book(file, name), list[str]()
    with (
        run(report, trial=trial, all_or_nothing=all_or_nothing),
        indexes_at_end(*FILLED),
        writer() as beside,
    ):
        counter = Counter(book.rows, progress)
        work = _Import(
            by=by, province=province, on=on, report=report, places=places,
            writer=None if trial else beside,
        )  # fmt: skip
        found = tables(book, columns.fields(on), report, names_a_place_of(places), meanings)
        for table in found:
            names.append(table.sheet.name)
            counter.leave_out_headings(table)
            work.areas.clear()  # a sheet seldom names the places of another
            most = None if rows is None else rows - report.read
            for batch in batches(table, counter, most):
                work.take(table, batch)
        report.notes += work.villages.notes()
        look_first(report, work.doubtful, report.read, despite=despite_duplicates)
        if not trial and not report.stopped:
            work.keep(name or name_of(file))
    report.batch = report.batch if report.written else ""
    sort_problems(report, names)
    return report


def names_a_place_of(places: PlaceIndex) -> IsPlace:
    """Whether a sheet bears the bare name of a district or a province, as in เมืองชุมพร."""

    def is_place(key: str, words: str) -> bool:
        if key not in ("district", "province"):
            return False
        try:
            return bool(places.find(**{key: words}))
        except PlaceError:
            return False

    return is_place


class _Import:
    """What is remembered from the first row of a file to the last."""

    def __init__(
        self, *, by: User, province: str | None, on: date, report: Report, places: PlaceIndex,
        writer: Writer | None,
    ) -> None:  # fmt: skip
        """writer: what writes the rows; None for a trial."""
        self.by, self.province, self.on, self.report = by, province, on, report
        self.trace = Trace()
        self.index = crypto.blind_indexes("citizen_id")
        self.places = places
        # Where nobody is known yet, nobody need be looked for.
        self.knows_people = Person.objects.exists()
        self.villages = VillageNumbers([province or WHOLE_COUNTRY])
        self.areas: dict[tuple[str, str, str, str], str] = {}
        self.before = RowsBefore()
        # Rows that share name and birth with one before, and how many may be on record already.
        self.second: set[Place] = set()
        self.doubtful = 0
        self.writer = writer
        self.sole_holders = SoleHolders(writes=writer is not None)
        self.ages = Ages(on)

    def take(self, table: Table, batch: list[tuple[int, tuple[Any, ...]]]) -> None:
        """Decide a batch of rows, and write it unless this is a trial."""
        rows = list(self._rows(table, batch))
        self.sole_holders.read(rows)
        writing = Batch(
            Register(rows if self.knows_people else []), by=self.by, on=self.on,
            village_names=self.villages.names_of({row.area for row in rows}),
        )  # fmt: skip
        for row in rows:
            try:
                self._decide(table, row, writing)
            except Fault as fault:
                table.refuse(row.line, fault.key, fault.error)
        self.report.created += writing.created
        self.report.updated += writing.updated
        if self.writer is not None:
            self.writer.give(partial(writing.made_ready(), self.trace))

    def keep(self, name: str) -> None:
        """Keep what was done as one batch; the report has its key."""
        if self.writer is not None:
            self.writer.wait()  # the batch is later than each of its lines
        report, by, area = self.report, self.by, self.province or WHOLE_COUNTRY
        report.batch = self.trace.keep(report, kind=columns.KIND, area=area, name=name, by=by)
        tell_taken_despite(report, kind=columns.KIND, area=area, by=by, on=self.on)

    # --- one row -----------------------------------------------------------------------------

    def _rows(self, table: Table, batch: list[tuple[int, tuple[Any, ...]]]) -> Iterator[Row]:
        """The rows whose cells agree with each other and with the rows before them."""
        for line, values in batch:
            try:
                row = self._row(line, values)
                first = self.before.compare(table, row)
            except PlaceError as error:
                table.refuse(line, error.field, error)
            except Fault as fault:
                self.doubtful += fault.error.fault == "row_again"
                table.refuse(line, fault.key, fault.error)
            else:
                if first is not None:
                    here = table.place(line)
                    self.report.possible_duplicates.append((first, here))
                    self.second.add(here)
                yield row

    def _row(self, line: int, values: tuple[Any, ...]) -> Row:
        (
            number, prefix, given, family, citizen_id, born, sex, house_no, moo, tambon, district,
            province, postcode, phones, registered_on, level, position, note,
            whole_name, whole_place, nationality, why_none,
        ) = values  # fmt: skip
        if whole_name:
            prefix, given, family = prefix or whole_name.prefix, whole_name.given, whole_name.family
        if whole_place:
            house_no, moo, postcode = (
                house_no or whole_place.house_no, moo or whole_place.moo,
                postcode or whole_place.postcode,
            )  # fmt: skip
            tambon, district, province = (
                whole_place.tambon, district or whole_place.district,
                province or whole_place.province,
            )  # fmt: skip
        where = (province, district, tambon, moo)
        area = self.areas.get(where) or self.areas.setdefault(where, self._area(*where))
        if not prefix:
            prefix, given = thaitext.split_title(given)
            prefix = thaitext.full_title(prefix)
        birth_on, precision = born or (None, "day")
        name_key, sort_key = thaitext.name_keys(given, family)
        phone, other_phone = phones
        if isinstance(citizen_id, NoNumber):
            why_none = citizen_id.reason or why_none
            citizen_id = index = ""
            if not why_none:
                raise Fault("citizen_id", without_reason())
        else:
            index, why_none = self.index(citizen_id), ""
        person = NewPerson(
            prefix, given, family, name_key[:200], sort_key, sex, citizen_id, index, birth_on,
            precision, phone, other_phone, nationality, why_none,
        )  # fmt: skip
        level = level or (_VILLAGE if len(area) == 8 else _TAMBON)
        registration_no, year = number
        office, office_text = position
        return Row(
            line, person, area, registration_no, year, level, house_no, postcode, registered_on,
            note, office, office_text,
        )  # fmt: skip

    def _area(self, province: str, district: str, tambon: str, moo: str) -> str:
        code = self.places.find(province, district, tambon)
        return self.villages.village(code, moo) if moo else code

    # --- one row and the register ---------------------------------------------------------------

    def _decide(self, table: Table, row: Row, writing: Batch) -> None:
        """Whether the row is new, changes someone, or says what is known."""
        register = writing.register
        known = self._known(row, register)
        if row.position and (why := self._why_no_office(row, known)):
            table.note(row.line, why % {"office": row.position_text})
            row = row._replace(position="", position_text="")
        if known is None:
            self.ages.check_new(row)
            joined = self._person_to_join(row, register)
            person = writing.create(row, joined)
            is_doubtful = table.place(row.line) in self.second if self.second else False
            if self.knows_people:
                is_doubtful |= self._note_namesakes(table, row, register)
                if joined is None:
                    writing.alike += _alike(row, UUID(person), register)
            self.doubtful += is_doubtful
        elif changes := writing.changes(row, known, with_level="level" in table.present):
            self.ages.check_changes(changes, known)
            writing.update(row, known, changes)
        else:
            self.report.unchanged += 1
        if row.position_text and not row.position:
            sentence = gettext("The office “%(office)s” is not known and was not recorded.")
            table.note(row.line, sentence % {"office": row.position_text})
        if row.note.startswith(columns.ENDED_WORDS):
            sentence = gettext(
                "The remark says “%(remark)s”. End the volunteer on the volunteer's page if so."
            )
            table.note(row.line, sentence % {"remark": row.note})

    def _known(self, row: Row, register: Register) -> Known | None:
        return known_volunteer(row, register, self.province or "") if self.knows_people else None

    def _why_no_office(self, row: Row, known: Known | None) -> str:
        """Why the office that a row tells is not given, as on a page; "" where it is."""
        new = row.person.citizen_id_index or f"{row.line} {row.person.name_key}"
        volunteer = known.volunteer if known else new
        if self.sole_holders.is_anothers(row, volunteer):
            return gettext(
                "The office “%(office)s” was not recorded: somebody else holds it in that centre."
                " End that office first."
            )
        if known and known.values["state"] != VolunteerState.REGISTERED:
            return gettext(
                "The office “%(office)s” was not recorded: the volunteer is not registered now."
            )
        self.sole_holders.note(row, volunteer)
        return ""

    def _person_to_join(self, row: Row, register: Register) -> str | None:
        """The one person with this number and this name who is known under another role."""
        if not self.knows_people:
            return None
        same = [
            known.person
            for known in register.by_citizen_id.get(row.person.citizen_id_index, ())
            if not known.volunteer and known.name_key == row.person.name_key
        ]
        areas = scope(self.by, *IMPORTERS)
        return same[0] if len(same) == 1 and persons_to_link(areas, [UUID(same[0])]) else None

    def _note_namesakes(self, table: Table, row: Row, register: Register) -> bool:
        """Whether a volunteer of the same name and birth is on record, which is noted."""
        found = False
        for known in register.by_name.get(row.person.name_key, ()):
            born = row.person.birth_on
            if known.volunteer and born and known.values["birth_on"] == born:
                sentence = gettext(
                    "A volunteer of the same name and birth date is in the register already, with"
                    " the number %(number)s. Please check whether it is one person."
                )
                table.note(row.line, sentence % {"number": faults.number_of(known)})
                found = True
        return found


def _alike(row: Row, person: UUID, register: Register) -> list[Pair]:
    """Pairs of a new person with whoever is on record with the number, or the name and birth."""
    born, index = row.person.birth_on, row.person.citizen_id_index
    pairs = [
        pair_of(UUID(known.person), person, Likeness.SAME_NUMBER)
        for known in register.by_citizen_id.get(index, ())
    ]
    pairs += [
        pair_of(UUID(known.person), person, Likeness.SAME_NAME)
        for known in register.by_name.get(row.person.name_key, ())
        if born is not None
        and known.values["birth_on"] == born
        and known.values["citizen_id_index"] != index
    ]
    return pairs
