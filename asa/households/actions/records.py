import re
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_amount
from asa.common.errors import DomainError, allow
from asa.households.actions.details import HouseholdPlace, MemberDetails
from asa.households.actions.members import put_member
from asa.households.models import Household
from asa.households.rules import can_edit_household, can_record_household
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds
from asa.places.models import Area


@transaction.atomic
def record_household(
    area: Area,
    *,
    place: HouseholdPlace,
    members: Sequence[MemberDetails],
    by: User,
    on: date,
    sealed: bool = False,
) -> Household:
    """Write down a household that someone found, with the people who live there."""
    allow(can_record_household(by, area.pk))
    _check_place(place)
    if not members:
        raise DomainError(_("Write down at least one person of this household."))
    household = Household.objects.create(
        area=area,
        reported_by=by,
        surveyed_on=on,
        is_sealed=sealed,
        caretaker=by if _looks_after(by, area.pk) and not sealed else None,
        **place.fields(),
    )
    journal.record(by, "household.recorded", household, area=area.pk, on=on, members=len(members))
    for number, details in enumerate(members, start=1):
        put_member(household, details=details, number=number, by=by, on=on)
    _set_first_head(household)
    return household


def _check_place(place: HouseholdPlace) -> None:
    if place.house_code and not re.fullmatch(r"[0-9]{11}", place.house_code):
        raise DomainError(_("A house code has 11 digits; see the house register."))
    if place.postcode and not re.fullmatch(r"[0-9]{5}", place.postcode):
        raise DomainError(_("A postal code has 5 digits."))
    check_amount(place.rent_per_month)
    check_amount(place.income_per_month)


def _looks_after(user: User, area: str) -> bool:
    """A volunteer of the tambon looks after what she finds there, until it is given to another."""
    posts = [post for post in user.current_posts if post.role == Role.VOLUNTEER]
    return any(post.area_id[:6] == area[:6] for post in posts) or holds(
        user, Role.VOLUNTEER, area=area
    )


def _set_first_head(household: Household) -> None:
    """Somebody heads a household; where nobody was named it is the first person written down."""
    heads = list(household.members.filter(is_head=True))
    if len(heads) > 1:
        raise DomainError(_("A household has one head. Choose one person."))
    if not heads:
        first = household.members.order_by("number")[0]
        first.is_head = True
        first.save(update_fields=["is_head"])


@transaction.atomic
def edit_household(household: Household, *, place: HouseholdPlace, by: User, on: date) -> Household:
    """Correct where a household lives and how."""
    allow(can_edit_household(by, household))
    _check_place(place)
    changed = place.write_to(household)
    if changed:
        household.save()
        journal.record(
            by, "household.edited", household, area=household.area_id, on=on, fields=changed
        )
    return household
