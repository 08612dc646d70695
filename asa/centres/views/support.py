"""Whom one supports: who needs it, what is agreed, and the visits of the coordinator."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from asa.centres.actions import (
    end_target,
    record_supervision,
    set_target,
    withdraw_supervision,
)
from asa.centres.forms import EndTargetForm, ReasonForm, SupportFilter, TargetForm, VisitForm
from asa.centres.models import Supervision
from asa.centres.queries import (
    needs_of,
    progress_of,
    questions_on,
    supervised_for,
    supervisions_for,
    support_for,
    support_rows,
    targets_for,
)
from asa.centres.rules import can_supervise, can_withdraw_supervision, supports_somebody
from asa.centres.views.acting import ActPage, perform
from asa.centres.wording import ANSWER_TONES, NEED_TONES
from asa.common.errors import allow
from asa.common.http import render_rows
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.places.queries import remember_names
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

ROWS, FEW = 25, 20
TEMPLATE = "centres/support_act.html"


def _supported(request: AsaRequest, pk: UUID) -> Volunteer:
    return get_object_or_404(support_for(request.user), pk=pk)


@require_safe
def needing_support(request: AsaRequest) -> HttpResponse:
    """The volunteers of one's area who need somebody to look after them, and why."""
    allow(supports_somebody(request.user))
    form, day = SupportFilter(request.GET, user=request.user), today()
    found = form.apply(supervised_for(request.user), day)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    remember_names({str(one.area_id) for one in page})
    context = {
        "form": form,
        "page": page,
        "rows": support_rows(page, day),
        "tones": NEED_TONES,
        "today": day,
    }
    return render_rows(request, "centres/support.html", context)


@require_safe
def supported(request: AsaRequest, pk: UUID) -> HttpResponse:
    """What is agreed with a volunteer, how far it is, and every visit of a coordinator."""
    volunteer = _supported(request, pk)
    remember_names([str(volunteer.area_id)])
    visits = list(
        supervisions_for(request.user)
        .filter(volunteer=volunteer)
        .prefetch_related("lines__question")[:FEW]
    )
    context = _standing(volunteer, visits) | {
        "volunteer": volunteer,
        "visits": [(one, can_withdraw_supervision(request.user, one)) for one in visits],
        "former": targets_for(request.user)
        .filter(volunteer=volunteer, ended_on__lte=today())
        .order_by("-ended_on", "kind"),
        "may_support": _may_support(request.user, volunteer),
        "answer_tones": ANSWER_TONES,
    }
    return render(request, "centres/supported.html", context)


def _may_support(user: User, volunteer: Volunteer) -> bool:
    is_registered = volunteer.state == VolunteerState.REGISTERED
    return is_registered and can_supervise(user, volunteer)


def _standing(volunteer: Volunteer, visits: list[Supervision]) -> dict[str, Any]:
    day = today()
    progress = progress_of([volunteer.pk], day).get(volunteer.pk, [])
    last = next((one for one in visits if one.withdrawn_on is None), None)
    is_registered = volunteer.state == VolunteerState.REGISTERED
    return {
        "progress": progress,
        "last": last,
        "needs": needs_of(progress, last, day) if is_registered else [],
        "tones": NEED_TONES,
        "today": day,
    }


def part_of_volunteer(user: Any, volunteer: Any, page: str) -> dict[str, Any] | None:
    """Plan, result and last visit on the page of a volunteer, for those who may read them."""
    if page != "detail" or not support_for(user).filter(pk=volunteer.pk).exists():
        return None
    visits = supervisions_for(user).filter(volunteer=volunteer, withdrawn_on__isnull=True)
    return _standing(volunteer, list(visits[:1])) | {
        "volunteer": volunteer,
        "may_support": _may_support(user, volunteer),
    }


def target(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down how often a month a volunteer agreed to do something."""
    volunteer = _supported(request, pk)
    allow(can_supervise(request.user, volunteer))
    form = TargetForm(request.POST or None)

    def act() -> tuple[str, UUID]:
        set_target(volunteer, goal=form.goal(), by=request.user, on=today())
        return "centres:supported", volunteer.pk

    page = ActPage(
        _("Agree a target"), _("Write the target down"), _("The target is written down."),
        _("Agree it with the volunteer first. A target of before for the same ends."),
        template=TEMPLATE, more={"volunteer": volunteer},
    )  # fmt: skip
    return perform(request, None, page, form, act)


def finish_target(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say that a target does not hold any more."""
    found = get_object_or_404(targets_for(request.user), pk=pk)
    volunteer = found.volunteer
    allow(can_supervise(request.user, volunteer))
    form = EndTargetForm(request.POST or None)

    def act() -> tuple[str, UUID]:
        end_target(found, by=request.user, on=today())
        return "centres:supported", volunteer.pk

    page = ActPage(
        _("End the target"), _("End the target"), _("The target has ended."),
        _("Nothing more is asked of it from today. What was reached stays to be read."),
        template=TEMPLATE, more={"volunteer": volunteer, "target": found},
    )  # fmt: skip
    return perform(request, None, page, form, act)


def visit(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down a supervision visit."""
    volunteer = _supported(request, pk)
    allow(can_supervise(request.user, volunteer))
    form = VisitForm(request.POST or None, questions=questions_on(today()))

    def act() -> tuple[str, UUID]:
        record_supervision(volunteer, visit=form.visit(), by=request.user, on=today())
        return "centres:supported", volunteer.pk

    page = ActPage(
        _("Write down a supervision visit"), _("Write the visit down"),
        _("The visit is written down."), template=TEMPLATE, more={"volunteer": volunteer},
    )  # fmt: skip
    return perform(request, None, page, form, act)


def withdraw(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take back a visit that was written down by mistake."""
    found = get_object_or_404(supervisions_for(request.user), pk=pk)
    allow(can_withdraw_supervision(request.user, found))
    form = ReasonForm(request.POST or None)

    def act() -> tuple[str, UUID]:
        reason = form.cleaned_data["reason"]
        withdraw_supervision(found, reason=reason, by=request.user, on=today())
        return "centres:supported", found.volunteer_id

    page = ActPage(
        _("Withdraw the visit"), _("Withdraw the visit"), _("The visit is withdrawn."),
        _("It stays to be read with your reason, and does not count."),
        danger=True, template=TEMPLATE, more={"volunteer": found.volunteer},
    )  # fmt: skip
    return perform(request, None, page, form, act)
