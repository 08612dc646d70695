"""Who calls the roll of a cohort beside its keepers."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.people.actions import system_user
from asa.people.models import User
from asa.people.queries import users_for
from asa.training.codes import CohortState
from asa.training.kinds import REGISTRAR, REGISTRAR_NO_MORE
from asa.training.models import Cohort, Registrar
from asa.training.rules import can_keep
from asa.training.telling import tell_registrar

OVER = (CohortState.DONE, CohortState.CANCELLED)
# So many days after the last one a registrar still reads the lists, and a telephone may send.
DAYS_AFTER = 7


@transaction.atomic
def add_registrar(cohort: Cohort, *, user: User, by: User, on: date) -> Registrar:
    """Let somebody who signs in and holds a post call the roll of a cohort, and say so; the same
    again changes nothing.
    """
    allow(can_keep(by, cohort.workshop))
    if not user.is_active or not user.current_posts:
        raise DomainError(_("Choose somebody who can sign in and holds a post."))
    if not users_for(by).filter(pk=user.pk).exists():
        raise DomainError(_("Choose somebody among the users whom you see."))
    if cohort.state in OVER:
        raise DomainError(
            _("This cohort is “%(old)s” already.") % {"old": cohort.get_state_display()}
        )
    named, is_new = Registrar.objects.get_or_create(
        cohort=cohort, user=user, defaults={"added_by": by, "added_on": on}
    )
    if is_new:
        area = cohort.workshop.owner_id
        journal.record(by, "registrar.added", cohort, area=area, on=on, user=str(user.pk))
        tell_registrar(named, REGISTRAR)
    return named


@transaction.atomic
def end_registrars(*, on: date) -> int:
    """Nobody calls a roll that is long over: some days after the last one, in which telephones may
    still send what they kept, the registrars are taken off. Tells how many.
    """
    over = on - timedelta(days=DAYS_AFTER)
    ended = Registrar.objects.filter(cohort__ends_on__lt=over).select_related("cohort__workshop")
    found, by = list(ended.order_by("pk")), system_user()
    for one in found:
        journal.record(
            by, "registrar.ended", one.cohort, area=one.cohort.workshop.owner_id, on=on,
            user=str(one.user_id),
        )  # fmt: skip
    ended.delete()
    return len(found)


@transaction.atomic
def remove_registrar(registrar: Registrar, *, by: User, on: date) -> Cohort:
    """Let somebody call the roll of a cohort no more, and say so; what was tapped stays."""
    cohort = registrar.cohort
    allow(can_keep(by, cohort.workshop))
    removed, _by_model = Registrar.objects.filter(pk=registrar.pk).delete()
    if removed:
        area, user = cohort.workshop.owner_id, str(registrar.user_id)
        journal.record(by, "registrar.removed", cohort, area=area, on=on, user=user)
        tell_registrar(registrar, REGISTRAR_NO_MORE)
    return cohort
