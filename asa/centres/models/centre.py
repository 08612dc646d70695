"""The facts of a centre, the changes proposed to them, and the terms of its committee."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.centres.codes import ProposalState
from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.people.models import User
from asa.volunteers.models import Centre, Volunteer


class Profile(models.Model):
    """What is known of a centre besides its name and place; it changes by validated proposals."""

    centre = models.OneToOneField(
        Centre, on_delete=models.PROTECT, primary_key=True, related_name="profile"
    )
    # Whom to ask: a volunteer of the register, or somebody who is only named.
    focal_volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="focal_of"
    )
    focal_name = models.CharField(max_length=160, blank=True)
    focal_phone = models.CharField(max_length=40, blank=True)
    # Codes of `Service`, in the order of the list.
    services = models.JSONField(default=list, blank=True)
    hours = models.CharField(_("Opening hours"), max_length=160, blank=True)
    seats = models.PositiveSmallIntegerField(_("Seats for a meeting"), null=True, blank=True)
    vehicles = models.PositiveSmallIntegerField(_("Vehicles"), null=True, blank=True)
    # The day on which somebody last saw that all this is so.
    evidence_on = models.DateField(_("Evidence of"), null=True, blank=True)
    founded_on = models.DateField(_("Founded on"), null=True, blank=True)

    def __str__(self) -> str:
        return str(self.centre)


class ChangeProposal(models.Model):
    """A change of a centre's facts that waits for the level above; it stays when it is decided."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    # The same fields in both: what stood there when it was proposed, and what is to stand there.
    old = models.JSONField()
    new = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["centre", "state"], name="proposal_by_centre")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ProposalState.values),
                name="proposal_state_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ProposalState.REJECTED) | ~models.Q(reason=""),
                name="a_rejection_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.state}"

    @property
    def is_waiting(self) -> bool:
        return self.state == ProposalState.WAITING

    def move_to(self, state: ProposalState, **changes: Any) -> None:
        """End the waiting, once: of two who decide, the second is told no."""
        moved = ChangeProposal.objects.filter(pk=self.pk, state=ProposalState.WAITING).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This change was decided already: %(state)s.")
                % {"state": self.get_state_display()}
            )


class CommitteeTerm(models.Model):
    """From which day until before which day a committee of a centre is elected."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="terms")
    started_on = models.DateField(_("From"))
    # The first day after the term; the length in force on the day of the election is kept in it.
    ends_on = models.DateField(_("Until"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "started_on"], name="one_election_per_centre_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("started_on")),
                name="term_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.started_on}"

    def is_over(self, on: date) -> bool:
        return self.ends_on <= on
