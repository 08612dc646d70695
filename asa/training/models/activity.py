"""Planned activities: what volunteers are to do on some days, and who is named for it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.people.models import User
from asa.places.models import Area
from asa.training.codes import NEXT_ACTIVITY_STATES, GoingPart, PlannedState
from asa.training.models.duty import Duty
from asa.volunteers.codes import ActivityKind
from asa.volunteers.models import Volunteer


class PlannedActivity(models.Model):
    """Something that volunteers of an area are to do on some days: planned, then held or cancelled.

    What was done afterwards stands in the register, a line for each who came.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("What is done"), max_length=160)
    # Whose activity it is: who leads there or has the office plans it.
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(_("Meeting point"), max_length=200)
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    # As they were when they were chosen: a duty that needs other skills later is another row.
    duties = models.ManyToManyField(Duty, related_name="activities")
    people_needed = models.PositiveSmallIntegerField(_("People needed"))
    # What it counts as for each who came; empty where the work counts by itself, as visits do.
    kind = models.CharField(_("Counts as"), max_length=24, choices=ActivityKind, blank=True)
    # For those who go: what to bring, whom to ask for.
    note = models.CharField(_("Note for those who go"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=PlannedState, default=PlannedState.PLANNED)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Of the event in calendars: grows with each change of its days or its place.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["area", "starts_on"], name="planned_activity_by_area")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PlannedState.values), name="planned_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="activity_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def has_begun(self, on: date) -> bool:
        """Whether its first day is over, so that what was done on it stays."""
        return self.starts_on < on

    def move_to(self, state: PlannedState, **changes: Any) -> None:
        """Take the activity to its next state, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_ACTIVITY_STATES.items() if state in new]
        moved = PlannedActivity.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This activity is “%(old)s” already.") % {"old": self.get_state_display()}
            )


class Going(models.Model):
    """One volunteer named for an activity: for a duty, or to learn it beside somebody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    activity = models.ForeignKey(PlannedActivity, on_delete=models.CASCADE, related_name="goings")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="goings")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=GoingPart)
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # None until it is written down who came.
    came = models.BooleanField(null=True)
    # When it was told that a skill ends before the activity; told once for its days.
    warned_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "volunteer"], name="named_once"),
            models.CheckConstraint(
                condition=Q(part__in=GoingPart.values), name="going_part_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} {self.volunteer_id} {self.part}"
