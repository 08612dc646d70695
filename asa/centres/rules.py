"""Who may do what with centres."""

from asa.centres.codes import DIGITS_OF, LEADS_OF, STEPS, SUPERVISORS
from asa.centres.models import ChangeProposal, Meeting, Point, Profile, Supervision
from asa.centres.queries import (
    centres_for,
    centres_in_full_for,
    meetings_for,
    step_of,
    supervised_areas,
    supervised_for,
)
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds, scope
from asa.volunteers.models import Centre, Volunteer
from asa.volunteers.queries import LEADS, OFFICES

FOUNDERS = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER)
KEEPERS = (Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)


def sees_centres(user: User) -> bool:
    """Centres are known to volunteers, leads, the provincial office and the department."""
    return holds(user, Role.VOLUNTEER, *LEADS, *OFFICES)


def sees_in_full(user: User, centre: Centre) -> bool:
    """Telephones of persons, changes and minutes are read by leads and offices of the centre's
    area and by its focal person.
    """
    return centres_in_full_for(user).filter(pk=centre.pk).exists()


def can_found_centre(user: User, *, level: str, area: str) -> bool:
    """A centre is founded by officer or head of the provincial office, or by the department, for
    an area of its level.
    """
    return len(area) == DIGITS_OF[level] and holds(user, *FOUNDERS, area=area)


def can_import_centres(user: User, area: str) -> bool:
    """A list of centres is brought in, and taken back, by the provincial office of its province or
    the department.
    """
    return holds(user, *FOUNDERS, area=area)


def can_keep_centre(user: User, centre: Centre) -> bool:
    """A centre is looked after by the leads of its area, the provincial office, the department
    for a provincial centre, and its focal person.
    """
    area = str(centre.area_id)
    roles = (*LEADS_OF[centre.level], *KEEPERS)
    if holds(user, *roles, area=area):
        return True
    if holds(user, Role.DEPARTMENT_OFFICER, area=area) and centre.level == "province":
        return True
    return _is_focal_person(user, centre)


def _is_focal_person(user: User, centre: Centre) -> bool:
    if user.person_id is None or not centres_for(user).filter(pk=centre.pk).exists():
        return False
    own = Profile.objects.filter(centre=centre, focal_volunteer__person=user.person_id)
    return own.exists()


def can_propose(user: User, centre: Centre) -> bool:
    """A change is proposed by whoever looks after the centre."""
    return can_keep_centre(user, centre)


def can_decide(user: User, proposal: ChangeProposal) -> bool:
    """A change is validated by the level above the centre, or the next above where nobody else
    holds that, and never by whoever proposed it.
    """
    if proposal.proposed_by_id == user.pk:
        return False
    place = step_of(proposal)
    if place is None:
        return False
    area = str(proposal.centre.area_id)
    return any(holds(user, *step.roles, area=area) for step in STEPS[proposal.centre.level][place:])


def can_withdraw(user: User, proposal: ChangeProposal) -> bool:
    """A change is withdrawn by whoever proposed it and still looks after the centre."""
    return proposal.proposed_by_id == user.pk and can_propose(user, proposal.centre)


def can_elect(user: User, centre: Centre) -> bool:
    """Who holds the offices of a centre is recorded by the provincial office or the department."""
    return holds(user, *FOUNDERS, area=str(centre.area_id))


def can_plan_meeting(user: User, centre: Centre) -> bool:
    """A meeting is planned by whoever looks after the centre."""
    return can_keep_centre(user, centre)


def can_record_meeting(user: User, meeting: Meeting) -> bool:
    """A meeting is cancelled, its minutes written down or corrected by whoever looks after the
    centre.
    """
    return can_keep_centre(user, meeting.centre)


def can_finish_point(user: User, point: Point) -> bool:
    """A point is done by its owner's word, or by the word of whoever looks after the centre."""
    is_own = user.person_id is not None and point.owner.person_id == user.person_id
    if is_own and meetings_for(user).filter(pk=point.meeting_id).exists():
        return True
    return can_keep_centre(user, point.meeting.centre)


def can_assess(user: User, centre: Centre) -> bool:
    """The capacity of a centre is assessed and its work planned by whoever looks after it."""
    return can_keep_centre(user, centre)


def supports_somebody(user: User) -> bool:
    """Who needs support is read by leads, the provincial office and focal persons of centres."""
    # Asked on every page by the menu: who holds such a post needs no look at the centres.
    return bool(scope(user, *SUPERVISORS)) or bool(supervised_areas(user))


def can_supervise(user: User, volunteer: Volunteer) -> bool:
    """Targets are agreed and supervision visits made by the leads and the provincial office of the
    volunteer's area and by the focal person of a centre for it, never about oneself.
    """
    if user.is_system:
        return True
    return supervised_for(user).filter(pk=volunteer.pk).exists()


def can_withdraw_supervision(user: User, supervision: Supervision) -> bool:
    """A supervision visit is withdrawn by who made it and still supports the volunteer, and by the
    provincial office.
    """
    volunteer = supervision.volunteer
    if not can_supervise(user, volunteer):
        return False
    return supervision.visited_by_id == user.pk or holds(user, *KEEPERS, area=volunteer.area_id)


def can_export_centres(user: User) -> bool:
    """A list of centres is taken out by the provincial office or the department."""
    return holds(user, *FOUNDERS)


def can_read_lists(user: User) -> bool:
    """Terms of office, services and what is assessed are no secret: whoever holds a post may read
    them.
    """
    return holds(user)


def can_change_lists(user: User) -> bool:
    """Terms of office, services and what is assessed are set by the department, for the whole
    country.
    """
    return "TH" in scope(user, Role.DEPARTMENT_OFFICER)
