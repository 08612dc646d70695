"""How volunteers are supported: what is agreed with each, and the supervision visits to her."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.centres.codes import MOST_A_MONTH, Answer
from asa.centres.models.lists import Question
from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.versions import Dated
from asa.people.models import User
from asa.volunteers.codes import ActivityKind
from asa.volunteers.models import Volunteer


class Target(Dated):
    """How often a month a volunteer agreed to do something, from the first day of a month on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="targets")
    # Of which kind of work; "" counts every report.
    kind = models.CharField(max_length=24, choices=ActivityKind, blank=True)
    per_month = models.PositiveSmallIntegerField(_("Times a month"))
    agreed_on = models.DateField(_("Agreed with the volunteer on"))
    note = EncryptedTextField(purpose="target", null=True, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "kind"],
                condition=models.Q(ended_on__isnull=True),
                name="one_current_target_per_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(per_month__gte=1, per_month__lte=MOST_A_MONTH),
                name="target_can_be_reached",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.per_month}"

    @property
    def what(self) -> str:
        """What is counted, in words."""
        return str(self.get_kind_display() if self.kind else _("Reports of every kind"))

    def move_to(self, **changes: Any) -> None:
        """End it, once: of two who end it, the second is told no."""
        moved = Target.objects.filter(pk=self.pk, ended_on__isnull=True).update(**changes)
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("This target has ended already."))


class Supervision(models.Model):
    """A visit of a coordinator to a volunteer: what went well, what is hard, what was agreed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="supervisions")
    visited_on = models.DateField(_("Day"))
    visited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    strengths = EncryptedTextField(purpose="supervision", null=True, blank=True)
    hardships = EncryptedTextField(purpose="supervision", null=True, blank=True)
    agreed = EncryptedTextField(purpose="supervision")
    wants_help = models.BooleanField(default=False)
    next_on = models.DateField(_("Next visit"), null=True, blank=True)
    # On which day the next visit was called to mind; each is once.
    reminded_on = models.DateField(null=True, blank=True)
    # Written down by mistake: it stays to be read, and does not count.
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "visited_on"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="one_supervision_per_volunteer_and_day",
            ),
            models.CheckConstraint(
                condition=models.Q(next_on__isnull=True)
                | models.Q(next_on__gt=models.F("visited_on")),
                name="next_supervision_comes_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.visited_on}"

    def move_to(self, **changes: Any) -> None:
        """Withdraw it, once: of two who do, the second is told no."""
        still = Supervision.objects.filter(pk=self.pk, withdrawn_on__isnull=True)
        moved = still.update(**changes)
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("This visit was withdrawn already."))


class Looked(models.Model):
    """How one line of the checklist stood at a visit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    supervision = models.ForeignKey(Supervision, on_delete=models.CASCADE, related_name="lines")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supervision", "question"], name="one_answer_per_question"
            ),
            models.CheckConstraint(
                condition=models.Q(answer__in=["well", "partly", "help"]),
                name="answer_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.answer}"
