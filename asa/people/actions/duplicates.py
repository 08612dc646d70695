"""Pairs of people on record: noted, judged to be two, merged into one, and parted again."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.errors import DomainError, allow, written
from asa.common.ids import uuid7_hex
from asa.people.codes import DuplicateState, Likeness
from asa.people.merging import (
    Held,
    areas_of,
    held_above,
    hold_above,
    part_after,
    relations,
    settle_before,
    standing_of,
)
from asa.people.models import Merge, Person, PossibleDuplicate, User
from asa.people.queries.duplicates import Pair, pair_of, placed
from asa.people.queries.finding import pairs_alike
from asa.people.rules import can_judge_duplicate, can_undo_merge
from asa.people.undoing import Changes, put_back

FIRST, SECOND = "first", "second"
# What is chosen together, and the fields that it is made of.
FIELDS: dict[str, tuple[str, ...]] = {
    "prefix": ("prefix",),
    "given_name": ("given_name",),
    "family_name": ("family_name",),
    "name_en": ("given_name_en", "family_name_en"),
    "shown_as": ("shown_as",),
    "sex": ("sex",),
    "citizen_id": ("citizen_id", "id_kind", "no_id_reason"),
    "birth": ("birth_on", "birth_precision"),
    "nationality": ("nationality",),
    "phone": ("phone",),
    "other_phone": ("other_phone",),
    "died_on": ("died_on",),
}


@dataclass(frozen=True)
class Choice:
    """From which of the two each field and each record is taken; without a word, from the first."""

    fields: Mapping[str, str] = field(default_factory=dict)
    # By kind of record of which a person has one alone, such as "volunteers.volunteer".
    records: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""


@transaction.atomic
def find_duplicates(*, on: date) -> int:
    """Note everyone on record who may be the same as another; tells how many pairs are new."""
    return note_pairs(list(pairs_alike()), on=on)


@transaction.atomic
def note_pairs(pairs: Collection[Pair], *, on: date) -> int:
    """Note pairs for whoever judges them; one that was ever noted is left as it is."""
    before = PossibleDuplicate.objects.count()
    rows = [
        (uuid7_hex(), one.pair.first.hex, one.pair.second.hex, one.first_area, one.second_area,
         one.pair.likeness.value, one.pair.percent, json.dumps(one.pair.agrees), on.isoformat())
        for one in placed(pairs)
    ]  # fmt: skip
    columns = (
        "id", "first", "second", "first_area", "second_area", "likeness", "percent", "agrees",
        "found_on",
    )  # fmt: skip
    bulk.insert(PossibleDuplicate, columns, rows, skip_known=True)
    return PossibleDuplicate.objects.count() - before


@transaction.atomic
def keep_apart(pair: PossibleDuplicate, *, reason: str, by: User, on: date) -> PossibleDuplicate:
    """Judge that a pair is two people, and say why."""
    allow(can_judge_duplicate(by, pair))
    reason = written(reason, _("Write how you know that they are two people."))
    pair.move_to(DuplicateState.NOT_DUPLICATE, judged_by=by, judged_on=on)
    _journal_pair("person.kept_apart", pair, by=by, on=on, text=reason)
    return pair


@transaction.atomic
def judge_again(pair: PossibleDuplicate, *, by: User, on: date) -> PossibleDuplicate:
    """Put a pair that was judged to be two people back to be judged."""
    allow(can_judge_duplicate(by, pair))
    if pair.state != DuplicateState.NOT_DUPLICATE:
        raise DomainError(_("Undo the merge to judge this pair again."))
    pair.move_to(DuplicateState.OPEN, judged_by=None, judged_on=None)
    _journal_pair("person.judged_again", pair, by=by, on=on)
    return pair


@transaction.atomic
def note_really_new(
    person: Person, *, alike: Iterable[Person], reason: str, by: User, on: date
) -> None:
    """Keep why somebody who was warned wrote down a new person all the same."""
    reason = written(reason, _("Write how you know that this is somebody else."))
    for other in alike:
        noted = pair_of(person.pk, other.pk, Likeness.TYPED)
        note_pairs([noted], on=on)
        pair = PossibleDuplicate.objects.filter(first=noted.first, second=noted.second).first()
        if pair is not None and can_judge_duplicate(by, pair):
            keep_apart(pair, reason=reason, by=by, on=on)


@transaction.atomic
def merge_persons(pair: PossibleDuplicate, *, choice: Choice, by: User, on: date) -> Merge:
    """Make one person of two: the chosen values, and all that stood on both.

    Whoever signs in stays, else the one recorded first. Everything is put back by `undo_merge`.
    """
    allow(can_judge_duplicate(by, pair))
    reason = written(choice.reason, _("Write how you know that they are one person."))
    above = _hold_above(pair)
    pair.move_to(DuplicateState.MERGED, judged_by=by, judged_on=on)
    first, second = _both(pair)
    if held_above([first.pk, second.pk]) != above:
        raise DomainError(_("Something was written of one of them just now. Look again."))
    kept, merged = (second, first) if _signs_in(second) else (first, second)
    areas = _provinces(pair)
    changes = Changes()
    try:
        with transaction.atomic():
            merging = _Merging(kept, merged, {FIRST: first, SECOND: second}, choice, changes)
            merging.take_fields()
            settle_before(kept, merged, changes=changes, by=by, on=on)
            merging.move_records()
    except IntegrityError as error:
        raise DomainError(_both_have_one()) from error
    merge = Merge.objects.create(
        pair=pair, kept=kept, merged=merged, merged_by=by, merged_on=on,
        changes=changes.as_json(), joined=changes.joined,
    )  # fmt: skip
    for area in areas:
        journal.record(
            by, "person.merged", kept, area=area, on=on, subject=kept.pk, text=reason,
            merged=str(merged.pk), pair=str(pair.pk), changes=len(changes.made),
        )  # fmt: skip
    return merge


@transaction.atomic
def undo_merge(merge: Merge, *, by: User, on: date) -> Merge:
    """Part two people again whom somebody merged: each gets back what was taken from it.

    What has been changed by others since, and what is new, stays with the one who was kept.
    """
    allow(can_undo_merge(by, merge, on))
    _hold_above(merge.pair)
    merge.move_to(undone_by=by, undone_on=on)
    if Person.objects.filter(pk=merge.kept_id, merged_into__isnull=False).exists():
        raise DomainError(_("The person has been merged again since. Undo that merge first."))
    areas = _provinces(merge.pair)
    put_back(merge.changes or "[]")
    part_after(merge.kept, merge.merged)
    merge.pair.move_to(DuplicateState.OPEN, judged_by=None, judged_on=None)
    for area in areas:
        journal.record(
            by, "person.parted", merge.kept, area=area, on=on, merged=str(merge.merged_id),
            pair=str(merge.pair_id),
        )  # fmt: skip
    return merge


def _hold_above(pair: PossibleDuplicate) -> Held:
    """Lock what other apps lock before a person, tells what that was.

    There is one order: what stands above people in an app (of training the quotas of the cohorts
    in which they are), then the people by their keys, then their records, and the journal's head
    last. Whoever enrols somebody holds the quota and then waits for the person; a merge that held
    the person and waited for the quota would wait for ever.
    """
    above = held_above([pair.first_id, pair.second_id])
    hold_above(above)
    return above


def _both(pair: PossibleDuplicate) -> tuple[Person, Person]:
    """The two people, locked, if each is still on record by itself."""
    persons = Person.objects.select_for_update().order_by("pk")
    found = {one.pk: one for one in persons.filter(pk__in=[pair.first_id, pair.second_id])}
    first, second = found[pair.first_id], found[pair.second_id]
    if first.merged_into_id or second.merged_into_id:
        raise DomainError(_("One of them has been merged with somebody else in the meantime."))
    return first, second


def _signs_in(person: Person) -> bool:
    return User.objects.filter(person=person, is_active=True).exists()


def _provinces(pair: PossibleDuplicate) -> list[str]:
    """One place in each province where either stands, in ascending order."""
    found = {pair.first_area, pair.second_area}.union(
        *areas_of({pair.first_id, pair.second_id}).values()
    )
    return sorted({area[:2]: area for area in sorted(found, reverse=True)}.values())


@dataclass(frozen=True)
class _Merging:
    """Who stays, who goes on in the other, what was chosen, and what has been changed so far."""

    kept: Person
    merged: Person
    sides: dict[str, Person]
    choice: Choice
    changes: Changes

    def take_fields(self) -> None:
        """The values that were chosen, into the one who stays."""
        taken: dict[str, Any] = {}
        for name, fields in FIELDS.items():
            side = self.sides[self.choice.fields.get(name) or FIRST]
            for one in fields:
                if getattr(self.kept, one) != getattr(side, one):
                    taken[one] = getattr(side, one)
        if taken:
            self.changes.change(self.kept, **taken)

    def move_records(self) -> None:
        """Everything that stood on the one now stands on the other."""
        for model, name, relation in relations():
            rows = model._default_manager.filter(**{name: self.merged})
            if not relation.one_to_one:
                for row in rows:
                    self.changes.change(row, **{name: self.kept})
            elif (single := rows.first()) is not None:
                self._move_single(model, name, single)
        self.changes.change(self.merged, merged_into=self.kept)

    def _move_single(self, model: type[Model], name: str, row: Model) -> None:
        """A record of which a person has one alone: where both have it, its app makes one."""
        other = model._default_manager.filter(**{name: self.kept}).first()
        if other is not None:
            standing = standing_of(model, name)
            if standing is None or standing.join is None:
                raise DomainError(_both_have_one())
            side = self.sides[self.choice.records.get(model._meta.label_lower) or FIRST]
            pair = (row, other) if side == self.merged else (other, row)
            row = standing.join(*pair, self.changes)
        if getattr(row, name) != self.kept:
            self.changes.change(row, **{name: self.kept})


def _both_have_one() -> str:
    return _("Both have a record of which a person has one alone. End one of them first.")


def _journal_pair(
    verb: str, pair: PossibleDuplicate, *, by: User, on: date, text: str = ""
) -> None:
    """One line in each province of a pair."""
    places = {area[:2]: area for area in (pair.second_area, pair.first_area)}
    for _province, area in sorted(places.items()):
        journal.record(
            by, verb, pair, area=area, on=on, subject=pair.first_id if text else None, text=text
        )
