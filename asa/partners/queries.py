from datetime import date

from django.db.models import Q, QuerySet

from asa.common import thaitext
from asa.partners.models import Partner
from asa.people.models import Post, User
from asa.people.rules import holds
from asa.places.queries import ancestors


def partners_for(user: User) -> QuerySet[Partner]:
    """Every agency: the list names organisations, not people; whoever has a post reads it."""
    found = Partner.objects.select_related("area")
    return found if holds(user) else found.none()


def partners_serving(area: str, *, on: date) -> Q:
    """Agencies of a day that serve an area: its own, those of the areas above, the country's."""
    return serving(area) & Post.current_on(on)


def serving(area: str) -> Q:
    """Agencies that serve an area or once did."""
    return Q(area_id__in=[area, *ancestors(area), "TH"])


def same_name(name: str, area: str) -> QuerySet[Partner]:
    """Agencies on the list that are called so in the same area, in any spelling."""
    wanted = thaitext.key(name)
    there = Partner.objects.filter(area_id=area, ended_on__isnull=True)
    return Partner.objects.filter(
        pk__in=[one.pk for one in there if thaitext.key(one.name_th) == wanted]
    )
