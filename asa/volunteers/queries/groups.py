"""Groups of volunteers that the law or the work tells apart: youth, who serves otherwise as well,
who is no Thai or has no citizen id; and who reaches an age, who came and who left.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from asa.common.thaidate import add_years, fiscal_year_bounds
from asa.people.codes import IdKind
from asa.volunteers.codes import THAI, Identified, OtherRole, VolunteerKind, VolunteerState
from asa.volunteers.models import Affiliation, Volunteer


def identified_as(group: str) -> Q:
    """Volunteers of a group of ids; foreigners are told by nationality or passport."""
    if group == Identified.FOREIGN:
        return ~Q(person__nationality__in=THAI) | Q(person__id_kind=IdKind.PASSPORT)
    return Q(person__id_kind=group)


def serves_as(role: str) -> Q:
    """Volunteers who serve today in another volunteer role."""
    held = Affiliation.objects.filter(role=role, ended_on__isnull=True)
    return Q(pk__in=held.values("volunteer"))


def reaches_age(age: int, on: date, *, years: int = 0) -> Q:
    """Volunteers who have an age on a day, or some years after it."""
    return Q(person__birth_on__lte=add_years(add_years(on, years), -age))


def joined_in(year_be: int, on: date) -> Q:
    """Volunteers who were registered in a fiscal year (B.E.), until a day."""
    first, last = fiscal_year_bounds(year_be)
    return Q(registered_on__gte=first, registered_on__lte=min(last, on))


def left_in(year_be: int, on: date) -> Q:
    """Volunteers who were ended in a fiscal year (B.E.), until a day."""
    first, last = fiscal_year_bounds(year_be)
    days = Q(ended_on__gte=first, ended_on__lte=min(last, on))
    return days & Q(state=VolunteerState.ENDED)


def group_counts(volunteers: QuerySet[Volunteer]) -> dict[str, dict[str, int]]:
    """How many of some volunteers are of each kind, role and group of ids; two questions.

    Who serves in two roles counts in both, and who is a foreigner counts by the number as well.
    """
    plain = volunteers.order_by()
    asked: dict[str, Any] = {
        f"kind_{kind}": Count("pk", filter=Q(kind=kind)) for kind in VolunteerKind.values
    }
    asked |= {
        f"identified_{group}": Count("pk", filter=identified_as(group))
        for group in Identified.values
    }
    found = plain.aggregate(**asked)
    held = Affiliation.objects.filter(volunteer__in=plain.values("pk"), ended_on__isnull=True)
    roles = held.order_by().values_list("role").annotate(n=Count("volunteer", distinct=True))
    serving = dict(roles)
    return {
        "kind": {kind: found[f"kind_{kind}"] for kind in VolunteerKind.values},
        "role": {role: serving.get(role, 0) for role in OtherRole.values},
        "identified": {group: found[f"identified_{group}"] for group in Identified.values},
    }


def roles_of(volunteers: QuerySet[Volunteer]) -> dict[UUID, list[str]]:
    """As what else some volunteers serve today, in words; one question for all."""
    held = Affiliation.objects.filter(
        volunteer__in=volunteers.order_by().values("pk"), ended_on__isnull=True
    )
    found: dict[UUID, list[str]] = {}
    for one in held.order_by("role", "name", "pk"):
        found.setdefault(one.volunteer_id, []).append(str(one))
    return found
