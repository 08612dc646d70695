"""Who was there: by part of the programme; corrected, swapped at the door, and what waits."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import allow
from asa.common.forms import AsaForm
from asa.common.thaidate import now, today
from asa.people.http import AsaRequest
from asa.places.queries import name_of, remember_names
from asa.training.actions.roll import correct_attendance, settle_submission
from asa.training.actions.sheet import note_from_sheet
from asa.training.actions.swapping import mark_absent, swap_on_the_spot
from asa.training.codes import SEATED, EnrolmentState
from asa.training.forms.roll import ABSENT, PRESENT, CorrectionForm, SettleForm, SwapForm
from asa.training.models import Enrolment, RollCallSubmission
from asa.training.queries import cohorts_for
from asa.training.queries.attendance import attendance_shares, counts_by_session, present_at
from asa.training.queries.programme import session_now, sessions_called
from asa.training.queries.roll import list_of, reserve_elsewhere, substitutes_of, waiting_of
from asa.training.rules import can_call_roll, can_correct_attendance, can_keep
from asa.training.views.parts import cohort_asked, frame
from asa.training.views.programme import perform, session_asked

ROLL = "training:roll"


@require_safe
def roll(request: AsaRequest, pk: UUID) -> HttpResponse:
    """How many came to each part of the programme, each person's share, and what waits."""
    cohort = cohort_asked(request, pk)
    allow(can_call_roll(request.user, cohort))
    sessions, counts = list(sessions_called(cohort)), counts_by_session(cohort)
    shares = attendance_shares(cohort)
    people = list(list_of(cohort))
    remember_names({one.seat_area for one in people})
    context = frame(
        cohort, request.user, ROLL,
        sessions=[
            (one, datetime.combine(one.day, one.starts_at), counts.get(one.pk, 0))
            for one in sessions
        ],
        people=[(one, shares.get(one.pk)) for one in people],
        seated=sum(one.state in SEATED for one in people),
        needed=cohort.workshop.course.attendance_percent,
        running=session_now(sessions, now()),
        waiting=waiting_of(cohort).count(),
        absent=EnrolmentState.ABSENT,
        may_name=can_keep(request.user, cohort.workshop),
    )  # fmt: skip
    return render(request, "training/roll.html", context)


@require_safe
def attendance(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Who was and who was not at one part of the programme."""
    session = session_asked(request, pk)
    cohort = session.cohort
    allow(can_call_roll(request.user, cohort))
    there = {one.enrolment_id: one for one in present_at(session)}
    people = list(list_of(cohort))
    remember_names({one.seat_area for one in people})
    context = frame(
        cohort, request.user, ROLL, session.title,
        session=session, starts=datetime.combine(session.day, session.starts_at),
        people=[(one, there.get(one.pk)) for one in people],
        present=len(there),
        may_correct=can_correct_attendance(request.user, cohort) and not session.is_cancelled,
        may_sign=session.counts and not session.is_cancelled and session.day <= today(),
    )  # fmt: skip
    return render(request, "training/attendance.html", context)


def signed(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Note from the signed sheet that everybody was there of whom nothing was said yet."""
    session = session_asked(request, pk)
    cohort = session.cohort
    allow(can_call_roll(request.user, cohort))
    form = AsaForm(request.POST if request.method == "POST" else None)

    def act() -> object:
        return note_from_sheet(session, by=request.user, at=now())

    return perform(
        request, cohort, form, act, tab=ROLL, back="training:attendance", key=session.pk,
        title=_("Everybody else has signed"), button=_("Note all of them as present"),
        note=_("%(part)s: who was tapped as present or taken back stays so. Whoever did not sign"
               " is corrected in the list afterwards.") % {"part": session.title},
    )  # fmt: skip


def correct(request: AsaRequest, pk: UUID, person: UUID) -> HttpResponse:
    """Put right afterwards whether somebody was there."""
    session = session_asked(request, pk)
    cohort = session.cohort
    allow(can_correct_attendance(request.user, cohort))
    enrolment = get_object_or_404(list_of(cohort), pk=person)
    was = present_at(session).filter(enrolment=enrolment).exists()
    form = CorrectionForm(request.POST or None, initial={"presence": ABSENT if was else PRESENT})

    def act() -> object:
        told = form.cleaned_data
        return correct_attendance(
            session, enrolment=enrolment, is_present=told["presence"] == PRESENT,
            reason=told["reason"], by=request.user, at=now(),
        )  # fmt: skip

    return perform(
        request, cohort, form, act, tab=ROLL, back="training:attendance", key=session.pk,
        title=_("Correct the attendance"), button=_("Correct"),
        note=f"{enrolment.person.full_name} · {session.title}",
    )  # fmt: skip


@require_safe
def waiting(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What telephones sent in that could not be written down."""
    cohort = cohort_asked(request, pk)
    allow(can_call_roll(request.user, cohort))
    context = frame(
        cohort, request.user, ROLL, _("Waiting to be looked at"),
        rows=waiting_of(cohort),
        may_settle=can_correct_attendance(request.user, cohort),
    )  # fmt: skip
    return render(request, "training/roll_waiting.html", context)


def settle(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say what was done about something that waited."""
    known = RollCallSubmission.objects.filter(cohort__in=cohorts_for(request.user))
    related = known.select_related("cohort__workshop", "enrolment__person", "session")
    found = get_object_or_404(related, pk=pk)
    allow(can_correct_attendance(request.user, found.cohort))
    form = SettleForm(request.POST or None)

    def act() -> object:
        remark = form.cleaned_data["remark"]
        return settle_submission(found, remark=remark, by=request.user, at=now())

    who = found.enrolment.person.full_name if found.enrolment else ""
    return perform(
        request, found.cohort, form, act, tab=ROLL, back="training:roll_waiting",
        title=_("Look at what waits"), button=_("It has been dealt with"),
        note=" · ".join(filter(None, (who, str(found.get_why_display())))),
    )  # fmt: skip


def swap(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Note that somebody did not come, and who takes the seat."""
    known = Enrolment.objects.filter(cohort__in=cohorts_for(request.user))
    related = known.select_related("cohort__workshop", "person", "quota")
    absent = get_object_or_404(related, pk=pk)
    allow(can_call_roll(request.user, absent.cohort))
    near, elsewhere = substitutes_of(absent), list(reserve_elsewhere(absent))
    form = SwapForm(request.POST or None)
    remember_names({str(one.area_id)[:2] for one in (*near, *elsewhere)})
    form.offer(near, elsewhere, named={one.pk: _said_of(one) for one in (*near, *elsewhere)})
    by_key = {str(one.pk): one for one in (*near, *elsewhere)}

    def act() -> object:
        substitute = by_key.get(form.cleaned_data["substitute"])
        if substitute is None:
            return mark_absent(absent, by=request.user, on=today())
        reason = form.cleaned_data["reason"]
        return swap_on_the_spot(
            absent, substitute=substitute, reason=reason, by=request.user, on=today()
        )

    return perform(
        request, absent.cohort, form, act, tab=ROLL, back=ROLL,
        title=_("Did not come"), button=_("Note it, and give the seat"),
        note=absent.person.full_name,
    )  # fmt: skip


def _said_of(one: Enrolment) -> str:
    """What stands below the name of who may take a seat: the state, the place in it, the area."""
    return f"{one.get_state_display()} {one.rank} · {name_of(str(one.area_id)[:2])}"
