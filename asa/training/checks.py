"""Rules of the work that an action and the form before it ask alike."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from asa.common.bounds import baht_in_figures, check_number
from asa.common.errors import DomainError
from asa.common.thaidate import thai_date
from asa.training.codes import MOST_POINTS, MOST_SEATS, MOST_VALUE, CohortState
from asa.training.models import BudgetRate, Cohort


def check_takes_names(cohort: Cohort, *, on: date) -> None:
    """DomainError where a cohort takes no names, with the reason."""
    if cohort.state != CohortState.OPEN:
        raise DomainError(
            _("This cohort takes no names: it is “%(state)s”.")
            % {"state": cohort.get_state_display()}
        )
    if cohort.names_until is not None and on > cohort.names_until:
        raise DomainError(
            _("Names were accepted until %(day)s.") % {"day": thai_date(cohort.names_until)}
        )


def check_days(starts_on: date, ends_on: date, names_until: date | None) -> None:
    """DomainError for days of a cohort in a wrong order."""
    if ends_on < starts_on:
        raise DomainError(_("The last day comes after the first."))
    if names_until is not None and names_until >= starts_on:
        raise DomainError(_("Names are accepted until a day before the first one."))


def check_seats(seats: int) -> None:
    """DomainError for more seats than a cohort can have, or none."""
    check_number(seats, least=1, most=MOST_SEATS)


def check_points(points: Decimal) -> None:
    """DomainError for points that no mark has: below zero, too many, or finer than a hundredth."""
    if not points.is_finite() or not 0 <= points <= MOST_POINTS or points != round(points, 2):
        raise DomainError(
            _("Write points from 0 to %(most)s, such as 7 or 7.5") % {"most": MOST_POINTS}
        )


def check_value(value: Decimal) -> None:
    """DomainError for what no indicator counts: below zero, too large, finer than a hundredth."""
    if not value.is_finite() or not 0 <= value <= MOST_VALUE or value != round(value, 2):
        raise DomainError(_("Write a number such as 200 or 4.51"))


def check_price(price: Decimal, rate: BudgetRate | None, reason: str) -> None:
    """DomainError for a price above the rate without a reason."""
    if rate is not None and price > rate.amount and not reason.strip():
        raise DomainError(
            _("The rate is at most %(amount)s baht %(unit)s. Write the reason for paying more.")
            % {"amount": baht_in_figures(rate.amount), "unit": rate.unit}
        )
