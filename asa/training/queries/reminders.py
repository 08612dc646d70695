"""How many days before a day people are reminded of it."""

from datetime import date

from asa.training.models import ReminderRule


def reminders_on(on: date) -> ReminderRule:
    """The days that hold on a day."""
    return ReminderRule.objects.filter(started_on__lte=on).order_by("-started_on")[0]


def all_reminders() -> list[ReminderRule]:
    """Every version, the newest first."""
    return list(ReminderRule.objects.order_by("-started_on"))
