from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from asa.centres.actions import (
    NewPoint,
    cancel_meeting,
    correct_minutes,
    finish_point,
    plan_meeting,
    record_minutes,
)
from asa.centres.codes import Coming
from asa.centres.forms import CorrectionForm, DoneForm, MinutesForm, PlanForm, PointForm, ReasonForm
from asa.centres.models import FormerMinutes, Invitation, Meeting
from asa.centres.queries import meetings_for, points_for
from asa.centres.rules import can_finish_point, can_plan_meeting, can_record_meeting
from asa.centres.views.acting import ActPage, centre_of, perform
from asa.centres.wording import MEETING_TONES
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.queries import remember_names

PLAN = ActPage(
    _("Plan a meeting"), _("Plan and invite the committee"),
    _("The meeting is planned. The committee is invited."),
)  # fmt: skip
CANCEL = ActPage(
    _("Cancel the meeting"), _("Cancel and tell the invited"),
    _("The meeting is cancelled. The invited are told."), danger=True,
)  # fmt: skip
CORRECT = ActPage(
    _("Correct the minutes"), _("Correct and tell the invited"),
    _("The minutes are corrected. The invited are told."),
    _(
        "The former text is kept: whoever reads the minutes sees it, and who corrected them, "
        "when and why."
    ),
)  # fmt: skip
DONE = ActPage(_("Point done"), _("It is done"), _("The point is done."))
POINTS = 4


def plan(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Plan a meeting and invite the committee."""
    centre = centre_of(request, pk)
    allow(can_plan_meeting(request.user, centre))
    form = PlanForm(request.POST or None, initial={"place": centre.place})

    def act() -> tuple[str, UUID]:
        meeting = plan_meeting(centre, plan=form.plan(), by=request.user, on=today())
        return "centres:meeting", meeting.pk

    return perform(request, centre, PLAN, form, act)


def _meeting(request: AsaRequest, pk: UUID) -> Meeting:
    found = meetings_for(request.user).select_related("centre", "recorded_by__person")
    return get_object_or_404(found, pk=pk)


def _moment(day: date, at: time | None) -> datetime | None:
    return datetime.combine(day, at) if at else None


def _former(
    meeting: Meeting, invited: list[Invitation]
) -> list[tuple[FormerMinutes, datetime | None, list[tuple[str, str]]]]:
    """What the minutes said before each correction, until when, and of whom they said otherwise
    whether he or she came; the latest first.
    """
    newer = {str(one.volunteer_id): one.coming for one in invited}
    found = []
    for one in meeting.former.select_related("corrected_by__person"):
        coming = newer | one.coming
        others = [
            (of.volunteer.person.full_name, str(Coming(coming[key]).label))
            for of in invited
            if coming[key := str(of.volunteer_id)] != newer[key]
        ]
        found.append((one, _moment(meeting.day, one.ended_at), others))
        newer = coming
    return found


@require_safe
def show(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A meeting: when, where and what about; afterwards its minutes and points."""
    meeting = _meeting(request, pk)
    remember_names([str(meeting.centre.area_id)])
    invited = meeting.invitations.select_related("volunteer__person").order_by("pk")
    points = list(points_for(request.user).filter(meeting=meeting).order_by("number"))
    context = {
        "meeting": meeting,
        "centre": meeting.centre,
        "begins": _moment(meeting.day, meeting.starts_at),
        "invited": invited,
        "former": _former(meeting, list(invited)),
        "points": [(point, can_finish_point(request.user, point)) for point in points],
        "tone": MEETING_TONES[meeting.state],
        "may_record": can_record_meeting(request.user, meeting),
        "is_due": meeting.day <= today(),
        "today": today(),
    }
    return render(request, "centres/meeting.html", context)


def cancel(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Call a planned meeting off."""
    meeting = _meeting(request, pk)
    allow(can_record_meeting(request.user, meeting))
    form = ReasonForm(request.POST or None)

    def act() -> tuple[str, UUID]:
        cancel_meeting(meeting, reason=form.cleaned_data["reason"], by=request.user, on=today())
        return "centres:meeting", meeting.pk

    return perform(request, meeting.centre, CANCEL, form, act)


def minutes(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down who came, what was said and decided, and who does what."""
    meeting = _meeting(request, pk)
    allow(can_record_meeting(request.user, meeting))
    remember_names([str(meeting.centre.area_id)])
    invited = list(meeting.invitations.select_related("volunteer__person").order_by("pk"))
    members = [one.volunteer for one in invited]
    data = request.POST or None
    form = MinutesForm(data, invited=invited)
    rows = [PointForm(data, members=members, prefix=f"point{n}") for n in range(1, POINTS + 1)]
    # Each form reports its own faults, so none is skipped because another has one.
    if request.method == "POST" and all([form.is_valid(), *(row.is_valid() for row in rows)]):
        points = [point for row in rows if (point := row.point())]
        if _recorded(request, meeting, form, points):
            return redirect("centres:meeting", meeting.pk)
    context = {"meeting": meeting, "centre": meeting.centre, "form": form, "rows": rows}
    return render(request, "centres/minutes.html", context)


def correct(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Put right what the minutes say; the former text is kept."""
    meeting = _meeting(request, pk)
    allow(can_record_meeting(request.user, meeting))
    invited = list(meeting.invitations.select_related("volunteer__person").order_by("pk"))
    initial: dict[str, Any] = {
        "text": meeting.minutes, "decisions": meeting.decisions, "ended_at": meeting.ended_at,
        "seen": meeting.former.count(),
    }  # fmt: skip
    for name, coming in (("present", Coming.PRESENT), ("excused", Coming.EXCUSED)):
        initial[name] = [str(one.volunteer_id) for one in invited if one.coming == coming]
    form = CorrectionForm(request.POST or None, initial=initial, invited=invited)

    def act() -> tuple[str, UUID]:
        correct_minutes(meeting, correction=form.correction(), by=request.user, on=today())
        return "centres:meeting", meeting.pk

    return perform(request, meeting.centre, CORRECT, form, act)


def _recorded(
    request: AsaRequest, meeting: Meeting, form: MinutesForm, points: list[NewPoint]
) -> bool:
    try:
        record_minutes(meeting, minutes=form.minutes(points), by=request.user, on=today())
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The minutes are written down. Who has a point to do is told."))
    return True


@require_safe
def paper(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The minutes as the official paper."""
    meeting = _meeting(request, pk)
    remember_names([str(meeting.centre.area_id)])
    invited = list(meeting.invitations.select_related("volunteer__person").order_by("pk"))
    context = {
        "meeting": meeting,
        "centre": meeting.centre,
        "begins": _moment(meeting.day, meeting.starts_at),
        "ends": _moment(meeting.day, meeting.ended_at),
        "corrected": meeting.former.select_related("corrected_by__person").first(),
        "present": [one for one in invited if one.coming == Coming.PRESENT],
        "excused": [one for one in invited if one.coming == Coming.EXCUSED],
        "missing": [one for one in invited if one.coming == Coming.ABSENT],
        "agenda": [line.strip() for line in meeting.agenda.splitlines() if line.strip()],
        "decisions": [line.strip() for line in (meeting.decisions or "").splitlines()
                      if line.strip()],
        "points": meeting.points.select_related("owner__person"),
    }  # fmt: skip
    return render(request, "centres/paper.html", context)


def done(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say that a point of a meeting is done."""
    point = get_object_or_404(points_for(request.user).select_related("meeting__centre"), pk=pk)
    allow(can_finish_point(request.user, point))
    form = DoneForm(request.POST or None)

    def act() -> tuple[str, UUID]:
        finish_point(point, note=form.cleaned_data["note"], by=request.user, on=today())
        return "centres:meeting", point.meeting_id

    page = ActPage(DONE.title, DONE.button, DONE.done, point.text)
    return perform(request, point.meeting.centre, page, form, act)
