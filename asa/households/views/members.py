from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.households.actions import (
    add_member,
    change_head,
    edit_household,
    edit_member,
    end_membership,
)
from asa.households.codes import LeaveReason
from asa.households.forms import LeaveForm, MemberForm, PlaceForm
from asa.households.models import Household, HouseholdMember
from asa.households.queries import current_members, households_for, possible_same_persons
from asa.households.rules import can_edit_household, can_reveal_citizen_id
from asa.households.views.pages import form_page
from asa.people.actions import show_citizen_id
from asa.people.http import AsaRequest
from asa.people.models import Person


def edit(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Correct where a household lives and how."""
    household = _edited(request, pk)
    form = PlaceForm(request.POST or None, initial=PlaceForm.initial_of(household))
    if request.method == "POST" and form.is_valid():
        edit_household(household, place=form.place(household), by=request.user, on=today())
        messages.success(request, _("The household is corrected."))
        return redirect("households:detail", pk=pk)
    return form_page(request, "households/edit.html", household, {"form": form})


def member_add(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down one more person; someone who may be known already is shown first."""
    household = _edited(request, pk)
    form = MemberForm(request.POST or None)
    known: list[Person] = []
    if request.method == "POST" and form.is_valid():
        known = _possibly_known(request, household, form)
        chosen = request.POST.get("same", "" if known else "new")
        if chosen:
            try:
                _add(request, household, form, known, chosen)
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("The person is written down."))
                return redirect("households:detail", pk=pk)
    context = {"form": form, "known": known, "member": None}
    return form_page(request, "households/member.html", household, context)


def _possibly_known(request: AsaRequest, household: Household, form: MemberForm) -> list[Person]:
    asked = form.cleaned_data
    return possible_same_persons(
        request.user,
        given_name=asked["given_name"],
        family_name=asked["family_name"],
        citizen_id=asked["citizen_id"] or "",
        birth=asked["birth"],
        tambon=household.area_id[:6],
    )


def _add(
    request: AsaRequest, household: Household, form: MemberForm, known: list[Person], chosen: str
) -> HouseholdMember:
    """Take the known person that was chosen; "new" makes another one."""
    by_key = {str(person.pk): person for person in known}
    details = form.details(same_as=by_key.get(chosen))
    return add_member(household, details=details, by=request.user, on=today())


def member_edit(request: AsaRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """Correct what is known of a person of the household."""
    household, member = _member(request, pk, member_pk)
    form = MemberForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            edit_member(member, details=form.details(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The person is corrected."))
            return redirect("households:detail", pk=pk)
    context = {"form": form, "member": member}
    return form_page(request, "households/member.html", household, context)


def member_leave(request: AsaRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """Write down that a person no longer lives there."""
    household, member = _member(request, pk, member_pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            end_membership(
                member, reason=LeaveReason(asked["reason"]), by=request.user, on=asked["left_on"]
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The person has left the household."))
            return redirect("households:detail", pk=pk)
    context = {"member": member, "form": form}
    return form_page(request, "households/leave.html", household, context)


@require_POST
def member_head(request: AsaRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """Make a person the head of the household."""
    household, member = _member(request, pk, member_pk)
    try:
        change_head(household, to=member, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = _("%(name)s now heads the household.") % {"name": member.person.full_name}
        messages.success(request, said)
    return redirect("households:detail", pk=pk)


@require_POST
def citizen_id(request: AsaRequest, pk: UUID, member_pk: UUID) -> HttpResponse:
    """Show one citizen id in full; the look is written down."""
    household = get_object_or_404(households_for(request.user), pk=pk)
    allow(can_reveal_citizen_id(request.user, household))
    member = get_object_or_404(household.members.select_related("person"), pk=member_pk)
    shown = show_citizen_id(member.person, by=request.user, area=household.area_id)
    context = {"member": member, "shown": shown}
    response = form_page(request, "households/citizen_id.html", household, context)
    response["Cache-Control"] = "no-store"
    return response


def _edited(request: AsaRequest, pk: UUID) -> Household:
    household = get_object_or_404(households_for(request.user), pk=pk)
    allow(can_edit_household(request.user, household))
    return household


def _member(request: AsaRequest, pk: UUID, member_pk: UUID) -> tuple[Household, HouseholdMember]:
    household = _edited(request, pk)
    member = get_object_or_404(current_members(household), pk=member_pk)
    return household, member
