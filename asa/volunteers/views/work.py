"""The pages of additional areas of work, and of what else a volunteer serves as."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy

from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.actions import ensure_village
from asa.volunteers.actions import (
    add_affiliation,
    end_affiliation,
    end_assignment,
    give_assignment,
)
from asa.volunteers.codes import OtherRole
from asa.volunteers.forms import LeaveForm
from asa.volunteers.forms.life import AffiliationForm, AssignmentForm
from asa.volunteers.views.acting import change_page, volunteer_to_change


def assign(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give a volunteer one more area of work."""
    volunteer = volunteer_to_change(request, pk)
    form = AssignmentForm(request.POST or None, under=[volunteer.area_id[:2]])

    @transaction.atomic
    def act() -> object:
        told, by = form.cleaned_data, request.user
        area, moo = told["area"], told["moo"]
        place = ensure_village(area, moo=moo, by=by, on=today()) if moo else area
        return give_assignment(volunteer, area=place, by=by, on=told["on"])

    return change_page(request, volunteer, form, act, ASSIGN)


def unassign(request: AsaRequest, pk: UUID, assignment_pk: UUID) -> HttpResponse:
    """End an additional area of work."""
    volunteer = volunteer_to_change(request, pk)
    form = LeaveForm(request.POST or None)
    held = get_object_or_404(volunteer.assignments, pk=assignment_pk)

    def act() -> object:
        return end_assignment(held, by=request.user, on=form.cleaned_data["on"])

    return change_page(request, volunteer, form, act, UNASSIGN)


def affiliate(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down another volunteer role."""
    volunteer = volunteer_to_change(request, pk)
    form = AffiliationForm(request.POST or None)

    def act() -> object:
        told = form.cleaned_data
        return add_affiliation(
            volunteer,
            role=OtherRole(told["role"]),
            by=request.user,
            on=today(),
            name=told["name"],
            started_on=told["started_on"],
        )

    return change_page(request, volunteer, form, act, AFFILIATE)


def disaffiliate(request: AsaRequest, pk: UUID, affiliation_pk: UUID) -> HttpResponse:
    """Write down that another role has ended."""
    volunteer = volunteer_to_change(request, pk)
    form = LeaveForm(request.POST or None)
    held = get_object_or_404(volunteer.affiliations, pk=affiliation_pk)

    def act() -> object:
        return end_affiliation(held, by=request.user, on=form.cleaned_data["on"])

    return change_page(request, volunteer, form, act, DISAFFILIATE)


ASSIGN = (
    gettext_lazy("Additional area of work"),
    gettext_lazy("Give the area of work"),
    gettext_lazy("The volunteer works there as well now."),
)
UNASSIGN = (
    gettext_lazy("End the area of work"),
    gettext_lazy("End the area of work"),
    gettext_lazy("The area of work has ended."),
)
AFFILIATE = (
    gettext_lazy("Other volunteer role"),
    gettext_lazy("Save the role"),
    gettext_lazy("The role is on record."),
)
DISAFFILIATE = (
    gettext_lazy("End the other role"),
    gettext_lazy("End the other role"),
    gettext_lazy("The role has ended."),
)
