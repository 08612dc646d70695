"""What the register of Chumphon did in half a year, as its centres sent it in on paper."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from asa.home.demo.people import Cast
from asa.places.queries import within
from asa.volunteers.actions import Done, record_activities
from asa.volunteers.codes import ActivityKind, VolunteerState
from asa.volunteers.models import Volunteer

HOME = "86"
# Kind, of a thousand volunteers so many did it at all, at most so often, for so many hours.
WORK = (
    (ActivityKind.HOME_VISIT, 430, 3, Decimal("1.5")),
    (ActivityKind.FOLLOW_UP, 170, 2, Decimal(1)),
    (ActivityKind.REFERRAL, 45, 1, None),
)
# Whoever is told of one by one did something since; and what is older is in no number of now.
NEWEST, OLDEST = 30, 175


def tell_what_was_reported(cast: Cast, chance: Random, on: date) -> int:
    """Visits, follow-ups and referrals of the whole register, typed in by the office; tells how
    many. Two in five did something, as in a province whose reports come in on paper.
    """
    by = cast.users["officer"]
    people = Volunteer.objects.filter(
        within("area", [HOME]),
        state=VolunteerState.REGISTERED,
        registered_on__lt=on - timedelta(days=OLDEST),
        person__user=None,
    ).order_by("area", "registration_year_be", "registration_no", "pk")
    work = [(one, done) for one in people for done in _of(chance, on)]
    return len(record_activities(work, by=by, on=on))


def _of(chance: Random, on: date) -> Iterator[Done]:
    for kind, of_a_thousand, most, hours in WORK:
        if chance.randrange(1000) >= of_a_thousand:
            continue
        days = chance.sample(range(NEWEST, OLDEST), 1 + chance.randrange(most))
        for ago in sorted(days, reverse=True):
            yield Done(kind, on - timedelta(days=ago), hours)
