"""Who may plan workshops, nominate for them, answer, and call the roll."""

from uuid import UUID

from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds, scope
from asa.places.codes import WHOLE_COUNTRY
from asa.training.codes import CohortState, EnrolmentState
from asa.training.models import (
    Certificate,
    Cohort,
    Enrolment,
    PlannedActivity,
    Quota,
    WorkGroup,
    Workshop,
)
from asa.training.queries import KEEPERS, NOMINATORS, READERS, places_of
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import LEADS, OFFICES

FOLLOWERS = (*LEADS, *OFFICES, Role.AUDITOR, Role.ANALYST)


def sees_workshops(user: User) -> bool:
    """Whoever holds a post or is a volunteer reads of the workshops open to her area."""
    return holds(user) or user.person_id is not None


def sees_seats(user: User, cohort: Cohort) -> bool:
    """Whoever may know of a cohort reads how its seats are shared."""
    return sees_workshops(user)


def sees_budget(user: User, cohort: Cohort) -> bool:
    """The money is a page of each cohort for those who may read it."""
    return sees_money(user, cohort.workshop)


def sees_money(user: User, workshop: Workshop) -> bool:
    """The money of a workshop is read by those who keep or audit the workshops of its area."""
    return holds(user, *READERS, area=workshop.owner_id)


def sees_report(user: User, workshop: Workshop) -> bool:
    """The closing report, with its money, is read by who keeps or audits workshops of the area."""
    return holds(user, *READERS, area=workshop.owner_id)


def sees_outcome_of(user: User, workshop: Workshop, area: str) -> bool:
    """How many of a place came and passed, which may be one person, is told to the readers of the
    workshop, and to leads, offices, auditors and analysts of the place.
    """
    return sees_report(user, workshop) or bool(area and holds(user, *FOLLOWERS, area=area))


def follows_through(user: User) -> bool:
    """What came after workshops is read, as numbers, by leads, offices, auditors and analysts."""
    return bool(scope(user, *FOLLOWERS))


def opens_names(user: User, area: str) -> bool:
    """The names behind a number are opened by who reads the register of that area."""
    return holds(user, *LEADS, *OFFICES, area=area)


def plans_workshops(user: User) -> bool:
    """Whether the user plans workshops of any area at all."""
    return holds(user, *KEEPERS)


def can_keep_workshops_of(user: User, owner: str) -> bool:
    """Workshops of the country are planned by the department, those of a province by its office."""
    return holds(user, *KEEPERS, area=owner)


def can_keep(user: User, workshop: Workshop) -> bool:
    """Who plans the workshops of an area keeps each of them to its end."""
    return can_keep_workshops_of(user, workshop.owner_id)


def can_call_roll(user: User, cohort: Cohort) -> bool:
    """The roll is called by those who keep the workshop, and by the registrars of the cohort."""
    return can_keep(user, cohort.workshop) or cohort.registrars.filter(user=user).exists()


def sees_kit(user: User, cohort: Cohort) -> bool:
    """Badges and lists of the day are printed by who calls the roll."""
    return can_call_roll(user, cohort)


def can_arrange(user: User, cohort: Cohort) -> bool:
    """Rooms, meals and travel of a cohort are arranged by those who keep the workshop."""
    return can_keep(user, cohort.workshop)


def can_prepare_test(user: User, cohort: Cohort) -> bool:
    """The questions of a test are written, and the test opened and closed, by the keepers."""
    return can_keep(user, cohort.workshop)


def can_take_test(user: User, enrolment: Enrolment) -> bool:
    """A test is answered by the participant, or on the telephone of who calls the roll."""
    own = user.person_id is not None and user.person_id == enrolment.person_id
    return own or can_call_roll(user, enrolment.cohort)


def can_rate(user: User, enrolment: Enrolment) -> bool:
    """How it was is said by the participant, on the own telephone or that of who calls the roll."""
    return can_take_test(user, enrolment)


def sees_satisfaction(user: User, cohort: Cohort) -> bool:
    """What participants said, without names, is read by who keeps or audits the workshop."""
    return holds(user, *READERS, area=cohort.workshop.owner_id)


def can_add_photo(user: User, cohort: Cohort) -> bool:
    """Photos of the days are added and seen by who calls the roll."""
    return can_call_roll(user, cohort)


def sees_group_work(user: User, cohort: Cohort) -> bool:
    """The work of the groups and its minutes are read by who calls the roll, keeps or audits."""
    return can_call_roll(user, cohort) or holds(user, *READERS, area=cohort.workshop.owner_id)


def can_make_groups(user: User, cohort: Cohort) -> bool:
    """Groups are put together by who calls the roll."""
    return can_call_roll(user, cohort)


def can_note_points(user: User, group: WorkGroup) -> bool:
    """The points of a group are noted by its reporter with a seat, or by who calls the roll."""
    one = group.reporter
    own = one is not None and one.has_seat and one.person_id == user.person_id
    return own or can_call_roll(user, group.cohort)


def can_close_minutes(user: User, cohort: Cohort) -> bool:
    """The minutes are closed, and corrected afterwards, by those who keep the workshop."""
    return can_keep(user, cohort.workshop)


def can_correct_attendance(user: User, cohort: Cohort) -> bool:
    """Afterwards, attendance is corrected by those who keep the workshop."""
    return can_keep(user, cohort.workshop)


def can_nominate(user: User, quota: Quota) -> bool:
    """Names within a quota come from the centres and offices of its area, or from the keepers."""
    if can_keep(user, quota.cohort.workshop):
        return True
    return any(holds(user, *NOMINATORS, area=code) for code in places_of(quota))


def can_propose(user: User, quota: Quota) -> bool:
    """A lead inside the area of the seats proposes names of her own area; who may nominate there
    decides.
    """
    if can_nominate(user, quota):
        return False
    around = places_of(quota)
    return any(own.startswith(code) for own in scope(user, *LEADS) for code in around)


def can_put_forward(user: User, quota: Quota) -> bool:
    """Names for seats are brought by who may nominate for them, or propose."""
    return can_nominate(user, quota) or can_propose(user, quota)


def can_take_back(user: User, enrolment: Enrolment) -> bool:
    """A name is taken back by who may nominate there; one still proposed, by the lead of its area
    too.
    """
    if can_nominate(user, enrolment.quota):
        return True
    is_proposed = enrolment.state == EnrolmentState.PROPOSED
    return is_proposed and holds(user, *LEADS, area=enrolment.area_id)


def nominates(user: User) -> bool:
    """Whether the user nominates for any area at all."""
    return holds(user, *NOMINATORS)


def can_read_list(user: User, quota: Quota) -> bool:
    """The names of an area are read by its leads and offices, by the keepers and the registrars;
    a lead inside it reads those of her own area.
    """
    return _reads_list_of_area(user, quota) or can_call_roll(user, quota.cohort)


def lists_read(user: User, cohort: Cohort, quotas: list[Quota]) -> set[UUID]:
    """The areas of a cohort whose names the user may open, by the keys of their quotas."""
    if can_call_roll(user, cohort):
        return {quota.pk for quota in quotas}
    return {quota.pk for quota in quotas if _reads_list_of_area(user, quota)}


def _reads_list_of_area(user: User, quota: Quota) -> bool:
    if can_put_forward(user, quota):
        return True
    return quota.area_id is not None and holds(user, *LEADS, *OFFICES, area=quota.area_id)


def can_nominate_whom(user: User, volunteer: Volunteer) -> bool:
    """Somebody is nominated by those who read the register of her area, or keep its workshops."""
    return holds(user, *NOMINATORS, area=volunteer.area_id)


def can_apply(user: User, cohort: Cohort) -> bool:
    """Whoever is a person on record applies for herself, once a cohort is announced."""
    return user.person_id is not None and cohort.state != CohortState.PLANNED


def can_export(user: User, cohort: Cohort) -> bool:
    """The list of a cohort is taken out by those who keep the workshop, and by nobody else."""
    return can_keep(user, cohort.workshop)


def can_answer(user: User, enrolment: Enrolment) -> bool:
    """A seat is confirmed or given up by the person, or for her by who may nominate there."""
    own = user.person_id is not None and user.person_id == enrolment.person_id
    return own or can_nominate(user, enrolment.quota)


def can_change_lists(user: User) -> bool:
    """Courses, rates and skills are kept by the department for the whole country."""
    return holds(user, *KEEPERS, area=WHOLE_COUNTRY)


def sees_rates(user: User) -> bool:
    """The rates of budgets are read by those who plan workshops or audit them."""
    return holds(user, *READERS)


def can_change_reminders(user: User) -> bool:
    """How many days before a day people are reminded is set by the department, for the country."""
    return holds(user, Role.DEPARTMENT_OFFICER, area=WHOLE_COUNTRY)


def can_decide(user: User, cohort: Cohort) -> bool:
    """Marks, results and certificates of a cohort are the work of those who keep the workshop."""
    return can_keep(user, cohort.workshop)


def can_change_certificate(user: User, certificate: Certificate) -> bool:
    """A certificate is taken back or written anew by the office that gave it, never one's own."""
    own = user.person_id is not None and user.person_id == certificate.enrolment.person_id
    return not own and can_keep_workshops_of(user, certificate.owner_id)


def can_take_certificate(user: User, certificate: Certificate) -> bool:
    """The paper itself is for whom it names and for the office that gave it."""
    own = user.person_id is not None and user.person_id == certificate.enrolment.person_id
    return own or can_keep_workshops_of(user, certificate.owner_id)


def sees_signers(user: User) -> bool:
    """Who signs certificates is read by those who plan workshops or audit them."""
    return holds(user, *KEEPERS, Role.AUDITOR)


def can_set_signer(user: User, owner: str) -> bool:
    """Who signs the certificates of an office is set by those who plan its workshops."""
    return can_keep_workshops_of(user, owner)


def sees_skills(user: User) -> bool:
    """Who has which skill is read by the leads and the offices, each of the own area."""
    return holds(user, *LEADS, *OFFICES)


def can_change_duties(user: User) -> bool:
    """Which skills a duty needs is set by the department, for the whole country."""
    return holds(user, Role.DEPARTMENT_OFFICER, area=WHOLE_COUNTRY)


def sees_activities(user: User) -> bool:
    """Planned activities are listed for the leads and the offices, each of the own area."""
    return holds(user, *LEADS, *OFFICES)


def reads_who_goes(user: User, activity: PlannedActivity) -> bool:
    """Who is named for an activity, and with which skills, is read by leads and offices there."""
    return holds(user, *LEADS, *OFFICES, area=activity.area_id)


def plans_activities(user: User) -> bool:
    """Whether the user plans activities of any area at all."""
    return holds(user, *NOMINATORS)


def can_plan_activity(user: User, area: str) -> bool:
    """Activities of an area are planned by those who lead there, and by its offices."""
    return holds(user, *NOMINATORS, area=area)


def can_keep_activity(user: User, activity: PlannedActivity) -> bool:
    """Whoever may plan activities of an area keeps each of them to its end."""
    return can_plan_activity(user, activity.area_id)


def can_send(user: User, activity: PlannedActivity, volunteer: Volunteer) -> bool:
    """Who keeps an activity names volunteers whose register she or he reads."""
    return can_keep_activity(user, activity) and can_nominate_whom(user, volunteer)
