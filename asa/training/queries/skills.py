"""Who can do what: the skills that valid certificates prove, and what a duty needs."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import within
from asa.training.codes import CertificateState
from asa.training.models import Certificate, Duty, Skill
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import LEADS, OFFICES


@dataclass(frozen=True)
class HeldSkill:
    """A skill of somebody, and its last day; None where it does not end."""

    skill: Skill
    until: date | None
    certificate: Certificate

    def ends_before(self, day: date) -> bool:
        return self.until is not None and self.until < day


def counting(on: date) -> Q:
    """Certificates that prove their skill on a day."""
    still = Q(expires_on__isnull=True) | Q(expires_on__gte=on)
    return still & Q(state=CertificateState.VALID, skill__isnull=False, issued_on__lte=on)


def skills_of(people: Collection[UUID], on: date) -> dict[UUID, list[HeldSkill]]:
    """By person the skills that are valid on a day, each by the certificate that lasts longest."""
    papers = Certificate.objects.filter(counting(on), enrolment__person__in=people)
    best: dict[tuple[UUID, str], Certificate] = {}
    for paper in papers.select_related("enrolment", "skill").order_by("skill__number", "pk"):
        key = (paper.enrolment.person_id, paper.skill_id or "")
        known = best.get(key)
        if known is None or _lasts_longer(paper, known):
            best[key] = paper
    found: dict[UUID, list[HeldSkill]] = {}
    for (person, _code), paper in best.items():
        if paper.skill is not None:
            found.setdefault(person, []).append(HeldSkill(paper.skill, paper.expires_on, paper))
    return found


def _lasts_longer(one: Certificate, other: Certificate) -> bool:
    if other.expires_on is None:
        return False
    return one.expires_on is None or one.expires_on > other.expires_on


def lacking(people: Collection[UUID], skills: Iterable[str], on: date) -> dict[UUID, list[str]]:
    """By person the codes of what is needed and not held on a day; who lacks nothing is not in it.

    For every gate: who may come to a course, who may be given a duty.
    """
    needed = list(skills)
    held = skills_of(people, on)
    found = {}
    for person in people:
        codes = {one.skill.pk for one in held.get(person, [])}
        if missing := [code for code in needed if code not in codes]:
            found[person] = missing
    return found


def has_skill(code: str, on: date) -> Exists:
    """Whether the person of a row holds a skill on a day, for filters and annotations."""
    papers = Certificate.objects.filter(counting(on), skill=code)
    return Exists(papers.filter(enrolment__person=OuterRef("person")))


def current_volunteers_for(user: User) -> QuerySet[Volunteer]:
    """The registered volunteers whose skills someone looks after: leads and offices, of the area.

    Start every read of skills here.
    """
    found = Volunteer.objects.filter(
        within("area", scope(user, *LEADS, *OFFICES)), state=VolunteerState.REGISTERED
    )
    return found.select_related("person").order_by("person__sort_key", "pk")


def skill_names() -> dict[str, str]:
    """What each skill is called in the language of the page, by its code."""
    return {one.pk: one.name for one in Skill.objects.all()}


def having(volunteers: QuerySet[Volunteer], skills: Iterable[str], on: date) -> QuerySet[Volunteer]:
    """Who holds every one of some skills on a day."""
    return volunteers.filter(*(has_skill(code, on) for code in skills))


def not_having(
    volunteers: QuerySet[Volunteer], skills: Iterable[str], on: date
) -> QuerySet[Volunteer]:
    """Who lacks at least one of some skills on a day."""
    return volunteers.filter(_lacks_one(skills, on))


def _lacks_one(skills: Iterable[str], on: date) -> Q:
    missing = Q(pk__in=[])
    for code in skills:
        missing |= ~Q(has_skill(code, on))
    return missing


def lacking_by_duty(
    volunteers: QuerySet[Volunteer], duties: Sequence[Duty], on: date
) -> tuple[int, list[int]]:
    """How many volunteers there are, and of each duty, in its place, how many of them lack one of
    its skills on a day; in one query.
    """
    needed = {str(place): one.skills_needed for place, one in enumerate(duties)}
    counted = volunteers.order_by().aggregate(
        total=Count("pk"),
        **{
            f"lacking_{place}": Count("pk", filter=_lacks_one(skills, on))
            for place, skills in needed.items()
            if skills
        },
    )
    return counted["total"], [counted.get(f"lacking_{place}", 0) for place in needed]


def ending_soon(
    volunteers: QuerySet[Volunteer], code: str, on: date, days: int
) -> QuerySet[Volunteer]:
    """Who holds a skill now and will not so many days later, if nothing is done."""
    later = on + timedelta(days=days)
    return not_having(having(volunteers, [code], on), [code], later)


def duties_on(day: date) -> list[Duty]:
    """The duties as they stand on a day, in their order."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    return list(Duty.objects.filter(still, started_on__lte=day).order_by("number", "code"))


def skills_on(day: date) -> list[Skill]:
    """The skills in force on a day, in their order."""
    still = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    return list(Skill.objects.filter(still, started_on__lte=day).order_by("number"))
