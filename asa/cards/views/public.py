"""What anyone may ask of a card: whose it is, of which province, and whether it is valid."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_safe

from asa.cards.codes import CardLanguage
from asa.cards.forms import CodeForm
from asa.cards.models import VolunteerCard
from asa.cards.names import typed_code
from asa.cards.queries import public_card
from asa.common.thaidate import now, today
from asa.people.actions import Throttle
from asa.people.errors import TooManyTries
from asa.people.queries import account_key, address_of
from asa.places.queries import name_of


@login_not_required
@never_cache
@require_safe
@sensitive_variables("code")
def public(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind the QR; a code that is none is asked for as any other."""
    return _answer(request, typed_code(code) or "-")


@login_not_required
@never_cache
@sensitive_post_parameters("code")
def check(request: HttpRequest) -> HttpResponse:
    """Type the code of a card by hand; it does not come into any address."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _answer(request, form.cleaned_data["code"])
    return _unlisted(render(request, "cards/check.html", {"form": form}))


def _answer(request: HttpRequest, code: str) -> HttpResponse:
    """One shape for every code: found or not, the same questions were asked before."""
    address = address_of(request.META)
    # Ten codes that are none, from one address in a quarter of an hour, as at the sign-in.
    throttle = Throttle(account_key(None, address, kind="card"), device="", address=address)
    try:
        card = throttle.check(lambda: public_card(code))
    except TooManyTries:
        page = render(request, "cards/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)
        return _unlisted(page)
    status = HTTPStatus.OK if card else HTTPStatus.NOT_FOUND
    return _unlisted(render(request, "cards/public.html", _told(card), status=status))


def _told(card: VolunteerCard | None) -> dict[str, object]:
    """All that a page says of a card."""
    if card is None:
        return {"is_found": False, "at": now()}
    english = get_language() == "en" or card.language == CardLanguage.ENGLISH
    return {
        "is_found": True,
        "is_valid": card.is_valid_on(today()),
        "name": (card.name_en if english else card.name_th) or card.name_th,
        "province": name_of(card.province),
        "at": now(),
    }


def _unlisted(response: HttpResponse) -> HttpResponse:
    """No search engine keeps the page, and no browser either."""
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
