"""What people have to do with an area, and what becomes of it when areas change."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from asa.people.models import PossibleDuplicate, Post, User
from asa.places import moving
from asa.places.moving import Mover, Tally
from asa.places.queries import within


def _users(areas: Sequence[str], on: date) -> Mapping[str, int]:
    """Active users with a post of the day in each area."""
    return _count(areas, on, Q())


def _phones(areas: Sequence[str], on: date) -> Mapping[str, int]:
    """Of these users, those who sign in with a telephone: it shows the new places."""
    return _count(areas, on, Q(phone__isnull=False) & ~Q(phone=""))


def _count(areas: Sequence[str], on: date, which: Q) -> Mapping[str, int]:
    posts = Post.objects.filter(Post.current_on(on), within("area_id", areas))
    users = User.objects.filter(which, is_active=True)
    held = posts.filter(user__in=users.values("pk")).values_list("area_id", "user_id")
    found: dict[str, set[object]] = {}
    for code, user in held:
        found.setdefault(moving.around(code, areas), set()).add(user)
    return {code: len(several) for code, several in found.items()}


def register_movers() -> None:
    """Posts go with their area; pairs that were found stay where they were found."""
    moving.register(Post, "area", Mover(_("Posts held"), moving.lasting, is_told=True, order=40))
    moving.register_tally("users", Tally(_("Users with a post there"), _users, adds_up=False))
    moving.register_tally(
        "phones", Tally(_("Telephones they sign in with"), _phones, adds_up=False, order=95)
    )
    for name in ("first_area", "second_area"):
        moving.stays(PossibleDuplicate, name, "where each stood when the pair was found")
