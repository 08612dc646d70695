"""The last seat: taken and given back in one statement each, whatever comes at the same moment."""

from datetime import date, timedelta

from django.db import transaction

from asa.training.codes import EnrolmentState
from asa.training.models import Enrolment, Quota
from asa.training.queries import reserve_of


@transaction.atomic
def take_seat(quota: Quota) -> bool:
    """Take one seat of a quota; False where none is left."""
    return quota.move_to(taken=1)


@transaction.atomic
def free_seat(quota: Quota, *, on: date) -> Enrolment | None:
    """Pass a seat that became free to the first of the reserve, who then has to answer; give it
    back to the quota where nobody waits. Tells who moved up.

    The caller moved the former holder out of the seat in the same transaction.
    """
    answer_by = on + timedelta(days=quota.cohort.answer_days)
    for waiting in reserve_of(quota).select_for_update():
        waiting.move_to(EnrolmentState.NOMINATED, answer_by=answer_by)
        return waiting
    quota.move_to(taken=-1)
    return None


@transaction.atomic
def fill_from_reserve(quota: Quota, *, on: date) -> list[Enrolment]:
    """Give the free seats of a quota to its reserve, in their order; tells who moved up."""
    moved_up = []
    answer_by = on + timedelta(days=quota.cohort.answer_days)
    for waiting in reserve_of(quota).select_for_update():
        if not take_seat(quota):
            break
        waiting.move_to(EnrolmentState.NOMINATED, answer_by=answer_by)
        moved_up.append(waiting)
    return moved_up
