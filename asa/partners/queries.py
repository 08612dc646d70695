from datetime import date

from django.db.models import Q, QuerySet

from asa.partners.models import Partner
from asa.people.models import Post, User
from asa.people.rules import holds
from asa.places.queries import ancestors


def partners_for(user: User) -> QuerySet[Partner]:
    """Every agency: the list names organisations, not people, and whoever has a post may read it."""
    found = Partner.objects.select_related("area")
    return found if holds(user) else found.none()


def partners_serving(area: str, *, on: date) -> Q:
    """Agencies of today that serve an area: its own, those of the areas above, the country's."""
    return Q(area_id__in=[area, *ancestors(area), "TH"]) & Post.current_on(on)
