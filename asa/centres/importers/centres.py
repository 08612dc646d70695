"""Bringing in a list of centres: rows → which centre, who is named → the acts of the pages.

A trial does all of it and takes it back at the end, so that it says exactly what would be.
"""

from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from asa.centres.actions import CentreFacts, found_centre, propose_change
from asa.centres.codes import ALWAYS_NEW, DIGITS_OF, FIELDS, ProposalState
from asa.centres.importers.columns import KIND, OFFICES, fields
from asa.centres.importers.faults import (
    no_evidence,
    no_place,
    of_another_office,
    refused,
    twice,
    unknown_service,
)
from asa.centres.importers.seats import Elected, holders_by_name, record_committee
from asa.centres.importers.whom import People, name_key_of
from asa.centres.models import ChangeProposal
from asa.centres.queries import facts_of, profile_of, services_on
from asa.centres.rules import can_import_centres
from asa.common.errors import DomainError, InputError, allow
from asa.common.imports import Place, Progress, Report, Source, Table, cells, tables
from asa.common.imports.batches import Trace
from asa.common.imports.meanings import known_meanings
from asa.common.imports.runs import Counter, batches, run, sort_problems
from asa.common.spreadsheets import open_book
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.places.errors import PlaceError
from asa.places.models import Area
from asa.places.queries import PlaceIndex
from asa.volunteers.codes import CentreLevel
from asa.volunteers.importers.volunteers import names_a_place_of
from asa.volunteers.importers.whom import Fault
from asa.volunteers.models import Centre

# What a cell tells as it stands.
_PLAIN = ("name_th", "place", "phone", "hours", "seats", "vehicles")


class Row(NamedTuple):
    """One row: which centre of which area, and what the list tells of it."""

    table: Table
    line: int
    level: CentreLevel
    area: str
    values: dict[str, Any]


def import_centres(  # noqa: PLR0913 - the command line and the pages offer exactly these choices
    file: Source,
    *,
    by: User,
    province: str | None = None,
    trial: bool = False,
    all_or_nothing: bool = False,
    on: date,
    progress: Progress | None = None,
    name: str = "",
) -> Report:
    """Take in a list of centres; a trial only says what would be.

    province: whose list it is ("86"), or None for the whole country. A centre that is not there is
    founded; what differs of one that is there is proposed, and the level above validates it; the
    people of its committee are found in the register. An empty cell takes nothing away, and a row
    that tells nothing new changes nothing. Raises UnreadableFile.
    """
    area = province or WHOLE_COUNTRY
    allow(can_import_centres(by, area))
    report, places = Report(), PlaceIndex.load(province)
    is_place, meanings = names_a_place_of(places), known_meanings(KIND, area)
    found = list(tables(open_book(file, name), fields(on), report, is_place, meanings))
    counter = Counter(sum(map(len, found)), progress)
    work = _Centres(by=by, area=area, on=on, report=report, places=places)
    with run(report, trial=trial, all_or_nothing=all_or_nothing):
        for table in found:
            for batch in batches(table, counter):
                for row in work.understood(table, batch):
                    work.carry_out(row)
        if not trial:
            key = work.trace.keep(report, kind=KIND, area=area, name=name, by=by)
        else:
            transaction.set_rollback(True)
            key = ""
    report.batch = key if report.written else ""
    sort_problems(report, [table.sheet.name for table in found])
    return report


class _Centres:
    """What is remembered from the first row of a file to the last."""

    def __init__(
        self, *, by: User, area: str, on: date, report: Report, places: PlaceIndex
    ) -> None:
        self.by, self.area, self.on, self.report, self.places = by, area, on, report, places
        self.keys = [field.key for field in fields(on)]
        self.services = {
            cells.choice_key(word): one.code
            for one in services_on(on)
            for word in (one.code, one.name_th, one.name_en)
            if word
        }
        self.seen: dict[tuple[str, str], Place] = {}
        self.trace = Trace()

    # --- what a row says ------------------------------------------------------------------------

    def understood(self, table: Table, batch: list[tuple[int, tuple[Any, ...]]]) -> list[Row]:
        """The rows that say of which centre they speak; the others are reported."""
        rows: list[Row] = []
        for line, told in batch:
            values = dict(zip(self.keys, told, strict=True))
            try:
                rows.append(self._row(table, line, values))
            except PlaceError as error:
                table.refuse(line, error.field, error)
            except Fault as fault:
                table.refuse(line, fault.key, fault.error)
        return rows

    def _row(self, table: Table, line: int, values: dict[str, Any]) -> Row:
        where = [values[name] for name in ("province", "district", "tambon")]
        if whole := values["whole_place"]:
            where = [whole.province, whole.district, whole.tambon]
        if not any(where) and values["level"] != CentreLevel.PROVINCE:
            raise Fault("tambon", no_place())
        code = self.places.find(*where)
        level = CentreLevel(values["level"] or _level_of(code))
        if len(code) < DIGITS_OF[level]:
            raise Fault("tambon" if level == CentreLevel.TAMBON else "district", no_place())
        area = code[: DIGITS_OF[level]]
        first = self.seen.setdefault((level, area), table.place(line))
        if first != table.place(line):
            raise Fault("name_th", twice(first))
        if values["evidence_on"] is None:
            raise Fault("evidence_on", no_evidence())
        return Row(table, line, level, area, values)

    # --- what it does ---------------------------------------------------------------------------

    def carry_out(self, row: Row) -> None:
        """Do what a row says, by the acts of the pages; what they refuse is reported."""
        report, key = self.report, "name_th"
        try:
            with transaction.atomic():
                did = self._do(row)
        except Fault as fault:
            row.table.refuse(row.line, fault.key, fault.error)
        except PermissionDenied:
            row.table.refuse(row.line, key, of_another_office())
        except InputError as error:
            row.table.refuse(row.line, "focal_phone", error)
        except DomainError as error:
            row.table.refuse(row.line, key, refused(error))
        else:
            report.created += did["founded"]
            report.updated += not did["founded"] and len(did) > len(_NOTHING_DONE)
            report.unchanged += not did["founded"] and len(did) == len(_NOTHING_DONE)
            if did["founded"] or len(did) > len(_NOTHING_DONE):
                self.trace.add(did)

    def _do(self, row: Row) -> dict[str, Any]:
        """What was done, as it is kept to be taken back."""
        centre = Centre.objects.filter(level=row.level, area=row.area).first()
        told = self._told(row) | self._focal(row, centre)
        did: dict[str, Any] = _NOTHING_DONE | {"founded": centre is None}
        if centre is None:
            facts = CentreFacts(**{"name_th": ""} | told)
            place = Area.objects.get(pk=row.area)
            centre = found_centre(area=place, facts=facts, by=self.by, on=self.on)
        elif proposal := self._propose(centre, told):
            did["proposal"] = proposal.pk.hex
        did["centre"] = centre.pk.hex
        return did | self._committee(row, centre)

    def _told(self, row: Row) -> dict[str, Any]:
        """The facts that the cells tell, as a proposal keeps them; what is empty is not told."""
        values = row.values
        told = {name: values[name] for name in _PLAIN if values[name] not in ("", None)}
        told["evidence_on"] = values["evidence_on"].isoformat()
        if values["focal_phone"][0]:
            told["focal_phone"] = values["focal_phone"][0]
        if values["services"]:
            told["services"] = self._services(values["services"])
        return told

    def _services(self, words: tuple[str, ...]) -> list[str]:
        codes = {self.services.get(cells.choice_key(word), "") for word in words}
        for word in words:
            if cells.choice_key(word) not in self.services:
                raise Fault("services", unknown_service(word, services_on(self.on)))
        # In the order of the list, as the page keeps them.
        return [one.code for one in services_on(self.on) if one.code in codes]

    def _focal(self, row: Row, centre: Centre | None) -> dict[str, Any]:
        """A volunteer of the centre's area where the register has one; else the words."""
        words = row.values["focal"]
        now = profile_of(centre).focal_volunteer if centre else None
        if not words or (now and name_key_of(now.person.full_name) == name_key_of(words)):
            return {}
        found = People([("focal", words)], self.area, row.area).focal_person("focal", words)
        if found is None:
            return {"focal_name": words, "focal_volunteer": ""}
        return {"focal_volunteer": str(found.pk), "focal_name": ""}

    def _propose(self, centre: Centre, told: dict[str, Any]) -> ChangeProposal | None:
        now = facts_of(centre, profile_of(centre))
        new = {name: value for name, value in told.items() if value != now[name]}
        waiting = ChangeProposal.objects.filter(centre=centre, state=ProposalState.WAITING)
        is_older = set(new) == {ALWAYS_NEW} and new[ALWAYS_NEW] < now[ALWAYS_NEW]
        if not new or is_older or any(_tells(one, new) for one in waiting):
            return None
        facts = CentreFacts(**{name: (now | told)[name] for name in FIELDS})
        note = gettext("From a list of centres")
        return propose_change(centre, facts=facts, note=note, by=self.by, on=self.on)

    def _committee(self, row: Row, centre: Centre) -> dict[str, Any]:
        named = [
            (str(position), words)
            for position, _headings in OFFICES
            for words in row.values[str(position)]
        ]
        if not named:
            return {}
        held = holders_by_name(centre)
        known = [held.get((key, name_key_of(words))) for key, words in named]
        new = [one for one, holder in zip(named, known, strict=True) if holder is None]
        people = People(new, self.area, row.area)
        elected = [
            Elected(key, holder or people.volunteer(key, words))
            for (key, words), holder in zip(named, known, strict=True)
        ]
        return record_committee(
            centre, elected=elected, elected_on=row.values["elected_on"], by=self.by, on=self.on
        )


_NOTHING_DONE: dict[str, Any] = {"founded": False, "centre": ""}


def _tells(proposal: ChangeProposal, new: dict[str, Any]) -> bool:
    return all(proposal.new.get(name) == value for name, value in new.items())


def _level_of(code: str) -> str:
    return next(level for level, digits in DIGITS_OF.items() if digits == len(code))
