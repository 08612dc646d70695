"""Reads of the life of a volunteer: its steps, its rules, who waits at which of them."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from asa.people.codes import Role
from asa.people.models import Post, User
from asa.people.rules import scope
from asa.places.codes import BANGKOK
from asa.places.queries import covers, within
from asa.volunteers.codes import (
    OF_APPLICANTS,
    OF_APPLICANTS_ALONE,
    EndReason,
    StepKind,
    VolunteerState,
)
from asa.volunteers.models import (
    Affiliation,
    Assignment,
    NumberPattern,
    Office,
    Qualification,
    SignUpDay,
    Volunteer,
    VolunteerStep,
)
from asa.volunteers.queries.register import (
    FIELD_ROLES,
    LEADS,
    NOT_YET,
    OFFICES,
    REGISTRARS,
    volunteers_for,
)


def affiliations_of(volunteer: Volunteer) -> QuerySet[Affiliation]:
    """As what else the volunteer serves and served, what holds today first."""
    return volunteer.affiliations.order_by("ended_on", "role", "pk")


def current_assignments(volunteer: Volunteer) -> QuerySet[Assignment]:
    """Where the volunteer works now."""
    return volunteer.assignments.filter(ended_on__isnull=True)


def current_offices(volunteer: Volunteer) -> QuerySet[Office]:
    """The offices that the volunteer holds now."""
    return volunteer.offices.filter(ended_on__isnull=True).select_related("centre")


def field_posts_of(volunteer: Volunteer, on: date) -> list[Post]:
    """The posts as a volunteer or a lead that are held on a day."""
    held = Post.objects.filter(
        Post.current_on(on), user__person=volunteer.person_id, role__in=FIELD_ROLES
    )
    return list(held.select_related("user", "region"))


def holders_of_offices(
    *, position: str = "", term_over_on: date | None = None
) -> QuerySet[Office, Any]:
    """The keys of the volunteers who hold an office now: of a position, or longer than its term."""
    held = Office.objects.filter(ended_on__isnull=True)
    if position:
        held = held.filter(position=position)
    if term_over_on is not None:
        held = held.filter(term_ends_on__lte=term_over_on)
    return held.values_list("volunteer", flat=True)


def register_areas(user: User) -> list[str]:
    """Where the user keeps the register: the province of the own office; in Bangkok, which has no
    provincial office, the department does.
    """
    own = scope(user, *REGISTRARS)
    department = scope(user, Role.DEPARTMENT_OFFICER)
    return [*own, BANGKOK] if covers(department, BANGKOK) and "TH" not in own else own


def application_areas(user: User) -> list[str]:
    """Where the user may key in who applies: where the user leads, or keeps the register."""
    return sorted({*scope(user, *LEADS), *register_areas(user)})


def sign_up_days_for(user: User) -> QuerySet[SignUpDay]:
    """The sign-up days of the areas in which the user keys in who applies, the latest first."""
    found = SignUpDay.objects.filter(within("area", application_areas(user)))
    return found.select_related("area").order_by("-held_on", "-pk")


def applicants_of(day: SignUpDay, user: User) -> QuerySet[Volunteer]:
    """Who applied on a sign-up day, as far as the user may know of them; the latest keyed first."""
    return volunteers_for(user).filter(steps__sign_up_day=day).order_by("-created_at", "-pk")


def steps_of(volunteer: Volunteer) -> QuerySet[VolunteerStep]:
    """The steps of a life that were written down, the latest first."""
    found = volunteer.steps.select_related(
        "by__person", "takes_back", "taken_back_by", "sign_up_day"
    )
    return found.order_by("-recorded_at", "-pk")


def last_step(volunteer: Volunteer) -> VolunteerStep | None:
    """The step that brought the volunteer where she stands: to a state, or to a place."""
    standing = volunteer.steps.filter(taken_back_by__isnull=True)
    return standing.exclude(kind=StepKind.TAKEN_BACK).order_by("-recorded_at", "-pk").first()


def provinces_touched(before: str, after: str) -> list[str]:
    """One of two places for each province: a line goes into the journal of each, in their order."""
    places = {place[:2]: place for place in (before, after) if place}
    return [place for _province, place in sorted(places.items())]


def end_reasons(volunteer: Volunteer) -> list[EndReason]:
    """For which reasons the work of a volunteer ends, or the way of an applicant."""
    if volunteer.state in NOT_YET:
        return list(OF_APPLICANTS)
    return [reason for reason in EndReason if reason not in OF_APPLICANTS_ALONE]


def ended_before_registration(volunteer: Volunteer) -> bool:
    """Whether what ended last was the way of an applicant, who cannot come back as a volunteer."""
    step = last_step(volunteer)
    return step is not None and step.kind == StepKind.ENDED and step.from_state in NOT_YET


def qualifications_on(on: date, *, step: str, kind: str) -> list[Qualification]:
    """The rules that hold on a day before a step, for a kind of volunteers."""
    rules = Qualification.objects.filter(
        Q(kind="") | Q(kind=kind), step=step, started_on__lte=on, is_asked=True
    )
    return list(rules.exclude(ended_on__lte=on).order_by("number", "pk"))


def qualification_versions(on: date) -> list[Qualification]:
    """Each rule as it holds on a day, and as it will hold from a later one."""
    found = Qualification.objects.exclude(ended_on__lte=on)
    return list(found.order_by("number", "started_on"))


def waiting_counts(area: str) -> dict[str, int]:
    """How many people of an area stand at each state of which the office has the next act."""
    states = (*NOT_YET, VolunteerState.SUSPENDED)
    counted = Volunteer.objects.filter(within("area", [area]), state__in=states)
    found = dict(counted.order_by().values_list("state").annotate(n=Count("pk")))
    return {str(state): found.get(state, 0) for state in states}


def number_patterns_for(user: User, on: date) -> QuerySet[NumberPattern]:
    """How numbers are made in the provinces that the user works in, today and from a later day."""
    codes = {code if code == "TH" else code[:2] for code in scope(user, *LEADS, *OFFICES)}
    found = NumberPattern.objects.filter(within("province", sorted(codes)))
    return found.exclude(ended_on__lte=on).order_by("province_id", "started_on")


def number_of(volunteer: Volunteer) -> list[object]:
    """Number, year, province and day of the registration, as a step keeps them to be restored."""
    day = volunteer.registered_on
    return [
        volunteer.registration_no,
        volunteer.registration_year_be,
        volunteer.registration_province,
        day.isoformat() if day else None,
    ]


def end_of(volunteer: Volunteer) -> list[str | None]:
    """Day and reason of an end, as a step keeps them to be restored."""
    day = volunteer.ended_on
    return [day.isoformat() if day else None, volunteer.end_reason]
