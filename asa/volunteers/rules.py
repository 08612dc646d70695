"""Who may do what with the register of volunteers."""

from asa.common.models import ImportBatch
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import can_show_citizen_id, holds, scope
from asa.places.models import Area
from asa.places.queries import covers
from asa.volunteers.codes import StepKind
from asa.volunteers.corrections import stands_outside
from asa.volunteers.models import Activity, Centre, Transfer, Volunteer, VolunteerStep
from asa.volunteers.queries import (
    LEADS,
    OFFICES,
    REGISTRARS,
    application_areas,
    register_areas,
    volunteers_in_full_for,
)

IMPORTERS = (*REGISTRARS, Role.DEPARTMENT_OFFICER)


def sees_register(user: User) -> bool:
    """The register opens to volunteers, leads, the provincial office and the department."""
    return holds(user, Role.VOLUNTEER, *LEADS, *OFFICES)


def sees_groups(user: User) -> bool:
    """How many volunteers are of which group is read by leads, offices and the department."""
    return holds(user, *LEADS, *OFFICES)


def sees_in_full(user: User, volunteer: Volunteer) -> bool:
    """Number, telephone and history are read by leads and offices of the area, and by oneself."""
    return volunteers_in_full_for(user).filter(pk=volunteer.pk).exists()


def can_show_number(user: User, volunteer: Volunteer) -> bool:
    """A citizen id is shown in full to the provincial office, each look being written down."""
    return can_show_citizen_id(user, volunteer.area_id)


def can_import_volunteers(user: User, area: str) -> bool:
    """Lists of volunteers are brought in by the provincial office or the department."""
    return holds(user, *IMPORTERS, area=area)


def can_take_back_import(user: User, batch: ImportBatch) -> bool:
    """A list that was taken in is taken back by whoever may bring in lists of that place."""
    return can_import_volunteers(user, batch.area)


def can_export_volunteers(user: User) -> bool:
    """A list of volunteers is taken out by the provincial office or the department."""
    return holds(user, *IMPORTERS)


def can_register_volunteer(user: User, area: str) -> bool:
    """A new volunteer is registered by officer or head of the provincial office, in Bangkok by the
    department.
    """
    return covers(register_areas(user), area)


def can_take_application(user: User, area: str) -> bool:
    """Who applies is keyed in by the leads of the area or by who keeps its register."""
    return covers(application_areas(user), area)


def keys_in_applications(user: User) -> bool:
    """The days on which people signed up open to whoever may key in applications anywhere."""
    return bool(application_areas(user))


def can_change_volunteer(user: User, volunteer: Volunteer) -> bool:
    """The register entry is changed by officer or head of the provincial office, in Bangkok by the
    department, and never one's own.
    """
    if user.person_id is not None and user.person_id == volunteer.person_id:
        return False
    return covers(register_areas(user), volunteer.area_id)


def can_correct_applicant(user: User, volunteer: Volunteer, to: str) -> bool:
    """What was keyed in of an applicant is mended by who keeps the register where the applicant
    stands and where the right place is, never about oneself.
    """
    return can_change_volunteer(user, volunteer) and covers(register_areas(user), to)


def can_mend_volunteer(user: User, volunteer: Volunteer) -> bool:
    """Data of somebody in the register are corrected by who keeps it in the area, and by the
    department where the person is on record in another province too; never one's own.
    """
    if can_change_volunteer(user, volunteer):
        return True
    own = user.person_id is not None and user.person_id == volunteer.person_id
    if own or not holds(user, Role.DEPARTMENT_OFFICER, area=volunteer.area_id):
        return False
    return stands_outside(volunteer.person, [volunteer.area_id[:2]])


def can_mend_contact(user: User, volunteer: Volunteer) -> bool:
    """Telephone and address are corrected by the volunteer herself, by the leads of the area and
    by who corrects the rest of the entry.
    """
    own = user.person_id is not None and user.person_id == volunteer.person_id
    is_led = holds(user, *LEADS, area=volunteer.area_id)
    return own or is_led or can_mend_volunteer(user, volunteer)


def can_change_qualifications(user: User) -> bool:
    """What a volunteer must be, have or show is set by the department, for the whole country."""
    return "TH" in scope(user, Role.DEPARTMENT_OFFICER)


def can_link_registers(user: User, area: str) -> bool:
    """The registers of provinces are compared with one another by the department."""
    return holds(user, Role.DEPARTMENT_OFFICER, area=area)


def can_change_linkage_rule(user: User) -> bool:
    """From which likeness on a pair is judged is set by the department, for the whole country."""
    return "TH" in scope(user, Role.DEPARTMENT_OFFICER)


def can_change_number_pattern(user: User, province: str) -> bool:
    """How a province makes its numbers is said by the head of its office or by the department."""
    return holds(user, Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER, area=province)


def sees_grown_up(user: User) -> bool:
    """Youth volunteers who are old enough are proposed to whoever keeps a register."""
    return bool(register_areas(user))


def can_move_from(user: User, volunteer: Volunteer) -> bool:
    """A volunteer is moved away by the provincial office or the department, not by oneself."""
    own = user.person_id is not None and user.person_id == volunteer.person_id
    return not own and holds(user, *IMPORTERS, area=volunteer.area_id)


def can_move_volunteer(
    user: User, volunteer: Volunteer, to: Area, agreed_with: User | None = None
) -> bool:
    """A move needs a post that covers both places: beyond the province, that of the department,
    or two offices that agree, each of which keeps the register of one of them.
    """
    if agreed_with is None:
        return can_move_from(user, volunteer) and holds(user, *IMPORTERS, area=to.pk)
    both = (user, agreed_with)
    own = any(one.person_id is not None and one.person_id == volunteer.person_id for one in both)
    areas = [*register_areas(user), *register_areas(agreed_with)]
    return not own and covers(areas, volunteer.area_id) and covers(areas, to.pk)


def keeps_register(user: User) -> bool:
    """Transfers between provinces open to whoever keeps a register."""
    return bool(register_areas(user))


def can_ask_transfer(user: User, volunteer: Volunteer, to: Area) -> bool:
    """A transfer is asked for by who keeps the register of one of the two provinces, never by
    oneself.
    """
    if user.person_id is not None and user.person_id == volunteer.person_id:
        return False
    areas = register_areas(user)
    return covers(areas, volunteer.area_id) or covers(areas, to.pk)


def can_answer_transfer(user: User, transfer: Transfer) -> bool:
    """A transfer is answered by who keeps the register of the other province, never by whom it
    is about.
    """
    own = user.person_id is not None and user.person_id == transfer.volunteer.person_id
    return not own and covers(register_areas(user), transfer.answering_place)


def can_withdraw_transfer(user: User, transfer: Transfer) -> bool:
    """What an office asked for is withdrawn by who keeps its register."""
    return covers(register_areas(user), transfer.asking_place)


def may_still_transfer(user: User, transfer: Transfer) -> bool:
    """Whoever asked keeps the register still for which it was asked."""
    return user.is_active and covers(register_areas(user), transfer.asking_place)


def can_take_step_back(user: User, volunteer: Volunteer, step: VolunteerStep | None) -> bool:
    """A step is taken back by who changes the entry, a move by who may move there and back."""
    if step is None or step.kind != StepKind.MOVED:
        return can_change_volunteer(user, volunteer)
    return can_move_from(user, volunteer) and holds(user, *IMPORTERS, area=step.moves_from)


def can_keep_offices(user: User, centre: Centre, volunteer: Volunteer) -> bool:
    """Who holds an office of a centre is recorded by the provincial office or the department of
    its area, never about oneself.
    """
    own = user.person_id is not None and user.person_id == volunteer.person_id
    return not own and holds(user, *IMPORTERS, area=centre.area_id)


def can_record_activity(user: User, volunteer: Volunteer) -> bool:
    """What was done is written down by oneself, by the leads and by the office of the area."""
    own = user.person_id is not None and user.person_id == volunteer.person_id
    return own or holds(user, *LEADS, *REGISTRARS, area=volunteer.area_id)


def can_withdraw_activity(user: User, activity: Activity) -> bool:
    """A mistake is taken back by who wrote it down, and by the leads and the office of the area."""
    volunteer = activity.volunteer
    mine = activity.recorded_by_id == user.pk and can_record_activity(user, volunteer)
    return mine or holds(user, *LEADS, *REGISTRARS, area=volunteer.area_id)


def can_set_active_formula(user: User, area: str) -> bool:
    """Who counts as active is said by the office of the province, and by the department."""
    return holds(user, *IMPORTERS, area=area)
