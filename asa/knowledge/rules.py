"""Who learns, who keeps the lessons, who writes, reviews and adopts practices."""

from asa.knowledge.codes import WRITABLE, PracticeState
from asa.knowledge.models import Adoption, Attempt, Practice
from asa.knowledge.queries.practices import AUTHORS, places_of
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import covers
from asa.volunteers.queries import LEADS, OFFICES, own_area


def can_learn(user: User) -> bool:
    """Whoever holds a post or stands in the register of volunteers may learn and read practices."""
    return holds(user) or bool(own_area(user))


def can_answer(user: User, attempt: Attempt) -> bool:
    """A test is answered by whoever began it, and by nobody else."""
    return attempt.user_id == user.pk and can_learn(user)


def can_see_learners(user: User) -> bool:
    """Leads and offices see who of their area has learned what."""
    return holds(user, *LEADS, *OFFICES)


def can_keep_lessons(user: User) -> bool:
    """Lessons are written and published by the department, from a post for the whole country."""
    return holds(user, Role.DEPARTMENT_OFFICER, area=WHOLE_COUNTRY)


def writes_practices(user: User) -> bool:
    """Volunteers, leads, social workers and officers of the provincial office tell practices."""
    return holds(user, *AUTHORS)


def can_write_at(user: User, area: str) -> bool:
    """What was done at a place is told by those who work there."""
    return covers(places_of(user), area)


def can_edit_practice(user: User, practice: Practice) -> bool:
    """A practice is mended by its author alone, before it is sent and when it came back."""
    return practice.author_id == user.pk and practice.state in WRITABLE and writes_practices(user)


def can_review_practice(user: User, practice: Practice) -> bool:
    """A practice is reviewed by an officer of the provincial office of its place or by the
    department, and never by its author.
    """
    reviewers = (Role.PROVINCE_OFFICER, Role.DEPARTMENT_OFFICER)
    return practice.author_id != user.pk and holds(user, *reviewers, area=practice.area_id)


def reviews_practices(user: User) -> bool:
    """Officers of provincial offices and the department have practices to review."""
    return holds(user, Role.PROVINCE_OFFICER, Role.DEPARTMENT_OFFICER)


def can_adopt_practice(user: User, practice: Practice) -> bool:
    """Whoever tells practices may say that a published one was done at the own place too, the
    author excepted.
    """
    is_published = practice.state == PracticeState.PUBLISHED
    return is_published and practice.author_id != user.pk and writes_practices(user)


def has_adopted(user: User, practice: Practice) -> bool:
    """Whether a person said already that a practice was done at the own place."""
    return Adoption.objects.filter(practice=practice, adopter=user).exists()


def can_keep_topics(user: User) -> bool:
    """The topics of practices are kept by the department, as the lessons are."""
    return can_keep_lessons(user)
