"""Youth volunteers who are old enough to be volunteers in full."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from asa.common.thaidate import add_years
from asa.people.models import User
from asa.places.queries import within
from asa.volunteers.codes import Check, VolunteerKind, VolunteerState
from asa.volunteers.models import GrownUpTold, Volunteer
from asa.volunteers.queries.life import qualifications_on, register_areas


def adult_age(on: date) -> int | None:
    """How old a volunteer must be by the rules of a day; None where no rule asks it."""
    return _years(VolunteerKind.ADULT, Check.MIN_AGE, on)


def oldest_youth(on: date) -> int | None:
    """How old a youth volunteer may be by the rules of a day; None where no rule asks it."""
    return _years(VolunteerKind.YOUTH, Check.MAX_AGE, on)


def _years(kind: VolunteerKind, check: Check, on: date) -> int | None:
    rules = qualifications_on(on, step=VolunteerState.VERIFIED, kind=kind)
    found = [rule.years for rule in rules if rule.check_kind == check and rule.years]
    # Where several rules ask an age, who meets the strictest meets them all.
    return (max if check == Check.MIN_AGE else min)(found) if found else None


def grown_up_on(on: date) -> QuerySet[Volunteer]:
    """The registered youth volunteers who have the age of a volunteer on a day, oldest first."""
    years = adult_age(on)
    youth = Volunteer.objects.filter(kind=VolunteerKind.YOUTH, state=VolunteerState.REGISTERED)
    if years is None:
        return youth.none()
    grown = youth.filter(person__birth_on__lte=add_years(on, -years))
    return grown.select_related("person").order_by("person__birth_on", "pk")


def grown_up_for(user: User, on: date) -> QuerySet[Volunteer]:
    """Those of them whose register the user keeps, without oneself."""
    found = grown_up_on(on).filter(within("area", register_areas(user)))
    return found.exclude(person_id=user.person_id) if user.person_id else found


def not_told_of(on: date) -> QuerySet[Volunteer]:
    """Those of whom no office has been told yet."""
    told = GrownUpTold.objects.filter(volunteer=OuterRef("pk"))
    return grown_up_on(on).filter(~Exists(told))
