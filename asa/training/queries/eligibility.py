"""Who may come to a cohort and who may not, with the reasons; and what else lies on its days."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from asa.common.thaidate import add_years, thai_date, today
from asa.training.codes import EARNED, CohortState, EnrolmentState, Result
from asa.training.models import Cohort, Enrolment
from asa.training.queries.days import WAITING_OR_SEATED, also_on
from asa.training.queries.skills import lacking, skill_names
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

# Who may be in a list that is not for registered volunteers alone: newcomers on their way.
NEWCOMERS = (VolunteerState.APPLIED, VolunteerState.VERIFIED, VolunteerState.TRAINED)


@dataclass
class Fitness:
    """Why somebody may not come to a cohort (nothing if she may), and what clashes with it."""

    obstacles: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    # Waits to be put on this list.
    is_proposed: bool = False
    # Of the last workshop that she attended: name and last day; "" for none.
    last: str = ""

    @property
    def may_come(self) -> bool:
        return not self.obstacles


def fitness_of(
    cohort: Cohort, volunteers: Iterable[Volunteer], *, is_listed: bool = False
) -> dict[UUID, Fitness]:
    """By the key of each volunteer: what stands against coming, in seven queries at most.

    is_listed: for those on the list of the cohort, whose own place on it is no obstacle.
    """
    found = {one.pk: Fitness() for one in volunteers}
    people = {one.person_id: one for one in volunteers}
    for one in volunteers:
        if not _fits_the_register(cohort, one):
            found[one.pk].obstacles.append(_("Is not a registered volunteer today"))
    own = Enrolment.objects.filter(person__in=people).select_related("cohort__workshop")
    for enrolment in own.order_by("cohort__starts_on", "pk"):
        if not (is_listed and enrolment.cohort_id == cohort.pk):
            _judge(cohort, enrolment, found[people[enrolment.person_id].pk])
    _judge_skills(cohort, people, found)
    for person, said in also_on(people, cohort).items():
        found[people[person].pk].clashes += said
    return found


def obstacles_of(cohort: Cohort, enrolments: Iterable[Enrolment]) -> dict[UUID, list[str]]:
    """What stands today against the coming of people on the list of a cohort, by the keys of their
    lines: the conditions that were asked when they were named. Whom the register does not know
    came by a list of the office and is asked nothing.
    """
    lines = {one.pk: one.volunteer for one in enrolments}
    known = {one.pk: one for one in lines.values() if one is not None}
    found = fitness_of(cohort, known.values(), is_listed=True) if known else {}
    return {key: found[one.pk].obstacles if one else [] for key, one in lines.items()}


def _fits_the_register(cohort: Cohort, volunteer: Volunteer) -> bool:
    if volunteer.state == VolunteerState.REGISTERED:
        return True
    return not cohort.registered_only and volunteer.state in NEWCOMERS


def _judge(cohort: Cohort, enrolment: Enrolment, fitness: Fitness) -> None:
    other = enrolment.cohort
    waits = enrolment.state in WAITING_OR_SEATED
    if other.pk == cohort.pk:
        fitness.is_proposed |= enrolment.state == EnrolmentState.PROPOSED
        if waits:
            fitness.obstacles.append(_("Is on this list already"))
        return
    is_on = other.state not in (CohortState.CANCELLED, CohortState.DONE)
    if waits and is_on and other.workshop_id == cohort.workshop_id:
        fitness.obstacles.append(
            _("Is on the list of cohort %(n)s of this workshop") % {"n": other.number}
        )
    if _attended(enrolment):
        day = thai_date(other.ends_on)
        fitness.last = _("%(name)s, %(day)s") % {"name": other.workshop.title, "day": day}
    if _attended_lately(cohort, enrolment):
        fitness.obstacles.append(
            _("Attended this course on %(day)s") % {"day": thai_date(other.ends_on)}
        )


def _attended(enrolment: Enrolment) -> bool:
    held = enrolment.cohort.state == CohortState.DONE
    seated = held and enrolment.state == EnrolmentState.CONFIRMED
    return enrolment.result in EARNED or (seated and enrolment.result == Result.NONE)


def _attended_lately(cohort: Cohort, enrolment: Enrolment) -> bool:
    years = cohort.not_attended_years
    other = enrolment.cohort
    if years is None or other.workshop.course_id != cohort.workshop.course_id:
        return False
    return _attended(enrolment) and other.ends_on > add_years(cohort.starts_on, -years)


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
