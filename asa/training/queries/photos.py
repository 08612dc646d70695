"""Photos of cohorts, as far as somebody may see them."""

from django.db.models import Q, QuerySet

from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import within
from asa.training.models import CohortPhoto
from asa.training.queries.workshops import READERS


def cohort_photos_for(user: User) -> QuerySet[CohortPhoto]:
    """The photos that someone may see: of workshops kept or audited, of cohorts whose roll one
    calls. Start every read here.
    """
    kept = within("cohort__workshop__owner", scope(user, *READERS))
    called = Q(cohort__registrars__user=user)
    keys = CohortPhoto.objects.filter(kept | called).values("pk")
    return CohortPhoto.objects.filter(pk__in=keys).select_related("cohort__workshop")
