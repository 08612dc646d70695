"""The pages on which data of somebody in the register are corrected."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.common.thaitext import name_key
from asa.people.http import AsaRequest
from asa.volunteers.actions import mend_contact, mend_volunteer
from asa.volunteers.actions.mending import LacksReasonError
from asa.volunteers.forms.correcting import ContactForm, MendForm
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import NOT_YET
from asa.volunteers.rules import can_mend_contact, can_mend_volunteer
from asa.volunteers.views.acting import change_page, same_person, volunteer_to_change


def mend(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Mend name, birth, number and contact; whoever may be the same is shown first."""
    volunteer = volunteer_to_change(request, pk, can_mend_volunteer)
    if volunteer.state in NOT_YET:
        return redirect("volunteers:correct", pk)
    form = MendForm(request.POST or None, volunteer=volunteer)
    is_sent = request.method == "POST" and form.is_valid()
    found = _alike(request, volunteer, form) if is_sent else []
    if is_sent and (not found or form.cleaned_data["is_checked"]):
        try:
            changed = _mended(request, volunteer, form)
        except DomainError as error:
            field = "reason" if isinstance(error, LacksReasonError) else None
            form.add_error(field, str(error))
        else:
            _say(request, changed)
            return redirect("volunteers:detail", pk)
    context = {"volunteer": volunteer, "person": volunteer.person, "form": form, "found": found}
    return render(request, "volunteers/mend.html", context)


def contact(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Mend telephone and address, also one's own."""
    volunteer = volunteer_to_change(request, pk, can_mend_contact)
    if volunteer.state in NOT_YET:
        messages.error(request, _("Who is not registered yet is corrected as an applicant."))
        return redirect("volunteers:detail", pk)
    form = ContactForm(request.POST or None, volunteer=volunteer)
    return change_page(
        request,
        volunteer,
        form,
        lambda: mend_contact(
            volunteer,
            contact=form.contact(),
            by=request.user,
            on=today(),
            seen=form.cleaned_data["seen"],
        ),
        (_("Telephone and address"), _("Keep the correction"), _("The entry is corrected.")),
    )


def _alike(request: AsaRequest, volunteer: Volunteer, form: MendForm) -> list[Volunteer]:
    """Entries of others that may be of the same person, where name or number becomes another."""
    told, person = form.identity(), volunteer.person
    is_same_name = name_key(told.given_name, told.family_name)[:200] == person.name_key
    if is_same_name and told.number == (person.citizen_id or ""):
        return []
    found = same_person(request.user, told, volunteer.area)
    return [one for one in found if one.pk != volunteer.pk]


def _mended(request: AsaRequest, volunteer: Volunteer, form: MendForm) -> list[str]:
    told = form.cleaned_data
    return mend_volunteer(
        volunteer,
        told=form.identity(),
        english=form.english(),
        contact=form.contact(),
        reason=told["reason"],
        by=request.user,
        on=today(),
        seen=told["seen"],
    )


def _say(request: AsaRequest, changed: list[str]) -> None:
    said = _("The entry is corrected.") if changed else _("Nothing was changed.")
    messages.success(request, said)
