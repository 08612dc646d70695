"""Who must do what for which household by which day."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.households.models import Household
from asa.people.models import User
from asa.tasks.codes import NEXT_STATES, TaskState


class Task(models.Model):
    """Something one person is to do for a household by a day; its words come from its kind."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=60)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="tasks")
    # What it is about, such as a case; tasks know no case.
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.UUIDField(null=True, blank=True)
    assignee = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tasks")
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=8)
    due_on = models.DateField(_("Due"))
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.OPEN)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["assignee", "state", "due_on"], name="task_of_assignee"),
            models.Index(fields=["area", "state", "due_on"], name="task_by_area"),
            models.Index(fields=["subject_id"], name="task_by_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=TaskState.values), name="task_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"

    def move_to(self, state: TaskState, **changes: Any) -> None:
        """Take the task to its next state, once."""
        may_come_from = [old for old, new in NEXT_STATES.items() if state in new]
        moved = Task.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("This task was already finished or cancelled."))
