from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.households.models import Household, HouseholdTeamMember
from asa.households.queries import candidate_caretakers
from asa.households.rules import (
    can_assign_caretaker,
    can_edit_household,
    can_hand_household_over,
    can_name_team,
)
from asa.notices.actions import tell
from asa.people.models import User


@transaction.atomic
def assign_caretaker(household: Household, *, to: User, by: User, on: date) -> Household:
    """Say which volunteer looks after the household; she is told."""
    allow(can_assign_caretaker(by, household))
    if not candidate_caretakers(household, on=on).filter(pk=to.pk).exists():
        raise DomainError(
            _("%(name)s does not work in this sub-district today. Choose another volunteer.")
            % {"name": to.shown_name}
        )
    if household.caretaker_id == to.pk:
        return household
    before = str(household.caretaker_id or "")
    household.caretaker = to
    household.save(update_fields=["caretaker", "updated_at"])
    journal.record(
        by, "household.caretaker_assigned", household, area=household.area_id, on=on,
        caretaker=str(to.pk), before=before,
    )  # fmt: skip
    page = reverse("households:detail", args=[household.pk])
    tell([to], kind="households.caretaker", area=household.area_id, link=page)
    return household


@transaction.atomic
def seal_household(household: Household, *, team: Sequence[User], by: User, on: date) -> Household:
    """Close a household that is known only because of a protected case: its team alone sees it."""
    allow(can_edit_household(by, household))
    if not team:
        raise DomainError(_("Name at least one person who works with this household."))
    household.is_sealed, household.caretaker = True, None
    household.save(update_fields=["is_sealed", "caretaker", "updated_at"])
    journal.record(by, "household.sealed", household, area=household.area_id, on=on)
    for user in team:
        _put_on_team(household, user, by, on)
    return household


@transaction.atomic
def add_to_team(household: Household, *, user: User, by: User, on: date) -> HouseholdTeamMember:
    """Let one more named person see a sealed household."""
    allow(can_name_team(by, household))
    return _put_on_team(household, user, by, on)


@transaction.atomic
def hand_household_over(
    household: Household, *, team: Sequence[User], by: User, on: date
) -> Household:
    """Give a sealed household whose whole team has left to other named people."""
    allow(can_hand_household_over(by, household))
    for user in team:
        _put_on_team(household, user, by, on)
    return household


def _put_on_team(household: Household, user: User, by: User, on: date) -> HouseholdTeamMember:
    member, _new = HouseholdTeamMember.objects.get_or_create(
        household=household, user=user, defaults={"started_on": on}
    )
    if member.ended_on is not None:
        member.ended_on = None
        member.save(update_fields=["ended_on"])
    journal.record(
        by, "household.team_joined", household, area=household.area_id, on=on, user=str(user.pk)
    )
    return member
