"""The tests of a cohort: questions, who answered, and how many were right."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from asa.people.models import User
from asa.training.codes import TESTED, CohortState, EnrolmentState, MarkKind, SittingState
from asa.training.models import AnswerSheet, Choice, Cohort, Enrolment, Question, Sitting
from asa.training.queries.workshops import cohorts_kept_by


def questions_of(cohort: Cohort) -> QuerySet[Question]:
    """The questions of a cohort's test in their order, with their choices."""
    return Question.objects.filter(cohort=cohort).prefetch_related("choices").order_by("number")


def sittings_of(cohort: Cohort) -> list[Sitting]:
    """The test before and the test after; one that was never opened is not kept yet."""
    known = {one.kind: one for one in Sitting.objects.filter(cohort=cohort)}
    return [known.get(kind) or Sitting(cohort=cohort, kind=kind) for kind in TESTED]


def open_sittings(cohort: Cohort) -> QuerySet[Sitting]:
    """The tests that can be answered now."""
    return Sitting.objects.filter(cohort=cohort, state=SittingState.OPEN)


def sheets_of(enrolment: Enrolment) -> dict[UUID, AnswerSheet]:
    """What somebody answered so far, by the key of the sitting."""
    sheets = AnswerSheet.objects.filter(enrolment=enrolment).select_related("sitting")
    return {sheet.sitting_id: sheet for sheet in sheets}


def tells_answers(sitting: Sitting) -> bool:
    """Whether a participant may read which answers were right: not while the same questions are
    still to be asked after the course.
    """
    if sitting.state != SittingState.CLOSED or sitting.kind == MarkKind.AFTER:
        return sitting.state == SittingState.CLOSED
    after = Sitting.objects.filter(cohort=sitting.cohort_id, kind=MarkKind.AFTER).first()
    if after is None or after.state == SittingState.PLANNED:
        # Whoever ends the cohort without a test after it asks nothing again.
        return sitting.cohort.state == CohortState.DONE
    return after.state == SittingState.CLOSED


def to_copy_from(user: User, cohort: Cohort) -> QuerySet[Cohort]:
    """Cohorts of the same course, of workshops that someone keeps, that have questions."""
    kept = cohorts_kept_by(user).filter(workshop__course=cohort.workshop.course_id)
    with_some = kept.filter(questions__isnull=False).exclude(pk=cohort.pk).distinct()
    return with_some.select_related("workshop").order_by("-starts_on")


@dataclass(frozen=True)
class Answered:
    """A question with how many answered it rightly, by the kind of test."""

    question: Question
    right: dict[str, int]


def answered_by_question(cohort: Cohort) -> tuple[list[Answered], dict[str, int]]:
    """Per question how many were right before and after, and how many answered each; four
    questions to the database.
    """
    right_choice = dict(
        Choice.objects.filter(question__cohort=cohort, is_right=True).values_list(
            "question_id", "pk"
        )
    )
    counts: Counter[tuple[str, UUID]] = Counter()
    answered: Counter[str] = Counter()
    sheets = AnswerSheet.objects.filter(sitting__cohort=cohort)
    for kind, answers in sheets.values_list("sitting__kind", "answers"):
        answered[kind] += 1
        counts.update(
            (kind, question)
            for question, choice in right_choice.items()
            if answers.get(str(question)) == str(choice)
        )
    rows = [
        Answered(one, {str(kind): counts[kind, one.pk] for kind in TESTED})
        for one in questions_of(cohort)
    ]
    return rows, {str(MarkKind(kind)): answered[kind] for kind in TESTED}


def own_tests(user: User) -> QuerySet[Sitting]:
    """The tests of one's own cohorts that are open or were closed, the latest first; each with
    the key of one's own enrolment (`enrolment`).
    """
    own = Enrolment.objects.filter(
        person=user.person_id, state=EnrolmentState.CONFIRMED, cohort=OuterRef("cohort")
    )
    shown = Sitting.objects.exclude(state=SittingState.PLANNED)
    mine = shown.annotate(enrolment=Subquery(own.values("pk")[:1])).filter(enrolment__isnull=False)
    return mine.select_related("cohort__workshop").order_by("-cohort__starts_on", "-kind")
