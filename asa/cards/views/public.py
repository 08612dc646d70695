"""What anyone may ask of a card: whose it is, of which province, and whether it is valid."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from asa.cards.codes import CardLanguage
from asa.cards.forms import CodeForm
from asa.cards.models import VolunteerCard
from asa.cards.queries import public_card
from asa.common.languages import is_english
from asa.common.shortcodes import typed_code
from asa.common.thaidate import now, today
from asa.people.errors import TooManyTries
from asa.people.http import behind_a_code, open_page
from asa.places.queries import name_of


@open_page
@require_safe
@sensitive_variables("code")
def public(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the QR; a code that is none is asked for as any other."""
    return _answer(request, typed_code(code) or "-")


@open_page
def check(request: HttpRequest) -> HttpResponse:
    """Type the code of a card by hand; it does not come into any address."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, form.cleaned_data["code"])
    return render(request, "cards/check.html", {"form": form})


def _answer(request: HttpRequest, code: str) -> HttpResponse:
    """One shape for every code: found or not, the same questions were asked before."""
    try:
        card = behind_a_code(request, "card", lambda: public_card(code))
    except TooManyTries:
        return render(request, "cards/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)
    status = HTTPStatus.OK if card else HTTPStatus.NOT_FOUND
    return render(request, "cards/public.html", _told(card), status=status)


def _told(card: VolunteerCard | None) -> dict[str, object]:
    """All that a page says of a card."""
    if card is None:
        return {"is_found": False, "at": now()}
    english = is_english() or card.language == CardLanguage.ENGLISH
    return {
        "is_found": True,
        "is_valid": card.is_valid_on(today()),
        "name": (card.name_en if english else card.name_th) or card.name_th,
        "province": name_of(card.province),
        "at": now(),
    }
