"""Who has read which lesson in which edition, and each try at a test."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.knowledge.codes import AttemptState
from asa.knowledge.models.lessons import Edition, LessonSet
from asa.people.models import User


class Reading(models.Model):
    """Somebody finished a lesson, last in this edition."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="readings")
    lesson_set = models.ForeignKey(LessonSet, on_delete=models.PROTECT, related_name="readings")
    lesson_key = models.UUIDField()
    edition_number = models.PositiveSmallIntegerField()
    finished_on = models.DateField()
    # A wrong answer led back here, and it has not been read again since.
    is_to_reread = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "lesson_key"], name="reading_once_a_lesson")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.lesson_key}"


class Attempt(models.Model):
    """One try at the test: the questions drawn, what was answered, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="attempts")
    lesson_set = models.ForeignKey(LessonSet, on_delete=models.PROTECT, related_name="attempts")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="attempts")
    state = models.CharField(max_length=10, choices=AttemptState, default=AttemptState.OPEN)
    # The keys of the questions in the order asked.
    questions = models.JSONField()
    # The choice taken of each question, by its key.
    answers = models.JSONField(default=dict)
    right_count = models.PositiveSmallIntegerField(null=True, blank=True)
    pass_mark = models.PositiveSmallIntegerField()
    begun_on = models.DateField()
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["lesson_set", "user", "state"], name="attempt_of_a_set"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson_set"],
                condition=models.Q(state=AttemptState.OPEN),
                name="one_open_attempt",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=AttemptState.values), name="attempt_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.state}"

    def move_to(self, state: AttemptState, **changes: Any) -> None:
        """Finish the try, once: answers that are sent twice count once."""
        moved = Attempt.objects.filter(pk=self.pk, state=AttemptState.OPEN).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("These answers were already sent. Here is the result."))
