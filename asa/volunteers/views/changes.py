from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.common.thaidate import today
from asa.people.actions import note_really_new
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import scope
from asa.places.actions import ensure_village
from asa.places.models import Area
from asa.volunteers.actions import (
    end_volunteer,
    hold_office,
    leave_office,
    move_volunteer,
    register_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
)
from asa.volunteers.codes import CentreLevel, EndReason, Position
from asa.volunteers.forms import (
    EndForm,
    LeaveForm,
    MoveForm,
    OfficeForm,
    ReasonForm,
    RegisterForm,
    ReinstateForm,
)
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import lacks_post_there, volunteers_for
from asa.volunteers.rules import IMPORTERS, REGISTRARS, can_change_volunteer, can_move_from
from asa.volunteers.searching import similar_volunteers


def register(request: AsaRequest) -> HttpResponse:
    """Register a new volunteer; entries that may be the same person are shown first."""
    codes = scope(request.user, *REGISTRARS)
    allow(bool(codes))
    form = RegisterForm(request.POST or None, under=codes)
    found: list[Volunteer] = []
    if request.method == "POST" and form.is_valid():
        found = _alike(request, form)
        if found and not form.cleaned_data["why_new"]:
            form.add_error("why_new", _("Open the one it is, or say why it is somebody new."))
        else:
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
    codes = scope(request.user, *REGISTRARS)
    allow(bool(codes))
    form = RegisterForm(request.POST, under=codes)
    form.is_valid()
    found = _alike(request, form)
    return render(request, "volunteers/_similar.html", {"found": found, "form": form})


def _alike(request: AsaRequest, form: RegisterForm) -> list[Volunteer]:
    """Without name and sub-district nobody is looked for."""
    told = form.cleaned_data
    if not (told.get("given_name") and told.get("tambon")):
        return []
    found = similar_volunteers(
        request.user,
        given_name=told["given_name"],
        family_name=told.get("family_name", ""),
        birth=told.get("birth"),
        citizen_id=told.get("citizen_id") or "",
        tambon=told["tambon"].pk,
    )
    # From now on it must be said; its label no longer tells that it may stay empty.
    form.fields["why_new"].required = bool(found)
    return found


@transaction.atomic
def _register(request: AsaRequest, form: RegisterForm, alike: list[Volunteer]) -> Volunteer:
    area = _place(form, request)
    volunteer = register_volunteer(form.details(), area=area, by=request.user, on=today())
    others = [one.person for one in alike if one.person_id != volunteer.person_id]
    if reason := form.cleaned_data["why_new"]:
        note_really_new(volunteer.person, alike=others, reason=reason, by=request.user, on=today())
    return volunteer


def _place(form: AsaForm, request: AsaRequest) -> Area:
    """The village where a number is given, else the tambon."""
    tambon: Area = form.cleaned_data["tambon"]
    moo = form.cleaned_data["moo"]
    return ensure_village(tambon, moo=moo, by=request.user, on=today()) if moo else tambon


Rule = Callable[[User, Volunteer], bool]
Words = tuple[str | Promise, ...]


def _changed(
    request: AsaRequest,
    volunteer: Volunteer,
    form: AsaForm,
    act: Callable[[], object],
    words: Words,
) -> HttpResponse:
    """One form, one action on a volunteer; words: heading, button, what is said afterwards."""
    heading, button, said = words
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(said))
            return redirect("volunteers:detail", volunteer.pk)
    context: dict[str, Any] = {
        "volunteer": volunteer,
        "person": volunteer.person,
        "form": form,
        "heading": heading,
        "button": button,
    }
    return render(request, "volunteers/change.html", context)


def _volunteer(request: AsaRequest, pk: UUID, may: Rule = can_change_volunteer) -> Volunteer:
    """A volunteer whom the user knows of and may change."""
    volunteer = get_object_or_404(volunteers_for(request.user), pk=pk)
    allow(may(request.user, volunteer))
    return volunteer


def suspend(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Let a volunteer rest, with the reason."""
    volunteer = _volunteer(request, pk)
    form = ReasonForm(request.POST or None)

    def act() -> object:
        return suspend_volunteer(
            volunteer, reason=form.cleaned_data["note"], by=request.user, on=today()
        )

    return _changed(request, volunteer, form, act, SUSPEND)


def reinstate(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a suspended or ended volunteer back."""
    volunteer = _volunteer(request, pk)
    form = ReinstateForm(request.POST or None)

    def act() -> object:
        return reinstate_volunteer(
            volunteer, by=request.user, on=today(), note=form.cleaned_data["note"]
        )

    return _changed(request, volunteer, form, act, REINSTATE)


def end(request: AsaRequest, pk: UUID) -> HttpResponse:
    """End a volunteer's work, with the reason and the day."""
    volunteer = _volunteer(request, pk)
    form = EndForm(request.POST or None)

    def act() -> object:
        told = form.cleaned_data
        return end_volunteer(
            volunteer,
            reason=EndReason(told["reason"]),
            by=request.user,
            on=told["on"],
            note=told["note"],
        )

    return _changed(request, volunteer, form, act, END)


def move(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Let a volunteer work elsewhere."""
    volunteer = _volunteer(request, pk, can_move_from)
    form = MoveForm(request.POST or None, under=scope(request.user, *IMPORTERS))

    @transaction.atomic
    def act() -> object:
        to = _place(form, request)
        return move_volunteer(volunteer, to=to, by=request.user, on=today())

    answer = _changed(request, volunteer, form, act, MOVE)
    if answer.status_code == HTTPStatus.FOUND and lacks_post_there(volunteer):
        messages.warning(request, _("No post holds at the new place. It has to be given there."))
    return answer


def office(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give a volunteer an office in a centre."""
    volunteer = _volunteer(request, pk)
    form = OfficeForm(request.POST or None)

    def act() -> object:
        told = form.cleaned_data
        return hold_office(
            volunteer,
            level=CentreLevel(told["level"]),
            position=Position(told["position"]),
            by=request.user,
            on=told["on"],
        )

    return _changed(request, volunteer, form, act, OFFICE)


def leave(request: AsaRequest, pk: UUID, office_pk: UUID) -> HttpResponse:
    """End an office in a centre."""
    form = LeaveForm(request.POST or None)
    volunteer = _volunteer(request, pk)
    held = get_object_or_404(volunteer.offices, pk=office_pk)

    def act() -> object:
        return leave_office(held, by=request.user, on=form.cleaned_data["on"])

    return _changed(request, volunteer, form, act, LEAVE)


SUSPEND = (
    gettext_lazy("Suspend"),
    gettext_lazy("Suspend"),
    gettext_lazy("The volunteer is suspended."),
)
REINSTATE = (
    gettext_lazy("Reinstate"),
    gettext_lazy("Reinstate"),
    gettext_lazy("The volunteer is registered again."),
)
END = (
    gettext_lazy("End the volunteer's work"),
    gettext_lazy("End the volunteer's work"),
    gettext_lazy("The volunteer's work has ended."),
)
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
