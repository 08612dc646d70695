"""Planned activities: what is to come in an area, who is named and lacks what, and who came."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.common.http import asked, asked_in_words
from asa.common.ids import as_uuid
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import remember_names, within
from asa.training.actions import (
    cancel_activity,
    change_activity,
    hold_activity,
    plan_activity,
    send_volunteer,
    take_off,
)
from asa.training.codes import GoingPart, PlannedState
from asa.training.forms import WhyForm
from asa.training.forms.activities import (
    ActivityForm,
    BegunActivityForm,
    CameForm,
    ChangedActivityForm,
    PeopleFilter,
)
from asa.training.models import Duty, Going, PlannedActivity, Skill
from asa.training.queries import NOMINATORS, having, skill_names
from asa.training.queries.activities import (
    Ready,
    activities_for,
    counts_of,
    courses_to_come,
    missing_of,
    readiness_of,
    ready_of_all,
)
from asa.training.queries.days import also_on
from asa.training.rules import (
    can_keep_activity,
    plans_activities,
    reads_who_goes,
    sees_activities,
    sees_workshops,
)
from asa.training.wording import ACTIVITY_TONES
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import asked_for, volunteers_for, volunteers_matching

ROWS, PEOPLE = 30, 20


@require_safe
def activities(request: AsaRequest) -> HttpResponse:
    """What is to come in the area, the first day first; with `all` also what is over."""
    allow(sees_activities(request.user))
    shows_all = "all" in request.GET
    found = activities_for(request.user).order_by("starts_on", "pk")
    found = found.reverse() if shows_all else found.filter(state=PlannedState.PLANNED)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    remember_names({one.area_id for one in page})
    counts = counts_of(list(page), today())
    context = {
        "page": page,
        "rows": [(one, ACTIVITY_TONES[one.state], *counts[one.pk]) for one in page],
        "shows_all": shows_all,
        "may_plan": plans_activities(request.user),
    }
    return render(request, "training/activities.html", context)


def activity_asked(request: AsaRequest, pk: UUID) -> PlannedActivity:
    """The activity of the address, as far as the user may know of it."""
    found: PlannedActivity = get_object_or_404(activities_for(request.user), pk=pk)
    allow(sees_workshops(request.user))
    remember_names([found.area_id])
    return found


def _kept(request: AsaRequest, pk: UUID) -> PlannedActivity:
    found = activity_asked(request, pk)
    allow(can_keep_activity(request.user, found))
    return found


@require_safe
def activity(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Who goes on which duty, who lacks what, and which course would give it; to whom it does not
    belong the own part alone.
    """
    found, user = activity_asked(request, pk), request.user
    goings = found.goings.select_related("activity", "volunteer__person", "duty")
    reads_all = reads_who_goes(user, found)
    if not reads_all:
        goings = goings.filter(volunteer__person=user.person_id)
    shown = list(goings.order_by("part", "volunteer__person__sort_key", "pk"))
    ready = {one.pk: own for one, own in ready_of_all(shown, min(found.ends_on, today()))}
    missing = [one for own in ready.values() for one in missing_of(own)]
    may_keep = can_keep_activity(user, found)
    is_planned = found.state == PlannedState.PLANNED
    context = {
        "activity": found,
        "tone": ACTIVITY_TONES[found.state],
        "duties": _by_duty(found, shown, ready, reads_all=reads_all),
        "named": len(shown),
        "lacking": sum(bool(missing_of(ready[one.pk])) for one in shown),
        "courses": _courses(user, missing) if is_planned else [],
        "reads_all": reads_all,
        "may_keep": may_keep and is_planned,
        "may_hold": may_keep and is_planned and found.ends_on <= today() and bool(shown),
    }
    return render(request, "training/activity.html", context)


def _by_duty(
    activity: PlannedActivity,
    goings: list[Going],
    ready: dict[UUID, list[Ready]],
    *,
    reads_all: bool,
) -> list[tuple[Duty, list[str], list[tuple[Going, list[Ready], list[str]]]]]:
    """Each duty with the skills that it needs, and who goes on it; for oneself the own one."""
    names = skill_names()
    is_planned = activity.state == PlannedState.PLANNED
    people = [one.volunteer.person_id for one in goings] if is_planned else []
    busy = also_on(people, activity)
    rows: dict[UUID, list[tuple[Going, list[Ready], list[str]]]] = {}
    for one in goings:
        line = (one, ready[one.pk], busy.get(one.volunteer.person_id, []))
        rows.setdefault(one.duty_id, []).append(line)
    return [
        (duty, [names[code] for code in duty.skills_needed], rows.get(duty.pk, []))
        for duty in activity.duties.order_by("number")
        if reads_all or duty.pk in rows
    ]


def _courses(user: User, missing: list[Ready]) -> list[tuple[Skill, int, Any]]:
    """Each skill that is missing, of how many, and the next cohort that gives it."""
    coming = courses_to_come(user, {one.skill.pk for one in missing}, today())
    skills = {one.skill.pk: one.skill for one in missing}
    counts = [one.skill.pk for one in missing]
    return [(skill, counts.count(code), coming.get(code)) for code, skill in skills.items()]


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: AsaRequest) -> HttpResponse:
    """Plan an activity of one's own area."""
    allow(plans_activities(request.user))
    own = scope(request.user, *NOMINATORS)
    form = ActivityForm(request.POST or None, within=own, initial={"area": own[0]})
    if request.method == "POST" and form.is_valid():
        area = form.cleaned_data["area"]
        try:
            made = plan_activity(area, plan=form.plan(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The activity is planned. Name who goes now."))
            return redirect("training:activity_people", made.pk)
    return render(request, "training/activity_plan.html", {"form": form})


Act = Callable[[], object]


def _act(
    request: AsaRequest,
    activity: PlannedActivity,
    form: AsaForm,
    act: Act,
    *,
    words: tuple[str | Promise, str | Promise, str | Promise],
    about: str | Promise = "",
) -> HttpResponse:
    """A page of one act: heading, button, and what is said afterwards."""
    heading, button, said = words
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(said))
            return redirect("training:activity", activity.pk)
    context = {
        "activity": activity,
        "here": heading,
        "about": about,
        "form": form,
        "button": button,
        "back": ("training:activity", activity.pk),
    }
    return render(request, "training/activity_act.html", context)


CHANGE = (
    gettext_lazy("Change the activity"), gettext_lazy("Save"), gettext_lazy("It has been saved."),
)  # fmt: skip
HOLD = (
    gettext_lazy("Who came"), gettext_lazy("Write down who came"),
    gettext_lazy("It is written down who came."),
)  # fmt: skip
CANCEL = (
    gettext_lazy("Cancel the activity"), gettext_lazy("Cancel and tell who is named"),
    gettext_lazy("The activity is cancelled. Who was named is told."),
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Change days, place and duties, once it has begun what is not done yet; whoever is named is
    told of new days.
    """
    found = _kept(request, pk)
    form: BegunActivityForm | ChangedActivityForm
    about = ""
    if found.has_begun(today()):
        form = BegunActivityForm(request.POST or None, activity=found)
        about = _("It has begun: what was done on the days that are over stays.")
    else:
        form = ChangedActivityForm(
            request.POST or None,
            chosen=found.duties.all(),
            initial=ChangedActivityForm.facts_of(found),
        )
    return _act(
        request,
        found,
        form,
        lambda: change_activity(found, plan=form.plan(), by=request.user, on=today()),
        words=CHANGE,
        about=about,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down who came."""
    found = _kept(request, pk)
    goings = list(found.goings.select_related("volunteer__person", "duty").order_by("part", "pk"))
    form = CameForm(request.POST or None, goings=goings)
    return _act(
        request,
        found,
        form,
        lambda: hold_activity(found, came=form.keys(), by=request.user, on=today()),
        words=HOLD,
        about=_("It counts as work done for each who came: %(kind)s.")
        % {"kind": found.get_kind_display()}
        if found.kind
        else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Call the activity off, with the reason."""
    found = _kept(request, pk)
    form = WhyForm(request.POST or None)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return cancel_activity(found, reason=reason, by=request.user, on=today())

    return _act(request, found, form, act, words=CANCEL)


@asked_in_words(plans_activities)
def people(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Whom to send: the volunteers of the activity's area, and with a name typed those of all of
    one's own area, each with the skills of the duty.
    """
    found = _kept(request, pk)
    form = PeopleFilter(asked(request), duties=found.duties.order_by("number"))
    duty = form.chosen()
    page = Paginator(_candidates(request.user, found, form, duty), PEOPLE).get_page(
        request.GET.get("page")
    )
    shown = list(page)
    keys = [one.person_id for one in shown]
    ready = readiness_of(keys, duty.skills_needed, found.ends_on, on=today())
    busy = also_on(keys, found)
    remember_names({one.area_id for one in shown})
    context = {
        "activity": found,
        "form": form,
        "duty": duty,
        "page": page,
        "rows": [(one, ready[one.person_id], busy.get(one.person_id, [])) for one in shown],
        "is_planned": found.state == PlannedState.PLANNED,
    }
    return render(request, "training/activity_people.html", context)


def _candidates(
    user: User, activity: PlannedActivity, form: PeopleFilter, duty: Duty
) -> QuerySet[Volunteer]:
    told = form.cleaned_data if form.is_valid() else {}
    named = Going.objects.filter(activity=activity, volunteer=OuterRef("pk"))
    found = volunteers_for(user).filter(
        within("area", scope(user, *NOMINATORS)), ~Exists(named), state=VolunteerState.REGISTERED
    )
    if words := told.get("q"):
        found = volunteers_matching(found, asked_for(words))
    else:
        found = found.filter(within("area", [activity.area_id]))
    if told.get("ready"):
        found = having(found, duty.skills_needed, activity.ends_on)
    return found.select_related("person").order_by("person__sort_key", "pk")


@require_http_methods(["POST"])
def send(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Name the ticked, one by one; each who cannot be sent is told with what mends it."""
    found = _kept(request, pk)
    keys = [key for one in request.POST.getlist("volunteer") if (key := as_uuid(one))]
    duty = get_object_or_404(found.duties, pk=as_uuid(request.POST.get("duty", "")))
    part = GoingPart.LEARNS if "learns" in request.POST else GoingPart.DOES
    chosen = volunteers_for(request.user).filter(pk__in=keys).select_related("person")
    done = 0
    for one in chosen.order_by("person__sort_key", "pk"):
        try:
            send_volunteer(found, volunteer=one, duty=duty, part=part, by=request.user, on=today())
        except DomainError as error:
            messages.error(request, str(error))
        else:
            done += 1
    if done:
        said = ngettext("%(n)s volunteer is named.", "%(n)s volunteers are named.", done)
        messages.success(request, said % {"n": done})
    elif not keys:
        messages.error(request, _("Tick at least one."))
    return redirect("training:activity" if done else "training:activity_people", pk)


@require_http_methods(["POST"])
def remove(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take somebody off an activity."""
    known = activities_for(request.user)
    going = get_object_or_404(Going.objects.select_related("activity"), pk=pk, activity__in=known)
    allow(can_keep_activity(request.user, going.activity))
    try:
        take_off(going, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The name is taken off."))
    return redirect("training:activity", going.activity_id)
