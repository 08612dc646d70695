"""A list of participants with its sheet of seats becomes a cohort: seats, quotas, who comes."""

from collections import Counter as Tally
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from asa.common.errors import InputError, allow
from asa.common.imports import Progress, Report, Source, Table
from asa.common.imports.meanings import known_meanings, meanings_for
from asa.common.imports.runs import Counter, batches, sort_problems
from asa.common.spreadsheets import HeaderMissing, Meanings, Sheet, read_sheets
from asa.common.spreadsheets.headings import says_total
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.places.errors import PlaceError
from asa.places.queries import PlaceIndex, covers
from asa.training.importers.cohorts import cohort_of, share_seats, workshop_of
from asa.training.importers.columns import KIND, people_fields, quota_fields
from asa.training.importers.heading import heading_of
from asa.training.importers.held import note_who_came
from asa.training.importers.people import Row, Seating, elsewhere, rows_of
from asa.training.models import Cohort
from asa.training.rules import can_keep_workshops_of


@dataclass
class WorkshopReport(Report):
    """What came of a list of participants; with trial, of what would come of it."""

    # Keys of the workshop and of the cohort; "" where nothing was written.
    workshop: str = ""
    cohort: str = ""
    seats: int = 0
    # Code of the place, its seats, who holds one.
    quotas: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        told = super().as_json()
        told.pop("possible_duplicates")
        about = {"workshop": self.workshop, "cohort": self.cohort, "seats": self.seats}
        return {**about, "quotas": self.quotas, **told}


def import_workshop(  # noqa: PLR0913 - the command line and the pages offer exactly these choices
    file: Source,
    *,
    by: User,
    province: str | None = None,
    said: dict[str, Any] | None = None,
    trial: bool = False,
    all_or_nothing: bool = False,
    on: date,
    progress: Progress | None = None,
    name: str = "",
) -> WorkshopReport:
    """Take a list of participants into a cohort; a trial only says what would be.

    province: whose workshop it is; None for the department's. said: what the list does not tell,
    or otherwise (`Heading`'s fields, and `course`). The same list again changes nothing; one that
    comes after the last day is of who came. Raises UnreadableFile, and DomainError where it is
    not known which workshop is meant.
    """
    owner = province or WHOLE_COUNTRY
    allow(can_keep_workshops_of(by, owner))
    report = WorkshopReport()
    sheets = list(read_sheets(file, name))
    about = dict(said or {})
    course = about.pop("course", "")
    heading = heading_of(sheets).with_said(**about).checked()
    people, seats = _tables(sheets, report, known_meanings(KIND, owner))
    places = _places(people + seats)
    shares = _shares(seats, places, owner, report)
    counter = Counter(sum(map(len, people)), progress)
    told: list[Row] = []
    for table in people:
        for batch in batches(table, counter):
            told += rows_of(table, batch, places, owner)
    if not seats:
        shares = dict(Tally(row.place for row in told))
    with transaction.atomic():
        workshop = workshop_of(heading, owner=owner, course=course, by=by, on=on)
        cohort = cohort_of(workshop, heading, seats=sum(shares.values()), by=by, on=on)
        share_seats(cohort, shares if seats else _kept(cohort, told), report)
        seating = Seating(cohort, by=by, on=on, report=report)
        seating.take(told)
        _tell(report, cohort)
        note_who_came(cohort, seating.seen, report, by=by, on=on)
        report.written = not (trial or report.stopped or (all_or_nothing and report.refused))
        if not report.written:
            transaction.set_rollback(True)
            report.workshop = report.cohort = ""
    sort_problems(report, [sheet.name for sheet in sheets])
    return report


def _tables(
    sheets: Iterable[Sheet], report: Report, meanings: Meanings
) -> tuple[list[Table], list[Table]]:
    """The sheets of people and those of seats; others are passed over and noted."""
    people: list[Table] = []
    seats: list[Table] = []
    faults: list[HeaderMissing] = []
    of_people, of_seats = people_fields(), quota_fields()
    for sheet in sheets:
        try:
            said = meanings_for(meanings, of_people)
            people.append(Table(sheet, of_people, report, meanings=said))
        except HeaderMissing as fault:
            try:
                # What is wrong there is told, but its rows are no people that were read.
                said = meanings_for(meanings, of_seats)
                seats.append(Table(sheet, of_seats, Report(), meanings=said))
            except HeaderMissing:
                faults += [fault] if sheet.rows else []
    if faults and not people:
        raise faults[0]
    report.notes += [fault.reason for fault in faults]
    return people, seats


def _places(tables: list[Table]) -> PlaceIndex:
    """The provinces alone where no sheet names anything smaller, which is read much faster."""
    smaller = any({"tambon", "district"} & table.present for table in tables)
    return PlaceIndex.load() if smaller else PlaceIndex.of_provinces()


def _shares(tables: list[Table], places: PlaceIndex, owner: str, report: Report) -> dict[str, int]:
    """Place → seats, as the sheets of seats tell; their total must be the sum of their rows."""
    shares: dict[str, int] = {}
    for table in tables:
        for number, (tambon, district, province, seats) in table.rows():
            try:
                place = places.find(province, district, tambon)
            except PlaceError as error:
                table.refuse(number, error.field, error)
                continue
            if not covers([owner], place):
                table.refuse(number, "province", elsewhere())
                continue
            if place in shares:
                table.refuse(number, "province", _twice())
                continue
            shares[place] = seats
        report.problems += table.report.problems
        _check_total(table, sum(shares.values()), report)
    return shares


def _kept(cohort: Cohort, told: list[Row]) -> dict[str, int]:
    """Seats where no sheet tells them: as many as people are named, and none taken from a place
    that has more.
    """
    known = dict(cohort.quotas.filter(area__isnull=False).values_list("area", "seats"))

    def shared_by(place: str) -> str:
        return next((code for code in (place, place[:4], place[:2]) if code in known), place)

    named = Tally(shared_by(row.place) for row in told)
    return {place: max(count, known.get(place, 0)) for place, count in named.items()}


def _check_total(table: Table, total: int, report: Report) -> None:
    position = table.match.positions["seats"]
    for row in table.sheet.rows[table.match.row_index + 1 :]:
        said = row[position]
        if any(map(says_total, row)) and isinstance(said, int | float) and said != total:
            report.stopped = gettext(
                "The sheet of seats says %(said)s in all, but its rows make %(total)s."
                " Correct one of them; nothing was written."
            ) % {"said": int(said), "total": total}


def _twice() -> InputError:
    return InputError(
        "twice",
        gettext("This place stands twice in the sheet of seats."),
        gettext("Write all its seats in one row."),
    )


def _tell(report: WorkshopReport, cohort: Cohort) -> None:
    report.workshop, report.cohort = str(cohort.workshop_id), str(cohort.pk)
    report.seats = cohort.seats
    quotas = cohort.quotas.order_by("area")
    report.quotas = [
        {"area": quota.area_id, "seats": quota.seats, "nominated": quota.taken} for quota in quotas
    ]
    taken = sum(quota.taken for quota in quotas)
    report.notes.append(
        gettext("Seats: %(seats)s in %(places)s places; taken %(taken)s, left %(left)s.")
        % {
            "seats": cohort.seats,
            "places": len(quotas),
            "taken": taken,
            "left": cohort.seats - taken,
        }
    )
