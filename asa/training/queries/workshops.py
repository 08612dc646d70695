"""Which workshops and cohorts somebody may know of."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common.occasions import Occasion
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import ancestors, within
from asa.training.codes import CohortState, EnrolmentState, WorkshopState
from asa.training.models import Cohort, Enrolment, Quota, Workshop
from asa.volunteers.queries import LEADS, OFFICES, own_area

# Who plans and holds the workshops of an area: the department those of the country, a provincial
# office its own.
KEEPERS = (Role.DEPARTMENT_OFFICER, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD)
NOMINATORS = (*LEADS, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD, Role.DEPARTMENT_OFFICER)
# Auditors read the plans and the money of their area, without the people.
READERS = (*KEEPERS, Role.AUDITOR)
NOT_ANNOUNCED = (WorkshopState.DRAFTED, WorkshopState.APPROVED)


def workshops_for(user: User) -> QuerySet[Workshop]:
    """The workshops whom someone may know of. Start every read here.

    Those of one's own area for who keeps or audits workshops; the announced ones that have seats
    for one's area; and those in which one is or was enrolled oneself.
    """
    kept = within("owner", scope(user, *READERS))
    announced = Q(cohorts__in=_with_seats_for(user)) & ~Q(state__in=NOT_ANNOUNCED)
    own = Q(cohorts__enrolments__person=user.person_id) if user.person_id else Q(pk__in=[])
    keys = Workshop.objects.filter(kept | announced | own | _called_by(user)).values("pk")
    return Workshop.objects.filter(pk__in=keys).select_related("owner", "course")


def _called_by(user: User) -> Q:
    return Q(cohorts__registrars__user=user)


def cohorts_for(user: User) -> QuerySet[Cohort]:
    """The cohorts of the workshops that one may know of; a planned one only for its keepers."""
    kept = within("workshop__owner", scope(user, *READERS))
    open_to_all = ~Q(state=CohortState.PLANNED)
    cohorts = Cohort.objects.filter(kept | open_to_all, workshop__in=workshops_for(user))
    return cohorts.select_related("workshop__owner", "workshop__course", "place")


def cohorts_kept_by(user: User) -> QuerySet[Cohort]:
    """The cohorts whose plan and whose people someone looks after."""
    return Cohort.objects.filter(within("workshop__owner", scope(user, *KEEPERS)))


def quotas_for(user: User) -> QuerySet[Quota]:
    """The quotas of the cohorts that one may know of: numbers, no people."""
    return Quota.objects.filter(cohort__in=cohorts_for(user)).select_related("area", "region")


def _with_seats_for(user: User) -> QuerySet[Cohort]:
    """The cohorts of which a quota is for an area in which the user works or lives."""
    codes = set(scope(user, *LEADS, *OFFICES, Role.VOLUNTEER))
    if own := own_area(user):
        codes.add(own)
    return Cohort.objects.filter(quotas__in=Quota.objects.filter(touching(codes)))


def touching(codes: set[str]) -> Q:
    """Quotas for one of the areas, for a part of one, or for what one lies in."""
    if WHOLE_COUNTRY in codes:
        return Q(pk__isnull=False)
    above = {code for one in codes for code in (*ancestors(one), one)}
    provinces = {code[:2] for code in codes}
    on = today()
    member = Q(region__members__province__in=provinces, region__members__started_on__lte=on)
    still = Q(region__members__ended_on__isnull=True) | Q(region__members__ended_on__gt=on)
    return within("area", codes) | Q(area__in=above) | (member & still)


# So many of the latest cohorts at which somebody was are offered to choose from.
MOST_OCCASIONS = 20
HELD = (CohortState.RUNNING, CohortState.DONE)


def occasions_held(user: User) -> list[Occasion]:
    """The cohorts at which somebody was: with a seat, as a registrar, or as who keeps them."""
    was_there = Q(workshop__in=Workshop.objects.filter(within("owner", scope(user, *KEEPERS))))
    was_there |= Q(registrars__user=user)
    if user.person_id is not None:
        seats = Enrolment.objects.filter(person=user.person_id, state=EnrolmentState.CONFIRMED)
        was_there |= Q(pk__in=seats.values("cohort"))
    found = cohorts_for(user).filter(was_there, state__in=HELD).distinct()
    return [_occasion(one) for one in found.order_by("-starts_on", "-pk")[:MOST_OCCASIONS]]


def occasion_held(user: User, key: UUID) -> Occasion | None:
    """A cohort by its key, as far as the user may know of it."""
    found = cohorts_for(user).filter(pk=key).first()
    return _occasion(found) if found else None


def _occasion(cohort: Cohort) -> Occasion:
    name = _("%(name)s cohort %(n)s") % {"name": cohort.workshop.title, "n": cohort.number}
    return Occasion(cohort.pk, name, cohort.starts_on, reverse("training:cohort", args=[cohort.pk]))
