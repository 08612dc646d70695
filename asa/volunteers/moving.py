"""What stands on an area in the register, and what becomes of it when areas change."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from asa.people.codes import Role
from asa.people.models import Post
from asa.places import moving
from asa.places.codes import DIGITS, Level
from asa.places.moving import Carrying, Mover, Shift, Tally
from asa.places.queries import within
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import (
    ActiveFormula,
    Assignment,
    Centre,
    NumberPattern,
    Office,
    SignUpDay,
    Transfer,
    Volunteer,
)

TAMBON = DIGITS[Level.TAMBON]


def _registered(_on: date) -> Q:
    return Q(state=VolunteerState.REGISTERED)


def _to_come(on: date) -> Q:
    return Q(held_on__gte=on)


def _hand_offices_on(centres: Mapping[Any, Any]) -> Iterator[Shift]:
    """A tambon has one centre: the offices of the other one's committee are held in it."""
    lasting: dict[Any, list[Any]] = defaultdict(list)
    offices = Office.objects.filter(centre__in=centres, ended_on__isnull=True)
    for key, centre in offices.values_list("pk", "centre_id"):
        lasting[centre].append(key)
    for centre, keys in lasting.items():
        yield Shift(Office, "centre", str(centre), str(centres[centre]), keys)


def _offices(areas: Sequence[str], on: date) -> Mapping[str, int]:
    held = Office.objects.filter(Office.current_on(on), within("centre__area_id", areas))
    found = Counter[str]()
    by_area = held.order_by().values_list("centre__area_id").annotate(n=Count("pk"))
    for code, n in by_area:
        found[moving.around(code, areas)] += n
    return found


def _posts_with_volunteers(carrying: Carrying) -> dict[Any, str]:
    """A post as a volunteer for a whole tambon follows the village where the volunteer lives."""
    split = {code[:TAMBON] for code in carrying.pairs}
    posts = Post.objects.filter(
        role=Role.VOLUNTEER, area__in=split, user__person__volunteer__area__in=carrying.pairs
    )
    rows = posts.values_list("pk", "area_id", "user__person__volunteer__area_id")
    return {
        key: carrying.pairs[lives][:TAMBON] for key, area, lives in rows if lives.startswith(area)
    }


def register_movers() -> None:
    """The register goes with its area; what is over, and what a province gave, stays."""
    moving.register(
        Volunteer, "area", Mover(_("Volunteers"), counted=_registered, is_told=True, order=20)
    )
    moving.register(Assignment, "area", Mover(_("Areas of work"), moving.lasting, order=25))
    moving.register(
        Centre,
        "area",
        Mover(_("Centres"), alone=("level",), hand_on=_hand_offices_on, is_told=True, order=30),
    )
    moving.register_tally("offices", Tally(_("Offices held in centres"), _offices, order=35))
    moving.register(
        SignUpDay, "area", Mover(_("Sign-up days to come"), _to_come, alone=("held_on", "place"))
    )
    moving.follow(Post, "area", _posts_with_volunteers)
    moving.stays(Volunteer, "registration_province", "the province that gave the number")
    moving.stays(ActiveFormula, "area", "a rule of a province or of the country")
    moving.stays(Transfer, "origin", "where a volunteer worked when a transfer was asked for")
    moving.stays(Transfer, "to", "what was asked for; a place not in force is not accepted")
    moving.stays(NumberPattern, "province", "a rule of a province")
