"""Meetings of a centre's committee: who was invited and came, the minutes, what follows."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.centres.codes import Coming, MeetingState
from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.people.models import User
from asa.volunteers.codes import Position
from asa.volunteers.models import Centre, Volunteer


class Meeting(models.Model):
    """One meeting of the committee, planned, then held with its minutes, or cancelled."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="meetings")
    # Counted within the centre and the calendar year in which it was planned: 2/2569.
    number = models.PositiveSmallIntegerField()
    year_be = models.PositiveSmallIntegerField()
    day = models.DateField(_("Day"))
    starts_at = models.TimeField(_("Begins at"))
    place = models.CharField(_("Meeting place"), max_length=200)
    agenda = models.TextField(_("Agenda"))
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.TimeField(_("Closed at"), null=True, blank=True)
    minutes = EncryptedTextField(_("What was said"), null=True, blank=True)
    decisions = EncryptedTextField(_("Decisions"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_on = models.DateField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["centre", "day"], name="meeting_by_centre")]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year_be", "number"], name="one_meeting_per_number"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=MeetingState.values), name="meeting_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year_be}"

    def move_to(self, state: MeetingState, **changes: Any) -> None:
        """End the planning, once: of two who record or cancel, the second is told no."""
        moved = Meeting.objects.filter(pk=self.pk, state=MeetingState.PLANNED).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This meeting is not planned any more: %(state)s.")
                % {"state": self.get_state_display()}
            )


class FormerMinutes(models.Model):
    """What the minutes of a meeting said until they were corrected, by whom and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="former")
    number = models.PositiveSmallIntegerField()
    minutes = EncryptedTextField(purpose="former_minutes")
    decisions = EncryptedTextField(purpose="former_minutes", null=True, blank=True)
    ended_at = models.TimeField(null=True, blank=True)
    # Who came (`Coming`), by the key of the volunteer.
    coming = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=300)
    corrected_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    corrected_on = models.DateField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_corrected_in_turn")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number}"


class Invitation(models.Model):
    """A member of the committee who was invited, under which office, and who came."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="invitations")
    position = models.CharField(max_length=12, choices=Position)
    coming = models.CharField(max_length=10, choices=Coming, default=Coming.INVITED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "volunteer"], name="invited_once_to_a_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.volunteer_id}"


class Point(models.Model):
    """Something a meeting gave to one of the committee to do by a day; open until it is done."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("Thing to do"), max_length=300)
    owner = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="points")
    due_on = models.DateField(_("By"))
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    done_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_point_per_number")
        ]

    def __str__(self) -> str:
        return self.text

    def move_to(self, **changes: Any) -> None:
        """Say that it is done, once: of two who say so, the second is told no."""
        moved = Point.objects.filter(pk=self.pk, done_on__isnull=True).update(**changes)
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("This point is done already."))
