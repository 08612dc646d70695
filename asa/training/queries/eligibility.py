"""Who may come to a cohort and who may not, with the reasons; and what else lies on its days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from asa.centres.codes import MeetingState
from asa.centres.models import Invitation
from asa.common.thaidate import add_years, thai_date, today
from asa.training.codes import EARNED, SEATED, CohortState, EnrolmentState, Result
from asa.training.models import Cohort, Enrolment
from asa.training.queries.skills import lacking, skill_names
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

# Who may be in a list that is not for registered volunteers alone: newcomers on their way.
NEWCOMERS = (VolunteerState.APPLIED, VolunteerState.VERIFIED, VolunteerState.TRAINED)
WAITING_OR_SEATED = (*SEATED, EnrolmentState.RESERVE)


@dataclass
class Fitness:
    """Why somebody may not come to a cohort (nothing if she may), and what clashes with it."""

    obstacles: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)

    @property
    def may_come(self) -> bool:
        return not self.obstacles


def fitness_of(cohort: Cohort, volunteers: Iterable[Volunteer]) -> dict[UUID, Fitness]:
    """By the key of each volunteer: what stands against coming, in six queries at most."""
    found = {one.pk: Fitness() for one in volunteers}
    people = {one.person_id: one for one in volunteers}
    for one in volunteers:
        if not _fits_the_register(cohort, one):
            found[one.pk].obstacles.append(_("Is not a registered volunteer today"))
    own = Enrolment.objects.filter(person__in=people).select_related("cohort__workshop")
    for enrolment in own.order_by("cohort__starts_on", "pk"):
        _judge(cohort, enrolment, found[people[enrolment.person_id].pk])
    _judge_skills(cohort, people, found)
    _add_meetings(cohort, people, found)
    return found


def _fits_the_register(cohort: Cohort, volunteer: Volunteer) -> bool:
    if volunteer.state == VolunteerState.REGISTERED:
        return True
    return not cohort.registered_only and volunteer.state in NEWCOMERS


def _judge(cohort: Cohort, enrolment: Enrolment, fitness: Fitness) -> None:
    other = enrolment.cohort
    waits = enrolment.state in WAITING_OR_SEATED
    if other.pk == cohort.pk:
        if waits:
            fitness.obstacles.append(_("Is on this list already"))
        return
    is_on = other.state not in (CohortState.CANCELLED, CohortState.DONE)
    if waits and is_on and other.workshop_id == cohort.workshop_id:
        fitness.obstacles.append(
            _("Is on the list of cohort %(n)s of this workshop") % {"n": other.number}
        )
    elif waits and is_on and _same_days(cohort, other):
        days = {"name": other.workshop.title, "day": thai_date(other.starts_on)}
        fitness.clashes.append(_("Same days: %(name)s from %(day)s") % days)
    if _attended_lately(cohort, enrolment):
        fitness.obstacles.append(
            _("Attended this course on %(day)s") % {"day": thai_date(other.ends_on)}
        )


def _same_days(cohort: Cohort, other: Cohort) -> bool:
    return other.starts_on <= cohort.ends_on and cohort.starts_on <= other.ends_on


def _attended_lately(cohort: Cohort, enrolment: Enrolment) -> bool:
    years = cohort.not_attended_years
    other = enrolment.cohort
    if years is None or other.workshop.course_id != cohort.workshop.course_id:
        return False
    held = other.state == CohortState.DONE and enrolment.state == EnrolmentState.CONFIRMED
    came = enrolment.result in EARNED or (held and enrolment.result == Result.NONE)
    return came and other.ends_on > add_years(cohort.starts_on, -years)


def _judge_skills(
    cohort: Cohort, people: dict[UUID, Volunteer], found: dict[UUID, Fitness]
) -> None:
    """A skill is what a certificate proves that is valid on the first day."""
    needed: list[str] = cohort.skills_needed
    if not needed:
        return
    names = skill_names()
    for person, codes in lacking(people, needed, cohort.starts_on).items():
        said = {"skills": ", ".join(names.get(code, code) for code in codes)}
        found[people[person].pk].obstacles.append(_("Lacks the skill: %(skills)s") % said)


def _add_meetings(
    cohort: Cohort, people: dict[UUID, Volunteer], found: dict[UUID, Fitness]
) -> None:
    invited = Invitation.objects.filter(
        Q(meeting__day__gte=cohort.starts_on, meeting__day__lte=cohort.ends_on),
        volunteer__in=[one.pk for one in people.values()],
        meeting__state=MeetingState.PLANNED,
    ).select_related("meeting")
    for one in invited:
        said = _("Same days: meeting of a centre on %(day)s")
        found[one.volunteer_id].clashes.append(said % {"day": thai_date(one.meeting.day)})


def own_entry(person: UUID | None) -> Volunteer | None:
    """The entry of the register of a person who asks for herself."""
    if person is None:
        return None
    own = Volunteer.objects.filter(person_id=person).exclude(state=VolunteerState.ENDED)
    return own.select_related("person", "area").order_by("-registered_on").first()


def is_accepting(cohort: Cohort) -> bool:
    """Whether names are taken today."""
    in_time = cohort.names_until is None or today() <= cohort.names_until
    return cohort.state == CohortState.OPEN and in_time
