from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.volunteers.actions import (
    hold_office,
    leave_office,
    move_volunteer,
    register_volunteer,
)
from asa.volunteers.codes import CentreLevel, Position
from asa.volunteers.forms import LeaveForm, MoveForm, OfficeForm, RegisterForm
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import lacks_post_there, register_areas
from asa.volunteers.rules import IMPORTERS, can_move_from
from asa.volunteers.views.acting import (
    alike_typed,
    change_page,
    keep_why_new,
    must_say_why,
    place_of,
    volunteer_to_change,
)


def register(request: AsaRequest) -> HttpResponse:
    """Key in somebody with a number; entries that may be the same person are shown first."""
    codes = register_areas(request.user)
    allow(bool(codes))
    form = RegisterForm(request.POST or None, under=codes)
    found: list[Volunteer] = []
    if request.method == "POST" and form.is_valid():
        found = _alike(request, form)
        if not must_say_why(form, found):
            try:
                volunteer = _register(request, form, found)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("The volunteer is registered."))
                return redirect("volunteers:detail", volunteer.pk)
    return render(request, "volunteers/register.html", {"form": form, "found": found})


@require_POST
def similar(request: AsaRequest) -> HttpResponse:
    """Who of the register may be the one whose name is being typed: a part of the page."""
    codes = register_areas(request.user)
    allow(bool(codes))
    form = RegisterForm(request.POST, under=codes)
    form.is_valid()
    found = _alike(request, form)
    return render(request, "volunteers/_similar.html", {"found": found, "form": form})


def _alike(request: AsaRequest, form: RegisterForm) -> list[Volunteer]:
    return alike_typed(request.user, form, form.cleaned_data.get("citizen_id") or "")


@transaction.atomic
def _register(request: AsaRequest, form: RegisterForm, alike: list[Volunteer]) -> Volunteer:
    area = place_of(form, request)
    volunteer = register_volunteer(form.details(), area=area, by=request.user, on=today())
    keep_why_new(form, volunteer, alike, by=request.user, on=today())
    return volunteer


def move(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Let a volunteer work elsewhere."""
    volunteer = volunteer_to_change(request, pk, can_move_from)
    form = MoveForm(request.POST or None, under=scope(request.user, *IMPORTERS))

    @transaction.atomic
    def act() -> object:
        to = place_of(form, request)
        on = form.cleaned_data["on"]
        return move_volunteer(volunteer, to=to, order=form.order(), by=request.user, on=on)

    answer = change_page(request, volunteer, form, act, MOVE)
    if answer.status_code == HTTPStatus.FOUND and lacks_post_there(volunteer):
        messages.warning(request, _("No post holds at the new place. It has to be given there."))
    return answer


def office(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give a volunteer an office in a centre."""
    volunteer = volunteer_to_change(request, pk)
    form = OfficeForm(request.POST or None)

    def act() -> object:
        told = form.cleaned_data
        return hold_office(
            volunteer,
            level=CentreLevel(told["level"]),
            position=Position(told["position"]),
            by=request.user,
            on=told["on"],
            term_ends_on=told["term_ends_on"],
        )

    return change_page(request, volunteer, form, act, OFFICE)


def leave(request: AsaRequest, pk: UUID, office_pk: UUID) -> HttpResponse:
    """End an office in a centre."""
    form = LeaveForm(request.POST or None)
    volunteer = volunteer_to_change(request, pk)
    held = get_object_or_404(volunteer.offices, pk=office_pk)

    def act() -> object:
        return leave_office(held, by=request.user, on=form.cleaned_data["on"])

    return change_page(request, volunteer, form, act, LEAVE)


MOVE = (
    gettext_lazy("Move to another area"),
    gettext_lazy("Move"),
    gettext_lazy("The volunteer works there now."),
)
OFFICE = (
    gettext_lazy("Office in a centre"),
    gettext_lazy("Give the office"),
    gettext_lazy("The volunteer holds the office."),
)
LEAVE = (
    gettext_lazy("End the office"),
    gettext_lazy("End the office"),
    gettext_lazy("The office has ended."),
)
