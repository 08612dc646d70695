"""Who is told of a workshop: the people in it, and the officers whose names are missing."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.urls import reverse

from asa.notices.actions import tell
from asa.people.codes import Role
from asa.people.models import Post, User
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import ancestors, region_provinces
from asa.training.kinds import MISSING, REGISTRAR
from asa.training.models import Enrolment, Quota, Registrar
from asa.volunteers.queries import LEADS

OFFICERS = (*LEADS, Role.PROVINCE_OFFICER)


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


def _nominators(quota: Quota, on: date) -> Any:
    """The leads and offices whose post is the quota's own area, or the office of its province."""
    if quota.area_id is None:
        places = region_provinces(quota.region, on) if quota.region else []
    else:
        around = [code for code in ancestors(quota.area_id) if code != WHOLE_COUNTRY]
        places = [quota.area_id, *around[:1]]
    posts = Post.objects.filter(Post.current_on(on), role__in=OFFICERS, area_id__in=places)
    return posts.filter(user__is_active=True).values("user")
