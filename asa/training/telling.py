"""Who is told of a workshop: the people in it, and the officers whose names are missing."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.urls import reverse

from asa.notices.actions import tell
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import ancestors, region_provinces, within
from asa.training.kinds import (
    MISSING,
    NAMES_OPEN,
    NAMES_TO_PROPOSE,
    PROPOSED,
    REGISTRAR,
    SEATS_RETURNED,
)
from asa.training.models import Cohort, Enrolment, Quota, Registrar
from asa.volunteers.queries import LEADS

OFFICERS = (*LEADS, Role.PROVINCE_OFFICER)
# The department that holds a workshop of the country needs no word of its own opening.
TOLD = (*LEADS, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)

# Of a user: the quotas within which she nominates, and those within which she proposes.
Tasks = dict[UUID, tuple[set[Quota], set[Quota]]]


def tell_people(enrolments: Iterable[Enrolment], kind: str, **params: Any) -> int:
    """Tell those of them who can sign in; tells how many."""
    told = 0
    people = {one.person_id: one for one in enrolments}
    for user in User.objects.filter(person__in=people, is_active=True).order_by("pk"):
        one = people[cast(UUID, user.person_id)]
        said = {**params, "answer_by": one.answer_by.isoformat()} if one.answer_by else params
        link = reverse("training:enrolment", args=[one.pk])
        told += len(tell([user], kind=kind, area=one.area_id, link=link, **said))
    return told


def tell_registrar(registrar: Registrar, kind: str) -> int:
    """Tell somebody who was asked to call a roll, or is asked no more; tells how many."""
    cohort = registrar.cohort
    link = reverse("training:roll", args=[cohort.pk]) if kind == REGISTRAR else ""
    first = cohort.starts_on.isoformat()
    area = cohort.workshop.owner_id
    return len(tell([registrar.user], kind=kind, area=area, link=link, starts_on=first))


def tell_of_returned(cohort: Cohort) -> int:
    """Tell who planned the workshop that seats wait to be offered on; tells how many people."""
    users = User.objects.filter(pk=cohort.workshop.planned_by_id, is_active=True)
    link = reverse("training:cohort", args=[cohort.pk])
    return len(tell(users, kind=SEATS_RETURNED, area=cohort.workshop.owner_id, link=link))


def tell_of_missing(quotas: Iterable[Quota], on: date) -> int:
    """Tell those who nominate for quotas that are not full; tells how many people."""
    told = set()
    for quota in quotas:
        area = quota.area_id or WHOLE_COUNTRY
        users = list(User.objects.filter(pk__in=_nominators(quota, on)).order_by("pk"))
        link = reverse("training:quota", args=[quota.pk])
        tell(users, kind=MISSING, area=area, link=link)
        told |= {user.pk for user in users}
    return len(told)


def tell_of_proposal(quota: Quota, on: date) -> int:
    """Tell those who nominate for a quota that a name was proposed, unless they have the same word
    unread; tells how many people.
    """
    link = reverse("training:quota", args=[quota.pk])
    unread = Notice.objects.filter(kind=PROPOSED, link=link, read_at__isnull=True)
    users = User.objects.filter(pk__in=_nominators(quota, on)).exclude(pk__in=unread.values("user"))
    area = quota.area_id or WHOLE_COUNTRY
    return len(tell(users.order_by("pk"), kind=PROPOSED, area=area, link=link))


def _nominators(quota: Quota, on: date) -> Any:
    """The leads and offices whose post is the quota's own area, or the office of its province."""
    if quota.area_id is None:
        places = region_provinces(quota.region, on) if quota.region else []
    else:
        around = [code for code in ancestors(quota.area_id) if code != WHOLE_COUNTRY]
        places = [quota.area_id, *around[:1]]
    posts = Post.objects.filter(Post.current_on(on), role__in=OFFICERS, area_id__in=places)
    return posts.filter(user__is_active=True).values("user")


def tell_of_opening(cohort: Cohort, *, by: User, on: date) -> int:
    """Tell each who may nominate or propose, once for the cohort, by her own seats; tells how
    many. Whoever has been told before is not told again.
    """
    tasks = _tasks(cohort, on)
    known = {by.pk, *_told_of_opening(cohort, tasks)}
    groups: dict[tuple[str, frozenset[Quota]], set[UUID]] = defaultdict(set)
    for user, (nominates, proposes) in tasks.items():
        if user not in known:
            kind = NAMES_OPEN if nominates else NAMES_TO_PROPOSE
            groups[kind, frozenset(nominates or proposes)].add(user)
    return sum(_tell(cohort, kind, quotas, users) for (kind, quotas), users in groups.items())


def _told_of_opening(cohort: Cohort, users: Iterable[UUID]) -> set[UUID]:
    """Which of some users have been told of a cohort before, known by where the notice leads."""
    pages = {_page_of_names(cohort, [quota]) for quota in cohort.quotas.all()}
    pages.add(_page_of_names(cohort, []))
    kinds = (NAMES_OPEN, NAMES_TO_PROPOSE)
    told = Notice.objects.filter(user__in=list(users), kind__in=kinds)
    return {user for user, link in told.values_list("user", "link") if link in pages}


def _page_of_names(cohort: Cohort, quotas: Collection[Quota]) -> str:
    """Where names are looked for: for one area at once, for several from the cohort."""
    if len(quotas) == 1:
        return reverse("training:search", args=[next(iter(quotas)).pk])
    return reverse("training:cohort", args=[cohort.pk])


def _tell(cohort: Cohort, kind: str, quotas: frozenset[Quota], users: set[UUID]) -> int:
    link = _page_of_names(cohort, quotas)
    areas = sorted(quota.area_id or WHOLE_COUNTRY for quota in quotas)
    until = cohort.names_until.isoformat() if cohort.names_until else ""
    workshop = cohort.workshop
    found = User.objects.filter(pk__in=users).order_by("pk")
    notices = tell(
        found, kind=kind, area=areas[0], link=link, number=cohort.number,
        name=workshop.name, name_en=workshop.name_en, until=until,
        seats=sum(quota.seats for quota in quotas),
    )  # fmt: skip
    return len(notices)


def _tasks(cohort: Cohort, on: date) -> Tasks:
    at, under = _places(cohort, on)
    provinces = sorted({code[:2] for code in at})
    posts = Post.objects.filter(
        Post.current_on(on), within("area", provinces), role__in=TOLD, user__is_active=True
    )
    found: Tasks = defaultdict(lambda: (set(), set()))
    for user, area in posts.values_list("user", "area"):
        nominates, proposes = found[user]
        nominates |= under[area]
        around = [at[code] for code in ancestors(area) if code in at]
        # Seats of the smallest area around one are those within which one proposes.
        if around and area not in at:
            proposes.add(around[-1])
    return {user: tasks for user, tasks in found.items() if any(tasks)}


def _places(cohort: Cohort, on: date) -> tuple[dict[str, Quota], dict[str, set[Quota]]]:
    """The quota of each place that has one, and the quotas at and below each place."""
    at: dict[str, Quota] = {}
    under: dict[str, set[Quota]] = defaultdict(set)
    for quota in cohort.quotas.filter(seats__gt=0).select_related("region"):
        if quota.region is not None:
            at |= dict.fromkeys(region_provinces(quota.region, on), quota)
        elif quota.area_id is not None:
            at[quota.area_id] = quota
    for code, quota in at.items():
        for place in (code, *ancestors(code)):
            under[place].add(quota)
    return at, under
