"""What is done with one card: made, reported lost, found, taken back, replaced."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from asa.cards.actions import find_card, prepare_card, report_lost, revoke_card
from asa.cards.forms import CardForm, WhyForm
from asa.cards.models import VolunteerCard
from asa.cards.queries import cards_for
from asa.cards.rules import can_make_card, can_report_lost
from asa.cards.views.volunteer import volunteer_in_full
from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.volunteers.models import Volunteer


class Words(NamedTuple):
    """What a page of an act says: heading, what follows from it, button, and afterwards."""

    heading: str | Promise
    follows: str | Promise
    button: str | Promise
    said: str | Promise


NEW = Words(
    _("New card"),
    _("It is printed and handed out in two further steps."),
    _("Prepare the card"),
    _("The card is ready to be printed."),
)
LOST = Words(
    _("Report the card lost"),
    _("From now on its QR says that the card is not valid. A new card can be made at once."),
    _("Report it lost"),
    _("The card is reported lost."),
)
FOUND = Words(
    _("The card turned up again"),
    _("From now on its QR says that the card is valid."),
    _("Use it again"),
    _("The card is valid again."),
)
REVOKE = Words(
    _("Take the card back"),
    _("From now on its QR says that the card is not valid. This cannot be undone."),
    _("Take the card back"),
    _("The card is revoked."),
)
REPLACE = Words(
    _("Replace the card"),
    _("The old card holds until the new one is handed out."),
    _("Prepare the new card"),
    _("The new card is ready to be printed."),
)
Rule = Callable[[User, Volunteer], bool]


def new(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A card for one volunteer, in Thai or English."""
    volunteer = volunteer_in_full(request, pk)
    allow(can_make_card(request.user, volunteer))
    form = CardForm(request.POST or None, volunteer=volunteer)

    def act() -> object:
        return prepare_card(volunteer, wanted=form.wanted(), by=request.user, on=today())

    return _acted(request, volunteer, form, act, NEW)


def _card(request: AsaRequest, pk: UUID, may: Rule = can_make_card) -> VolunteerCard:
    """A card that the user knows of and may do this with."""
    found = cards_for(request.user).select_related("volunteer__person")
    card: VolunteerCard = get_object_or_404(found, pk=pk)
    allow(may(request.user, card.volunteer))
    return card


def lost(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say that a card is lost."""
    card = _card(request, pk, can_report_lost)
    form = WhyForm(request.POST or None)

    def act() -> object:
        return report_lost(card, reason=form.cleaned_data["note"], by=request.user, on=today())

    return _acted(request, card.volunteer, form, act, LOST)


def found(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say that a lost card is there again."""
    card = _card(request, pk)
    form = AsaForm(request.POST if request.method == "POST" else None)
    return _acted(
        request,
        card.volunteer,
        form,
        lambda: find_card(card, by=request.user, on=today()),
        FOUND,
    )


def revoke(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a card back for a reason."""
    card = _card(request, pk)
    form = WhyForm(request.POST or None)

    def act() -> object:
        return revoke_card(card, reason=form.cleaned_data["note"], by=request.user, on=today())

    return _acted(request, card.volunteer, form, act, REVOKE)


def replace(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A new card in the place of one that is lost, damaged or has an old name."""
    card = _card(request, pk)
    form = CardForm(
        request.POST or None, volunteer=card.volunteer, initial={"language": card.language}
    )

    def act() -> object:
        return prepare_card(card.volunteer, wanted=form.wanted(card), by=request.user, on=today())

    return _acted(request, card.volunteer, form, act, REPLACE)


def _acted(
    request: AsaRequest,
    volunteer: Volunteer,
    form: AsaForm,
    act: Callable[[], object],
    words: Words,
) -> HttpResponse:
    """One form, one action, and back to the cards of the volunteer."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(words.said))
            return redirect("cards:of", volunteer.pk)
    context = {"volunteer": volunteer, "person": volunteer.person, "form": form, "words": words}
    return render(request, "cards/act.html", context)
