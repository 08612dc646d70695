"""The roll on the registrar's telephone: one page that is kept there, and what it sends."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from asa.common.errors import allow
from asa.common.http import address
from asa.common.ids import as_uuid
from asa.common.thaidate import now, today
from asa.people.http import AsaRequest
from asa.places.queries import name_of, remember_names
from asa.training.actions.roll import (
    OtherBody,
    Tap,
    call_one,
    decide_submission,
    keep_submission,
)
from asa.training.codes import MOST_SAID, MOST_SECONDS_OFF, AttendanceWay, Outcome
from asa.training.models import Cohort, Enrolment, RollCallSubmission, Session
from asa.training.queries.paper_tests import open_sittings
from asa.training.queries.programme import session_now, sessions_called
from asa.training.queries.roll import last_day_on_the_phone, roll_of, said_of, with_this_badge
from asa.training.rules import can_call_roll
from asa.training.signing import badge_code, of_this_badge
from asa.training.views.parts import cohort_asked

WORKER = Path(__file__).parent.parent / "static/training/js/roll_worker.js"
# A key that no record has.
_NONE = UUID(int=0)
CLOCK_HEADER = "Asa-Seconds-Off"
Said = dict[UUID, dict[UUID, datetime]]


def _called(request: AsaRequest, pk: UUID) -> Cohort:
    """The cohort of the address, for who calls its roll."""
    cohort = cohort_asked(request, pk)
    allow(can_call_roll(request.user, cohort))
    return cohort


def _chosen(request: AsaRequest, sessions: list[Session]) -> Session | None:
    """The part that is asked for, or the one that runs now, or the first."""
    key = as_uuid(request.GET.get("session", ""))
    asked = next((one for one in sessions if one.pk == key), None)
    return asked or session_now(sessions, now()) or next(iter(sessions), None)


@require_safe
@never_cache
def call(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The page with every name, to be tapped; a telephone keeps it for when there is no signal."""
    cohort = _called(request, pk)
    sessions = list(sessions_called(cohort))
    chosen, people, said = _chosen(request, sessions), list(roll_of(cohort)), said_of(sessions)
    until = last_day_on_the_phone(cohort)
    here = said[chosen.pk] if chosen else {}
    context = {
        "cohort": cohort,
        "sessions": [(one, datetime.combine(one.day, one.starts_at)) for one in sessions],
        "chosen": chosen,
        "groups": _by_place(people, here),
        "total": len(people),
        "present": len(here.keys() & {one.pk for one in people}),
        "said": json.dumps({"at": now().timestamp(), "said": _in_seconds(said)}),
        "list": _digest(people),
        "words": _words(),
        "until": until.isoformat(),
        "kept": f"asa-kept-{until.isoformat()}-roll-{cohort.pk}",
        "most_off": MOST_SECONDS_OFF,
        "send": address("training:roll_call", cohort.pk),
    }
    return render(request, "training/roll_call.html", context)


def _by_place(
    people: list[Enrolment], here: dict[UUID, datetime]
) -> list[tuple[str, list[dict[str, Any]], int]]:
    """The names by province, of one province by district: its name, its rows, and how many of them
    have not come.
    """
    areas = {str(one.area_id) for one in people}
    digits = 2 if len({code[:2] for code in areas}) > 1 else 4
    remember_names({code[:digits] for code in areas})
    numbered = enumerate(people, 1)
    found = []
    for code, of_place in groupby(numbered, key=lambda row: str(row[1].area_id)[:digits]):
        rows = [
            {
                "number": number,
                "key": one.pk,
                "name": one.person.full_name,
                "code": badge_code(one.pk),
                "since": here.get(one.pk),
            }
            for number, one in of_place
        ]
        found.append((name_of(code), rows, sum(row["since"] is None for row in rows)))
    return found


def _in_seconds(said: Said) -> dict[str, dict[str, int]]:
    return {
        str(session): {str(key): int(at.timestamp()) for key, at in people.items()}
        for session, people in said.items()
    }


def _digest(people: Iterable[Enrolment]) -> str:
    """Says whether the list on a telephone is still the list."""
    keys = ",".join(sorted(str(one.pk) for one in people))
    return hashlib.sha256(keys.encode()).hexdigest()[:16]


def _words() -> list[tuple[str, str]]:
    """What the page says by itself while it is open, by the names that its script knows."""
    return [
        ("waiting", _("%(n)s waiting to be sent")),
        ("sent", _("Everything is sent")),
        ("unsent", _("waiting to be sent")),
        ("missing", _("%(n)s not here yet")),
        ("everybody", _("everybody is here")),
        ("here", _("Noted as present.")),
        ("undone", _("The tick is taken back.")),
        ("behind", _("The clock of this phone is %(n)s minutes slow. The times are put right.")),
        ("ahead", _("The clock of this phone is %(n)s minutes fast. The times are put right.")),
        ("odd", _("%(n)s could not be taken in. They stay on this phone: show it to the office.")),
        ("others", _("%(n)s of somebody else wait on this phone, until that person signs in.")),
        ("signed_out", _("Your sign-in has ended. What you tapped is kept on this phone.")),
        ("not_yours", _("You do not call this roll any more. What you tapped is kept here.")),
        (
            "somebody_else",
            _("Somebody else is signed in on this phone. What you tapped is kept here."),
        ),
    ]


@require_safe
@never_cache
def state(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Who is there by now, and a token with which a telephone may send."""
    cohort = _called(request, pk)
    key = as_uuid(request.GET.get("session", ""))
    told = {
        "token": get_token(request),
        "now": now().timestamp(),
        "user": str(request.user.pk),
        "list": _digest(roll_of(cohort)),
        "said": _in_seconds(said_of(sessions_called(cohort).filter(pk=key or _NONE))),
    }
    return JsonResponse(told)


@require_safe
@never_cache
def worker(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The script that serves the page of this one roll where there is no signal."""
    _called(request, pk)
    return HttpResponse(WORKER.read_text(encoding="utf-8"), content_type="text/javascript")


@require_POST
@never_cache
def send(request: AsaRequest, pk: UUID, key: UUID) -> HttpResponse:
    """One tap from a telephone: kept as it came, then decided."""
    cohort = _called(request, pk)
    if len(request.body) > MOST_SAID:
        return JsonResponse({}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body = request.body.decode(errors="backslashreplace").replace("\0", "\\0")
    tap = Tap(key, body, _seconds_off(request))
    try:
        kept = keep_submission(cohort, tap=tap, by=request.user, at=now())
    except OtherBody as error:
        return JsonResponse({"why": str(error)}, status=HTTPStatus.CONFLICT)
    return JsonResponse(_answer(decide_submission(kept, by=request.user)))


def _answer(kept: RollCallSubmission) -> dict[str, str]:
    """The same for the same submission, whenever it is sent again."""
    waited = kept.outcome == Outcome.SETTLED
    outcome = Outcome.QUARANTINED if waited else Outcome(kept.outcome)
    return {"id": str(kept.pk), "outcome": outcome, "why": kept.why}


def _seconds_off(request: AsaRequest) -> int:
    try:
        return int(request.headers.get(CLOCK_HEADER, "0")[:9])
    except ValueError:
        return 0


@require_POST
def say(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A tap, or the code of a badge, sent as a form: the same without a script."""
    cohort = _called(request, pk)
    session = get_object_or_404(
        sessions_called(cohort), pk=as_uuid(request.POST.get("session", "")) or _NONE
    )
    back = redirect(address("training:roll_call", cohort.pk, session=str(session.pk)))
    key, is_present, way = _tapped(request, cohort)
    enrolment = (
        Enrolment.objects.filter(cohort=cohort, pk=key or _NONE).select_related("person").first()
    )
    if enrolment is None:
        messages.error(request, _("No badge of this cohort has this code. Look at it again."))
        return back
    kept = call_one(
        session, enrolment=enrolment, is_present=is_present, way=way, by=request.user, at=now()
    )
    _tell(request, kept, enrolment, is_present)
    return back


def _tapped(request: AsaRequest, cohort: Cohort) -> tuple[UUID | None, bool, AttendanceWay]:
    """Who was tapped, whether as present, and how."""
    if code := request.POST.get("code", "").strip():
        people = roll_of(cohort).order_by().values_list("pk", flat=True)
        return of_this_badge(code, people), True, AttendanceWay.QR
    if gone := request.POST.get("gone", ""):
        return as_uuid(gone), False, AttendanceWay.TAP
    return as_uuid(request.POST.get("here", "")), True, AttendanceWay.TAP


def _tell(
    request: AsaRequest, kept: RollCallSubmission, enrolment: Enrolment, is_present: bool
) -> None:
    """What came of it, above the list."""
    name = enrolment.person.full_name
    if kept.outcome == Outcome.QUARANTINED:
        messages.warning(request, f"{name}: {kept.get_why_display()}")
        return
    what = _("Noted as present.") if is_present else _("The tick is taken back.")
    messages.success(request, f"{name} · {what}")


@never_cache
def badge(request: AsaRequest, code: str) -> HttpResponse:
    """Whose badge was scanned with the telephone's camera: for a registrar of that day alone."""
    found = with_this_badge(request.user, code, today())
    if found is None:
        raise Http404
    cohort = found.cohort
    sessions = list(sessions_called(cohort))
    session = session_now(sessions, now())
    if request.method == "POST" and session is not None:
        kept = call_one(
            session, enrolment=found, is_present=True, way=AttendanceWay.QR, by=request.user,
            at=now(),
        )  # fmt: skip
        _tell(request, kept, found, True)
        return redirect("training:badge", code)
    here = said_of([session])[session.pk].get(found.pk) if session else None
    context = {
        "enrolment": found, "cohort": cohort, "session": session, "since": here,
        "open_tests": open_sittings(cohort),
    }  # fmt: skip
    return render(request, "training/badge.html", context)
