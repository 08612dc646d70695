from typing import Literal
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from asa.common import accesslog, photos
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.households.actions import (
    add_photo,
    assign_caretaker,
    record_consent,
    withdraw_consent,
)
from asa.households.codes import PhotoKind
from asa.households.forms import CaretakerForm, ConsentForm, PhotosForm
from asa.households.models import Household
from asa.households.queries import (
    candidate_caretakers,
    current_members,
    households_for,
    households_in_full_for,
    notice_on,
    photos_for,
)
from asa.households.rules import can_assign_caretaker, can_edit_household, can_visit
from asa.households.views.pages import form_page
from asa.people.http import AsaRequest

Size = Literal[320, 1920]


def photo_add(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Keep several pictures of one kind; either all of them or none."""
    household = get_object_or_404(households_for(request.user), pk=pk)
    allow(can_visit(request.user, household))
    form = PhotosForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = _keep_all(request, household, form)
        except DomainError as error:
            form.add_error("photos", str(error))
        else:
            said = ngettext("%(n)s photo is kept.", "%(n)s photos are kept.", count)
            messages.success(request, said % {"n": count})
            return redirect("households:detail", pk=pk)
    return form_page(request, "households/photos.html", household, {"form": form})


@transaction.atomic
def _keep_all(request: AsaRequest, household: Household, form: PhotosForm) -> int:
    asked = form.cleaned_data
    for file in asked["photos"]:
        add_photo(household, file=file, kind=PhotoKind(asked["kind"]), by=request.user, on=today())
    return len(asked["photos"])


@require_safe
def photo(request: AsaRequest, pk: UUID, size: int) -> HttpResponse:
    """One picture, decrypted for someone who reads the household in full; the look is noted."""
    found = get_object_or_404(photos_for(request.user), pk=pk)
    wanted: Size = 320 if size == 320 else 1920
    if size != wanted:
        raise Http404
    try:
        content = photos.open_photo(found.pk, wanted)
    except photos.PhotoMissing as error:
        raise Http404 from error
    accesslog.note(request.user, "photo.seen", found, area=found.household.area_id, size=wanted)
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Disposition"] = f'attachment; filename="{found.pk}.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_safe
def photo_page(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One picture large on a page, with what it shows and who took it."""
    found = get_object_or_404(photos_for(request.user).select_related("taken_by__person"), pk=pk)
    return form_page(request, "households/photo.html", found.household, {"photo": found})


def consent(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Read the notice out and write down the answer and who heard it."""
    household = get_object_or_404(households_for(request.user), pk=pk)
    allow(can_edit_household(request.user, household))
    notice, members = notice_on(today()), list(current_members(household))
    if notice is None or not members:
        messages.error(request, _("There is nobody to read the notice to yet. Add a person first."))
        return redirect("households:detail", pk=pk)
    form = ConsentForm(request.POST or None, members=members, notice=notice)
    if request.method == "POST" and form.is_valid():
        try:
            record_consent(
                household,
                person=form.answered_by(),
                answer=form.answer(),
                by=request.user,
                on=today(),
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The answer is written down."))
            return redirect("households:detail", pk=pk)
    context = {"form": form, "notice": notice}
    return form_page(request, "households/consent.html", household, context)


@require_POST
def consent_withdraw(request: AsaRequest, pk: UUID, consent_pk: UUID) -> HttpResponse:
    """Write down that a person took the consent back."""
    household = get_object_or_404(households_in_full_for(request.user), pk=pk)
    found = get_object_or_404(household.consents, pk=consent_pk)
    try:
        withdraw_consent(found, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The consent is taken back from today on."))
    return redirect("households:detail", pk=pk)


def caretaker(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give the household to a volunteer of the tambon, who is told."""
    household = get_object_or_404(households_for(request.user), pk=pk)
    allow(can_assign_caretaker(request.user, household))
    candidates = candidate_caretakers(household, on=today())
    form = CaretakerForm(
        request.POST or None, candidates=candidates, initial={"caretaker": household.caretaker_id}
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["caretaker"]
        try:
            assign_caretaker(household, to=chosen, by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = _("%(name)s now looks after this household and has been told.")
            messages.success(request, said % {"name": chosen.shown_name})
            return redirect("households:detail", pk=pk)
    context = {"form": form, "candidates": candidates.count()}
    return form_page(request, "households/caretaker.html", household, context)
