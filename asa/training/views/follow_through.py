"""What came after: the trained beside those not yet trained, and who was never trained."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import svg
from asa.common.errors import allow
from asa.common.http import address, page_of
from asa.common.thaidate import add_months, today
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.models import Area
from asa.places.queries import ancestors, covers, name_of, remember_names, shown_place
from asa.training.queries.follow_through import (
    KINDS,
    MONTHS,
    Group,
    followed_through,
    never_trained_by_part,
    never_trained_for,
)
from asa.training.rules import FOLLOWERS, follows_through, opens_names
from asa.training.wording import FOLLOWED_DEFINITIONS

PAGE = 50


def _area_asked(request: AsaRequest) -> str:
    """The area asked for, else the first of the user's posts; another's looks absent."""
    allow(follows_through(request.user))
    own = scope(request.user, *FOLLOWERS)
    area = request.GET.get("area", "") or own[0]
    if not covers(own, area) or not Area.objects.filter(pk=area).exists():
        raise Http404
    return area


def _frame(request: AsaRequest, area: str, here: str, **context: Any) -> dict[str, Any]:
    own = scope(request.user, *FOLLOWERS)
    around = [code for code in ancestors(area) if covers(own, code)]
    remember_names([area, *around])
    return {
        "area": area,
        "place": shown_place(area),
        "up": [(name_of(code), address("training:follow_through", area=code)) for code in around],
        "here": here,
        "as_of": today(),
        **context,
    }


@require_safe
def follow_through(request: AsaRequest) -> HttpResponse:
    """Two groups of one area over the same months, and its parts by who was never trained."""
    area, day = _area_asked(request), today()
    trained, never = followed_through(area, day)
    parts = never_trained_by_part(area) if len(area) < 6 else []
    remember_names({line.code for line in parts})
    context = _frame(
        request,
        area,
        _("After the workshop"),
        since=add_months(day, -MONTHS),
        trained=trained,
        never=never,
        rows=[(kind.label, *_shares(trained, never, kind)) for kind in KINDS],
        picture=_picture(trained, never),
        parts=[
            (
                shown_place(line.code),
                line,
                address("training:follow_through", area=line.code),
                _names_url(request, line.code),
            )
            for line in parts
        ],
        names_url=_names_url(request, area),
        definitions=FOLLOWED_DEFINITIONS,
    )
    return render(request, "training/follow_through.html", context)


def _shares(trained: Group, never: Group, kind: Any) -> tuple[Any, ...]:
    return (*trained.did[kind], trained.share(kind), *never.did[kind], never.share(kind))


def _picture(trained: Group, never: Group) -> str:
    """How many in a hundred of each group did each thing at least once."""
    if not (trained.people and never.people):
        return ""
    rows = []
    for kind in KINDS:
        rows.append((_("%(kind)s, trained") % {"kind": kind.label}, trained.share(kind) or 0))
        rows.append((_("%(kind)s, not yet") % {"kind": kind.label}, never.share(kind) or 0))
    whole = [(name, float(share)) for name, share in rows]
    return svg.bars(whole, _("Percent of each group; the numbers stand in the table"))


def _names_url(request: AsaRequest, area: str) -> str:
    """The list of names behind a number, for who may read the register there."""
    inside = "" if area == WHOLE_COUNTRY else area
    return (
        address("training:never_trained", area=inside or area)
        if opens_names(request.user, area)
        else ""
    )


@require_safe
def never_trained(request: AsaRequest) -> HttpResponse:
    """Who never finished a workshop: whom to nominate next."""
    area = _area_asked(request)
    allow(opens_names(request.user, area))
    people = never_trained_for(request.user, area)
    context = _frame(
        request,
        area,
        _("Never trained"),
        page=page_of(request, people, of=people.order_by(), size=PAGE),
    )
    return render(request, "training/never_trained.html", context)
