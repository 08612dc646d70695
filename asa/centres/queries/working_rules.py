"""The dated rules and lists of centres, as the page of the rules shows them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from asa.centres.models import Component, Question, Service, SupportRule, TermLength
from asa.volunteers.codes import CentreLevel

InList = Service | Component | Question
LEVELS = list(CentreLevel)


def term_lengths() -> list[TermLength]:
    """Every version of the years of office, by level, the newest first."""
    found = TermLength.objects.order_by("-started_on")
    return sorted(found, key=lambda one: LEVELS.index(CentreLevel(one.level)))


def support_rules() -> list[SupportRule]:
    """Every version of what holds for visits to volunteers, the newest first."""
    return list(SupportRule.objects.order_by("-started_on"))


@dataclass(frozen=True)
class Shown:
    """A list as it holds on a day or will hold, and what was in it before."""

    rows: list[Any]
    former: list[Any]


def shown_list(model: type[InList], on: date) -> Shown:
    """All rows of a list in their order, those that ended by a day apart."""
    rows: list[Any] = list(model.objects.order_by("number"))
    former = [one for one in rows if one.ended_on is not None and one.ended_on <= on]
    return Shown([one for one in rows if one not in former], former)
