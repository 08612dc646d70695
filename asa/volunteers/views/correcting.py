"""The page on which the office mends what was keyed in of an applicant."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.volunteers.actions import correct_applicant
from asa.volunteers.forms.correcting import CorrectForm
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import NOT_YET, register_areas
from asa.volunteers.views.acting import place_of, same_person, volunteer_to_change


def correct(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Mend name, birth, number, telephone and place; whoever may be the same is shown first."""
    volunteer = volunteer_to_change(request, pk)
    if volunteer.state not in NOT_YET:
        messages.error(request, _("Only somebody who is not registered yet is corrected here."))
        return redirect("volunteers:detail", pk)
    form = CorrectForm(
        request.POST or None, volunteer=volunteer, under=register_areas(request.user)
    )
    found = _alike(request, volunteer, form) if request.method == "POST" and form.is_valid() else []
    if form.is_bound and form.is_valid() and (not found or form.cleaned_data["is_checked"]):
        try:
            changed = _corrected(request, volunteer, form)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = _("The entry is corrected.") if changed else _("Nothing was changed.")
            messages.success(request, said)
            return redirect("volunteers:detail", pk)
    context = {"volunteer": volunteer, "person": volunteer.person, "form": form, "found": found}
    return render(request, "volunteers/correct.html", context)


def _alike(request: AsaRequest, volunteer: Volunteer, form: CorrectForm) -> list[Volunteer]:
    """Entries of others that may be of the same person as the corrected one."""
    found = same_person(request.user, form.identity(), form.cleaned_data["tambon"])
    return [one for one in found if one.pk != volunteer.pk]


@transaction.atomic
def _corrected(request: AsaRequest, volunteer: Volunteer, form: CorrectForm) -> list[str]:
    return correct_applicant(
        volunteer,
        told=form.identity(),
        area=place_of(form, request),
        address=form.cleaned_data["address"],
        by=request.user,
        on=today(),
    )
