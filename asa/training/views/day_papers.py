"""Papers of the day: badges with a QR, and the sheet on which people sign for the finance file."""

from datetime import datetime
from uuid import UUID

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from asa.common.errors import allow
from asa.common.svg import element
from asa.people.http import AsaRequest
from asa.places.queries import name_of, remember_names
from asa.training.models import Enrolment
from asa.training.queries.roll import roll_of
from asa.training.rules import can_call_roll
from asa.training.signing import badge_code, shown_code
from asa.training.views.parts import cohort_asked
from asa.training.views.programme import session_asked

# One of the eight masks, always the same: to try all of them takes five times as long.
_MASK = 3
# The white around a code without which a telephone does not find it.
_QUIET = 4


def _qr(code: str) -> SafeString:
    """The address behind a badge as a picture: one path, black on white."""
    address = settings.ASA_PUBLIC_ADDRESS + reverse("training:badge", args=[code])
    made = segno.make(address, error="m", micro=False, mask=_MASK)
    dark = [
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(made.matrix, _QUIET)
        for x, is_dark in enumerate(row, _QUIET)
        if is_dark
    ]
    size = len(made.matrix) + 2 * _QUIET
    ground = element("rect", width=size, height=size, fill="#fff")
    drawn = element("path", d="".join(dark), fill="#000")
    return element("svg", ground, drawn, viewBox=f"0 0 {size} {size}", aria_hidden="true")


def _named(people: list[Enrolment]) -> list[tuple[Enrolment, str]]:
    """Everybody with the name of the province."""
    remember_names({str(one.area_id)[:2] for one in people})
    return [(one, name_of(str(one.area_id)[:2])) for one in people]


@require_safe
@never_cache
def badges(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The badges of everybody with a seat, eight to a sheet."""
    cohort = cohort_asked(request, pk)
    allow(can_call_roll(request.user, cohort))
    rows = []
    for one, province in _named(list(roll_of(cohort))):
        code = badge_code(one.pk)
        rows.append((one, province, shown_code(code), _qr(code)))
    context = {"cohort": cohort, "workshop": cohort.workshop, "rows": rows}
    return render(request, "training/badges.html", context)


@require_safe
@never_cache
def sign_sheet(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The sheet on which people sign in a part of the programme."""
    session = session_asked(request, pk)
    cohort = session.cohort
    allow(can_call_roll(request.user, cohort))
    context = {
        "cohort": cohort,
        "workshop": cohort.workshop,
        "session": session,
        "starts": datetime.combine(session.day, session.starts_at),
        "rows": _named(list(roll_of(cohort))),
    }
    return render(request, "training/sign_sheet.html", context)
