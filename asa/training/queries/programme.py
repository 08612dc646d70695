"""The parts of a cohort's programme, and which of them runs."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from asa.common.thaidate import BANGKOK
from asa.training.models import Cohort, Session

# The roll of a part is called from half an hour before it begins.
BEFORE = timedelta(minutes=30)


def sessions_of(cohort: Cohort) -> QuerySet[Session]:
    """The programme in its order, with who speaks; what was cancelled too."""
    return cohort.sessions.select_related("topic").prefetch_related("speakers")


def sessions_called(cohort: Cohort) -> QuerySet[Session]:
    """The parts of the programme in which the roll is called."""
    return cohort.sessions.filter(counts=True, is_cancelled=False)


def session_now(sessions: Sequence[Session], at: datetime) -> Session | None:
    """The part that runs at a moment or is about to begin; of that day else the next, else the
    last one; None on a day without any.

    sessions: of one cohort, in their order.
    """
    here = at.astimezone(BANGKOK)
    of_today = [one for one in sessions if one.day == here.date()]
    latest = (here + BEFORE).time() if (here + BEFORE).date() == here.date() else here.time()
    begun = [one for one in of_today if one.starts_at <= latest]
    running = [one for one in begun if one.ends_at >= here.time()]
    to_come = [one for one in of_today if one.starts_at > latest]
    return next(iter(running[-1:] or to_come[:1] or of_today[-1:]), None)
