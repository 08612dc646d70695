"""Registration numbers: how a province makes them, and which one comes next."""

from datetime import date

from django.db.models.functions import Length

from asa.volunteers.models import NumberPattern, Volunteer


def pattern_of(province: str, on: date) -> NumberPattern | None:
    """How a province makes its numbers on a day; None where nobody has said."""
    found = NumberPattern.objects.filter(province_id=province, started_on__lte=on)
    return found.exclude(ended_on__lte=on).order_by("-started_on").first()


def proposed_number(province: str, *, year_be: int, on: date) -> str:
    """The number after the highest of the province and the year (B.E.); "" without a pattern.

    It is proposed, not given: another number may be typed, and of two officers who take the same
    one the second is told.
    """
    pattern = pattern_of(province, on)
    if pattern is None:
        return ""
    digits = len(pattern.prefix) + pattern.width
    given = (
        Volunteer.objects.filter(
            registration_province=province,
            registration_year_be=year_be,
            registration_no__startswith=pattern.prefix,
        )
        .annotate(digits=Length("registration_no"))
        .filter(digits=digits)
        .order_by("-registration_no")
        .values_list("registration_no", flat=True)
    )
    highest = next((no for no in given.iterator() if no[len(pattern.prefix) :].isdigit()), "")
    last = int(highest[len(pattern.prefix) :]) if highest else 0
    return f"{pattern.prefix}{last + 1:0{pattern.width}d}"


def holder_of(province: str, number: str, year_be: int) -> Volunteer | None:
    """Who has a number of a province and year (B.E.)."""
    return (
        Volunteer.objects.filter(
            registration_province=province,
            registration_no=number,
            registration_year_be=year_be,
        )
        .select_related("person")
        .first()
    )
