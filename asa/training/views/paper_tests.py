"""The test before and after a course: prepared by the keepers, answered on a telephone."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common.errors import DomainError, allow
from asa.common.thaidate import now, today
from asa.people.http import AsaRequest
from asa.training.actions.paper_tests import (
    add_question,
    answer_test,
    close_test,
    copy_questions,
    open_test,
    remove_question,
)
from asa.training.codes import TESTED, SittingState
from asa.training.forms.paper_tests import AnswerForm, CopyForm, QuestionForm
from asa.training.models import AnswerSheet, Cohort, Enrolment, Question, Sitting
from asa.training.queries import cohorts_for
from asa.training.queries.paper_tests import (
    answered_by_question,
    questions_of,
    sheets_of,
    sittings_of,
    tells_answers,
    to_copy_from,
)
from asa.training.rules import can_prepare_test, can_take_test
from asa.training.views.kit import KIT
from asa.training.views.parts import cohort_asked, frame
from asa.training.views.programme import perform

TESTS = "training:tests"


def _prepared(request: AsaRequest, pk: UUID) -> Cohort:
    cohort = cohort_asked(request, pk)
    allow(can_prepare_test(request.user, cohort))
    return cohort


@require_safe
def tests(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The questions with how many were right, and both tests with their state."""
    cohort = _prepared(request, pk)
    rows, answered = answered_by_question(cohort)
    context = frame(
        cohort, request.user, KIT, _("Tests"),
        rows=[(row.question, [row.right[kind] for kind in TESTED]) for row in rows],
        sittings=[(one, answered[one.kind]) for one in sittings_of(cohort)],
        may_change=not any(answered.values()),
        may_copy=not rows and to_copy_from(request.user, cohort).exists(),
        is_open=SittingState.OPEN,
    )  # fmt: skip
    return render(request, "training/tests.html", context)


def add(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Add a question."""
    cohort = _prepared(request, pk)
    form = QuestionForm(request.POST or None)

    def act() -> object:
        return add_question(cohort, question=form.question(), by=request.user, on=today())

    return perform(
        request, cohort, form, act, tab=KIT, back=TESTS, title=_("Add a question"),
        button=_("Add the question"),
    )  # fmt: skip


def copy(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take over the questions of another cohort of the course."""
    cohort = _prepared(request, pk)
    form = CopyForm(request.POST or None)
    form.offer(list(to_copy_from(request.user, cohort)))

    def act() -> object:
        return copy_questions(cohort, source=form.cohort, by=request.user, on=today())

    return perform(
        request, cohort, form, act, tab=KIT, back=TESTS, title=_("Copy questions"),
        button=_("Copy the questions"),
    )  # fmt: skip


@require_POST
def remove(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a question out."""
    known = Question.objects.filter(cohort__in=cohorts_for(request.user))
    question = get_object_or_404(known.select_related("cohort__workshop"), pk=pk)
    cohort = question.cohort
    return _acted(request, cohort, lambda: remove_question(question, by=request.user, on=today()))


@require_POST
def turn(request: AsaRequest, pk: UUID, kind: str) -> HttpResponse:
    """Open a test, or close it."""
    cohort = _prepared(request, pk)
    sitting = Sitting.objects.filter(cohort=cohort, kind=kind).first()
    is_closing = request.POST.get("act") == "close" and sitting is not None

    def act() -> object:
        if is_closing and sitting is not None:
            return close_test(sitting, by=request.user, on=today())
        return open_test(cohort, kind=kind, by=request.user, on=today())

    return _acted(request, cohort, act)


def _acted(request: AsaRequest, cohort: Cohort, act: Any) -> HttpResponse:
    try:
        act()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It has been saved."))
    return redirect(TESTS, cohort.pk)


def answer(request: AsaRequest, pk: UUID, kind: str) -> HttpResponse:
    """The test of one participant: its questions while it is open, the score once it is closed,
    and what was right once the same questions are not asked again.
    """
    known = Enrolment.objects.filter(cohort__in=cohorts_for(request.user))
    related = known.select_related("cohort__workshop", "person")
    enrolment = get_object_or_404(related, pk=pk)
    allow(can_take_test(request.user, enrolment))
    sitting = Sitting.objects.filter(cohort=enrolment.cohort_id, kind=kind).first()
    if sitting is None or sitting.state == SittingState.PLANNED:
        raise Http404
    sheet = sheets_of(enrolment).get(sitting.pk)
    questions = list(questions_of(enrolment.cohort))
    form = AnswerForm(request.POST if request.method == "POST" else None, questions=questions)
    if request.method == "POST" and sheet is None and form.is_valid():
        try:
            answer_test(
                sitting, enrolment=enrolment, answers=form.answers(), by=request.user, at=now()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your answers are kept. Thank you."))
            return redirect("training:answer", pk, kind)
    is_open = sitting.state == SittingState.OPEN
    context = {
        "enrolment": enrolment, "cohort": enrolment.cohort, "sitting": sitting, "sheet": sheet,
        "form": form, "is_open": is_open, "tells": (tells := tells_answers(sitting)),
        "mistakes": mistakes(sheet, questions) if sheet and tells else [],
    }  # fmt: skip
    return render(request, "training/answer.html", context)


def mistakes(sheet: AnswerSheet, questions: list[Question]) -> list[tuple[str, str, str]]:
    """What was answered wrongly: the question, what was chosen ("" for nothing), what is right."""
    found = []
    for question in questions:
        texts = {str(one.pk): one.text for one in question.choices.all()}
        right = next(str(one.pk) for one in question.choices.all() if one.is_right)
        chosen = sheet.answers.get(str(question.pk), "")
        if chosen != right:
            found.append((question.text, texts.get(chosen, ""), texts[right]))
    return found
