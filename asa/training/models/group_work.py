"""What groups found at a workshop, point by point, and the minutes made from it."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.people.models import User
from asa.training.models.cohort import Cohort
from asa.training.models.enrolment import Enrolment, Session


class WorkGroup(models.Model):
    """Participants of a cohort who work on one topic together; one of them notes the points."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="groups")
    # The part of the programme in which they sat together; none where it is not in one.
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, blank=True, related_name="groups"
    )
    number = models.PositiveSmallIntegerField()
    topic = models.CharField(_("Topic"), max_length=200)
    members = models.ManyToManyField(Enrolment, related_name="groups")
    reporter = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, blank=True, related_name="reports_for"
    )

    class Meta:
        ordering = ["cohort", "number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="one_group_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.topic}"


class GroupPoint(models.Model):
    """A problem that a group saw, what it proposes, and who does it by when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    group = models.ForeignKey(WorkGroup, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    problem = EncryptedTextField(_("Problem"), purpose="group_point")
    proposal = EncryptedTextField(_("Proposal"), purpose="group_point")
    # An office, a network or a person, in words.
    who = models.CharField(_("Who does it"), max_length=160, blank=True)
    due_on = models.DateField(_("By"), null=True, blank=True)
    # How often it was changed: of two who change it, the second has not read the first.
    changes = models.PositiveSmallIntegerField(default=0)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="one_group_point_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.number}"

    def move_to(self, *, seen: int, **changes: Any) -> None:
        """Write the point anew, once for each reading: of two who do, the second is told no."""
        moved = GroupPoint.objects.filter(pk=self.pk, changes=seen).update(
            changes=seen + 1, **changes
        )
        if not moved:
            raise DomainError(
                _("Somebody else has just changed this point. Read it again and change it then.")
            )
        self.refresh_from_db()


class GroupMinutes(models.Model):
    """The minutes of a cohort's group work, closed; what they say is corrected with a reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="group_minutes")
    text = EncryptedTextField(_("Minutes"), purpose="group_minutes")
    # How often they were corrected.
    corrections = models.PositiveSmallIntegerField(default=0)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField()

    def __str__(self) -> str:
        return str(self.cohort_id)

    def move_to(self, text: str, *, seen: int, reason: str, by: User, on: date) -> None:
        """Correct them and keep what they said: of two who correct, the second is told no."""
        former = self.text
        moved = GroupMinutes.objects.filter(pk=self.pk, corrections=seen).update(
            text=text, corrections=seen + 1
        )
        if not moved:
            again = _(
                "These minutes were corrected meanwhile. Read them again and correct what is left."
            )
            raise DomainError(again)
        FormerGroupMinutes.objects.create(
            minutes=self, number=seen + 1, text=former, reason=reason, corrected_by=by,
            corrected_on=on,
        )  # fmt: skip
        self.refresh_from_db()


class FormerGroupMinutes(models.Model):
    """What the minutes said until they were corrected, by whom and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    minutes = models.ForeignKey(GroupMinutes, on_delete=models.PROTECT, related_name="former")
    number = models.PositiveSmallIntegerField()
    text = EncryptedTextField(purpose="former_group_minutes")
    reason = models.CharField(max_length=300)
    corrected_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    corrected_on = models.DateField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "number"], name="group_minutes_corrected_in_turn"
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.number}"
