"""What a list tells that many volunteers did, written down at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.volunteers.actions.activities import Done
from asa.volunteers.actions.standings import stand_anew
from asa.volunteers.codes import ActivitySource, VolunteerState
from asa.volunteers.models import Activity, Volunteer
from asa.volunteers.rules import can_record_activity

ListedWork = Sequence[tuple[Volunteer, Done]]


@transaction.atomic
def record_activities(work: ListedWork, *, by: User, on: date) -> list[Activity]:
    """Write down what registered volunteers did, each line as `record_activity` would, or none.

    Of one volunteer one piece of work of a kind stands on a day: what is written down already, by
    whomever, is refused.
    """
    people = _held({volunteer.pk for volunteer, _done in work})
    for volunteer in people.values():
        allow(can_record_activity(by, volunteer))
        if volunteer.state != VolunteerState.REGISTERED:
            raise DomainError(_("Only the work of a registered volunteer is written down."))
    for _volunteer, done in work:
        done.check(on)
    _none_twice(work)
    made = bulk.create(
        Activity,
        [done.by(people[one.pk], ActivitySource.TYPED, by) for one, done in work],
    )
    _note(made, people, by)
    for one in made:
        volunteer = people[one.volunteer_id]
        volunteer.last_active_on = max(one.happened_on, volunteer.last_active_on or one.happened_on)
    bulk.update(list(people.values()), ["last_active_on"])
    for province in sorted({str(volunteer.area_id)[:2] for volunteer in people.values()}):
        stand_anew(province, on=on)
    return made


def _held(keys: set[UUID]) -> dict[UUID, Volunteer]:
    """The entries, locked in one order, before any line of the journal."""
    found = Volunteer.objects.select_for_update(no_key=True).filter(pk__in=keys)
    return {volunteer.pk: volunteer for volunteer in found.order_by("pk")}


def _none_twice(work: ListedWork) -> None:
    told = [(one.pk, str(done.kind), done.happened_on) for one, done in work]
    known = Activity.objects.filter(
        volunteer__in={key for key, _kind, _day in told}, withdrawn_on__isnull=True
    )
    kept = set(known.values_list("volunteer", "kind", "happened_on"))
    if len(set(told)) < len(told) or not kept.isdisjoint(told):
        raise DomainError(_("Exactly this is written down already."))


def _note(made: Sequence[Activity], people: dict[UUID, Volunteer], by: User) -> None:
    lines: dict[date, list[tuple[str, str, dict[str, Any]]]] = defaultdict(list)
    for one in made:
        data = {"activity": str(one.pk), "kind": str(one.kind)}
        area = str(people[one.volunteer_id].area_id)
        lines[one.happened_on].append((str(one.volunteer_id), area, data))
    for day, rows in sorted(lines.items()):
        journal.record_many(by, "activity.recorded", "volunteers.volunteer", rows, on=day)
