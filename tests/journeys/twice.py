"""Sends the same taps as another process does at the same moment: `python -m tests.journeys.twice`."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

TAPS = 20


def send_all() -> None:
    """Taps with keys that every process makes alike, for the first person of the list."""
    from asa.common.thaidate import BANGKOK, now  # noqa: PLC0415 - after Django is set up
    from asa.people.models import User  # noqa: PLC0415 - the same
    from asa.training.actions.roll import (  # noqa: PLC0415 - the same
        Said,
        Tap,
        decide_submission,
        keep_submission,
    )
    from asa.training.models import Cohort  # noqa: PLC0415 - the same

    cohort = Cohort.objects.select_related("workshop").get(number=2)
    session = cohort.sessions.order_by("day").first()
    someone = cohort.enrolments.filter(state="confirmed").order_by("rank").last()
    by = User.objects.get(username="department")
    begins = datetime.combine(session.day, session.starts_at, BANGKOK)
    for number in range(TAPS):
        at = begins + timedelta(seconds=number)
        said = Said(session.pk, someone.pk, True, at, "tap", by.pk)
        tap = Tap(uuid5(NAMESPACE_URL, f"tap {number}"), said.as_json())
        decide_submission(keep_submission(cohort, tap=tap, by=by, at=now()), by=by)


if __name__ == "__main__":
    import django

    django.setup()
    send_all()
