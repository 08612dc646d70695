"""What a report says is wrong, asks for and tells of the place, whether it is sent or mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from asa.cases.checks import problems_on
from asa.cases.models import Problem
from asa.common.bounds import check_amount
from asa.common.errors import DomainError, written
from asa.households.actions import HouseholdPlace
from asa.places.codes import Level
from asa.places.models import Area

# In baht; whoever asks for more than any programme gives has typed a figure too many.
MOST_WANTED = 1_000_000


@dataclass(frozen=True)
class Wish:
    """What is wrong and what is wanted."""

    problems: Sequence[Problem]
    triage: str
    summary: str
    detail: str = ""
    amount_wanted: Decimal | None = None


def check_wish(wish: Wish, on: date) -> None:
    """DomainError where nothing of that day's list is ticked or nothing that can be is asked."""
    if not wish.problems or not set(wish.problems) <= set(problems_on(on)):
        raise DomainError(_("Tick at least one problem."))
    written(wish.summary, _("Say in a few words what help is wanted."))
    check_amount(wish.amount_wanted, at_most=MOST_WANTED)


def check_tambon(area: Area) -> None:
    """DomainError unless it is a sub-district in force; the village is told apart."""
    if area.level != Level.TAMBON or area.ended_on is not None:
        raise DomainError(_("Choose a sub-district of today."))


def check_is_found(place: HouseholdPlace) -> None:
    """DomainError where nobody would find the home."""
    if not place.house_no.strip() and not place.landmark.strip() and place.latitude is None:
        raise DomainError(_("Write a house number, a landmark or a position to find the home by."))
