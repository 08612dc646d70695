"""Which tasks go along when areas change."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from asa.households.moving import households_by_number
from asa.places import moving
from asa.places.moving import Carrying, Mover
from asa.tasks.codes import TaskState
from asa.tasks.models import Task


def _open(_on: date) -> Q:
    return Q(state=TaskState.OPEN)


def _known(_on: date) -> Q:
    return Q(household__is_sealed=False)


def _with_households(carrying: Carrying) -> dict[Any, str]:
    places = households_by_number(carrying)
    tasks = Task.objects.filter(household__in=list(places)).values_list("pk", "household_id")
    return {key: places[household] for key, household in tasks} if places else {}


def register_movers() -> None:
    """What is still to do goes along; what was done tells of the area of then."""
    moving.register(
        Task,
        "area",
        Mover(_("Open tasks"), _open, counted=_known, elsewhere=_with_households, order=45),
    )
