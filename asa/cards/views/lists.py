from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from asa.cards.checks import lacks_in_register
from asa.cards.codes import CardLanguage, CardState
from asa.cards.forms import CardFilter, PrintForm, WithoutFilter
from asa.cards.queries import cards_for, counts_by_state, without_card_for
from asa.cards.rules import can_change_issuer, makes_cards, sees_cards
from asa.cards.wording import TONES
from asa.common.http import asked, asked_in_words, render_rows
from asa.people.http import AsaRequest
from asa.places.queries import remember_names

ROWS = 50
# In these states a list offers what is done with many cards at once.
WITH_ACTS = (CardState.DRAFT, CardState.PRINTED)
TOLD = (
    *("pk", "volunteer_id", "volunteer__area_id", "name_th", "name_en", "registration_no"),
    *("year_be", "language", "state", "issued_on"),
)


@asked_in_words(sees_cards)
def card_list(request: AsaRequest) -> HttpResponse:
    """The cards of the area by their state; those that wait for the office come first."""
    form = CardFilter(asked(request), user=request.user)
    seen = cards_for(request.user)
    counts = counts_by_state(form.narrowed(seen))
    page = Paginator(form.apply(seen).values(*TOLD), ROWS).get_page(request.GET.get("page"))
    remember_names({row["volunteer__area_id"] for row in page})
    state = form.cleaned_data.get("state", "") if form.is_valid() else ""
    may_make = makes_cards(request.user)
    context = {
        "form": form,
        "page": page,
        "rows": list(page),
        "tones": TONES,
        "states": dict(CardState.choices),
        "languages": dict(CardLanguage.choices),
        "state": state,
        "tabs": _tabs(counts),
        "may_make": may_make,
        "may_change_issuer": can_change_issuer(request.user),
        # What is handed out is ticked one by one: it is said of each person.
        "is_ticked": state == CardState.DRAFT,
        "acts": PrintForm() if may_make and state in WITH_ACTS else None,
    }
    return render_rows(request, "cards/list.html", context)


def _tabs(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    every = [("", _("All"), sum(counts.values()))]
    return every + [
        (str(s), str(s.label), counts[s]) for s in CardState if counts[s] or s in WITH_ACTS
    ]


@asked_in_words(makes_cards)
def without(request: AsaRequest) -> HttpResponse:
    """Registered volunteers without a card, with what each of them lacks for one."""
    form = WithoutFilter(asked(request), user=request.user)
    found = form.apply(without_card_for(request.user))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    remember_names({one.area_id for one in page})
    rows = [(one, lacks_in_register(one, has_photo=one.has_photo)) for one in page]  # type: ignore[attr-defined] # annotated
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "has_ready": any(not missing for _volunteer, missing in rows),
    }
    return render_rows(request, "cards/without.html", context, rows="cards/_without_rows.html")
