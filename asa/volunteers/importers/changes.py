"""Moves, ends, suspensions and returns from a list: rows → who is meant → the acts of the pages.

A trial does all of it and takes it back at the end, so that it says exactly what would be.
"""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from asa.common import crypto, thaitext
from asa.common.errors import DomainError, InputError, allow
from asa.common.imports import Progress, Report, Source, Table, tables
from asa.common.imports.batches import Trace
from asa.common.imports.meanings import known_meanings
from asa.common.imports.reading import name_of
from asa.common.imports.runs import Counter, batches, sort_problems
from asa.common.spreadsheets import open_book
from asa.people.models import User
from asa.places.actions import ensure_village
from asa.places.codes import WHOLE_COUNTRY
from asa.places.codes import Fault as PlaceFault
from asa.places.errors import PlaceError
from asa.places.models import Area
from asa.places.queries import PlaceIndex
from asa.volunteers.actions import (
    Order,
    end_volunteer,
    move_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
)
from asa.volunteers.codes import EndReason, StepKind, VolunteerState
from asa.volunteers.importers.change_columns import (
    KIND,
    MISSING_EVENT,
    USUAL_REASONS,
    Event,
    fields,
    reason_of,
)
from asa.volunteers.importers.volunteers import names_a_place_of
from asa.volunteers.importers.whom import Entries, Fault, Who
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import last_step
from asa.volunteers.rules import can_change_volunteer, can_import_volunteers, can_move_volunteer


class Change(NamedTuple):
    """One row: what happened to whom, on which day, under which order."""

    table: Table
    line: int
    volunteer: UUID
    kind: StepKind
    reason: str
    on: date
    order: Order
    # The sub-district that a move leads to, and the village as it is written.
    to: str
    moo: str


class _Told(NamedTuple):
    """A row as its cells tell it, before it is known who is meant."""

    line: int
    who: Who
    values: dict[str, Any]


def import_changes(  # noqa: PLR0913 - the command line and the pages offer exactly these choices
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
    """Carry out a list of moves and endings; a trial only says what would be.

    province: whose list it is ("86"), or None for the whole country. A row that tells what the
    register tells already changes nothing. Rows are carried out in the order of their days.
    Raises UnreadableFile.
    """
    area = province or WHOLE_COUNTRY
    allow(can_import_volunteers(by, area))
    report = Report()
    places = PlaceIndex.load(province)
    is_place, meanings = names_a_place_of(places), known_meanings(KIND, area)
    found = list(tables(open_book(file, name), fields(on), report, is_place, meanings))
    counter, work = (
        Counter(sum(map(len, found)), progress),
        _Changes(by=by, area=area, places=places),
    )
    changes: list[Change] = []
    for table in found:
        for batch in batches(table, counter):
            changes += work.understood(table, batch)
    with transaction.atomic():
        for change in sorted(changes, key=lambda one: one.on):
            work.carry_out(change, report)
        report.written = not trial and not (all_or_nothing and report.refused)
        if report.written:
            report.batch = work.keep(report, name or name_of(file))
        else:
            transaction.set_rollback(True)
    sort_problems(report, [table.sheet.name for table in found])
    return report


class _Changes:
    """What is remembered from the first row of a file to the last."""

    def __init__(self, *, by: User, area: str, places: PlaceIndex) -> None:
        self.by, self.area, self.places = by, area, places
        self.index = crypto.blind_indexes("citizen_id")
        self.keys = [field.key for field in fields(date.min)]
        # Of each step that was taken the keys of volunteer and step, in the order of the days.
        self.steps: list[tuple[str, str]] = []
        self._country: PlaceIndex | None = None

    # --- what a row says ------------------------------------------------------------------------

    def understood(self, table: Table, batch: list[tuple[int, tuple[Any, ...]]]) -> list[Change]:
        """The rows that say what happened to one volunteer; the others are reported."""
        told: list[_Told] = []
        for line, cells in batch:
            values = dict(zip(self.keys, cells, strict=True))
            try:
                told.append(_Told(line, self._who(values), values))
            except PlaceError as error:
                table.refuse(line, error.field, error)
        entries = Entries([one.who for one in told], self.area)
        changes: list[Change] = []
        for one in told:
            try:
                changes.append(self._change(table, one, entries))
            except Fault as fault:
                table.refuse(one.line, fault.key, fault.error)
        return changes

    def _who(self, values: dict[str, Any]) -> Who:
        given, family = values["given"], values["family"]
        if whole := values["whole_name"]:
            given, family = whole.given, whole.family
        elif not values["prefix"]:
            _title, given = thaitext.split_title(given)
        number, year = values["number"]
        where = (values["province"], values["district"], values["tambon"])
        digits = values["citizen_id"]
        return Who(
            self.index(digits) if digits else "",
            number,
            year or values["year"],
            thaitext.name_key(given, family)[:200] if given else "",
            self.places.find(*where) if values["district"] or values["tambon"] else "",
        )

    def _change(self, table: Table, told: _Told, entries: Entries) -> Change:
        values = told.values
        event: Event | None = values["event"]
        if event is None:
            raise Fault("event", InputError("no_event", *map(gettext, MISSING_EVENT)))
        if values["on"] is None:
            raise Fault("on", _no_day())
        volunteer = entries.meant_by(told.who)
        reason, words = _reason(event, values["reason"])
        to, moo = self._to(values) if event.kind == StepKind.MOVED else ("", "")
        text = " · ".join(filter(None, (words, values["note"])))
        return Change(
            table, told.line, volunteer, event.kind, reason, values["on"],
            Order(text, values["order_no"]), to, moo,
        )  # fmt: skip

    def _to(self, values: dict[str, Any]) -> tuple[str, str]:
        """The sub-district and the village to which somebody moved."""
        where = [values[f"to_{level}"] for level in ("province", "district", "tambon")]
        moo = values["to_moo"]
        if whole := values["to_place"]:
            where, moo = [whole.province, whole.district, whole.tambon], whole.moo
        if not where[-1]:
            raise Fault("to_tambon", _no_place_to())
        try:
            return self._found(where), moo
        except PlaceError as error:
            raise Fault(f"to_{error.field}", error) from error

    def _found(self, where: list[str]) -> str:
        try:
            return self.places.find(*where)
        except PlaceError as error:
            if error.kind != PlaceFault.NOT_IN_PROVINCE:
                raise
        if self._country is None:
            self._country = PlaceIndex.load()
        return self._country.find(*where)

    # --- what it does ---------------------------------------------------------------------------

    def carry_out(self, change: Change, report: Report) -> None:
        """Do what a row says, by the act of the pages; what they refuse is reported."""
        volunteer = Volunteer.objects.select_related("person").get(pk=change.volunteer)
        try:
            with transaction.atomic():
                is_new = self._do(change, volunteer)
        except Fault as fault:
            change.table.refuse(change.line, fault.key, fault.error)
        except InputError as error:
            change.table.refuse(change.line, "to_moo" if change.to else "event", error)
        except PermissionDenied:
            is_own = self.by.person_id == volunteer.person_id
            change.table.refuse(change.line, "event", _own() if is_own else _kept_by_another())
        except DomainError as error:
            change.table.refuse(change.line, "event", _refused(error))
        else:
            report.updated += is_new
            report.unchanged += not is_new
            if is_new and (step := last_step(volunteer)):
                self.steps.append((volunteer.pk.hex, step.pk.hex))

    def keep(self, report: Report, name: str) -> str:
        """Keep the steps that were taken, so that they can be taken back as one act."""
        trace = Trace()
        trace.add({"steps": self.steps})
        return trace.keep(report, kind=KIND, area=self.area, name=name, by=self.by)

    def _do(self, change: Change, volunteer: Volunteer) -> bool:
        """Whether it had to be done at all."""
        to = self._place(change) if change.to else None
        if _is_done(change, volunteer, to):
            return False
        if to is not None:
            if can_change_volunteer(self.by, volunteer) and not can_move_volunteer(
                self.by, volunteer, to
            ):
                raise Fault("to_tambon", _beyond_the_province())
            move_volunteer(volunteer, to=to, by=self.by, on=change.on, order=change.order)
        elif change.kind == StepKind.ENDED:
            reason = EndReason(change.reason)
            end_volunteer(volunteer, reason=reason, by=self.by, on=change.on, order=change.order)
        else:
            act = _OTHERS[change.kind]
            act(volunteer, order=change.order, by=self.by, on=change.on)
        return True

    def _place(self, change: Change) -> Area:
        tambon = Area.objects.get(pk=change.to)
        if not change.moo:
            return tambon
        return ensure_village(tambon, moo=change.moo, by=self.by, on=change.on)  # type: ignore[arg-type] # a number as it is written


_OTHERS: dict[str, Any] = {
    StepKind.SUSPENDED: suspend_volunteer,
    StepKind.REINSTATED: reinstate_volunteer,
}


def _is_done(change: Change, volunteer: Volunteer, to: Area | None) -> bool:
    """Whether the register tells already what the row tells."""
    steps = volunteer.steps.filter(
        kind=change.kind, on=change.on, reason=change.reason, taken_back_by__isnull=True
    )
    if to is not None:
        places = [volunteer.area_id, *(str(step.details.get("after", "")) for step in steps)]
        return any(place.startswith(to.pk) for place in places)
    if steps.exists():
        return True
    return (
        change.kind == StepKind.ENDED
        and volunteer.state == VolunteerState.ENDED
        and (volunteer.ended_on, volunteer.end_reason) == (change.on, change.reason)
    )


def _reason(event: Event, words: str) -> tuple[str, str]:
    """The reason of an end, and what is told beside it."""
    if event.kind != StepKind.ENDED:
        return "", words
    said = reason_of(words)
    if event.reason and said and said != event.reason:
        raise Fault("reason", _two_reasons())
    if event.reason or said:
        return event.reason or said, "" if said else words
    remedy = gettext("Write one of: %(words)s.") % {"words": ", ".join(USUAL_REASONS[::-1])}
    fault = gettext("This reason is not known here.") if words else gettext("There is no reason.")
    raise Fault("reason", InputError("reason", fault, remedy))


def _two_reasons() -> InputError:
    return InputError(
        "two_reasons",
        gettext("Two cells of the row tell different reasons."),
        gettext("Compare the row with the order, and correct the wrong cell."),
    )


def _no_day() -> InputError:
    return InputError(
        "no_day",
        gettext("There is no day."),
        gettext("Write the day on which it took effect, such as 26/02/2568."),
    )


def _no_place_to() -> InputError:
    return InputError(
        "no_place_to",
        gettext("It is not said to which sub-district the volunteer moved."),
        gettext("Fill in the new sub-district, the district and the province."),
    )


def _beyond_the_province() -> InputError:
    return InputError(
        "beyond_the_province",
        gettext("A move to another province is made by the department."),
        gettext("Send this row to the department."),
    )


def _kept_by_another() -> InputError:
    return InputError(
        "kept_by_another",
        gettext("The register of this place is kept by its provincial office."),
        gettext("Send this row to that office."),
    )


def _own() -> InputError:
    return InputError(
        "own",
        gettext("You may not change this entry: nobody changes one's own."),
        gettext("Ask somebody else who keeps this register to bring the row in."),
    )


def _refused(error: DomainError) -> InputError:
    remedy = gettext("Compare the row with the volunteer's page, and correct the wrong one.")
    return InputError("refused", str(error), remedy)
