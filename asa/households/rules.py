from asa.common.thaidate import today
from asa.households.models import Household
from asa.households.queries import (
    FIELD_ROLES,
    LEAD_ROLES,
    OFFICE_ROLES,
    has_a_team,
    households_for,
    households_in_full_for,
    own_households_for,
    provinces_of,
)
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import can_show_citizen_id, holds

# Who writes down what the office itself found out.
WRITERS = (Role.SOCIAL_WORKER, Role.PROVINCE_OFFICER)


def works_with_households(user: User) -> bool:
    """Households are the work of volunteers, leads and the provincial office."""
    return holds(user, *FIELD_ROLES, *OFFICE_ROLES)


def sees_household(user: User, household: Household) -> bool:
    """A household is known to who reports it, cares for it, leads its area or is its office."""
    return households_for(user).filter(pk=household.pk).exists()


def sees_sensitive(user: User, household: Household) -> bool:
    """Illness, disability, notes, photos are read by who cares for the household or its office."""
    return households_in_full_for(user).filter(pk=household.pk).exists()


def can_record_household(user: User, area: str) -> bool:
    """A household is recorded by a volunteer, a lead or the office, anywhere in their province."""
    return any(code in ("TH", area[:2]) for code in provinces_of(user, *FIELD_ROLES, *WRITERS))


def can_edit_household(user: User, household: Household) -> bool:
    """A household is corrected by the volunteer who cares for it, the social worker or officer."""
    if not sees_sensitive(user, household):
        return False
    return household.is_sealed or _works_with(user, household)


def _works_with(user: User, household: Household) -> bool:
    return is_own(user, household) or holds(user, *WRITERS, area=household.area_id)


def is_own(user: User, household: Household) -> bool:
    """A household is one's own by report, by care, by a task, or by being of its named team."""
    return own_households_for(user).filter(pk=household.pk).exists()


def can_visit(user: User, household: Household) -> bool:
    """A visit is written down by who cares for the household, leads its area or its officers."""
    if is_own(user, household):
        return True
    # A sealed household that is not one's own is not seen either.
    works_there = holds(user, *LEAD_ROLES, *WRITERS, area=household.area_id)
    return works_there and sees_household(user, household)


def can_assign_caretaker(user: User, household: Household) -> bool:
    """Who looks after a household is decided by the leads of its area, social worker or officer."""
    if household.is_sealed or not sees_household(user, household):
        return False
    return holds(user, *LEAD_ROLES, *WRITERS, area=household.area_id)


def can_name_team(user: User, household: Household) -> bool:
    """The team of a sealed household is widened by those of the provincial office who are on it."""
    if not household.is_sealed or not sees_household(user, household):
        return False
    return holds(user, *WRITERS, Role.PROVINCE_HEAD, area=household.area_id)


def can_hand_household_over(user: User, household: Household) -> bool:
    """The head of the province gives a sealed household, whose whole team has left, to others."""
    is_alone = household.is_sealed and not has_a_team(household, today())
    return is_alone and holds(user, Role.PROVINCE_HEAD, area=household.area_id)


def can_reveal_citizen_id(user: User, household: Household) -> bool:
    """A citizen id is shown in full to the office of the province, each look being written down."""
    return can_show_citizen_id(user, household.area_id) and sees_sensitive(user, household)


def can_export_households(user: User) -> bool:
    """A list of households is taken out by the officer or the head of the provincial office."""
    return holds(user, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)


IMPORTERS = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)


def can_import_households(user: User, area: str) -> bool:
    """A list of households is brought in by the officer or the head of the provincial office."""
    return holds(user, *IMPORTERS, area=area)
