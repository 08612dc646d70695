"""Reads of lessons, of who learns, and of practices."""

from asa.knowledge.queries.learners import learners_for, learners_in, learning_counts, passed_sets
from asa.knowledge.queries.lessons import (
    Course,
    LessonLine,
    course_of,
    draft_of,
    kept_sets,
    lesson_set_of,
    published_editions,
    questions_of,
    sets_for,
    video_for,
)
from asa.knowledge.queries.practices import (
    AUTHORS,
    centres_near,
    photos_for,
    places_of,
    practices_for,
    search_key_of,
    shown_to,
    to_review,
    told_at,
    topics_on,
)

__all__ = [
    "AUTHORS",
    "Course",
    "LessonLine",
    "centres_near",
    "course_of",
    "draft_of",
    "kept_sets",
    "learners_for",
    "learners_in",
    "learning_counts",
    "lesson_set_of",
    "passed_sets",
    "photos_for",
    "places_of",
    "practices_for",
    "published_editions",
    "questions_of",
    "search_key_of",
    "sets_for",
    "shown_to",
    "to_review",
    "told_at",
    "topics_on",
    "video_for",
]
