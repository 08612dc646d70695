"""What the telephones of the registrars sent in, as it came."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.people.models import User
from asa.training.codes import NEXT_OUTCOMES, Outcome, Why
from asa.training.models.cohort import Cohort
from asa.training.models.enrolment import Enrolment, Session


class RollCallSubmission(models.Model):
    """One tap on the roll as a telephone sent it in: kept whatever came of it."""

    # Made on the telephone, so that what is sent twice is one.
    id = models.UUIDField(primary_key=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="submissions")
    sender = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Keys and times as they came, no names.
    body = models.TextField()
    received_at = models.DateTimeField()
    # How far the telephone's clock was behind (above zero) or ahead of ours, in seconds.
    seconds_off = models.IntegerField(default=0)
    # Whom and what it is about, as far as that could be read.
    session = models.ForeignKey(Session, on_delete=models.SET_NULL, null=True, related_name="+")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, null=True, related_name="+")
    is_present = models.BooleanField(null=True)
    said_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=11, choices=Outcome, default=Outcome.RECEIVED)
    why = models.CharField(max_length=12, choices=Why, blank=True, default=Why.NONE)
    # Somebody looked at what waited, and says what was done about it.
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    remark = models.CharField(_("What was done about it"), max_length=300, blank=True)

    class Meta:
        ordering = ["received_at", "pk"]
        indexes = [
            models.Index(
                fields=["cohort", "received_at"],
                condition=models.Q(outcome="quarantined"),
                name="roll_call_that_waits",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="outcome_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.outcome}"

    def move_to(self, outcome: Outcome, **changes: Any) -> None:
        """Say what came of it, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_OUTCOMES.items() if outcome in new]
        moved = RollCallSubmission.objects.filter(pk=self.pk, outcome__in=may_come_from).update(
            outcome=outcome, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("Somebody else has just looked at this."))
