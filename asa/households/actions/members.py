from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asa.common import citizenid, journal
from asa.common.bounds import check_amount, check_has_come
from asa.common.errors import DomainError, allow
from asa.households.actions.details import MemberDetails
from asa.households.codes import LeaveReason
from asa.households.models import Household, HouseholdMember
from asa.households.queries import current_members, possible_same_persons
from asa.households.rules import can_edit_household
from asa.people.actions import make_person
from asa.people.models import Person, User


@transaction.atomic
def add_member(
    household: Household, *, details: MemberDetails, by: User, on: date
) -> HouseholdMember:
    """Write down one more person who lives in the household."""
    allow(can_edit_household(by, household))
    last = household.members.aggregate(Max("number"))["number__max"] or 0
    member = put_member(household, details=details, number=last + 1, by=by, on=on)
    if member.is_head:
        _head_alone(member)
    journal.record(
        by, "household.member_added", household, area=household.area_id, on=on,
        subject=member.person_id, member=str(member.pk),
    )  # fmt: skip
    return member


@transaction.atomic
def put_member(
    household: Household, *, details: MemberDetails, number: int, by: User, on: date
) -> HouseholdMember:
    """Make the person unless someone recognised a known one, and the membership.

    Called by the actions that have asked the rule and write the journal.
    """
    person = _recognised(household, details, by) if details.same_as else _new(household, details)
    return HouseholdMember.objects.create(
        household=household,
        person=person,
        number=number,
        is_head=details.is_head,
        joined_on=on,
        **details.member_fields(),
    )


def _new(household: Household, details: MemberDetails) -> Person:
    _check_person(details)
    person = make_person(
        citizen_id=details.citizen_id, birth=details.birth, **details.person_fields()
    )
    _not_twice(household, person)
    return person


def _recognised(household: Household, details: MemberDetails, by: User) -> Person:
    """A known person, if the one who recognises may know of that person at all."""
    person = details.same_as
    candidates = possible_same_persons(
        by,
        given_name=details.given_name,
        family_name=details.family_name,
        citizen_id=details.citizen_id,
        birth=details.birth,
        tambon=household.area_id[:6],
    )
    if person not in candidates:
        raise DomainError(_("This person is not among those shown. Choose again from the list."))
    if current_members(household).filter(person=person).exists():
        raise DomainError(_("%(name)s is already in this household.") % {"name": person})
    return person


def _check_person(details: MemberDetails, known_id: str | None = None) -> None:
    """DomainError for what cannot be; a number that is on record already is taken as it is."""
    if not details.given_name.strip():
        raise DomainError(_("Write the given name; a name that the village uses is enough."))
    if not details.citizen_id and not details.no_id_reason.strip():
        raise DomainError(
            _("%(name)s: fill in the citizen id, or say why there is none.")
            % {"name": details.given_name}
        )
    if details.citizen_id and details.citizen_id != known_id:
        citizenid.parse(details.citizen_id)
    check_amount(details.income_per_month)
    if details.birth is not None:
        check_has_come(details.birth.day)


def _not_twice(household: Household, person: Person) -> None:
    """One citizen id stands once in a household; elsewhere a person judges."""
    if not person.citizen_id_index:
        return
    others = current_members(household).filter(person__citizen_id_index=person.citizen_id_index)
    if others.exclude(person=person).exists():
        raise DomainError(
            _("%(name)s: this citizen id is already in this household. Check both with the card.")
            % {"name": person.given_name}
        )


@transaction.atomic
def edit_member(
    member: HouseholdMember, *, details: MemberDetails, by: User, on: date
) -> HouseholdMember:
    """Correct what is known of a person of the household."""
    household = member.household
    allow(can_edit_household(by, household))
    _check_person(details, member.person.citizen_id)
    changed = details.write_to(member)
    if changed:
        member.person.save()
        member.save()
        _not_twice(household, member.person)
        journal.record(
            by, "household.member_edited", household, area=household.area_id, on=on,
            subject=member.person_id, member=str(member.pk), fields=changed,
        )  # fmt: skip
    return member


@transaction.atomic
def end_membership(
    member: HouseholdMember, *, reason: LeaveReason, by: User, on: date
) -> HouseholdMember:
    """Write down that a person no longer lives in the household."""
    household = member.household
    allow(can_edit_household(by, household))
    check_has_come(on)
    member.refresh_from_db(
        fields=["left_on", "is_head"], from_queryset=HouseholdMember.objects.select_for_update()
    )
    if member.left_on is not None:
        raise DomainError(_("This person already left the household."))
    if member.is_head and current_members(household).count() > 1:
        raise DomainError(_("Choose another head of the household first."))
    member.left_on = on
    member.save(update_fields=["left_on"])
    if reason == LeaveReason.DIED:
        member.person.died_on = on
        member.person.save(update_fields=["died_on"])
    journal.record(
        by, "household.member_left", household, area=household.area_id, on=on,
        subject=member.person_id, member=str(member.pk), reason=str(reason),
    )  # fmt: skip
    return member


@transaction.atomic
def change_head(household: Household, *, to: HouseholdMember, by: User, on: date) -> Household:
    """Write down who heads the household from now on."""
    allow(can_edit_household(by, household))
    if to.household_id != household.pk or to.left_on is not None:
        raise DomainError(_("The head of a household is one of those who live there."))
    if not to.is_head:
        to.is_head = True
        to.save(update_fields=["is_head"])
        _head_alone(to)
        journal.record(
            by, "household.head_changed", household, area=household.area_id, on=on,
            subject=to.person_id, member=str(to.pk),
        )  # fmt: skip
    return household


def _head_alone(head: HouseholdMember) -> None:
    for other in head.household.members.filter(is_head=True).exclude(pk=head.pk):
        other.is_head = False
        other.save(update_fields=["is_head"])
