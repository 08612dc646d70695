"""What a volunteer who leaves had in hand, and who takes each of it on."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.versions import Dated
from asa.handover.codes import (
    NEXT_HANDOVER_STATES,
    NEXT_STATES,
    OPEN_STATES,
    HandoverState,
    ItemState,
    Leaving,
    Told,
)
from asa.households.models import Household
from asa.people.models import User
from asa.tasks.models import Task
from asa.volunteers.models import Volunteer, VolunteerStep


class HandoverTerm(Dated):
    """Within how many days everything is to have a successor, from a day on."""

    # Nothing may be without an owner for longer; then the lead is told.
    days = models.PositiveSmallIntegerField()
    # So many days later, the provincial office is told.
    days_until_office = models.PositiveSmallIntegerField()
    # So long a successor may give back what she accepted.
    days_to_give_back = models.PositiveSmallIntegerField()
    # So long the provincial office may undo what a successor accepted.
    days_to_undo = models.PositiveSmallIntegerField(default=30)
    started_on = models.DateField(unique=True)

    class Meta:
        ordering = ["-started_on"]

    def __str__(self) -> str:
        return f"{self.days} {self.started_on}"


class Handover(models.Model):
    """A volunteer left: everything she looked after is listed and accepted one by one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="handovers")
    # As whom the volunteer signed in, and so had it in hand.
    leaver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    step = models.OneToOneField(VolunteerStep, on_delete=models.PROTECT, related_name="handover")
    leaving = models.CharField(max_length=10, choices=Leaving)
    state = models.CharField(max_length=8, choices=HandoverState, default=HandoverState.OPEN)
    # Where the volunteer worked until then.
    area = models.CharField(max_length=8)
    left_on = models.DateField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=HandoverState.values), name="handover_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.left_on}"

    def move_to(self, state: HandoverState) -> bool:
        """Take the handover to its next state; whether it was not there already."""
        may_come_from = [old for old, new in NEXT_HANDOVER_STATES.items() if state in new]
        found = Handover.objects.filter(pk=self.pk, state__in=may_come_from)
        moved = found.update(state=state)
        self.refresh_from_db(fields=["state"])
        return bool(moved)


class HandoverItem(models.Model):
    """One household in care, or one open task, that is to have a new owner."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="items")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    # Empty: the care of the household itself.
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=ItemState, default=ItemState.WAITING)
    # Who has it on record: who left, and from the acceptance on who accepted.
    holder = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    told = models.CharField(max_length=6, choices=Told, blank=True)
    offered_to = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    offered_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    # Who last said no, or gave it back, and why.
    refused_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reason = EncryptedTextField(_("Reason"), purpose="handover_item", null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on"], name="handover_item_by_day"),
            models.Index(fields=["offered_to", "state"], name="handover_item_offered"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ItemState.values), name="handover_item_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=models.Q(task__isnull=True, state__in=OPEN_STATES),
                name="household_handed_over_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(task__isnull=False, state__in=OPEN_STATES),
                name="task_handed_over_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.state}"

    def move_to(self, state: ItemState, *, only_from: ItemState, **changes: Any) -> None:
        """Take the item to its next state, once: of two who act, the second is told no.

        An offer is answered only while it is the one that was read.
        """
        may_come_from = {only_from} if state in NEXT_STATES[only_from] else set()
        found = HandoverItem.objects.filter(pk=self.pk, state__in=may_come_from)
        if only_from == ItemState.OFFERED:
            found = found.filter(offered_to=self.offered_to_id)
        moved = found.update(state=state, **changes)
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("Somebody else was faster: this is now “%(state)s”.")
                % {"state": self.get_state_display()}
            )
