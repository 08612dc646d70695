"""The last seat: taken and given back in one statement each, whatever comes at the same moment.

Locks are taken in the order workshop, cohort, quota, person, enrolment, and the journal's head
last; who merges two people holds the quotas of their cohorts first. A quota that is held keeps the
order in which people come: the rank is counted under its lock.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.training.checks import check_takes_names
from asa.training.codes import PASSING, EnrolmentState
from asa.training.models import Cohort, Enrolment, Quota, Workshop
from asa.training.queries import obstacles_of, reserve_of


@transaction.atomic
def hold_cohort(cohort: Cohort) -> Cohort:
    """Keep a cohort as it is until the end of the transaction; tells it as it stands now."""
    held = Cohort.objects.select_for_update(no_key=True, of=("self",))
    return held.select_related("workshop").get(pk=cohort.pk)


@transaction.atomic
def hold_with_workshop(cohort: Cohort) -> Cohort:
    """Keep a cohort and its workshop as they are, for acts that may move both of them."""
    Workshop.objects.select_for_update(no_key=True).get(pk=cohort.workshop_id)
    return hold_cohort(cohort)


@transaction.atomic
def hold_enrolment(enrolment: Enrolment) -> Quota:
    """Keep the quota of an enrolment, then the enrolment, which is read anew; tells the quota."""
    held = hold_quota(enrolment.quota)
    rows = Enrolment.objects.select_for_update(no_key=True, of=("self",))
    enrolment.refresh_from_db(from_queryset=rows)
    if enrolment.quota_id != held.pk:
        raise DomainError(
            _("Somebody else has just changed this: it is “%(old)s” now.")
            % {"old": enrolment.get_state_display()}
        )
    enrolment.quota, enrolment.cohort = held, held.cohort
    return held


@transaction.atomic
def hold_quota(quota: Quota) -> Quota:
    """Keep a quota as it is until the end of the transaction; tells it and its cohort as of now."""
    return _held(quota)


def _held(quota: Quota) -> Quota:
    held = Quota.objects.select_for_update(no_key=True, of=("self",)).get(pk=quota.pk)
    # Read after the lock: who closes a cohort moves its state first and waits for its quotas then.
    held.cohort = Cohort.objects.select_related("workshop__course").get(pk=held.cohort_id)
    return held


@transaction.atomic
def hold_quotas(cohort: Cohort) -> list[Quota]:
    """Keep all quotas of a cohort, in the one order in which they are always taken."""
    held = Quota.objects.select_for_update(no_key=True, of=("self",)).order_by("pk")
    return list(held.filter(cohort=cohort))


@transaction.atomic
def next_rank(quota: Quota) -> int:
    """The number after the last one of a quota that is held."""
    last: int | None = quota.enrolments.aggregate(last=Max("rank"))["last"]
    return 1 + (last or 0)


@transaction.atomic
def take_seat(quota: Quota) -> bool:
    """Take one seat of a quota; False where none is left."""
    return quota.move_to(taken=1)


def _answer_by(cohort: Cohort, on: date) -> date:
    """The last day on which to answer: before the cohort begins, however late one moved up."""
    return max(on, min(on + timedelta(days=cohort.answer_days), cohort.starts_on))


@transaction.atomic
def answer_day(cohort: Cohort, *, on: date) -> date:
    """By which day somebody has to answer who gets a seat on a day."""
    return _answer_by(cohort, on)


@transaction.atomic
def check_still_comes(enrolment: Enrolment) -> None:
    """Ask the conditions of the cohort anew of somebody on its list, whose quota is held; says
    what is missing, and who may help.
    """
    if against := obstacles_of(enrolment.cohort, [enrolment])[enrolment.pk]:
        raise DomainError(
            _(
                "Cannot come as it stands today: %(why)s. The office that holds the workshop may"
                " change who may come to this cohort; nobody else decides otherwise."
            )
            % {"why": " · ".join(against)}
        )


def _fit_reserve(quota: Quota) -> list[Enrolment]:
    """Who waits in a quota and still may come, in their order; whoever may not keeps her place,
    and the seat goes to the next.
    """
    waiting = list(reserve_of(quota))
    against = obstacles_of(quota.cohort, waiting)
    return [one for one in waiting if not against[one.pk]]


@transaction.atomic
def free_seat(quota: Quota, *, on: date, left_by: Enrolment | None = None) -> Enrolment | None:
    """Pass a seat that became free to the first of the reserve who may still come, and then has to
    answer; give it back to the quota where there is none. Tells who moved up.

    The caller moved the former holder out of the seat in the same transaction.
    """
    held = hold_quota(quota)
    fit = _fit_reserve(held) if held.cohort.state in PASSING else []
    if fit:
        waiting = fit[0]
        waiting.move_to(
            EnrolmentState.NOMINATED, answer_by=_answer_by(held.cohort, on), in_place_of=left_by
        )
        return waiting
    quota.move_to(taken=-1)
    return None


@transaction.atomic
def fill_from_reserve(quota: Quota, *, on: date) -> list[Enrolment]:
    """Give the free seats of a quota to those of its reserve who may still come, in their order;
    tells who moved up.
    """
    held, moved_up = hold_quota(quota), []
    for waiting in _fit_reserve(held)[: held.left]:
        if not take_seat(held):
            raise DomainError("A seat that was counted under its lock is gone.")
        waiting.move_to(EnrolmentState.NOMINATED, answer_by=_answer_by(held.cohort, on))
        moved_up.append(waiting)
    return moved_up


@transaction.atomic
def hold_open_quota(quota: Quota, *, on: date) -> Quota:
    """Keep a quota whose cohort still takes names on a day; says why where it does not."""
    held = _held(quota)
    check_takes_names(held.cohort, on=on)
    return held
