"""What the lines about tasks are called in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "task.planned": _("Task given"),
    "task.assigned": _("Task given to somebody else"),
    "task.done": _("Task done"),
    "task.cancelled": _("Task cancelled"),
}
RECORDS: dict[str, str | Promise] = {
    "tasks.task": _("Task"),
}
