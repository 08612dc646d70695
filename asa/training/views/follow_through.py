"""What came after: the trained beside those not yet trained, who never was, who is due again."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import accesslog, svg
from asa.common.errors import allow
from asa.common.http import address, page_of, spreadsheet_response, table_kind
from asa.common.thaidate import add_months, thai_date, today
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.models import Area
from asa.places.queries import ancestors, covers, name_of, remember_names, shown_place
from asa.training.queries.follow_through import (
    DUE,
    KINDS,
    MONTHS,
    NEVER,
    TRAINED,
    Group,
    followed_through,
    names_for,
    refresher_rules_on,
    training_by_part,
)
from asa.training.rules import FOLLOWERS, follows_through, opens_names
from asa.training.wording import FOLLOWED_DEFINITIONS, GROUP_WORDS
from asa.volunteers.codes import ActivityKind
from asa.volunteers.models import Volunteer

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
    """Two groups of one area over the same months; its parts by who was never trained, and by who
    is due for a refresher.
    """
    area, day = _area_asked(request), today()
    trained, never = followed_through(area, day)
    rules = refresher_rules_on(day)
    parts = training_by_part(area, rules, day)
    remember_names({line.code for line in parts})
    opens = opens_names(request.user, area)
    context = _frame(
        request,
        area,
        _("After the workshop"),
        since=add_months(day, -MONTHS),
        groups=[
            (GROUP_WORDS[TRAINED].heading, trained.people, _names_url(area, TRAINED, opens=opens)),
            (GROUP_WORDS[NEVER].heading, never.people, _names_url(area, NEVER, opens=opens)),
            (
                GROUP_WORDS[DUE].heading,
                sum(line.due for line in parts),
                _names_url(area, DUE, opens=opens),
            ),
        ],
        rows=[_row(area, trained, never, kind, opens=opens) for kind in KINDS],
        picture=_picture(trained, never),
        parts=[
            (
                shown_place(line.code),
                line,
                address("training:follow_through", area=line.code) if len(line.code) < 8 else "",
                _names_url(line.code, NEVER, opens=opens),
                _names_url(line.code, DUE, opens=opens),
            )
            for line in parts
        ],
        rules=rules,
        definitions=FOLLOWED_DEFINITIONS,
    )
    return render(request, "training/follow_through.html", context)


def _row(area: str, trained: Group, never: Group, kind: Any, *, opens: bool) -> tuple[Any, ...]:
    """What both groups did of one kind: people, times, share, and the names behind the people."""
    return (
        kind.label,
        *(
            (*group.did[kind], group.share(kind), _names_url(area, name, kind, opens=opens))
            for group, name in ((trained, TRAINED), (never, NEVER))
        ),
    )


def _picture(trained: Group, never: Group) -> str:
    """How many in a hundred of each group did each thing at least once."""
    if not (trained.people and never.people):
        return ""
    rows = [
        (str(kind.label), float(never.share(kind) or 0), float(trained.share(kind) or 0))
        for kind in KINDS
    ]
    title = _("Percent of each group; the numbers stand in the table")
    return svg.pairs(rows, title, sides=(_("Never trained"), _("Trained before these months")))


def _names_url(area: str, group: str, kind: str = "", *, opens: bool) -> str:
    """The list of names behind a number, for who may read the register there."""
    return address("training:follow_names", area=area, group=group, kind=kind) if opens else ""


@require_safe
def names(request: AsaRequest) -> HttpResponse:
    """The people behind a number: whom to nominate next, whom to invite again, who did what."""
    area, day = _area_asked(request), today()
    allow(opens_names(request.user, area))
    group, kind = request.GET.get("group", NEVER), request.GET.get("kind", "")
    if group not in GROUP_WORDS or kind not in ("", *KINDS):
        raise Http404
    people = names_for(request.user, area, group, day, ActivityKind(kind) if kind else None)
    if "export" in request.GET:
        return _export(request, area, group, people, kind=table_kind(request.GET["export"]))
    words = GROUP_WORDS[group]
    context = _frame(
        request,
        area,
        str(words.heading),
        page=page_of(request, people, of=people.order_by(), size=PAGE),
        words=words,
        group=group,
        kind=ActivityKind(kind).label if kind else "",
        tabs=[] if kind or group == TRAINED else _beside(area, group),
        rules=refresher_rules_on(day) if group == DUE else [],
    )
    return render(request, "training/follow_names.html", context)


def _beside(area: str, group: str) -> list[tuple[str, str, bool]]:
    """Who was never trained and who is due for a refresher, one beside the other."""
    return [
        (str(GROUP_WORDS[name].heading), _names_url(area, name, opens=True), name == group)
        for name in (NEVER, DUE)
    ]


def _export(
    request: AsaRequest, area: str, group: str, people: QuerySet[Volunteer], *, kind: str
) -> HttpResponse:
    """The names as a spreadsheet; taking them out is written down."""
    found = list(people.select_related("person"))
    remember_names({one.area_id for one in found})
    accesslog.note(
        request.user, "follow_through.exported", ("volunteers.volunteer", area),
        area=area, rows=len(found), group=group, kind=request.GET.get("kind", ""),
    )  # fmt: skip
    columns = [_("Registration number"), _("Name"), _("Place")]
    rows = [(one.registration_no, one.person.full_name, shown_place(one.area_id)) for one in found]
    title = f"{GROUP_WORDS[group].heading} {thai_date(today())}"
    return spreadsheet_response(kind, title, columns, rows)
