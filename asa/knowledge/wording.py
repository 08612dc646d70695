"""What the lines about lessons and practices are called in the two logs."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "lesson_set.added": _("Set of lessons added"),
    "lesson_set.changed": _("Set of lessons changed"),
    "edition.begun": _("Next edition of lessons begun"),
    "edition.published": _("Edition of lessons published"),
    "lesson.added": _("Lesson added"),
    "lesson.changed": _("Lesson changed"),
    "lesson.removed": _("Lesson taken out"),
    "lesson.finished": _("Lesson finished"),
    "question.added": _("Question added"),
    "question.changed": _("Question changed"),
    "question.removed": _("Question taken out"),
    "test.begun": _("Test begun"),
    "test.passed": _("Test passed"),
    "test.failed": _("Test not passed"),
    "practice.written": _("Practice written"),
    "practice.edited": _("Practice mended"),
    "practice.photo_added": _("Photo put beside a practice"),
    "practice.photo_removed": _("Photo of a practice taken away"),
    "practice.sent": _("Practice sent to be reviewed"),
    "practice.published": _("Practice published"),
    "practice.returned": _("Practice returned"),
    "practice.adopted": _("Practice done elsewhere too"),
    "topic.added": _("Topic added"),
    "topic.changed": _("Topic changed"),
}
RECORDS: dict[str, str | Promise] = {
    "knowledge.lessonset": _("Set of lessons"),
    "knowledge.reading": _("Lesson read"),
    "knowledge.attempt": _("Test"),
    "knowledge.practice": _("Practice"),
    "knowledge.topic": _("Topic"),
}
