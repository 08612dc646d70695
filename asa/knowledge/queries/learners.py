"""How far the volunteers of an area are with a set of lessons."""

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from asa.knowledge.codes import AttemptState, LearningState
from asa.knowledge.models import Attempt, LessonSet, Reading
from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import within
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import LEADS, OFFICES


def learners_for(user: User, lesson_set: LessonSet) -> QuerySet[Volunteer, Any]:
    """The current volunteers of the area of a lead or office, with what each has learned."""
    codes = scope(user, *LEADS, *OFFICES)
    found = Volunteer.objects.filter(state=VolunteerState.REGISTERED)
    found = found.filter(within("area", codes)) if codes else found.none()
    same = {"user__person": OuterRef("person"), "lesson_set": lesson_set}
    passed = Attempt.objects.filter(**same, state=AttemptState.PASSED)
    return found.annotate(
        has_passed=Exists(passed),
        has_begun=Exists(Reading.objects.filter(**same)),
    )


_WHO = {
    LearningState.PASSED: Q(has_passed=True),
    LearningState.LEARNING: Q(has_passed=False, has_begun=True),
    LearningState.NOT_BEGUN: Q(has_passed=False, has_begun=False),
}


def learning_counts(learners: QuerySet[Volunteer, Any]) -> dict[str, int]:
    """How many are how far, by state."""
    counts = learners.aggregate(**{state: Count("pk", filter=who) for state, who in _WHO.items()})
    return dict(counts)


def learners_in(
    learners: QuerySet[Volunteer, Any], state: str, lesson_set: LessonSet
) -> QuerySet[Volunteer, Any]:
    """Those of one state, by name, with the number of lessons finished and the day of passing."""
    read = Count(
        "person__user__readings",
        filter=Q(person__user__readings__lesson_set=lesson_set),
        distinct=True,
    )
    return (
        learners.filter(_WHO[LearningState(state)])
        .select_related("person")
        .annotate(lessons_read=read, username=F("person__user__username"))
        .order_by("person__sort_key", "pk")
    )


def passed_sets(volunteer: Volunteer) -> list[Attempt]:
    """The tests that a volunteer passed, the first of each set."""
    found = Attempt.objects.filter(user__person=volunteer.person_id, state=AttemptState.PASSED)
    first = {one.lesson_set_id: one for one in found.select_related("lesson_set").order_by("-pk")}
    return sorted(first.values(), key=lambda one: (one.finished_on, one.pk))
