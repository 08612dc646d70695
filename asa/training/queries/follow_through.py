"""What trained volunteers did afterwards beside those not yet trained, and who never was.

Both groups are of the same area and looked at over the same months. Who is sent to a workshop is
not chosen by lot, so a difference says nothing of its cause; the page says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from asa.common.thaidate import add_months
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import within
from asa.training.codes import EARNED
from asa.training.models import Enrolment
from asa.volunteers.codes import ActivityKind, VolunteerState
from asa.volunteers.models import Activity, Volunteer
from asa.volunteers.queries import volunteers_for

# The months that are looked at, the same for both groups.
MONTHS: Final = 6
KINDS: Final = (ActivityKind.HOME_VISIT, ActivityKind.REFERRAL, ActivityKind.FOLLOW_UP)


@dataclass(frozen=True)
class Group:
    """Some volunteers, and what they did in the months: kind → (who did so, how often in all)."""

    people: int
    did: dict[ActivityKind, tuple[int, int]]

    def share(self, kind: ActivityKind) -> Decimal | None:
        """How many in a hundred did so at least once; None where there is nobody."""
        if not self.people:
            return None
        return (Decimal(100) * self.did[kind][0] / self.people).quantize(Decimal("0.1"))


def _finished(before: date | None = None) -> Exists:
    """Whether a volunteer finished a workshop with a result, at all or before a day."""
    done = Enrolment.objects.filter(volunteer=OuterRef("pk"), result__in=EARNED)
    return Exists(done.filter(cohort__ends_on__lt=before) if before else done)


def registered_in(area: str) -> QuerySet[Volunteer]:
    """The registered volunteers of an area."""
    return Volunteer.objects.filter(within("area", [area]), state=VolunteerState.REGISTERED)


def followed_through(area: str, on: date) -> tuple[Group, Group]:
    """The trained and those never trained, in the months before a day.

    Trained: with a result of a workshop that ended before these months. Who was trained within
    them belongs to neither group.
    """
    since = add_months(on, -MONTHS)
    people = registered_in(area)
    trained = people.filter(_finished(since))
    never = people.exclude(_finished())
    return _group(trained, since, on), _group(never, since, on)


def _group(people: QuerySet[Volunteer], since: date, on: date) -> Group:
    done = Activity.objects.filter(
        volunteer__in=people.values("pk"),
        kind__in=KINDS,
        happened_on__gte=since,
        happened_on__lte=on,
        withdrawn_on__isnull=True,
    )
    counts = (
        done.order_by().values_list("kind").annotate(Count("volunteer", distinct=True), Count("pk"))
    )
    did = dict.fromkeys(KINDS, (0, 0)) | {
        ActivityKind(kind): (who, often) for kind, who, often in counts
    }
    return Group(people.count(), did)


@dataclass(frozen=True)
class NeverTrained:
    """An area, its registered volunteers, and how many of them never finished a workshop."""

    code: str
    registered: int
    never: int


def never_trained_by_part(area: str) -> list[NeverTrained]:
    """The parts of an area, most never trained first."""
    size = 2 if area == WHOLE_COUNTRY else min(len(area) + 2, 8)
    people = registered_in(area).annotate(part=Substr("area_id", 1, size), trained=_finished())
    rows: Iterable[tuple[str, int, int]] = (
        people.order_by()
        .values_list("part")
        .annotate(n=Count("pk"), never=Count("pk", filter=Q(trained=False)))
        .values_list("part", "n", "never")
    )
    lines = [NeverTrained(*row) for row in rows]
    return sorted(lines, key=lambda line: (-line.never, line.code))


def never_trained_for(user: User, area: str) -> QuerySet[Volunteer]:
    """Who never finished a workshop, as far as the user may know of them."""
    people = volunteers_for(user).filter(within("area", [area]), state=VolunteerState.REGISTERED)
    return people.exclude(_finished()).order_by("person__sort_key", "pk")
