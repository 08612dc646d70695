from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TaskState(TextChoices):
    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


NEXT_STATES: dict[str, set[str]] = {
    TaskState.OPEN: {TaskState.DONE, TaskState.CANCELLED},
    # Undone by mistake: a task that was ticked too early opens again.
    TaskState.DONE: {TaskState.OPEN},
    TaskState.CANCELLED: set(),
}
