"""Lessons in their order, the test after them, and who has learned what."""

import re
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common import videos
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.knowledge.actions import answer_test, begin_test, finish_lesson
from asa.knowledge.codes import AttemptState, LearningState
from asa.knowledge.forms import TestForm
from asa.knowledge.models import Attempt, Question
from asa.knowledge.queries import (
    Course,
    LessonLine,
    course_of,
    learners_for,
    learners_in,
    learning_counts,
    lesson_set_of,
    published_editions,
    questions_of,
    sets_for,
    video_for,
)
from asa.knowledge.rules import can_keep_lessons, can_learn, can_see_learners
from asa.people.http import AsaRequest
from asa.places.queries import remember_names

ROWS = 50
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


@require_safe
def sets(request: AsaRequest) -> HttpResponse:
    """The sets of lessons, with how far one is in each."""
    _must_learn(request)
    found = [course_of(request.user, one) for one in sets_for(request.user)]
    context = {
        "courses": [one for one in found if one],
        "may_keep": can_keep_lessons(request.user),
        "sees_learners": can_see_learners(request.user),
    }
    return render(request, "knowledge/sets.html", context)


@require_safe
def show_set(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One set: its lessons in order, what is next, the tests taken, what changed."""
    _must_learn(request)
    lesson_set = get_object_or_404(sets_for(request.user), pk=pk)
    course = course_of(request.user, lesson_set)
    context = {
        "course": course,
        "editions": list(published_editions(lesson_set)[:10]),
        "may_keep": can_keep_lessons(request.user),
        "sees_learners": can_see_learners(request.user),
    }
    return render(request, "knowledge/set.html", context)


@require_safe
def lesson(request: AsaRequest, key: UUID) -> HttpResponse:
    """Read one lesson; one that is not open yet leads to the set."""
    course, line = _line(request, key)
    if not line.is_open:
        messages.info(request, _("This lesson opens when the ones before it are finished."))
        return redirect("knowledge:set", course.lesson_set.pk)
    changes = [
        edition
        for edition in published_editions(course.lesson_set)
        if line.reading and edition.number > line.reading.edition_number
    ]
    context = {
        "course": course,
        "line": line,
        "lesson": line.lesson,
        "next": course.after(line),
        "changes": changes if line.changed_since else [],
    }
    return render(request, "knowledge/lesson.html", context)


@require_POST
def finish(request: AsaRequest, key: UUID) -> HttpResponse:
    """The lesson is read; on to what is next."""
    course, line = _line(request, key)
    try:
        finish_lesson(line, course=course, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("knowledge:set", course.lesson_set.pk)
    following = course.after(line)
    course = course_of(request.user, course.lesson_set) or course
    if following is None or course.all_read:
        messages.success(request, _("You have read all lessons. The test is open."))
        return redirect("knowledge:set", course.lesson_set.pk)
    if following.is_read and course.following:
        following = course.following
    return redirect("knowledge:lesson", following.lesson.key)


@require_safe
def video(request: AsaRequest, key: UUID) -> HttpResponseBase:
    """The film of a lesson, whole or the part that a player asks for."""
    found = video_for(request.user, key)
    if found is None or found.video is None or not videos.is_there(found.video):
        raise Http404
    part = _part_asked(request, found.video_size)
    if part is None:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{found.video_size}"
        return answer
    first, last = part
    status = 206 if "Range" in request.headers else 200
    film = StreamingHttpResponse(
        videos.read(found.video, first, last), status=status, content_type=found.video_kind
    )
    film["Accept-Ranges"] = "bytes"
    film["Content-Length"] = str(last - first + 1)
    if status == 206:
        film["Content-Range"] = f"bytes {first}-{last}/{found.video_size}"
    film["X-Content-Type-Options"] = "nosniff"
    film["Content-Disposition"] = f'inline; filename="{found.key}"'
    return film


def _part_asked(request: HttpRequest, size: int) -> tuple[int, int] | None:
    """The first and last byte that are asked for; None where there are no such bytes.

    What is no range of bytes is answered with the whole, as HTTP wants it.
    """
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or not any(asked.groups()):
        return 0, size - 1
    if not asked[1]:
        return (max(size - int(asked[2]), 0), size - 1) if int(asked[2]) else None
    first, last = int(asked[1]), min(int(asked[2] or size - 1), size - 1)
    return (first, last) if first <= last else None


@require_POST
def begin(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Begin a try at the test, or go on with the one that is open."""
    _must_learn(request)
    lesson_set = get_object_or_404(sets_for(request.user), pk=pk)
    try:
        attempt = begin_test(lesson_set, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("knowledge:set", pk)
    return redirect("knowledge:test", attempt.pk)


def test(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Answer the questions; afterwards the result, with the lessons of the wrong answers."""
    _must_learn(request)
    attempt = get_object_or_404(
        Attempt.objects.filter(user=request.user).select_related("lesson_set", "edition"), pk=pk
    )
    questions = questions_of(attempt)
    if attempt.state != AttemptState.OPEN and request.method != "POST":
        return _result(request, attempt, questions)
    form = TestForm(request.POST or None, questions=questions)
    if request.method == "POST" and form.is_valid():
        try:
            answer_test(attempt, answers=form.answers(), by=request.user, on=today())
        except DomainError as error:
            messages.info(request, str(error))
        return redirect("knowledge:test", pk)
    return render(request, "knowledge/test.html", {"attempt": attempt, "form": form})


test.__test__ = False  # type: ignore[attr-defined] # no test of pytest's, whatever its name


def _result(request: AsaRequest, attempt: Attempt, questions: list[Question]) -> HttpResponse:
    course = course_of(request.user, attempt.lesson_set)
    wrong = [one for one in questions if attempt.answers[str(one.key)] != one.right]
    lines = {line.lesson.key: line for line in course.lines} if course else {}
    context = {
        "attempt": attempt,
        "course": course,
        "asked": len(questions),
        "wrong": [
            (one, one.words[attempt.answers[str(one.key)]], lines.get(one.lesson_key))
            for one in wrong
        ],
    }
    return render(request, "knowledge/result.html", context)


@require_safe
def learners(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Who of the own area has passed, is learning, or has not begun."""
    allow(can_see_learners(request.user))
    lesson_set = get_object_or_404(sets_for(request.user), pk=pk)
    found = learners_for(request.user, lesson_set)
    counts = learning_counts(found)
    shown = request.GET.get("show", "")
    shown = shown if shown in LearningState.values else LearningState.PASSED
    rows = Paginator(learners_in(found, shown, lesson_set), ROWS)
    rows.count = counts[shown]
    page = rows.get_page(request.GET.get("page"))
    remember_names(one.area_id for one in page)
    course = course_of(request.user, lesson_set)
    context = {
        "lesson_set": lesson_set,
        "lesson_count": len(course.lines) if course else 0,
        "page": page,
        "shown": shown,
        "counts": counts,
        "tabs": [(str(one), one.label, counts[one]) for one in LearningState],
        "as_of": today(),
    }
    return render(request, "knowledge/learners.html", context)


def _line(request: AsaRequest, key: UUID) -> tuple[Course, LessonLine]:
    """The lesson as it stands to who asks; 404 where there is none that may be learned."""
    lesson_set = lesson_set_of(request.user, key)
    course = course_of(request.user, lesson_set) if lesson_set else None
    line = course.line_of(key) if course else None
    if course is None or line is None:
        raise Http404
    return course, line


def _must_learn(request: AsaRequest) -> None:
    """Who neither holds a post nor stands in the register finds nothing here."""
    if not can_learn(request.user):
        raise Http404
