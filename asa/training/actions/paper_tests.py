"""The test before and after a course: written, opened, answered once, and marked by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.common.thaidate import BANGKOK
from asa.people.models import User
from asa.training.actions.results import follow_correction
from asa.training.codes import (
    MOST_CHOICES,
    MOST_QUESTIONS,
    TESTED,
    EnrolmentState,
    SittingState,
)
from asa.training.models import AnswerSheet, Choice, Cohort, Enrolment, Mark, Question, Sitting
from asa.training.queries.paper_tests import questions_of
from asa.training.rules import can_prepare_test, can_take_test


@dataclass(frozen=True)
class NewQuestion:
    """A question with its choices in their order; right: the place of the right one, from 0."""

    text: str
    choices: Sequence[str]
    right: int


@transaction.atomic
def add_question(cohort: Cohort, *, question: NewQuestion, by: User, on: date) -> Question:
    """Add a question to the test, until somebody has answered it."""
    allow(can_prepare_test(by, cohort))
    _hold(cohort)
    text = written(question.text, _("Write the question."))
    choices = [one.strip() for one in question.choices if one.strip()]
    check_fits(Question, text=text)
    for choice in choices:
        check_fits(Choice, text=choice)
    if not 2 <= len(choices) <= MOST_CHOICES:
        raise DomainError(_("Write from 2 to %(n)s choices.") % {"n": MOST_CHOICES})
    if len(set(choices)) < len(choices):
        raise DomainError(_("Two choices are the same."))
    if not 0 <= question.right < len(choices):
        raise DomainError(_("Say which choice is right."))
    if Question.objects.filter(cohort=cohort).count() >= MOST_QUESTIONS:
        raise DomainError(_("A test has at most %(n)s questions.") % {"n": MOST_QUESTIONS})
    made = _write(cohort, NewQuestion(text, choices, question.right))
    _note(by, "question.written", cohort, on, question=str(made.pk))
    return made


def _write(cohort: Cohort, question: NewQuestion) -> Question:
    numbers = Question.objects.filter(cohort=cohort).values_list("number", flat=True)
    last = max(numbers, default=0)
    made = Question.objects.create(cohort=cohort, number=last + 1, text=question.text)
    for place, text in enumerate(question.choices):
        Choice.objects.create(
            question=made, number=place + 1, text=text, is_right=place == question.right
        )
    return made


@transaction.atomic
def remove_question(question: Question, *, by: User, on: date) -> None:
    """Take a question out of the test, until somebody has answered it."""
    allow(can_prepare_test(by, question.cohort))
    _hold(question.cohort)
    Question.objects.filter(pk=question.pk).delete()
    _note(by, "question.removed", question.cohort, on, question=str(question.pk))


@transaction.atomic
def copy_questions(cohort: Cohort, *, source: Cohort, by: User, on: date) -> int:
    """Take the questions of another cohort of the course over into a test that has none."""
    allow(can_prepare_test(by, cohort) and can_prepare_test(by, source))
    _hold(cohort)
    if cohort.workshop.course_id != source.workshop.course_id:
        raise DomainError(_("Questions are copied from a cohort of the same course."))
    if Question.objects.filter(cohort=cohort).exists():
        raise DomainError(_("This cohort has questions already."))
    found = list(questions_of(source))
    if not found:
        raise DomainError(_("The other cohort has no questions."))
    for one in found:
        choices = list(one.choices.all())
        right = next(place for place, choice in enumerate(choices) if choice.is_right)
        _write(cohort, NewQuestion(one.text, [choice.text for choice in choices], right))
    _note(by, "questions.copied", cohort, on, source=str(source.pk), questions=len(found))
    return len(found)


def _hold(cohort: Cohort) -> None:
    """Whoever changes the test waits here; what somebody has answered stays as it was."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if AnswerSheet.objects.filter(sitting__cohort=cohort).exists():
        raise DomainError(_("Somebody has answered already: the questions stay as they are."))


@transaction.atomic
def open_test(cohort: Cohort, *, kind: str, by: User, on: date) -> Sitting:
    """Let the participants answer the test, before or after the course."""
    allow(can_prepare_test(by, cohort))
    if kind not in TESTED:
        raise DomainError(_("There is a test before and one after the course."))
    if not Question.objects.filter(cohort=cohort).exists():
        raise DomainError(_("Write the questions first."))
    sitting, _is_new = Sitting.objects.get_or_create(cohort=cohort, kind=kind)
    sitting.move_to(SittingState.OPEN)
    _note(by, "test.opened", cohort, on, kind=str(kind))
    return sitting


@transaction.atomic
def close_test(sitting: Sitting, *, by: User, on: date) -> Sitting:
    """End a test: nobody answers any more, and each sees the own score; which answers were right
    is told once the same questions are not asked again.
    """
    allow(can_prepare_test(by, sitting.cohort))
    sitting.move_to(SittingState.CLOSED)
    _note(by, "test.closed", sitting.cohort, on, kind=sitting.kind)
    return sitting


@transaction.atomic
def answer_test(
    sitting: Sitting, *, enrolment: Enrolment, answers: Mapping[UUID, UUID], by: User, at: datetime
) -> AnswerSheet:
    """Keep what somebody answered, with the mark that follows; of two taps the first counts.

    answers: the chosen answer by question; what is not answered is wrong.
    """
    allow(can_take_test(by, enrolment))
    held = Sitting.objects.select_for_update().get(pk=sitting.pk)
    if held.state != SittingState.OPEN or enrolment.cohort_id != held.cohort_id:
        raise DomainError(_("This test is not open."))
    if enrolment.state != EnrolmentState.CONFIRMED:
        raise DomainError(_("Only who holds a seat of the cohort gets marks."))
    if Mark.objects.filter(enrolment=enrolment, kind=held.kind).exists():
        raise DomainError(_("There is a mark for this test already."))
    questions = list(questions_of(held.cohort))
    chosen, right = _counted(questions, answers)
    try:
        with transaction.atomic():
            sheet = AnswerSheet.objects.create(
                sitting=held, enrolment=enrolment, answers=chosen, right=right,
                out_of=len(questions), by=by, answered_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise DomainError(_("There is a mark for this test already.")) from error
    day = at.astimezone(BANGKOK).date()
    Mark.objects.create(
        enrolment=enrolment, kind=held.kind, points=Decimal(right),
        out_of=Decimal(len(questions)), given_on=day, given_by=by,
    )  # fmt: skip
    area, about = str(held.cohort.workshop.owner_id), enrolment.person_id
    journal.record(by, "test.answered", sheet, area=area, on=day, subject=about, kind=held.kind)
    follow_correction(held.cohort, enrolments={enrolment.pk}, reason="", by=by, on=day)
    return sheet


def _counted(
    questions: Sequence[Question], answers: Mapping[UUID, UUID]
) -> tuple[dict[str, str], int]:
    """The answers as they are kept, and how many are right; a choice of elsewhere is a fault."""
    chosen: dict[str, str] = {}
    right = 0
    for question in questions:
        if question.pk not in answers:
            continue
        choice = next((c for c in question.choices.all() if c.pk == answers[question.pk]), None)
        if choice is None:
            raise DomainError(_("This choice does not belong to the question."))
        chosen[str(question.pk)] = str(choice.pk)
        right += choice.is_right
    return chosen, right


def _note(by: User, verb: str, cohort: Cohort, on: date, **data: Any) -> None:
    journal.record(by, verb, cohort, area=str(cohort.workshop.owner_id), on=on, **data)
