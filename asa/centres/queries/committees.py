"""Who sits on the committee of a centre, for which term, and what stands empty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, IntegerField, QuerySet, Value, When

from asa.centres.codes import MUST_BE_HELD, SOON_DAYS
from asa.centres.models import CommitteeTerm, TermLength
from asa.people.models import User
from asa.volunteers.codes import Position
from asa.volunteers.models import Centre, Office, Volunteer

# The offices in the order in which a committee is read out.
_ORDER = Case(
    *(When(position=position, then=Value(place)) for place, position in enumerate(Position)),
    default=Value(len(Position)),
    output_field=IntegerField(),
)


def current_offices(centre: Centre, on: date) -> QuerySet[Office]:
    """Who holds which office of a centre on a day, the chair first."""
    found = centre.offices.filter(Office.current_on(on)).select_related("volunteer__person")
    return found.annotate(place=_ORDER).order_by("place", "started_on", "pk")


def former_offices(centre: Centre, on: date) -> QuerySet[Office]:
    """Who held which office of a centre before, the latest first."""
    found = centre.offices.filter(ended_on__lte=on).select_related("volunteer__person")
    return found.annotate(place=_ORDER).order_by("-ended_on", "place", "pk")


def term_of(centre: Centre, on: date) -> CommitteeTerm | None:
    """The last term that began by a day, also where it is over; none before the first election."""
    return centre.terms.filter(started_on__lte=on).order_by("-started_on").first()


def years_of_term(level: str, on: date) -> int:
    """For how many years a committee elected on a day sits; 0 where no rule is in force."""
    rule = TermLength.objects.filter(level=level, started_on__lte=on).order_by("-started_on")
    found = rule.first()
    return found.years if found else 0


@dataclass(frozen=True)
class Committee:
    """The committee of a centre on a day, with what its page says about it."""

    offices: list[Office]
    former: list[Office]
    term: CommitteeTerm | None
    on: date

    @property
    def vacant(self) -> list[str]:
        held = {office.position for office in self.offices}
        return [str(one.label) for one in MUST_BE_HELD if one.value not in held]

    @property
    def is_over(self) -> bool:
        return self.term is not None and self.term.is_over(self.on)

    @property
    def ends_soon(self) -> bool:
        soon = self.on + timedelta(days=SOON_DAYS)
        return self.term is not None and not self.is_over and self.term.ends_on <= soon

    @property
    def last_day(self) -> date | None:
        return self.term.ends_on - timedelta(days=1) if self.term else None


def committee_of(centre: Centre, on: date) -> Committee:
    """The committee as a page shows it, in three queries."""
    former = list(former_offices(centre, on)[:30])
    return Committee(list(current_offices(centre, on)), former, term_of(centre, on), on)


def members_of(centre: Centre, on: date) -> list[tuple[Volunteer, str]]:
    """Each member of the committee once, under the first office that he or she holds."""
    found: dict[object, tuple[Volunteer, str]] = {}
    for office in current_offices(centre, on):
        found.setdefault(office.volunteer_id, (office.volunteer, office.position))
    return list(found.values())


def users_of(volunteers: Iterable[Volunteer]) -> list[User]:
    """The users who sign in as these volunteers; not every volunteer does."""
    persons = [volunteer.person_id for volunteer in volunteers]
    return list(User.objects.filter(person__in=persons, is_active=True).order_by("pk"))
