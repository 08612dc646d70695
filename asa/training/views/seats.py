"""The first page of a cohort: how its seats are shared, whose list is not full, one's own place."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import accesslog, svg
from asa.common.calendar import CalendarEvent
from asa.common.errors import allow
from asa.common.http import calendar_answer, spreadsheet_response, table_kind
from asa.common.occasions import presented_at
from asa.common.svgmaps import Place, area_map
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.places.codes import Level
from asa.places.queries import name_of, remember_names, shown_place
from asa.training.codes import CohortState, EnrolmentState
from asa.training.models import Cohort, Enrolment, Quota
from asa.training.queries import (
    WAITING_OR_SEATED,
    enrolments_for,
    event_of,
    fitness_of,
    is_accepting,
    own_entry,
    quota_of,
    seat_counts,
    waiting_by_quota,
)
from asa.training.rules import can_apply, can_export, can_keep, lists_read
from asa.training.signing import feed_code
from asa.training.views.parts import cohort_asked, frame

FULL, NOT_FULL = "a4", "warm"
PROVINCE, TAMBON, CHUMPHON = 2, 6, "86"
# What the department does with a cohort in each of its states.
STEPS: dict[str, tuple[str, ...]] = {
    CohortState.PLANNED: ("open", "cancel"),
    CohortState.OPEN: ("confirm", "cancel"),
    CohortState.CONFIRMED: ("start", "reopen", "cancel"),
    CohortState.RUNNING: ("finish",),
    CohortState.DONE: ("resume",),
}


@dataclass(frozen=True)
class Line:
    """A quota as the table shows it."""

    quota: Quota
    name: str
    reserve: int
    bar: str

    @property
    def is_full(self) -> bool:
        return not self.quota.left


@require_safe
def cohort(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Figures, the map of seats with its table, and the areas that are not full first."""
    found = cohort_asked(request, pk)
    lines = lines_of(found)
    missing = [line for line in lines if not line.is_full]
    shows_all = "all" in request.GET or not missing
    shown = lines if shows_all else missing
    may_keep = can_keep(request.user, found.workshop)
    context = frame(
        found,
        request.user,
        "training:cohort",
        count=seat_counts([found.pk])[found.pk],
        lines=shown,
        opens=lists_read(request.user, found, [line.quota for line in shown]),
        shows_all=shows_all,
        all_count=len(lines),
        missing=len(missing),
        of_provinces=all(len(line.quota.area_id or "") == PROVINCE for line in missing),
        sums=_sums(shown),
        picture=_picture(lines),
        may_keep=may_keep,
        may_export=can_export(request.user, found),
        steps=STEPS.get(found.state, ()) if may_keep else (),
        own=_own(request.user, found),
        is_accepting=is_accepting(found),
        presented=presented_at(request.user, found.pk),
        feed_address=_feed_address(found),
    )
    return render(request, "training/cohort.html", context)


def _feed_address(cohort: Cohort) -> str:
    """Where calendars ask for the cohort; "" while it is only planned."""
    if cohort.state == CohortState.PLANNED:
        return ""
    page = reverse("certificates:calendar", args=[cohort.pk, feed_code(cohort.pk)])
    return settings.ASA_PUBLIC_ADDRESS + page


def lines_of(cohort: Cohort) -> list[Line]:
    """The quotas of a cohort, those with most seats left first."""
    quotas = list(cohort.quotas.select_related("region"))
    waiting = waiting_by_quota(cohort)
    remember_names({quota.area_id for quota in quotas if quota.area_id})
    lines = [_line(quota, waiting.get(quota.pk, 0)) for quota in quotas]
    return sorted(lines, key=lambda line: (-line.quota.left, line.quota.area_id or ""))


def _line(quota: Quota, reserve: int) -> Line:
    bar = svg.strip([(quota.taken, "on")], quota.seats)
    return Line(quota, quota_name(quota), reserve, bar)


def quota_name(quota: Quota) -> str:
    """The area or the region that a quota is for."""
    if quota.region is not None:
        return quota.region.name
    code = quota.area_id or ""
    return name_of(code) if len(code) <= PROVINCE else shown_place(code, upto=Level.DISTRICT)


def _sums(lines: list[Line]) -> dict[str, int]:
    return {
        "seats": sum(line.quota.seats for line in lines),
        "taken": sum(line.quota.taken for line in lines),
        "left": sum(line.quota.left for line in lines),
        "reserve": sum(line.reserve for line in lines),
    }


def _picture(lines: list[Line]) -> str:
    """Tiles of the country or of Chumphon's sub-districts; other areas as a sheet of tiles."""
    of_areas = {line.quota.area_id: line for line in lines if line.quota.area_id}
    if not of_areas:
        return ""
    codes = list(of_areas)
    title = _("Seats by area; those that are not full are yellow. The numbers stand in the table")
    values = {code: line.quota.seats for code, line in of_areas.items()}
    tones = {code: FULL if line.is_full else NOT_FULL for code, line in of_areas.items()}
    names = {code: line.name for code, line in of_areas.items()}
    if all(len(code) == PROVINCE for code in codes):
        return svg.tile_map(values, title, names=names, tones=tones)
    if all(len(code) == TAMBON and code.startswith(CHUMPHON) for code in codes):
        return svg.tile_map(values, title, of="tam", names=names, tones=tones)
    places = [Place(code, names[code], values[code], tones[code]) for code in sorted(codes)]
    return area_map(places, title)


def _own(user: User, cohort: Cohort) -> dict[str, object] | None:
    """One's own place in the cohort, or whether there are seats for one to apply for."""
    if user.person_id is None:
        return None
    own = Enrolment.objects.filter(cohort=cohort, person=user.person_id, joined_to__isnull=True)
    mine = own.first()
    shown = (*WAITING_OR_SEATED, EnrolmentState.ABSENT, EnrolmentState.PROPOSED)
    if mine is not None and mine.state in shown:
        return {"enrolment": mine}
    entry = own_entry(user.person_id) if can_apply(user, cohort) and is_accepting(cohort) else None
    quota = quota_of(cohort, entry.area_id) if entry else None
    if entry is None or quota is None:
        return None
    return {"quota": quota, "fitness": fitness_of(cohort, [entry])[entry.pk]}


@require_safe
def export(request: AsaRequest, pk: UUID, kind: str) -> HttpResponse:
    """The list of the whole cohort as a spreadsheet; taking it out is written down."""
    found = cohort_asked(request, pk)
    allow(can_export(request.user, found))
    kind = table_kind(kind)
    listed = enrolments_for(request.user).filter(cohort=found, state__in=LISTED)
    accesslog.note(
        request.user, "cohort.exported", found, area=found.workshop.owner_id, rows=listed.count()
    )
    title = _("%(name)s cohort %(n)s") % {"name": found.workshop.title, "n": found.number}
    return spreadsheet_response(kind, title, _columns(), _cells(listed.order_by("area_id", "rank")))


LISTED = (*WAITING_OR_SEATED, EnrolmentState.ABSENT)


def _columns() -> list[str]:
    return [
        _("Area of the seats"),
        _("Order"),
        _("Name"),
        _("Registration number"),
        _("Province"),
        _("District"),
        _("Sub-district"),
        _("Part"),
        _("State"),
        _("Answer by"),
    ]


def _cells(listed: QuerySet[Enrolment]) -> Iterator[list[object]]:
    rows = list(listed)
    remember_names({row.area_id for row in rows} | {row.quota.area_id or "TH" for row in rows})
    for row in rows:
        area, volunteer = row.area_id, row.volunteer
        yield [
            quota_name(row.quota),
            row.rank,
            row.person.full_name,
            volunteer.registration_no if volunteer else row.registration,
            name_of(area[:2]),
            name_of(area[:4]) if len(area) >= len("8601") else "",
            name_of(area[:6]) if len(area) >= TAMBON else "",
            row.part,
            row.get_state_display(),
            row.answer_by,
        ]


@require_safe
def feed(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The cohort as a calendar file: its days and venue, cancelled where it is called off."""
    found = cohort_asked(request, pk)
    events: list[CalendarEvent] = [event_of(found)]
    return calendar_answer(events, events[0].summary)
