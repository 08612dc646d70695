"""Rounds of re-verification, and the list of volunteers that each of them asks about."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.versions import Dated
from asa.people.models import User
from asa.places.models import Area
from asa.reverification.codes import NEXT_STATES, Answer, Outcome, RoundState
from asa.volunteers.codes import EndReason
from asa.volunteers.models import Volunteer


class NotFoundRule(Dated):
    """After how many days a volunteer who was not found is proposed to be suspended; dated."""

    days = models.PositiveSmallIntegerField()
    started_on = models.DateField(unique=True)

    def __str__(self) -> str:
        return f"{self.days} {self.started_on}"


class Round(models.Model):
    """A round in which each current volunteer of an area is confirmed, or said to be gone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name of the round"), max_length=120)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField(_("From"))
    # The last day.
    ends_on = models.DateField(_("Until"))
    order_no = models.CharField(_("Order no."), max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=RoundState, default=RoundState.PLANNED)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    # Ever registered, current and active on the day of opening; the same, and the answers, when
    # it closed. Numbers alone.
    before = models.JSONField(default=dict, blank=True)
    published = models.JSONField(default=dict, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=RoundState.values), name="round_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="round_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=models.Q(state=RoundState.OPEN),
                name="one_open_round_per_area",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def move_to(self, state: RoundState, **changes: Any) -> None:
        """Take the round to its next state, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_STATES.items() if state in new]
        moved = Round.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This round is “%(old)s” already.") % {"old": self.get_state_display()}
            )


class EntryQuerySet(models.QuerySet["Entry"]):
    """Lines of rounds."""

    def move_to(self, answer: Answer, *, was: Iterable[str], **changes: Any) -> int:
        """Write an answer into the lines that still say what was seen; tells how many they were.

        Not where the office has decided about the answer. Named by their keys alone, so that of
        two who answer at once the second finds nothing, on every database.
        """
        still = self.filter(answer__in=list(was), outcome=Outcome.NONE)
        return still.update(answer=answer, **changes)


class Entry(models.Model):
    """One volunteer on the list of a round, and what was said of her.

    Made by the hundred thousand in one statement of the database, hence a running number as key;
    an address names the volunteer.
    """

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="asked_in")
    # Where the volunteer was on the register when the round opened; the list stays as it is.
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.WAITING)
    # The day on which the volunteer was confirmed counts as seen.
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    # Where to, as far as it is a place of the country that somebody named.
    moved_to = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    note = EncryptedTextField(purpose="reverification", null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.NONE)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decision_reason = models.CharField(max_length=300, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["round", "area", "answer"], name="entry_by_round_and_area"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "volunteer"], name="once_on_the_list"),
            models.CheckConstraint(
                condition=models.Q(answer__in=Answer.values), name="entry_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.answer}"

    def move_to(self, outcome: Outcome, **changes: Any) -> None:
        """Write what the office made of the answer, once: of two, the second is told no."""
        moved = Entry.objects.filter(pk=self.pk, answer=self.answer, outcome=Outcome.NONE).update(
            outcome=outcome, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("Somebody else has just decided this, or the answer was changed."))
