"""Lessons with their tests, who has learned what, and practices worth repeating."""

from asa.knowledge.models.learning import Attempt, Reading
from asa.knowledge.models.lessons import Edition, Lesson, LessonSet, Question
from asa.knowledge.models.practices import Adoption, Practice, PracticePhoto, Topic

__all__ = [
    "Adoption",
    "Attempt",
    "Edition",
    "Lesson",
    "LessonSet",
    "Practice",
    "PracticePhoto",
    "Question",
    "Reading",
    "Topic",
]
