"""What the yearly clean-up across provinces reads of the register, and under which rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaidate import fiscal_year, fiscal_year_bounds
from asa.people.codes import Precision, Sex
from asa.people.models import User
from asa.places.queries import within
from asa.volunteers.models import LinkageRule
from asa.volunteers.queries.register import volunteers_for

LIKELY = 95


@dataclass(frozen=True)
class Entry:
    """What is compared of one entry; None or "" where it is not known."""

    key: str
    name_key: str
    sex: str | None
    # As YYYY-MM-DD, where the day is known.
    born: str | None
    year: int | None
    # The keyed hash of the citizen id: the number itself is not needed.
    number: str | None
    phone: str | None
    area: str


def linkage_percent(on: date) -> int:
    """Of a hundred, from how likely on a pair is put before somebody, on a day."""
    rules = LinkageRule.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on))
    rule = rules.filter(started_on__lte=on).order_by("-started_on").first()
    return rule.percent if rule else LIKELY


def linkage_rules(on: date) -> list[LinkageRule]:
    """The rule as it holds on a day, and as it will hold from a later one."""
    return list(LinkageRule.objects.exclude(ended_on__lte=on).order_by("started_on"))


def last_day_of(year: int, on: date) -> date:
    """Until which day the entries of a fiscal year (B.E.) are compared, today at the latest.

    Raises DomainError for a year that has not begun, or before there were volunteers.
    """
    if not 2546 <= year <= fiscal_year(on):
        sentence = _("Choose a fiscal year from 2546 to %(year)s.")
        raise DomainError(sentence % {"year": fiscal_year(on)})
    return min(fiscal_year_bounds(year)[1], on)


def entries_to_link(user: User, area: str, until: date) -> Iterator[Entry]:
    """The entries of an area that somebody sees, registered until a day or not yet at all.

    Ended entries too: who left one province and began again in another is one person.
    """
    rows = (
        volunteers_for(user)
        .filter(within("area", [area]), person__merged_into__isnull=True)
        .filter(Q(registered_on__isnull=True) | Q(registered_on__lte=until))
        .order_by("person_id")
        .values_list(
            "person_id", "person__name_key", "person__sex", "person__birth_on",
            "person__birth_precision", "person__citizen_id_index", "person__phone", "area_id",
        )
    )  # fmt: skip
    for person, name_key, sex, born, precision, number, phone, place in rows.iterator(5000):
        yield Entry(
            str(person), name_key, sex if sex != Sex.UNKNOWN else None,
            born.isoformat() if born and precision == Precision.DAY else None,
            born.year if born else None, number, phone or None, place,
        )  # fmt: skip
