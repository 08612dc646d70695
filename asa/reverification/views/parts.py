"""What the pages of rounds are made of."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common.errors import allow
from asa.people.http import AsaRequest
from asa.places.queries import covers, level_of, shown_place
from asa.reverification.models import Round
from asa.reverification.queries import rounds_for
from asa.reverification.rules import sees_rounds
from asa.reverification.wording import DEFINITIONS, STATE_TONES


def round_asked(request: AsaRequest, pk: UUID) -> Round:
    """The round of the address, as far as the user may know of it."""
    found: Round = get_object_or_404(rounds_for(request.user), pk=pk)
    allow(sees_rounds(request.user))
    return found


def area_asked(request: AsaRequest, found: Round) -> str:
    """The part of a round that the page is of; without one, its whole area."""
    area = request.GET.get("area", "") or found.area_id
    try:
        level_of(area)
    except ValueError:
        raise Http404 from None
    if not covers([found.area_id], area):
        raise Http404
    return area


def frame(found: Round, here: str = "", **context: Any) -> dict[str, Any]:
    """What every page of a round shows around its own contents; here: the page's own name."""
    crumbs = [(_("Re-verification"), reverse("reverification:list"))]
    if here:
        crumbs.append((found.name, reverse("reverification:show", args=[found.pk])))
    return {
        "round": found,
        "tone": STATE_TONES[found.state],
        "place": shown_place(found.area_id),
        "crumbs": crumbs,
        "here": here or found.name,
        "definitions": DEFINITIONS,
        **context,
    }
