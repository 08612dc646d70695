"""The department writes lessons and questions and publishes them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.common.thaidate import today
from asa.knowledge.actions import (
    add_lesson,
    add_question,
    add_set,
    begin_edition,
    change_lesson,
    change_question,
    change_set,
    publish_edition,
    remove_lesson,
    remove_question,
)
from asa.knowledge.forms import LessonForm, PublishForm, QuestionForm, SetForm
from asa.knowledge.models import Edition, Lesson, LessonSet, Question
from asa.knowledge.queries import draft_of, kept_sets
from asa.knowledge.rules import can_keep_lessons
from asa.people.http import AsaRequest


@require_safe
def keep(request: AsaRequest) -> HttpResponse:
    """The sets with their editions."""
    allow(can_keep_lessons(request.user))
    return render(request, "knowledge/keep.html", {"sets": kept_sets()})


def new_set(request: AsaRequest) -> HttpResponse:
    """Begin a set of lessons."""
    allow(can_keep_lessons(request.user))
    form = SetForm(request.POST or None)

    def save() -> Edition:
        return add_set(form.facts(), by=request.user, on=today())

    return _form_page(request, form, save, None, title=_("New set of lessons"))


@require_POST
def begin(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Begin the next edition of a published set."""
    allow(can_keep_lessons(request.user))
    lesson_set = get_object_or_404(LessonSet, pk=pk, editions__state="published")
    try:
        draft = begin_edition(lesson_set, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("knowledge:keep")
    return redirect("knowledge:edition", draft.pk)


@require_safe
def edition(request: AsaRequest, pk: UUID) -> HttpResponse:
    """An edition with its lessons and questions; a draft is written here."""
    found = _edition(request, pk)
    lessons = list(found.lessons.all())
    titles = {one.key: one for one in lessons}
    questions = [(one, titles.get(one.lesson_key)) for one in found.questions.order_by("pk")]
    questions.sort(key=lambda pair: pair[1].number if pair[1] else 0)
    context = {
        "edition": found,
        "lessons": lessons,
        "questions": questions,
        "draft": draft_of(found.lesson_set),
    }
    return render(request, "knowledge/edition.html", context)


def facts(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Name of the set, and how its test is measured."""
    found = _edition(request, pk)
    form = SetForm(request.POST or None, initial=SetForm.initial_of(found))

    def save() -> object:
        return change_set(found, facts=form.facts(), by=request.user, on=today())

    return _form_page(request, form, save, found, title=_("Name and test"))


def publish(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give the draft to everyone who learns."""
    found = _edition(request, pk)
    form = PublishForm(request.POST or None, edition=found)

    def save() -> object:
        publish_edition(found, note=form.cleaned_data["note"], by=request.user, on=today())
        messages.success(request, _("The edition is published. Whoever learns reads it now."))
        return found

    title = _("Publish edition %(number)s") % {"number": found.number}
    return _form_page(request, form, save, found, title=title, button=_("Publish"))


def new_lesson(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One more lesson of a draft."""
    found = _edition(request, pk)
    form = LessonForm(request.POST or None, request.FILES or None)

    def save() -> object:
        return add_lesson(found, text=form.text(), by=request.user, on=today())

    return _form_page(request, form, save, found, title=_("New lesson"))


def lesson(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The words and the film of a lesson of a draft."""
    allow(can_keep_lessons(request.user))
    found = get_object_or_404(Lesson.objects.select_related("edition__lesson_set"), pk=pk)
    form = LessonForm(request.POST or None, request.FILES or None, lesson=found)

    def save() -> object:
        return change_lesson(found, text=form.text(), by=request.user, on=today())

    title = _("Lesson %(number)s") % {"number": found.number}
    return _form_page(request, form, save, found.edition, title=title, removes="lesson", of=found)


def drop_lesson(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Ask, and take a lesson with its questions out of a draft."""
    allow(can_keep_lessons(request.user))
    found = get_object_or_404(Lesson.objects.select_related("edition__lesson_set"), pk=pk)

    def act() -> object:
        return remove_lesson(found, by=request.user, on=today())

    return _drop_page(request, found.edition, act, found.title)


def new_question(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One more question of a draft."""
    found = _edition(request, pk)
    form = QuestionForm(request.POST or None, edition=found)

    def save() -> object:
        return add_question(found, text=form.text(), by=request.user, on=today())

    return _form_page(request, form, save, found, title=_("New question"))


def question(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A question of a draft."""
    allow(can_keep_lessons(request.user))
    found = get_object_or_404(Question.objects.select_related("edition__lesson_set"), pk=pk)
    form = QuestionForm(request.POST or None, edition=found.edition, question=found)

    def save() -> object:
        return change_question(found, text=form.text(), by=request.user, on=today())

    return _form_page(
        request, form, save, found.edition, title=_("Question"), removes="question", of=found
    )


def drop_question(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Ask, and take a question out of a draft."""
    allow(can_keep_lessons(request.user))
    found = get_object_or_404(Question.objects.select_related("edition__lesson_set"), pk=pk)

    def act() -> object:
        return remove_question(found, by=request.user, on=today())

    return _drop_page(request, found.edition, act, found.text)


def _edition(request: AsaRequest, pk: UUID) -> Edition:
    allow(can_keep_lessons(request.user))
    return get_object_or_404(Edition.objects.select_related("lesson_set"), pk=pk)


def _form_page(
    request: AsaRequest,
    form: AsaForm,
    save: Callable[[], object],
    edition: Edition | None,
    **more: Any,
) -> HttpResponse:
    """One page for everything that is written into a draft: the form, its faults, and back."""
    if request.method == "POST" and form.is_valid():
        try:
            saved = save()
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            back = edition or saved
            assert isinstance(back, Edition)  # noqa: S101 - a new set gives its draft
            return redirect("knowledge:edition", back.pk)
    return render(request, "knowledge/keep_form.html", {"form": form, "edition": edition, **more})


def _drop_page(
    request: AsaRequest, edition: Edition, act: Callable[[], object], name: str
) -> HttpResponse:
    if request.method == "POST":
        try:
            act()
        except DomainError as error:
            messages.error(request, str(error))
        return redirect("knowledge:edition", edition.pk)
    return render(request, "knowledge/drop.html", {"edition": edition, "name": name})
