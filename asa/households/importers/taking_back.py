"""Taking back a list of households as one act: new homes and members go, changed ones get back
what was.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from asa.common import bulk, journal
from asa.common.bulk import in_chunks
from asa.common.errors import allow
from asa.common.imports import Progress
from asa.common.imports.batches import parts_of
from asa.common.imports.taking_back import Kept, TakenBack, take_back
from asa.common.models import ImportBatch
from asa.households.importers import since
from asa.households.importers.former import set_back
from asa.households.importers.households import TARGET
from asa.households.models import Household, HouseholdMember
from asa.households.rules import can_import_households
from asa.people.models import Person, User
from asa.volunteers.importers.removing import remove_people
from asa.volunteers.importers.returning import set_values


def take_back_households(
    batch: ImportBatch,
    *,
    by: User,
    on: date,
    reason: str = "",
    trial: bool = False,
    progress: Progress | None = None,
) -> TakenBack:
    """Take back a list of households; a trial only says what would go and what would stay.

    A household is taken back with all that the list told of it and of its members, or stays whole:
    as soon as anybody changed it, visited it or built on it. New members go, and their people where
    nothing else stands on them; what the list changed is as before.
    """
    allow(can_import_households(by, batch.area))
    taking = _Taking(batch, by=by, on=on, writes=not trial)
    return take_back(
        batch, taking.take, by=by, on=on, reason=reason, trial=trial, progress=progress
    )


class _Taking:
    """What is remembered from the last part of a list to the first."""

    def __init__(self, batch: ImportBatch, *, by: User, on: date, writes: bool) -> None:
        self.batch, self.by, self.on, self.writes = batch, by, on, writes
        self._reasons: since.Reasons | None = None

    def take(self, did: dict[str, Any], done: TakenBack) -> None:
        """Take back what the rows of one part did."""
        if self._reasons is None:
            # Members stand in other parts than their households: all is looked at first.
            self._reasons = self._look()
            done.kept += [Kept(str(key), why) for key, why in self._reasons.items()]
        if "homes" in did:
            self._take_homes(did, done, self._reasons)
        else:
            self._take_members(did, done, self._reasons)

    # --- which of them stay ---------------------------------------------------------------------

    def _look(self) -> since.Reasons:
        """The households that stay as they are, and why."""
        reasons: since.Reasons = {}
        looked: set[UUID] = set()
        for part in parts_of(self.batch):
            for some in in_chunks(sorted(_homes_of(part) - looked)):
                reasons |= since.reasons_of(some, self.batch.written_at, locks=self.writes)
                looked.update(some)
            for smaller in _pieces(part):
                told = since.homes_changed if "homes" in part else since.members_changed
                for home, why in told(smaller):
                    reasons.setdefault(home, why)
        return reasons

    # --- how the others are as before -----------------------------------------------------------

    def _take_members(self, did: dict[str, Any], done: TakenBack, kept: since.Reasons) -> None:
        going = [told for told in did["new_members"] if UUID(told[1]) not in kept]
        changed = [told for told in did["members"] if UUID(told[0]) not in kept]
        done.removed += len(going)
        done.returned += len(changed)
        if not self.writes:
            return
        for some in in_chunks(going):
            bulk.delete(HouseholdMember, [UUID(told[0]) for told in some])
            gone = [(told[1], told[0]) for told in some if not told[4]]
            _tell(self, "household.member_removed", gone)
        for some in in_chunks(going):
            remove_people([UUID(told[2]) for told in some if told[3]])
        for some in in_chunks(changed):
            self._set_members_back(some)
            _tell(self, "household.member_restored", [(told[0], told[1]) for told in some])

    def _set_members_back(self, changed: Sequence[list[Any]]) -> None:
        told = {UUID(one[1]): one for one in changed}
        members = list(HouseholdMember.objects.filter(pk__in=told).order_by("pk"))
        for member in members:
            set_back(member, told[member.pk][3])
        bulk.update(members, sorted({name for one in changed for name in one[3]}))
        of_person = {UUID(one[2]): one[4] for one in changed if one[4]}
        persons = Person.objects.select_for_update().filter(pk__in=of_person).order_by("pk")
        set_values(list(persons), of_person)

    def _take_homes(self, did: dict[str, Any], done: TakenBack, kept: since.Reasons) -> None:
        going = [key for key in did["new_homes"] if UUID(key) not in kept]
        changed = [told for told in did["homes"] if UUID(told[0]) not in kept]
        done.removed += len(going)
        done.returned += len(changed)
        if not self.writes:
            return
        for some in in_chunks(going):
            _tell(self, "household.removed", [(key, "") for key in some])
            bulk.delete(Household, [UUID(key) for key in some])
        for some in in_chunks(changed):
            _tell(self, "household.restored", [(key, "") for key, _values in some])
            told = {UUID(key): values for key, values in some}
            homes = list(Household.objects.filter(pk__in=told).order_by("pk"))
            for home in homes:
                set_back(home, told[home.pk])
                home.updated_at = datetime.now(UTC)
            names = {name for values in told.values() for name in values}
            bulk.update(homes, sorted(names | {"updated_at"}))


def _tell(taking: _Taking, verb: str, of: Sequence[tuple[str, str]]) -> None:
    """One line in the journal for each household, and for each member of hers."""
    homes = Household.objects.filter(pk__in={UUID(home) for home, _member in of})
    areas = dict(homes.values_list("pk", "area_id"))
    lines = []
    for home, member in of:
        key, data = UUID(home), {"import": str(taking.batch.pk)}
        if member:
            data["member"] = str(UUID(member))
        lines.append((str(key), areas[key], data))
    journal.record_many(taking.by, verb, TARGET, lines, on=taking.on)


def _homes_of(part: dict[str, Any]) -> set[UUID]:
    """The households of which a part of a list tells."""
    if "homes" in part:
        return {UUID(key) for key in (*part["new_homes"], *(told[0] for told in part["homes"]))}
    members = (*(told[1] for told in part["new_members"]), *(told[0] for told in part["members"]))
    return {UUID(key) for key in members}


def _pieces(part: dict[str, Any]) -> list[dict[str, Any]]:
    """A part in pieces whose keys fit into one query."""
    return [
        {**dict.fromkeys(part, ()), name: some}
        for name, told in part.items()
        for some in in_chunks(told)
    ]
