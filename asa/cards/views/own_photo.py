"""A volunteer's own photo for the card: sent by her, looked at by the office."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.cards.actions import accept_card_photo, propose_card_photo, refuse_card_photo
from asa.cards.forms import PhotoForm, RefusePhotoForm
from asa.cards.models import ProposedPhoto
from asa.cards.queries import (
    photo_of,
    proposed_photo_shown_to,
    proposed_photos_for,
)
from asa.cards.rules import can_propose_photo, makes_cards
from asa.cards.views.volunteer import takes, volunteer_in_full
from asa.common import accesslog, photos
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.queries import remember_names

ROWS = 12


def send(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Send a photo of oneself; what cannot be used is told with a remedy."""
    volunteer = volunteer_in_full(request, pk)
    allow(can_propose_photo(request.user, volunteer))
    form = PhotoForm(request.POST or None, request.FILES or None)
    if takes(propose_card_photo, form, volunteer, request):
        messages.success(request, _("The photo is sent. The office looks at it."))
        return redirect("cards:own_photo", pk)
    context = {
        "volunteer": volunteer,
        "person": volunteer.person,
        "form": form,
        "sent": ProposedPhoto.objects.filter(volunteer=volunteer).first(),
        "photo": photo_of(volunteer),
    }
    return render(request, "cards/own_photo.html", context)


@require_safe
def proposed(request: AsaRequest) -> HttpResponse:
    """The photos that volunteers sent, each beside the one that the card shows today."""
    allow(makes_cards(request.user))
    found = proposed_photos_for(request.user).select_related("volunteer__card_photo")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    remember_names(one.volunteer.area_id for one in page)
    return render(request, "cards/proposed.html", {"page": page})


@require_safe
def proposed_file(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The photo, decrypted for whoever judges it and for whom it shows; the look is noted."""
    found = proposed_photo_shown_to(request.user, pk)
    if found is None:
        raise Http404
    try:
        content = photos.open_photo(found.pk)
    except photos.PhotoMissing as error:
        raise Http404 from error
    accesslog.note(request.user, "card_photo.seen", found, area=found.volunteer.area_id)
    response = HttpResponse(content, content_type="image/jpeg")
    response["Content-Disposition"] = f'attachment; filename="{found.pk}.jpg"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def accept(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take the photo for the card."""
    found = get_object_or_404(proposed_photos_for(request.user), pk=pk)
    try:
        accept_card_photo(found, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = _("The photo of %(name)s is taken for the card.")
        messages.success(request, said % {"name": found.volunteer.person.full_name})
    return redirect("cards:proposed")


def refuse(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Do not take the photo, and say why."""
    found = get_object_or_404(proposed_photos_for(request.user), pk=pk)
    form = RefusePhotoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_card_photo(
                found, reason=form.cleaned_data["reason"], by=request.user, on=today()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The volunteer is told why, and can send another."))
            return redirect("cards:proposed")
    context = {"sent": found, "person": found.volunteer.person, "form": form}
    return render(request, "cards/refuse_photo.html", context)
