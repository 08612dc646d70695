"""Taking back a list of volunteers as one act: new entries go, changed ones get back what was."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.bulk import in_chunks
from asa.common.errors import allow
from asa.common.imports import Progress
from asa.common.imports.taking_back import Kept, TakenBack, take_back
from asa.common.models import ImportBatch
from asa.people.models import Person, User
from asa.volunteers.importers import since
from asa.volunteers.importers.removing import delete_of, remove_people
from asa.volunteers.importers.returning import Returning, set_values
from asa.volunteers.importers.writing import TARGET
from asa.volunteers.models import Assignment, Office, Volunteer
from asa.volunteers.rules import can_take_back_import

_DIGITS = 32


def take_back_import(
    batch: ImportBatch,
    *,
    by: User,
    on: date,
    reason: str = "",
    trial: bool = False,
    progress: Progress | None = None,
) -> TakenBack:
    """Take back a list that was written; a trial only says what would go and what would stay.

    Entries that the list made are removed where nobody has changed them or built on them since, and
    so are their people where nothing else stands on them. What the list changed is as before.
    """
    allow(can_take_back_import(by, batch))
    taking = _Taking(batch, by=by, on=on, writes=not trial)
    return take_back(
        batch, taking.take, by=by, on=on, reason=reason, trial=trial, progress=progress
    )


class _Taking:
    """What is remembered from the last part of a list to the first."""

    def __init__(self, batch: ImportBatch, *, by: User, on: date, writes: bool) -> None:
        self.batch, self.by, self.on, self.writes = batch, by, on, writes
        self.done = TakenBack()
        # The entries that go or change: a trial leaves their numbers there, and yet they are free.
        self.going: set[UUID] = set()

    def take(self, did: dict[str, Any], done: TakenBack) -> None:
        """Take back what the rows of one part did."""
        self.done = done
        keys = did["created"]
        pairs = [
            (UUID(keys[at : at + _DIGITS]), UUID(keys[at + _DIGITS : at + 2 * _DIGITS]))
            for at in range(0, len(keys), 2 * _DIGITS)
        ]
        for some in in_chunks(pairs):
            self._take_new(dict(some), did["joined"])
        for some in in_chunks(did["changed"]):
            returning = Returning(self.batch, some, by=self.by, on=self.on, going=self.going)
            returning.read(locks=self.writes)
            self.done.kept += self._told(returning.reasons)
            self.done.returned += len(returning.entries)
            self.going |= returning.entries.keys()
            if self.writes:
                returning.write()

    def _told(self, reasons: since.Reasons) -> list[Kept]:
        return [Kept(str(key), reason) for key, reason in reasons.items()]

    # --- new entries ----------------------------------------------------------------------------

    def _take_new(self, made: dict[UUID, UUID], joined: dict[str, Any]) -> None:
        """Remove the new entries of some rows (entry → person) that nobody has touched."""
        entries = Volunteer.objects.filter(pk__in=made).order_by("pk")
        if self.writes:
            entries = entries.select_for_update()
        found = {entry.pk: entry for entry in entries.only("pk", "person_id", "area_id")}
        own = {person for person in made.values() if person.hex not in joined}
        reasons = self._reasons(made, found, own)
        self.done.kept += self._told(reasons)
        going = [entry for key, entry in found.items() if key not in reasons]
        self.going |= {entry.pk for entry in going}
        self.done.removed += len(going)
        if self.writes and going:
            self._remove(going, own)
            self._return_people({made[entry.pk].hex for entry in going} & joined.keys(), joined)

    def _reasons(
        self, made: dict[UUID, UUID], found: dict[UUID, Volunteer], own: set[UUID]
    ) -> since.Reasons:
        keys = list(made)
        with_account = since.signing_in(own)
        reasons: since.Reasons = {}
        for key, person in made.items():
            if key not in found:
                reasons[key] = _("The entry is not in the register any more.")
            elif found[key].person_id != person:
                reasons[key] = _("The entry was joined with that of another person since.")
            elif person in with_account:
                reasons[key] = _("This person has an account in Asa by now.")
        told = since.built_on(keys) | since.changed_since(self.batch.written_at, keys)
        return told | reasons

    def _remove(self, entries: Sequence[Volunteer], own: set[UUID]) -> None:
        keys = [entry.pk for entry in entries]
        lines = [
            (str(entry.pk), entry.area_id, {"import": str(self.batch.pk)}) for entry in entries
        ]
        delete_of(Assignment, "volunteer", keys)
        delete_of(Office, "volunteer", keys)
        bulk.delete(Volunteer, keys)
        remove_people([entry.person_id for entry in entries if entry.person_id in own])
        journal.record_many(self.by, "volunteer.removed", TARGET, lines, on=self.on)

    def _return_people(self, keys: set[str], joined: dict[str, Any]) -> None:
        """Who was on record under another role before is as before, unless changed since."""
        persons = list(Person.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
        set_values(persons, {person.pk: joined[person.pk.hex] for person in persons})
