"""Who calls the roll of a cohort beside its keepers."""

from datetime import date

from django.db import transaction

from asa.common import journal
from asa.common.errors import allow
from asa.people.models import User
from asa.training.models import Cohort, Registrar
from asa.training.rules import can_keep


@transaction.atomic
def add_registrar(cohort: Cohort, *, user: User, by: User, on: date) -> Registrar:
    """Let somebody call the roll of a cohort; the same again changes nothing."""
    allow(can_keep(by, cohort.workshop))
    named, is_new = Registrar.objects.get_or_create(
        cohort=cohort, user=user, defaults={"added_by": by}
    )
    if is_new:
        area = cohort.workshop.owner_id
        journal.record(by, "registrar.added", cohort, area=area, on=on, user=str(user.pk))
    return named


@transaction.atomic
def remove_registrar(registrar: Registrar, *, by: User, on: date) -> Cohort:
    """Let somebody call the roll of a cohort no more; what was tapped stays."""
    cohort = registrar.cohort
    allow(can_keep(by, cohort.workshop))
    removed, _by_model = Registrar.objects.filter(pk=registrar.pk).delete()
    if removed:
        area, user = cohort.workshop.owner_id, str(registrar.user_id)
        journal.record(by, "registrar.removed", cohort, area=area, on=on, user=user)
    return cohort
