from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from asa.centres.actions import assess_centre, choose_priorities, plan_work
from asa.centres.codes import WorkState
from asa.centres.forms import AssessForm, PrioritiesForm, WorkForm
from asa.centres.models import Assessment, Priority
from asa.centres.queries import (
    assessments_for,
    bars_of,
    compared,
    components_on,
    members_of,
    priorities_for,
)
from asa.centres.rules import can_assess
from asa.centres.views.acting import ActPage, centre_of, perform
from asa.centres.wording import SCORE_WORDS, WORK_TONES
from asa.common.errors import allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.queries import remember_names
from asa.volunteers.models import Volunteer

ASSESS = ActPage(
    _("Assess the capacity"), _("Write the assessment down"),
    _("The assessment is written down. Choose what to make better."),
    _("Rate each side of the centre from 1 to 5, and say by what one sees it."),
)  # fmt: skip
CHOOSE = ActPage(
    _("Choose priorities"), _("Choose these"), _("The priorities are chosen. Plan the work."),
)  # fmt: skip
WORK = ActPage(_("Work plan"), _("Save the work plan"), _("The work plan is written down."))


def assess(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Rate every side of a centre, with evidence."""
    centre = centre_of(request, pk)
    allow(can_assess(request.user, centre))
    form = AssessForm(request.POST or None, components=components_on(today()))

    def act() -> tuple[str, UUID]:
        made = assess_centre(centre, ratings=form.ratings(), by=request.user, on=today())
        return "centres:priorities", made.pk

    return perform(request, centre, ASSESS, form, act)


def _assessment(request: AsaRequest, pk: UUID) -> Assessment:
    return get_object_or_404(assessments_for(request.user), pk=pk)


@require_safe
def show(request: AsaRequest, pk: UUID) -> HttpResponse:
    """An assessment beside the one before, its priorities and their work plan."""
    assessment = _assessment(request, pk)
    centre = assessment.centre
    remember_names([str(centre.area_id)])
    lines = compared(assessment)
    found = priorities_for(request.user).filter(assessment=assessment)
    earlier = assessments_for(request.user).filter(centre=centre).exclude(pk=assessment.pk)
    context = {
        "assessment": assessment,
        "centre": centre,
        "lines": lines,
        "words": SCORE_WORDS,
        "picture": bars_of(lines),
        "priorities": found.order_by("component__number"),
        "tones": WORK_TONES,
        "others": earlier,
        "may_assess": can_assess(request.user, centre),
        "today": today(),
    }
    return render(request, "centres/assessment.html", context)


def priorities(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Choose what to make better until the next look."""
    assessment = _assessment(request, pk)
    allow(can_assess(request.user, assessment.centre))
    form = PrioritiesForm(request.POST or None, assessment=assessment)

    def act() -> tuple[str, UUID]:
        chosen = form.cleaned_data["components"]
        choose_priorities(assessment, components=chosen, by=request.user, on=today())
        return "centres:assessment", assessment.pk

    return perform(request, assessment.centre, CHOOSE, form, act)


def work(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say what is done for a priority, by whom until when."""
    priority = get_object_or_404(priorities_for(request.user), pk=pk)
    centre = priority.assessment.centre
    allow(can_assess(request.user, centre))
    form = WorkForm(
        request.POST or None,
        members=_owners(priority),
        initial={
            "text": priority.work,
            "owner": str(priority.owner_id or ""),
            "due_on": priority.due_on,
            "state": priority.state or WorkState.OPEN,
        },
    )

    def act() -> tuple[str, UUID]:
        plan_work(priority, work=form.work(), by=request.user, on=today())
        return "centres:assessment", priority.assessment_id

    page = replace(WORK, note=priority.component.name)
    return perform(request, centre, page, form, act)


def _owners(priority: Priority) -> list[Volunteer]:
    """The committee of today, and whoever has the work already."""
    found = [one for one, _position in members_of(priority.assessment.centre, today())]
    if priority.owner is not None and priority.owner not in found:
        found.append(priority.owner)
    return found
