"""Sets of lessons in editions: the newest published one is read, a draft is written beside it."""

from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.common.languages import in_language
from asa.common.versions import Named
from asa.knowledge.codes import PASS_MARK, QUESTIONS_ASKED, EditionState
from asa.people.models import User


class LessonSet(Named):
    """Short lessons on one subject, learned in order, with a test after them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40, unique=True)

    class Meta:
        ordering = ["code"]


class Edition(models.Model):
    """One version of a set, numbered from 1; once published it never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    lesson_set = models.ForeignKey(LessonSet, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=EditionState, default=EditionState.DRAFT)
    # What is new in it, for those who read the one before.
    note = models.CharField(_("What changed"), max_length=500, blank=True)
    questions_asked = models.PositiveSmallIntegerField(default=QUESTIONS_ASKED)
    pass_mark = models.PositiveSmallIntegerField(default=PASS_MARK)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lesson_set", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["lesson_set"],
                condition=models.Q(state=EditionState.DRAFT),
                name="one_draft_of_a_set",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=EditionState.values), name="edition_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(pass_mark__lte=models.F("questions_asked")),
                name="pass_mark_can_be_reached",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lesson_set_id} {self.number}"

    @property
    def is_draft(self) -> bool:
        return self.state == EditionState.DRAFT

    def move_to(self, state: EditionState, **changes: Any) -> None:
        """Publish the draft, once: of two who do, the second is told no."""
        moved = Edition.objects.filter(pk=self.pk, state=EditionState.DRAFT).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("This edition was already published. Begin the next one."))


class Lesson(models.Model):
    """One lesson of an edition; `key` is the same lesson in every edition."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="lessons")
    key = models.UUIDField(default=uuid7)
    number = models.PositiveSmallIntegerField()
    # The edition in which its words or its video last changed.
    since = models.PositiveSmallIntegerField()
    title_th = models.CharField(_("Thai title"), max_length=160)
    title_en = models.CharField(_("English title"), max_length=160, blank=True)
    text_th = models.TextField(_("Thai text"), max_length=12_000, blank=True)
    text_en = models.TextField(_("English text"), max_length=12_000, blank=True)
    # The file in the media folder, and how many bytes it has.
    video = models.UUIDField(null=True, blank=True)
    video_kind = models.CharField(max_length=20, blank=True)
    video_size = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="lesson_once_in_an_edition")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return in_language(self.title_th, self.title_en)

    @property
    def text(self) -> str:
        return in_language(self.text_th, self.text_en)

    @property
    def content(self) -> tuple[str, str, str, str, UUID | None]:
        """What a reader reads: two lessons with equal contents are the same to her."""
        return (self.title_th, self.title_en, self.text_th, self.text_en, self.video)


class Question(models.Model):
    """A question of the test, with the lesson in which its answer stands."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="questions")
    key = models.UUIDField(default=uuid7)
    lesson_key = models.UUIDField()
    text_th = models.CharField(_("Question in Thai"), max_length=300)
    text_en = models.CharField(_("Question in English"), max_length=300, blank=True)
    # [{"th": …, "en": …}, …]
    choices = models.JSONField()
    # Which of them is right, counted from 0.
    right = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="question_once_in_an_edition")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return in_language(self.text_th, self.text_en)

    @property
    def words(self) -> list[str]:
        """The choices in the language of the page."""
        return [in_language(one["th"], one.get("en", "")) for one in self.choices]
