"""Who is enrolled, as far as somebody may know."""

from datetime import date

from django.db.models import Q, QuerySet

from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import within
from asa.training.codes import SEATED, CohortState, EnrolmentState
from asa.training.models import Cohort, Enrolment, Quota
from asa.training.queries.workshops import KEEPERS
from asa.volunteers.queries import LEADS, OFFICES


def enrolments_for(user: User) -> QuerySet[Enrolment]:
    """The enrolments whom someone may see. Start every read here.

    All of a workshop for those who keep it and for the registrars of the cohort; those of one's
    own area for leads and offices; one's own.
    """
    keys = Enrolment.objects.filter(_near(user) | Q(cohort__registrars__user=user)).values("pk")
    found = Enrolment.objects.filter(pk__in=keys)
    return found.select_related("person", "volunteer", "area", "quota__area", "quota__region")


def outcomes_for(user: User) -> QuerySet[Enrolment]:
    """The enrolments of which someone may know what came of them: who calls a roll and nothing
    more learns nobody's result.
    """
    return enrolments_for(user).filter(_near(user))


def _near(user: User) -> Q:
    kept = within("cohort__workshop__owner", scope(user, *KEEPERS))
    nearby = within("area", scope(user, *LEADS, *OFFICES))
    own = Q(person=user.person_id) if user.person_id else Q(pk__in=[])
    return kept | nearby | own


def own_seats(user: User, day: date) -> QuerySet[Enrolment]:
    """One's own seats in cohorts that have not ended on a day: those to be answered come first."""
    if user.person_id is None:
        return Enrolment.objects.none()
    found = Enrolment.objects.filter(
        person=user.person_id, state__in=SEATED, cohort__ends_on__gte=day
    ).exclude(cohort__state=CohortState.CANCELLED)
    return found.select_related("cohort__workshop").order_by("-state", "cohort__starts_on", "pk")


def seated_of(quota: Quota) -> QuerySet[Enrolment]:
    """Who holds the seats of a quota, in their order."""
    return Enrolment.objects.filter(quota=quota, state__in=SEATED).order_by("rank", "pk")


def reserve_of(quota: Quota) -> QuerySet[Enrolment]:
    """Who moves up when a seat of a quota becomes free, in their order."""
    return Enrolment.objects.filter(quota=quota, state=EnrolmentState.RESERVE).order_by(
        "rank", "pk"
    )


def participants_of(cohort: Cohort) -> QuerySet[Enrolment]:
    """Everybody with a confirmed seat: whom the roll names."""
    seated = Enrolment.objects.filter(cohort=cohort, state=EnrolmentState.CONFIRMED)
    return seated.select_related("person", "volunteer", "area", "quota")
