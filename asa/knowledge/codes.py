from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# What a new set begins with; the department changes both for each edition.
QUESTIONS_ASKED, PASS_MARK = 10, 6
MOST_QUESTIONS_ASKED = 50
LEAST_CHOICES, MOST_CHOICES = 2, 5
MOST_PHOTOS = 6


class EditionState(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class AttemptState(TextChoices):
    OPEN = "open", _("Being answered")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Not passed yet")


class LearningState(TextChoices):
    """How far a volunteer is with a set of lessons."""

    PASSED = "passed", _("Passed")
    LEARNING = "learning", _("Learning")
    NOT_BEGUN = "not_begun", _("Not begun")


class PracticeState(TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Waits for review")
    PUBLISHED = "published", _("Published")
    RETURNED = "returned", _("Returned to be mended")


NEXT_STATES: dict[str, set[str]] = {
    PracticeState.DRAFT: {PracticeState.SENT},
    PracticeState.SENT: {PracticeState.PUBLISHED, PracticeState.RETURNED},
    # What turns out to be wrong, or to name somebody, is taken back from everybody's eyes.
    PracticeState.PUBLISHED: {PracticeState.RETURNED},
    PracticeState.RETURNED: {PracticeState.SENT},
}
# The author writes on while nobody looks at it.
WRITABLE = (PracticeState.DRAFT, PracticeState.RETURNED)
