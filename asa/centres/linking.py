"""What becomes of targets when two entries of the register turn out to be one volunteer."""

from typing import Any

from asa.centres.models import Supervision, Target
from asa.common.thaidate import today
from asa.volunteers.models import Volunteer


def join_support(kept: Volunteer, other: Volunteer, changes: Any) -> None:
    """Of two current targets for the same the one of the entry that stays goes on; of two visits
    on one day the other is kept as withdrawn, for the words of both are to be read.
    """
    held = set(
        Target.objects.filter(volunteer=kept, ended_on__isnull=True).values_list("kind", flat=True)
    )
    for target in Target.objects.filter(volunteer=other, ended_on__isnull=True, kind__in=held):
        changes.change(target, ended_on=max(target.started_on, today()))
    days = Supervision.objects.filter(volunteer=kept, withdrawn_on__isnull=True)
    for visit in Supervision.objects.filter(
        volunteer=other, withdrawn_on__isnull=True, visited_on__in=days.values("visited_on")
    ):
        changes.change(visit, withdrawn_on=today())
