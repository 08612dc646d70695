"""A practice is told, reviewed, published, and done by others too."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import IO
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common import journal, photos
from asa.common.bounds import check_amount, check_fits, check_has_come
from asa.common.errors import DomainError, allow, written
from asa.common.occasions import occasions_for
from asa.knowledge.codes import MOST_PHOTOS, PracticeState
from asa.knowledge.models import Adoption, Practice, PracticePhoto, Topic
from asa.knowledge.queries import search_key_of
from asa.knowledge.rules import (
    can_adopt_practice,
    can_edit_practice,
    can_review_practice,
    can_write_at,
    has_adopted,
    writes_practices,
)
from asa.notices.actions import tell
from asa.people.codes import Role
from asa.people.models import User
from asa.people.queries import holders
from asa.places.codes import WHOLE_COUNTRY
from asa.places.models import Area
from asa.volunteers.models import Centre

TEXTS = (*("title", "problem", "context", "steps", "result", "evidence", "presented_at"),)


@dataclass(frozen=True)
class PracticeDetails:
    """What is told of a practice."""

    title: str
    topic: Topic
    area: Area
    problem: str
    steps: str
    result: str
    context: str = ""
    evidence: str = ""
    cost: Decimal | None = None
    centre: Centre | None = None
    presented_at: str = ""
    presented_on: date | None = None
    # The key of a workshop at which the author was; its name and day are then taken from it.
    workshop: UUID | None = None

    def at_its_workshop(self, by: User, kept: UUID | None = None) -> "PracticeDetails":
        """With the name and the day of the workshop, where one is chosen.

        kept: the workshop that the practice named before; it may stay whoever forgot about it.
        """
        if self.workshop is None or self.workshop == kept:
            return self
        found = next((one for one in occasions_for(by) if one.key == self.workshop), None)
        if found is None:
            raise DomainError(_("Choose a workshop at which you were."))
        return replace(self, presented_at=found.name[:200], presented_on=found.held_on)

    def check(self, on: date) -> None:
        """DomainError where something must stand, is too long, or is still to come."""
        written(self.title, _("Write the title."))
        written(self.problem, _("Write what the problem was."))
        written(self.steps, _("Write what was done, step by step."))
        written(self.result, _("Write what came of it."))
        check_fits(Practice, **{name: getattr(self, name) for name in TEXTS})
        check_amount(self.cost)
        if self.presented_on:
            check_has_come(self.presented_on, on)

    @property
    def search_key(self) -> str:
        return search_key_of(getattr(self, name) for name in TEXTS)


@dataclass(frozen=True)
class AdoptionDetails:
    """Where a practice was done too, since when, and what it brought there."""

    area: Area
    adopted_on: date
    result: str
    centre: Centre | None = None


@transaction.atomic
def write_practice(details: PracticeDetails, *, by: User, on: date) -> Practice:
    """Begin to tell a practice; nobody else reads the draft."""
    allow(writes_practices(by) and can_write_at(by, details.area.pk))
    details = details.at_its_workshop(by)
    details.check(on)
    practice = Practice.objects.create(
        author=by, written_on=on, search_key=details.search_key, **vars(details)
    )
    journal.record(by, "practice.written", practice, area=practice.area_id, on=on)
    return practice


@transaction.atomic
def edit_practice(practice: Practice, *, details: PracticeDetails, by: User, on: date) -> Practice:
    """Mend a draft, or what came back from the reviewer."""
    held = Practice.objects.select_for_update().get(pk=practice.pk)
    allow(can_edit_practice(by, held) and can_write_at(by, details.area.pk))
    details = details.at_its_workshop(by, kept=held.workshop)
    details.check(on)
    changed = [name for name, value in vars(details).items() if getattr(held, name) != value]
    if changed:
        for name in changed:
            setattr(held, name, getattr(details, name))
        held.search_key = details.search_key
        held.save()
        journal.record(by, "practice.edited", held, area=held.area_id, on=on, fields=changed)
    return held


@transaction.atomic
def add_practice_photo(practice: Practice, *, file: IO[bytes], by: User, on: date) -> PracticePhoto:
    """Put a photo beside a practice that is being written."""
    held = Practice.objects.select_for_update().get(pk=practice.pk)
    allow(can_edit_practice(by, held))
    if held.photos.count() >= MOST_PHOTOS:
        raise DomainError(
            _("A practice has at most %(n)s photos. Take one away first.") % {"n": MOST_PHOTOS}
        )
    stored = photos.store(file)
    photo = PracticePhoto.objects.create(
        id=stored.uuid, practice=held, width=stored.width, height=stored.height,
        added_by=by, added_on=on,
    )  # fmt: skip
    journal.record(by, "practice.photo_added", held, area=held.area_id, on=on, photo=str(photo.pk))
    return photo


@transaction.atomic
def remove_practice_photo(photo: PracticePhoto, *, by: User, on: date) -> Practice:
    """Take a photo away from a practice that is being written."""
    practice = photo.practice
    allow(can_edit_practice(by, practice))
    number = photo.pk
    photo.delete()
    transaction.on_commit(lambda: photos.delete(number))
    journal.record(
        by, "practice.photo_removed", practice, area=practice.area_id, on=on, photo=str(number)
    )
    return practice


@transaction.atomic
def send_practice(practice: Practice, *, by: User, on: date) -> Practice:
    """Send a practice to be reviewed; the office of its place is told."""
    allow(practice.author_id == by.pk and writes_practices(by))
    practice.move_to(PracticeState.SENT, reason="")
    journal.record(by, "practice.sent", practice, area=practice.area_id, on=on)
    _tell(_reviewers(practice, on), practice, "practice.sent")
    return practice


@transaction.atomic
def publish_practice(practice: Practice, *, by: User, on: date) -> Practice:
    """Let everybody read a practice; its author is told."""
    allow(can_review_practice(by, practice))
    practice.move_to(PracticeState.PUBLISHED, reviewed_by=by, published_on=on)
    journal.record(by, "practice.published", practice, area=practice.area_id, on=on)
    _tell([practice.author], practice, "practice.published")
    return practice


@transaction.atomic
def return_practice(practice: Practice, *, reason: str, by: User, on: date) -> Practice:
    """Give a practice back with the reason, also one that everybody reads already."""
    allow(can_review_practice(by, practice))
    reason = written(reason, _("Write what is to be mended."))
    check_fits(Practice, reason=reason)
    practice.move_to(PracticeState.RETURNED, reason=reason, reviewed_by=by)
    journal.record(by, "practice.returned", practice, area=practice.area_id, on=on)
    _tell([practice.author], practice, "practice.returned", reason=reason)
    return practice


@transaction.atomic
def adopt_practice(practice: Practice, *, details: AdoptionDetails, by: User, on: date) -> Adoption:
    """Say that a practice was done at the own place too, and what it brought there."""
    held = Practice.objects.select_for_update().get(pk=practice.pk)
    allow(can_adopt_practice(by, held) and can_write_at(by, details.area.pk))
    result = written(details.result, _("Write what it brought, with numbers."))
    check_fits(Adoption, result=result)
    check_has_come(details.adopted_on, on)
    if has_adopted(by, held):
        raise DomainError(_("You have told of this practice already."))
    adoption = Adoption.objects.create(
        practice=held, adopter=by, told_on=on, area=details.area, centre=details.centre,
        adopted_on=details.adopted_on, result=result,
    )  # fmt: skip
    journal.record(by, "practice.adopted", held, area=adoption.area_id, on=on)
    _tell([held.author], held, "practice.adopted")
    return adoption


def _reviewers(practice: Practice, on: date) -> list[User]:
    """The officers of the place but for the author; where there is none, the department."""
    roles = ((Role.PROVINCE_OFFICER, practice.area_id), (Role.DEPARTMENT_OFFICER, WHOLE_COUNTRY))
    for role, area in roles:
        found = [one for one in holders(role, area, on) if one.pk != practice.author_id]
        if found:
            return found
    return []


def _tell(users: Iterable[User], practice: Practice, kind: str, *, reason: str = "") -> None:
    link = reverse("knowledge:practice", args=[practice.pk])
    living = [one for one in users if not one.has_died]
    tell(living, kind=kind, area=practice.area_id, link=link, reason=reason)
