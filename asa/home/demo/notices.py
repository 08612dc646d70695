"""Notices of the demonstration bear the days of its stories, not the minute of its making."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from asa.common.thaidate import BANGKOK
from asa.notices.models import Notice

# The first notice of a day comes at half past eight, the next three minutes later, and so on.
OPENS, EVERY = time(8, 30), timedelta(minutes=3)


class StoryDays:
    """Dates the notices of each step by the day on which the step was done."""

    def __init__(self) -> None:
        # What was dated lies before this moment, what was just written does not.
        self.began = self.looked = datetime.now(UTC)
        self.of_day: Counter[date] = Counter()

    def date_notices(self, day: date) -> None:
        """Everything told since the last call was told on this day."""
        # Keys begin with their moment, so those before the last look need not be read.
        first = UUID(int=int(self.looked.timestamp() * 1000) << 80)
        self.looked = datetime.now(UTC)
        for notice in Notice.objects.filter(pk__gte=first, created_at__gte=self.began):
            at = datetime.combine(day, OPENS, BANGKOK) + EVERY * self.of_day[day]
            self.of_day[day] += 1
            # A demonstration that is made early in the morning does not tell of the afternoon.
            notice.created_at = min(at, self.began - timedelta(seconds=1))
            notice.save(update_fields=["created_at"])
