"""The day of `--as-at`, as people write it on a command line."""

from datetime import date

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaidate import fiscal_year_bounds, parse_thai_date, today

YEAR_DIGITS = 4
# Of Buddhist years; what is less is no year of anything here.
FIRST_YEAR = 2400


def past_day(text: str) -> date:
    """A day such as 30/9/2561, or a fiscal year (B.E.) for its last day; today at the latest.

    Raises CommandError with a sentence.
    """
    try:
        day = parse_thai_date(text)
    except DomainError as error:
        if not (text.isascii() and text.isdigit() and len(text) == YEAR_DIGITS):
            raise CommandError(str(error), returncode=2) from error
        if int(text) < FIRST_YEAR:
            raise CommandError(str(error), returncode=2) from error
        day = fiscal_year_bounds(int(text))[1]
    if day > today():
        raise CommandError(_("Choose today or an earlier day."), returncode=2)
    return day
