"""The cards of one volunteer, and the photo for them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.cards.actions import add_card_photo, cut_card_photo
from asa.cards.checks import lacks_in_register
from asa.cards.codes import NEXT_STATES, REPLACEABLE, CardState
from asa.cards.forms import CropForm, PhotoForm
from asa.cards.models import VolunteerCard
from asa.cards.queries import card_photos_for, cards_of, cards_with_old_name, photo_of
from asa.cards.rules import can_make_card, can_propose_photo, can_report_lost
from asa.cards.wording import TONES, VERBS
from asa.common import accesslog, journal, photos
from asa.common.errors import DomainError, allow
from asa.common.parts import HistoryRow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.queries import names_of
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import volunteers_in_full_for


def volunteer_in_full(request: AsaRequest, pk: UUID) -> Volunteer:
    """A volunteer whose entry the user reads in full."""
    found: Volunteer = get_object_or_404(volunteers_in_full_for(request.user), pk=pk)
    return found


@require_safe
def detail(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Photo and cards of a volunteer, with what can be done next."""
    volunteer = volunteer_in_full(request, pk)
    photo, cards = photo_of(volunteer), cards_of(volunteer)
    may_make = can_make_card(request.user, volunteer)
    context = {
        "volunteer": volunteer,
        "person": volunteer.person,
        "photo": photo,
        "cards": [_row(card, may_make, can_report_lost(request.user, volunteer)) for card in cards],
        "missing": lacks_in_register(volunteer, has_photo=photo is not None),
        "may_make": may_make,
        "may_propose": can_propose_photo(request.user, volunteer),
        "part": part_of_volunteer(request.user, volunteer, "detail"),
        "history": _history(cards),
    }
    return render(request, "cards/of.html", context)


def part_of_volunteer(user: User, volunteer: Volunteer, page: str) -> dict[str, Any] | None:
    """On the page of a volunteer: cards that show the name of before a correction."""
    cards = cards_with_old_name(user, volunteer) if page == "detail" else []
    return {"cards": cards, "volunteer": volunteer.pk} if cards else None


def _row(card: VolunteerCard, may_make: bool, may_report: bool) -> dict[str, object]:
    """A card with the acts that are open to the user."""
    following = NEXT_STATES[card.state]
    return {
        "card": card,
        "tone": TONES[card.state],
        "is_valid": card.is_valid_on(today()),
        "may_lose": may_report and CardState.LOST in following,
        "may_find": may_make and card.state == CardState.LOST,
        "may_revoke": may_make and CardState.REVOKED in following,
        "may_replace": may_make and card.state in REPLACEABLE,
    }


def _history(cards: list[VolunteerCard]) -> list[HistoryRow]:
    """What happened to the cards, newest first, with who did it."""
    if not cards:
        return []
    lines = [line for line in journal.history_of(*cards) if line.verb in VERBS]
    names = names_of({line.actor_id for line in lines if line.actor_id})
    return [
        HistoryRow(
            what=str(VERBS[line.verb]),
            at=line.recorded_at,
            on=line.happened_on,
            who=names.get(line.actor_id, "") if line.actor_id else "",
            text=line.text,
        )
        for line in lines
    ]


def photo(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Choose the photo for the cards of a volunteer; what cannot be used is told with a remedy."""
    volunteer = volunteer_in_full(request, pk)
    allow(can_make_card(request.user, volunteer))
    form = PhotoForm(request.POST or None, request.FILES or None)
    if takes(add_card_photo, form, volunteer, request):
        messages.success(request, _("The photo is kept. Look whether the face is right."))
        return redirect("cards:cut", pk)
    context = {"volunteer": volunteer, "person": volunteer.person, "form": form}
    return render(request, "cards/photo.html", context)


def takes(
    act: Callable[..., object], form: PhotoForm, volunteer: Volunteer, request: AsaRequest
) -> bool:
    """Hand the photo of a sent form to an act; what cannot be used is told at its field."""
    if request.method != "POST" or not form.is_valid():
        return False
    asked = form.cleaned_data
    try:
        act(
            volunteer,
            file=asked["photo"][0],
            crop=crop_of(asked),
            by=request.user,
            on=today(),
        )
    except DomainError as error:
        form.add_error("photo", str(error))
        return False
    return True


def crop_of(asked: dict[str, str]):  # type: ignore[no-untyped-def] # a Crop, read late
    """Which part of the picture a form asks for."""
    from asa.cards.portraits import Crop  # noqa: PLC0415 - 5 MB that only a photo is worth

    return Crop(asked["closeness"], asked["down"], asked["across"])


def cut(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The photo as the card will show it, and which part of the picture it is."""
    volunteer = volunteer_in_full(request, pk)
    allow(can_make_card(request.user, volunteer))
    found = photo_of(volunteer)
    if found is None:
        return redirect("cards:photo", pk)
    form = CropForm(request.POST or None, photo=found)
    if request.method == "POST" and form.is_valid():
        try:
            cut_card_photo(found, crop=crop_of(form.cleaned_data), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The photo is cut anew."))
            return redirect("cards:cut", pk)
    context = {"volunteer": volunteer, "person": volunteer.person, "form": form, "photo": found}
    return render(request, "cards/cut.html", context)


@require_safe
def photo_file(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The photo, decrypted for someone who reads the volunteer in full; the look is noted."""
    found = get_object_or_404(card_photos_for(request.user), pk=pk)
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
