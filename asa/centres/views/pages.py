from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asa.centres.codes import LEAST_PRIORITIES, ProposalState
from asa.centres.models import Profile, Service
from asa.centres.queries import (
    assessments_for,
    bars_of,
    committee_of,
    compared,
    meetings_for,
    points_for,
    profile_of,
    proposals_for,
    supervised_areas,
    visits_planned,
)
from asa.centres.rules import can_elect, can_keep_centre, sees_in_full
from asa.centres.views.acting import centre_of
from asa.centres.wording import MEETING_TONES, TONES, VERBS
from asa.common import journal, phones
from asa.common.parts import HistoryRow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.queries import history_in_words
from asa.places.queries import covers, remember_names
from asa.volunteers.models import Centre

FEW = 5


@require_safe
def detail(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A centre: facts and committee for everyone of the area, its work for who looks after it."""
    centre, day = centre_of(request, pk), today()
    remember_names([str(centre.area_id)])
    profile, in_full = profile_of(centre), sees_in_full(request.user, centre)
    context = {
        "centre": centre,
        "profile": profile,
        "services": _services(profile),
        "focal_phone": _focal_phone(profile) if in_full else "",
        "committee": committee_of(centre, day),
        "in_full": in_full,
        "may_keep": can_keep_centre(request.user, centre),
        "may_elect": can_elect(request.user, centre),
        "meetings": meetings_for(request.user).filter(centre=centre).order_by("-day", "-pk")[:FEW],
        "meeting_tones": MEETING_TONES,
        "today": day,
    }
    if in_full:
        context |= _in_full(request, centre)
    return render(request, "centres/detail.html", context)


def _services(profile: Profile) -> list[str]:
    found = Service.objects.filter(code__in=profile.services) if profile.services else []
    return [one.name for one in found]


def _focal_phone(profile: Profile) -> str:
    """The number given for the focal person, else that of the volunteer."""
    focal = profile.focal_volunteer
    number = profile.focal_phone or (focal.person.phone if focal else "")
    return phones.shown(number) if number else ""


def _in_full(request: AsaRequest, centre: Centre) -> dict[str, object]:
    found = assessments_for(request.user).filter(centre=centre).first()
    lines = compared(found) if found else []
    waiting = proposals_for(request.user).filter(centre=centre, state=ProposalState.WAITING)
    points = points_for(request.user).filter(meeting__centre=centre, done_on__isnull=True)
    supports = covers(supervised_areas(request.user), str(centre.area_id))
    return {
        "supports": supports,
        "planned": visits_planned(request.user, centre, today()) if supports else [],
        "proposals": waiting,
        "tones": TONES,
        "points": points,
        "assessment": found,
        "lines": lines,
        "picture": bars_of(lines) if lines else "",
        "history": history_rows(centre),
        "least": LEAST_PRIORITIES,
    }


def history_rows(centre: Centre) -> list[HistoryRow]:
    """What the journal tells of a centre, newest first, with the names of who did it."""
    return history_in_words(journal.history_of(centre), VERBS)
