"""Giving changed entries back what they held before a list changed them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.ids import with_dashes
from asa.common.models import ImportBatch
from asa.people.importers import Former, as_text
from asa.people.models import Person, User
from asa.volunteers.actions.life import move_posts
from asa.volunteers.codes import HELD_BY_ONE, StepKind
from asa.volunteers.importers import since
from asa.volunteers.importers.rows import AREA
from asa.volunteers.importers.writing import TARGET
from asa.volunteers.models import Assignment, Office, Volunteer, VolunteerStep
from asa.volunteers.signals import volunteer_stepped

_NUMBER = ("registration_province", "registration_no", "registration_year_be")


class Returning:
    """Some changed rows of a list: which of them can be as before, and how they become so.

    going: the entries of the list that were taken back before these.
    """

    def __init__(
        self,
        batch: ImportBatch,
        changed: Sequence[dict[str, Any]],
        *,
        by: User,
        on: date,
        going: set[UUID],
    ) -> None:
        self.batch, self.by, self.on, self.going = batch, by, on, going
        self.did = {UUID(did["volunteer"]): did for did in changed}
        self.reasons: since.Reasons = {}
        self.entries: dict[UUID, Volunteer] = {}

    def read(self, *, locks: bool) -> None:
        """Find which of them can; they are locked where they are to be written."""
        rows = Volunteer.objects.select_related("person").filter(pk__in=self.did).order_by("pk")
        found = {entry.pk: entry for entry in (rows.select_for_update() if locks else rows)}
        self.reasons = self._reasons(found)
        self.entries = {key: one for key, one in found.items() if key not in self.reasons}

    # --- which of them can ----------------------------------------------------------------------

    def _reasons(self, found: dict[UUID, Volunteer]) -> since.Reasons:
        reasons: since.Reasons = {}
        for key, did in self.did.items():
            if key not in found:
                reasons[key] = _("The entry is not in the register any more.")
            elif not self._is_as_left(found[key], did):
                reasons[key] = _("What the list wrote has been changed since.")
        reasons |= self._with_number_taken(found)
        reasons |= self._with_office_taken()
        return reasons | since.changed_since(self.batch.written_at, list(self.did))

    def _is_as_left(self, entry: Volunteer, did: dict[str, Any]) -> bool:
        """Whether all that the list wrote stands there as the list left it."""
        person = entry.person
        return person.pk == UUID(did["person"]) and all(
            as_text(getattr(record, name)) == after
            for record, values in ((entry, did.get("values", {})), (person, _values_of(did)))
            for name, (_before, after) in values.items()
        )

    def _with_number_taken(self, found: dict[UUID, Volunteer]) -> since.Reasons:
        """Entries whose former number somebody else has by now."""
        wanted: dict[tuple[Any, ...], UUID] = {}
        for key, did in self.did.items():
            values = did.get("values", {})
            if key in found and not values.keys().isdisjoint(_NUMBER) and values.get(_NUMBER[1]):
                former = dict(_former(Volunteer, values))
                wanted[tuple(former.get(n, getattr(found[key], n)) for n in _NUMBER)] = key
        holders = Volunteer.objects.filter(registration_no__in=[number[1] for number in wanted])
        taken = {
            wanted[number]
            for holder, *rest in holders.values_list("pk", *_NUMBER)
            if (number := tuple(rest)) in wanted and holder not in {*self.going, *self.did}
        }
        return dict.fromkeys(taken, _("Another volunteer has the former number by now."))

    def _with_office_taken(self) -> since.Reasons:
        """Entries whose former office somebody else holds by now, where one person alone can."""
        ended = [
            office
            for did in self.did.values()
            for office in (*did.get("office", ())[1:], *did.get("offices_left", ()))
        ]
        former = Office.objects.filter(pk__in=ended, position__in=HELD_BY_ONE)
        held = Q(pk__in=[])
        for office in former:
            held |= Q(centre=office.centre_id, position=office.position)
        begun = [did["office"][0] for did in self.did.values() if did.get("office")]
        now = Office.objects.filter(held, ended_on__isnull=True).exclude(pk__in=begun)
        taken = set(now.values_list("centre_id", "position"))
        return {
            office.volunteer_id: _("Somebody else holds the former office by now.")
            for office in former
            if (office.centre_id, office.position) in taken
        }

    # --- how they become so ---------------------------------------------------------------------

    def write(self) -> None:
        """Write the former values, of all entries at once."""
        entries, did = list(self.entries.values()), self.did
        if not entries:
            return
        left = {entry.pk: entry.area_id for entry in entries}
        set_values(entries, {entry.pk: did[entry.pk].get("values", {}) for entry in entries})
        persons = [entry.person for entry in entries]
        set_values(persons, {entry.person_id: _values_of(did[entry.pk]) for entry in entries})
        self._reopen(Assignment, "assignment")
        self._reopen(Office, "office")
        self._take_steps_back()
        self._move_posts_back(left)
        journal.record_many(
            self.by, "volunteer.restored", TARGET, list(self._lines(left)), on=self.on
        )

    def _reopen(self, model: type[Assignment | Office], name: str) -> None:
        """What the list began is gone, and what it ended goes on."""
        told = [self.did[key][name] for key in self.entries if self.did[key].get(name)]
        bulk.delete(model, [UUID(begun) for begun, *_ended in told])
        ended = [key for _begun, *keys in told for key in keys]
        model._default_manager.filter(pk__in=ended).update(ended_on=None)

    def _take_steps_back(self) -> None:
        """The moves are told as taken back, and whoever listens gives back what they opened."""
        moved = [(key, entry) for key, entry in self.entries.items() if self.did[key].get("step")]
        left = [UUID(office) for key, _entry in moved for office in self.did[key]["offices_left"]]
        Office.objects.filter(pk__in=left).update(ended_on=None)
        steps = VolunteerStep.objects.bulk_create(
            VolunteerStep(
                volunteer=entry, kind=StepKind.TAKEN_BACK, from_state=entry.state,
                to_state=entry.state, on=self.on, text=self.batch.reason, by=self.by,
                takes_back_id=UUID(self.did[key]["step"][0]), details={"after": entry.area_id},
            )
            for key, entry in moved
        )  # fmt: skip
        for step in steps:
            volunteer_stepped.send(VolunteerStep, step=step, by=self.by, on=self.on)

    def _move_posts_back(self, left: Mapping[UUID, str]) -> None:
        """The few who sign in work again where they did."""
        moved = [entry for key, entry in self.entries.items() if entry.area_id != left[key]]
        with_account = since.signing_in([entry.person_id for entry in moved])
        for entry in moved:
            if entry.person_id in with_account:
                move_posts(entry, before=left[entry.pk], by=self.by, on=self.on)

    def _lines(self, left: Mapping[UUID, str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """A line in the journal of each province that an entry was in."""
        for key, entry in self.entries.items():
            did = self.did[key]
            fields = sorted({*did.get("values", {}), *_values_of(did)} | {*did} & {"office"})
            data = {"import": str(self.batch.pk), "fields": fields}
            for area in {left[key][:2]: left[key], entry.area_id[:2]: entry.area_id}.values():
                yield with_dashes(key.hex), area, data


def _values_of(did: dict[str, Any]) -> Former:
    former: Former = did.get("person_values", {})
    return former


def set_values(
    records: Sequence[Volunteer] | Sequence[Person], told: Mapping[UUID, Former]
) -> None:
    """Write former values into records, where what is there now is what the list wrote."""
    names: set[str] = set()
    for record in records:
        same = {
            name: both
            for name, both in told[record.pk].items()
            if as_text(getattr(record, name)) == both[1]
        }
        for name, value in _former(type(record), same):
            setattr(record, name, value)
        if isinstance(record, Person) and same:
            record.fill_keys()
            names |= {*Person.KEYS}
        names |= {"area" if name == AREA else name for name in same}
    bulk.update(records, sorted(names))


def _former(model: type[Model], values: Former) -> Iterator[tuple[str, Any]]:
    """The former values as the model holds them."""
    for name, (text, _after) in values.items():
        field: Any = model._meta.get_field("area" if name == AREA else name)
        yield name, None if text is None else field.to_python(text)
