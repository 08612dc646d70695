"""The courses of the department: topics, and the rule by which one passes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions.courses import (
    add_course,
    add_topic,
    change_course,
    change_refresher,
    change_topic,
)
from asa.training.forms.courses import CourseForm, NewCourseForm, RefresherForm, TopicForm
from asa.training.models import Course, CourseTopic
from asa.training.queries.follow_through import refresher_rules_on
from asa.training.rules import can_change_lists, plans_workshops


@require_safe
def courses(request: AsaRequest) -> HttpResponse:
    """The courses with their rules."""
    allow(plans_workshops(request.user))
    found = Course.objects.select_related("skill").prefetch_related("topics")
    rows = [(one, sum(topic.minutes for topic in one.topics.all()) / 60) for one in found]
    context = {"rows": rows, "may_change": can_change_lists(request.user)}
    return render(request, "training/courses.html", context)


def new(request: AsaRequest) -> HttpResponse:
    """Add a course to the list of the department."""
    allow(can_change_lists(request.user))
    form = NewCourseForm(request.POST or None)

    def act() -> Course:
        return add_course(course=form.course(), by=request.user, on=today())

    return _perform(request, None, form, act, title=_("New course"))


@require_safe
def course(request: AsaRequest, code: str) -> HttpResponse:
    """One course: its rule and its topics."""
    allow(plans_workshops(request.user))
    found = get_object_or_404(Course.objects.select_related("skill"), pk=code)
    context = {
        "course": found,
        "topics": found.topics.order_by("number"),
        "may_change": can_change_lists(request.user),
        "refresher": next(
            (one for one in refresher_rules_on(today()) if one.course_id == code), None
        ),
    }
    return render(request, "training/course.html", context)


def change(request: AsaRequest, code: str) -> HttpResponse:
    """Change the rule of a course."""
    allow(can_change_lists(request.user))
    found = get_object_or_404(Course, pk=code)
    form = CourseForm(request.POST or None, initial=CourseForm.of(found))

    def act() -> object:
        return change_course(found, rule=form.rule(), by=request.user, on=today())

    note = _("Results that were given stay as they were.")
    return _perform(request, found, form, act, title=_("Change the rule"), note=note)


def add(request: AsaRequest, code: str) -> HttpResponse:
    """Add a topic to a course."""
    allow(can_change_lists(request.user))
    found = get_object_or_404(Course, pk=code)
    form = TopicForm(request.POST or None)

    def act() -> object:
        return add_topic(found, topic=form.topic(), by=request.user, on=today())

    return _perform(request, found, form, act, title=_("Add a topic"))


def topic(request: AsaRequest, pk: int) -> HttpResponse:
    """Change a topic of a course."""
    allow(can_change_lists(request.user))
    found = get_object_or_404(CourseTopic.objects.select_related("course"), pk=pk)
    form = TopicForm(request.POST or None, initial=TopicForm.of(found))

    def act() -> object:
        return change_topic(found, topic=form.topic(), by=request.user, on=today())

    note = _("Programmes that were made from it stay as they are.")
    return _perform(request, found.course, form, act, title=_("Change a topic"), note=note)


def refresher(request: AsaRequest, code: str) -> HttpResponse:
    """After how many years a course that has such a rule is to be taken again."""
    allow(can_change_lists(request.user))
    found = get_object_or_404(Course, pk=code)
    rule = found.refreshers.first()
    if rule is None:
        raise Http404
    start = {"years": rule.years, "source": rule.source}
    form = RefresherForm(request.POST or None, initial=start)
    form.begin_after(rule.started_on)

    def act() -> object:
        return change_refresher(rule, **form.cleaned_data, by=request.user, on=today())

    note = _("It says whom to invite again. Certificates and skills stay valid as they are.")
    return _perform(request, found, form, act, title=_("Years until a refresher"), note=note)


def _perform(
    request: AsaRequest, found: Course | None, form: AsaForm, act: Callable[[], Any], **shown: Any
) -> HttpResponse:
    """The page of an act on a course, and afterwards the course; found: none before it is made."""
    if request.method == "POST" and form.is_valid():
        try:
            done = act()
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect("training:course", (found or done).pk)
    context = {"course": found, "form": form, **shown}
    return render(request, "training/course_act.html", context)
