from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from asa.common.thaidate import today
from asa.people.codes import USER_LIST_ROLES, Role
from asa.people.models import Post, User
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.models import RegionMember
from asa.places.queries import ancestors, areas_under, within


def posts_of(user: User, on: date | None = None) -> QuerySet[Post]:
    """The posts of a user, newest first; with a day, those held on it."""
    posts = Post.objects.filter(user=user).select_related("area", "region", "user", "given_by")
    return (posts.filter(Post.current_on(on)) if on else posts).order_by("-started_on", "-pk")


def provinces_to_choose(user: User, *roles: Role, country: str = "") -> list[tuple[str, str]]:
    """Code and name of each province that the user's posts of some roles cover, for a choice.

    country: what the whole country is called, first, where a post covers it; "" leaves it out.
    """
    codes = user.areas_of(*roles)
    first = [(WHOLE_COUNTRY, country)] if country and WHOLE_COUNTRY in codes else []
    provinces = [area for code in codes for area in areas_under(code, Level.PROVINCE)]
    return first + [(area.code, area.name) for area in provinces]


def posts_for(user: User) -> QuerySet[Post]:
    """The posts in the area of an officer; of someone who has others elsewhere, only these."""
    areas = user.areas_of(*USER_LIST_ROLES)
    return Post.objects.filter(within("area_id", areas)).select_related("region", "area", "user")


def posts_at(area: str, on: date) -> QuerySet[Post]:
    """The posts held on a day whose area is the given one or one above it."""
    regions = RegionMember.objects.filter(Post.current_on(on), province_id=area[:2])
    whole = Q(region__isnull=True, area_id__in=[*ancestors(area), area])
    return Post.objects.filter(
        Post.current_on(on), whole | Q(region__in=regions.values("region_id"))
    )


def provinces_with(roles: Iterable[str], on: date) -> list[str]:
    """The codes of the areas in which somebody who signs in holds one of the roles on a day by a
    post for a whole province or more: provinces, those of a region, or the country.
    """
    held = Post.objects.filter(Post.current_on(on), role__in=list(roles), user__is_active=True)
    whole = held.filter(region__isnull=True, area__level__in=[Level.COUNTRY, Level.PROVINCE])
    regions = held.filter(region__isnull=False).values("region_id")
    members = RegionMember.objects.filter(Post.current_on(on), region__in=regions)
    codes = {*whole.values_list("area_id", flat=True)}
    return sorted(codes | {*members.values_list("province_id", flat=True)})


def works_in_province_of(user: str, area: str, on: date, *roles: str) -> Exists:
    """For each row of a query: whether the user in one of its fields signs in and on a day holds
    one of the roles in the province of the area code in another of its fields.
    """
    held = Post.objects.alias(province=Substr("area_id", 1, 2)).filter(
        Post.current_on(on),
        role__in=roles,
        user=OuterRef(user),
        user__is_active=True,
        province=Substr(OuterRef(area), 1, 2),
    )
    return Exists(held)


def holders(role: str, area: str, on: date | None = None) -> QuerySet[User]:
    """The active users who on a day hold a role for an area, by a post there or above it."""
    held = posts_at(area, on or today()).filter(role=role, user=OuterRef("pk"))
    return User.objects.filter(Exists(held), is_active=True).order_by("pk")
