from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import accesslog, journal, svg
from asa.common.parts import HistoryRow
from asa.common.thaidate import age_on, today
from asa.households.codes import Dimension
from asa.households.kinds import panels_for
from asa.households.models import DimensionAssessment, Household, HouseholdMember, LogbookRound
from asa.households.queries import (
    consents_of,
    current_members,
    former_members,
    households_for,
    next_due,
    rounds_of,
    visits_of,
)
from asa.households.rules import (
    can_assign_caretaker,
    can_edit_household,
    can_reveal_citizen_id,
    can_visit,
    sees_sensitive,
)
from asa.households.wording import VERBS
from asa.people.http import AsaRequest
from asa.people.models import User

SHOWN_ROUNDS, SHOWN_VISITS, SHOWN_HISTORY = 4, 6, 5


@dataclass(frozen=True)
class Thread:
    """One dimension across the rounds: a row of the woven cloth."""

    dimension: Dimension
    knots: list[DimensionAssessment]
    moved: int

    @property
    def latest(self) -> DimensionAssessment:
        return self.knots[-1]

    @property
    def moved_by(self) -> str:
        """How many levels it moved since the first look."""
        if self.moved > 0:
            return _("Better by %(n)s levels") % {"n": self.moved}
        if self.moved < 0:
            return _("Worse by %(n)s levels") % {"n": -self.moved}
        return _("Unchanged level")


@dataclass(frozen=True)
class Cloth:
    """The latest rounds of a logbook, dimension by dimension."""

    rounds: list[LogbookRound]
    threads: list[Thread]
    picture: SafeString | None

    @property
    def better(self) -> int:
        return sum(thread.moved > 0 for thread in self.threads)

    @property
    def worse(self) -> int:
        return sum(thread.moved < 0 for thread in self.threads)


@require_safe
def detail(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The logbook of one household; who reads it in full is written down."""
    household = get_object_or_404(households_for(request.user), pk=pk)
    in_full = sees_sensitive(request.user, household)
    if in_full:
        accesslog.note(request.user, "household.seen", household, area=household.area_id)
    return render(
        request, "households/detail.html", _page(request.user, household, in_full=in_full)
    )


def _page(user: User, household: Household, *, in_full: bool) -> dict[str, Any]:
    rounds = list(rounds_of(household))
    members = list(current_members(household))
    history = history_rows(household, in_full=in_full)
    return {
        "household": household,
        "in_full": in_full,
        "cloth": weave(rounds) if rounds else None,
        "latest": max(rounds, key=lambda one: (one.assessed_on, one.number), default=None),
        "members": [(member, _age(member)) for member in members],
        "former": list(former_members(household)),
        "head": members[0].person if members else None,
        "due": next_due(household),
        "today": today(),
        "panels": panels_for(user, household, in_full),
        "history": history[:SHOWN_HISTORY],
        "more_history": len(history) > SHOWN_HISTORY,
        "may_edit": can_edit_household(user, household),
        "may_visit": can_visit(user, household),
        "may_assign": can_assign_caretaker(user, household),
        "may_reveal": can_reveal_citizen_id(user, household),
        "visits": list(visits_of(household)[:SHOWN_VISITS]),
        "photos": list(household.photos.order_by("-created_at")) if in_full else [],
        "consents": list(consents_of(household)) if in_full else [],
    }


def _age(member: HouseholdMember) -> int | None:
    """Years of life, to the last day of those who died."""
    person = member.person
    return age_on(person.birth_on, person.died_on or today()) if person.birth_on else None


def weave(rounds: list[LogbookRound]) -> Cloth:
    """The rows of the cloth and the picture of the first look against the latest."""
    ordered = sorted(rounds, key=lambda one: (one.assessed_on, one.number))
    first, shown = _by_dimension(ordered[0]), ordered[-SHOWN_ROUNDS:]
    tables = [_by_dimension(one) for one in shown]
    threads = [
        Thread(
            dimension,
            [table[dimension] for table in tables],
            tables[-1][dimension].level - first[dimension].level,
        )
        for dimension in Dimension
    ]
    return Cloth(shown, threads, _picture(first, tables[-1]) if len(ordered) > 1 else None)


def _by_dimension(one: LogbookRound) -> dict[str, DimensionAssessment]:
    return {level.dimension: level for level in one.levels.all()}


def _picture(
    first: dict[str, DimensionAssessment], latest: dict[str, DimensionAssessment]
) -> SafeString:
    return svg.radar(
        [dimension.short for dimension in Dimension],
        [first[dimension].level for dimension in Dimension],
        [latest[dimension].level for dimension in Dimension],
        _("Five dimensions, the first look against the latest; the table has the levels"),
    )


# --- history ----------------------------------------------------------------------------------


@require_safe
def history(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Everything that was done with a household, newest first."""
    household = get_object_or_404(households_for(request.user), pk=pk)
    in_full = sees_sensitive(request.user, household)
    if in_full:
        accesslog.note(request.user, "household.history_seen", household, area=household.area_id)
    rows = history_rows(household, in_full=in_full)
    return render(request, "households/history.html", {"household": household, "rows": rows})


def history_rows(household: Household, *, in_full: bool) -> list[HistoryRow]:
    """What happened in words, with the names of those who did it."""
    lines = [line for line in journal.history_of(household) if line.verb in VERBS]
    names = _names(line.actor_id for line in lines)
    return [
        HistoryRow(
            what=str(VERBS[line.verb]),
            at=line.recorded_at,
            on=line.happened_on,
            who=names.get(line.actor_id, ""),
            text=line.text if in_full else "",
        )
        for line in lines
    ]


def _names(keys: Iterable[UUID | None]) -> dict[UUID | None, str]:
    users = User.objects.filter(pk__in={key for key in keys if key}).select_related("person")
    return {user.pk: user.shown_name for user in users}
