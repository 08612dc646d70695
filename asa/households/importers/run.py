"""Bringing in a list of households and members: first the homes, then who lives there."""

from datetime import date

from asa.common.errors import allow
from asa.common.imports import Progress, Report, Source, Table
from asa.common.imports.doubts import look_first, tell_taken_despite
from asa.common.imports.meanings import known_meanings, meanings_for
from asa.common.imports.reading import name_of
from asa.common.imports.runs import Counter, batches, run, sort_problems, without_collector
from asa.common.spreadsheets import HeaderMissing, Meanings, Sheet, read_sheets
from asa.households.importers.columns import KIND, household_fields, member_fields
from asa.households.importers.households import HouseholdRows
from asa.households.importers.members import MemberRows
from asa.households.rules import can_import_households
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY


@without_collector()
def import_households(  # noqa: PLR0913 - the command line and the pages offer exactly these choices
    file: Source,
    *,
    by: User,
    province: str | None = None,
    trial: bool = False,
    all_or_nothing: bool = False,
    on: date,
    progress: Progress | None = None,
    limit: int | None = None,
    name: str = "",
    despite_duplicates: bool = False,
) -> Report:
    """Take a list of households and their members; a trial only says what would be.

    A household is known again by its number within the province, a member by number, name or
    citizen id within the household. A row that tells nothing new changes nothing, and an empty
    cell takes nothing away. limit: how many households at most, with their members.
    despite_duplicates: take in a list that would be stopped because half or more of its members
    may live in other households on record. Raises UnreadableFile.
    """
    allow(can_import_households(by, province or WHOLE_COUNTRY))
    report = Report()
    meanings = known_meanings(KIND, province or WHOLE_COUNTRY)
    homes, people = _tables(read_sheets(file, name), on, report, meanings)
    with run(report, trial=trial, all_or_nothing=all_or_nothing):
        counter = Counter(sum(map(len, [*homes, *people])), progress)
        households = HouseholdRows(by=by, province=province, on=on, report=report)
        for table in homes:
            most = None if limit is None else limit - report.read
            for batch in batches(table, counter, most):
                households.take(table, batch, writes=not trial)
            households.remember_refused(table)
        members = MemberRows(households, only_these=limit is not None)
        for table in people:
            for batch in batches(table, counter):
                members.take(table, batch, writes=not trial)
        households.compare_member_counts(members.counted)
        report.notes += households.villages.notes()
        look_first(report, members.doubtful, members.read, despite=despite_duplicates)
        if not trial:
            area = province or WHOLE_COUNTRY
            tell_taken_despite(report, kind=KIND, area=area, by=by, on=on)
            report.batch = households.trace.keep(
                report, kind=KIND, area=area, name=name or name_of(file), by=by
            )
    report.batch = report.batch if report.written else ""
    sort_problems(report, [table.sheet.name for table in [*homes, *people]])
    return report


def _tables(
    sheets: list[Sheet], on: date, report: Report, meanings: Meanings
) -> tuple[list[Table], list[Table]]:
    """The sheets of households and those of members; others are passed over and noted."""
    homes: list[Table] = []
    people: list[Table] = []
    faults: list[HeaderMissing] = []
    of_members, of_homes = member_fields(on), household_fields(on)
    said_of_members = meanings_for(meanings, of_members)
    said_of_homes = meanings_for(meanings, of_homes)
    for sheet in sheets:
        try:
            people.append(Table(sheet, of_members, report, meanings=said_of_members))
        except HeaderMissing:
            try:
                homes.append(Table(sheet, of_homes, report, meanings=said_of_homes))
            except HeaderMissing as fault:
                faults += [fault] if sheet.rows else []
    if faults and not (homes or people):
        raise faults[0]
    report.notes += [fault.reason for fault in faults]
    return homes, people
