"""The people of a list: who of the register each one is, and the seat that each one takes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext, ngettext

from asa.common import journal, thaitext
from asa.common.errors import InputError
from asa.common.imports import Report, Table
from asa.people.actions import make_person
from asa.people.models import Person, User
from asa.places.errors import PlaceError
from asa.places.queries import PlaceIndex, covers
from asa.training.codes import SEATED, CohortState, EnrolmentState
from asa.training.models import Cohort, Enrolment, Quota
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import volunteers_in_full_for


@dataclass(frozen=True)
class Row:
    """One person of the list, with the place as a code."""

    table: Table
    line: int
    prefix: str
    given: str
    family: str
    place: str
    # Registration number and its year; ("", None) where the list has none.
    number: tuple[str, int | None]
    phones: tuple[str, str]
    part: str

    @property
    def name_key(self) -> str:
        return thaitext.name_key(self.given, self.family)[:200]

    @property
    def registration(self) -> str:
        number, year = self.number
        return f"{number}/{year}" if number else ""


def rows_of(
    table: Table, batch: list[tuple[int, tuple[Any, ...]]], places: PlaceIndex, owner: str
) -> list[Row]:
    """The rows whose place is one that there is, within whose workshop it is; the others are
    reported.
    """
    told: list[Row] = []
    for line, cells in batch:
        prefix, given, family, tambon, district, province, number, phone, part, whole = cells
        if whole:
            prefix, given, family = whole.prefix, whole.given, whole.family
        elif not prefix:
            prefix, given = thaitext.split_title(given)
        try:
            place = places.find(province, district, tambon)
        except PlaceError as error:
            table.refuse(line, error.field, error)
            continue
        if not covers([owner], place):
            table.refuse(line, "province", elsewhere())
            continue
        told.append(Row(table, line, prefix, given, family, place, number, phone, part))
    return told


class _Fault(Exception):
    def __init__(self, key: str, error: InputError) -> None:
        super().__init__(key)
        self.key, self.error = key, error


class Seating:
    """Takes the people of a list into the seats of their quotas. Nobody is guessed."""

    def __init__(self, cohort: Cohort, *, by: User, on: date, report: Report) -> None:
        self.cohort, self.by, self.on, self.report = cohort, by, on, report
        self.quotas = {
            quota.area_id: quota for quota in cohort.quotas.select_for_update().order_by("pk")
        }
        self.ranks = dict.fromkeys((quota.pk for quota in self.quotas.values()), 0)
        self._remember_enrolled()
        self.seen: dict[UUID, int] = {}
        self.unknown = 0

    def _remember_enrolled(self) -> None:
        self.by_person: dict[UUID, Enrolment] = {}
        self.by_name: dict[tuple[str, str, str], Enrolment] = {}
        for enrolment in self.cohort.enrolments.filter(joined_to=None).select_related("person"):
            self._remember(enrolment)
            rank = self.ranks.get(enrolment.quota_id, 0)
            self.ranks[enrolment.quota_id] = max(rank, enrolment.rank)

    def _remember(self, enrolment: Enrolment) -> None:
        self.by_person[enrolment.person_id] = enrolment
        known = (enrolment.registration, enrolment.person.name_key, enrolment.area_id)
        self.by_name[known] = enrolment

    def take(self, rows: list[Row]) -> None:
        """Seat each row, or report why not; then write the journal."""
        register = _Register(rows, self.by)
        lines: dict[str, list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
        for row in rows:
            try:
                verb, enrolment = self._seat(row, register)
            except _Fault as fault:
                row.table.refuse(row.line, fault.key, fault.error)
                continue
            if verb:
                line = (str(enrolment.pk), enrolment.area_id, {"cohort": str(self.cohort.pk)})
                lines[verb].append(line)
        for verb in ("enrolment.taken_from_list", "enrolment.corrected_from_list"):
            if told := lines[verb]:
                journal.record_many(self.by, verb, "training.enrolment", told, on=self.on)
        if self.unknown:
            words = ngettext(
                "%(n)s person is not in the register; the list is what is known of them.",
                "%(n)s people are not in the register; the list is what is known of them.",
                self.unknown,
            )
            self.report.notes.append(words % {"n": self.unknown})

    def _seat(self, row: Row, register: "_Register") -> tuple[str, Enrolment]:
        quota = self._quota_of(row)
        volunteer = register.meant_by(row)
        if volunteer is None:
            known = self.by_name.get((row.registration, row.name_key, row.place))
        else:
            known = self.by_person.get(volunteer.person_id)
        self.unknown += volunteer is None
        if known is not None and known.state != EnrolmentState.PROPOSED:
            self._check_once(known.person_id, row)
            return self._again(known, row), known
        if self.cohort.state == CohortState.DONE:
            raise _Fault("given", _is_over(self.cohort))
        if quota.taken >= quota.seats:
            raise _Fault("province", _full(quota))
        if known is not None:
            self._check_once(known.person_id, row)
            return "enrolment.taken_from_list", self._seat_proposed(row, quota, known)
        person = volunteer.person if volunteer else _new_person(row)
        self._check_once(person.pk, row)
        return "enrolment.taken_from_list", self._enrol(row, quota, person, volunteer)

    def _quota_of(self, row: Row) -> Quota:
        for code in (row.place, row.place[:4], row.place[:2]):
            if code in self.quotas:
                return self.quotas[code]
        raise _Fault("province", _no_seats())

    def _check_once(self, person: UUID, row: Row) -> None:
        before = self.seen.setdefault(person, row.line)
        if before != row.line:
            raise _Fault("given", _twice(before))

    def _enrol(
        self, row: Row, quota: Quota, person: Person, volunteer: Volunteer | None
    ) -> Enrolment:
        quota.move_to(taken=1)
        self.ranks[quota.pk] += 1
        enrolment = Enrolment.objects.create(
            cohort=self.cohort,
            quota=quota,
            person=person,
            volunteer=volunteer,
            area_id=volunteer.area_id if volunteer else row.place,
            part=row.part,
            registration="" if volunteer else row.registration,
            state=EnrolmentState.CONFIRMED,
            rank=self.ranks[quota.pk],
            answered_on=self.on,
            nominated_by=self.by,
        )
        self._remember(enrolment)
        self.report.created += 1
        return enrolment

    def _seat_proposed(self, row: Row, quota: Quota, known: Enrolment) -> Enrolment:
        """Who was proposed and stands on the list has her seat."""
        quota.move_to(taken=1)
        self.ranks[quota.pk] += 1
        rank, part = self.ranks[quota.pk], row.part or known.part
        known.move_to(EnrolmentState.NOMINATED, quota=quota, rank=rank, part=part)
        known.move_to(EnrolmentState.CONFIRMED, answered_on=self.on)
        self.report.updated += 1
        return known

    def _again(self, known: Enrolment, row: Row) -> str:
        """What the list tells anew of somebody who has a seat; a seat given up stays given up."""
        if known.state not in SEATED:
            raise _Fault("given", _gave_up(known))
        changed = bool(row.part) and known.part != row.part
        if changed:
            known.part = row.part
            known.save(update_fields=["part"])
        phone = row.phones[0]
        if known.volunteer_id is None and phone and phone != known.person.phone:
            known.person.phone = phone
            known.person.save(update_fields=["phone"])
            changed = True
        self.report.updated += changed
        self.report.unchanged += not changed
        return "enrolment.corrected_from_list" if changed else ""


class _Register:
    """The entries of the register that the rows may mean, by registration number and year.

    An entry whose number whoever brings the list in may not read is as if there were none: a list
    neither enrols it nor finds out that it is there.
    """

    def __init__(self, rows: list[Row], by: User) -> None:
        numbers = {row.number[0] for row in rows if row.number[0]}
        found = volunteers_in_full_for(by).filter(registration_no__in=numbers)
        self.entries: dict[tuple[str, int | None], list[Volunteer]] = defaultdict(list)
        for volunteer in found:
            known = (volunteer.registration_no, volunteer.registration_year_be)
            self.entries[known].append(volunteer)

    def meant_by(self, row: Row) -> Volunteer | None:
        """The entry with this number; None where there is none. Raises _Fault for another's."""
        found = self.entries.get(row.number, []) if row.number[0] else []
        if len(found) > 1:
            found = [one for one in found if one.registration_province == row.place[:2]]
        if not found:
            return None
        if found[0].person.name_key != row.name_key:
            raise _Fault("number", _another_name())
        return found[0]


def _new_person(row: Row) -> Person:
    return make_person(
        prefix=row.prefix,
        given_name=row.given,
        family_name=row.family,
        phone=row.phones[0],
        other_phone=row.phones[1],
        no_id_reason=gettext("The list of participants does not tell it."),
    )


def _full(quota: Quota) -> InputError:
    return InputError(
        "full",
        gettext("All %(n)s seats of this place are taken.") % {"n": quota.seats},
        gettext("Give the place more seats in the sheet of seats, or take the row out."),
    )


def _is_over(cohort: Cohort) -> InputError:
    return InputError(
        "is_over",
        gettext("This cohort is “%(state)s”: names are not taken in any more.")
        % {"state": cohort.get_state_display()},
        gettext("Take the row out of the list."),
    )


def _no_seats() -> InputError:
    return InputError(
        "no_seats",
        gettext("This place has no seats in this cohort."),
        gettext("Add the place to the sheet of seats, or correct it here."),
    )


def elsewhere() -> InputError:
    """A place outside of the province whose workshop it is."""
    return InputError(
        "elsewhere",
        gettext("This place lies outside the province whose workshop it is."),
        gettext("Correct the place, or let the department bring the list in."),
    )


def _twice(line: int) -> InputError:
    return InputError(
        "twice",
        gettext("The same person stands in row %(row)s.") % {"row": line},
        gettext("Keep one of the rows."),
    )


def _gave_up(enrolment: Enrolment) -> InputError:
    return InputError(
        "gave_up",
        gettext("This person has no seat any more: “%(state)s”.")
        % {"state": enrolment.get_state_display()},
        gettext("Nominate the person again on the page of the cohort."),
    )


def _another_name() -> InputError:
    return InputError(
        "other_name",
        gettext("The register has another name for this number."),
        gettext("Compare the row with the register, and correct the wrong one."),
    )
