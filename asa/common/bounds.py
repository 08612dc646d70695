"""Bounds of days, numbers and sums, for an action and for the form before it: a form saves the
way to a refusal, the action refuses whoever comes.
"""

from datetime import date
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaidate import thai_date, today

# The columns of sums hold ten digits.
MOST_KEPT = Decimal("99999999.99")


def baht_in_figures(amount: Decimal | int) -> str:
    """3,000 or 3,000.50."""
    return f"{amount:,.2f}".removesuffix(".00")


def check_day(day: date, *, first: date | None = None, last: date | None = None) -> None:
    """DomainError for a day before the first or after the last that can be."""
    if first and day < first:
        raise DomainError(_("Enter %(day)s or a later day") % {"day": thai_date(first)})
    if last and day > last:
        raise DomainError(_("Enter %(day)s or an earlier day") % {"day": thai_date(last)})


def check_fits(model: type[models.Model], **texts: str) -> None:
    """DomainError for a text that is longer than its column.

    texts: by the name of the field of the model, as they will be kept. SQLite would keep any
    length, PostgreSQL would end the request.
    """
    for name, text in texts.items():
        most: int | None = getattr(model._meta.get_field(name), "max_length", None)
        if most is not None and len(text) > most:
            raise DomainError(
                _("Write at most %(most)s characters here: this text has %(found)s.")
                % {"most": most, "found": len(text)}
            )


def check_has_come(day: date, on: date | None = None) -> None:
    """DomainError for a day that is still to come: what is written down has happened.

    on: what counts as today.
    """
    if day > (on or today()):
        raise DomainError(_("This day is still to come. Enter today or an earlier day."))


def check_number(number: int | None, *, least: int, most: int) -> None:
    """DomainError for a number outside of the two; none at all is no fault."""
    if number is not None and not least <= number <= most:
        raise DomainError(
            _("Enter a number from %(from)s to %(to)s.") % {"from": least, "to": most}
        )


def check_is_amount(amount: Decimal) -> None:
    """DomainError for what is no sum of baht, such as a part of a satang."""
    # The size comes first: a decimal of more than 28 digits cannot be rounded.
    is_amount = amount.is_finite() and abs(amount) < Decimal("1e12")
    if not is_amount or amount != round(amount, 2):
        raise DomainError(_("Write the amount in figures, such as 3,000 or 3,000.50"))
    check_most(amount, MOST_KEPT)


def check_most(amount: Decimal, at_most: Decimal | int) -> None:
    """DomainError for a sum of baht above the other."""
    if amount > at_most:
        most = baht_in_figures(at_most)
        raise DomainError(_("Enter %(amount)s baht or less") % {"amount": most})


def check_amount(
    amount: Decimal | None, *, at_least: Decimal | int = 0, at_most: Decimal | int = MOST_KEPT
) -> None:
    """DomainError for a sum of baht outside of the two; none at all is no fault."""
    if amount is None:
        return
    check_is_amount(amount)
    if amount < at_least:
        least = baht_in_figures(at_least)
        raise DomainError(_("Enter %(amount)s baht or more") % {"amount": least})
    check_most(amount, at_most)
