"""The test before and after the course: its questions, when it is open, and who answered."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.people.models import User
from asa.training.codes import NEXT_SITTING_STATES, MarkKind, SittingState
from asa.training.models.cohort import Cohort
from asa.training.models.enrolment import Enrolment


class Question(models.Model):
    """A question of a cohort's test; the same before and after."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("Question"), max_length=500)

    class Meta:
        ordering = ["cohort_id", "number"]

    def __str__(self) -> str:
        return self.text


class Choice(models.Model):
    """An answer that a question offers; one of each question is right."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(_("Choice"), max_length=300)
    is_right = models.BooleanField(default=False)

    class Meta:
        ordering = ["question_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=models.Q(is_right=True),
                name="one_right_choice_per_question",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Sitting(models.Model):
    """The test of a cohort before or after the course: opened, then closed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sittings")
    kind = models.CharField(max_length=8, choices=MarkKind)
    state = models.CharField(max_length=8, choices=SittingState, default=SittingState.PLANNED)

    class Meta:
        ordering = ["cohort_id", "-kind"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "kind"], name="one_sitting_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(state__in=SittingState.values), name="sitting_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.kind} {self.state}"

    @property
    def name(self) -> str:
        """What the test is called: before or after the course."""
        is_before = self.kind == MarkKind.BEFORE
        return str(_("Test before the course") if is_before else _("Test after the course"))

    def move_to(self, state: SittingState, **changes: Any) -> None:
        """Open or close the test, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_SITTING_STATES.items() if state in new]
        moved = Sitting.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This test is “%(old)s” already.") % {"old": self.get_state_display()}
            )


class AnswerSheet(models.Model):
    """What somebody answered in a test, once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="sheets")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="sheets")
    # The key of the chosen answer, by the key of the question.
    answers = models.JSONField(default=dict)
    right = models.PositiveSmallIntegerField()
    out_of = models.PositiveSmallIntegerField()
    # On whose telephone: the own one, or a registrar's.
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "enrolment"], name="one_sheet_per_sitting")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.right}/{self.out_of}"
