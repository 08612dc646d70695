"""Courses: the rule by which one passes, and the topics, kept by the department."""

from dataclasses import asdict, dataclass
from datetime import date, time

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits, check_number
from asa.common.errors import DomainError, allow, written
from asa.common.versions import begin_version
from asa.people.models import User
from asa.places.codes import WHOLE_COUNTRY
from asa.training.codes import CertificateKind
from asa.training.models import Course, CourseTopic, RefresherRule, Skill
from asa.training.rules import can_change_lists

MOST_MONTHS = 600
MOST_MINUTES = 24 * 60
MOST_DAYS = 60
MOST_YEARS = 40


@dataclass(frozen=True)
class CourseRule:
    """By what share of attendance and of points one passes, for how many months it holds, and
    who says so.
    """

    attendance_percent: int
    pass_percent: int | None
    valid_months: int | None
    source: str


@dataclass(frozen=True)
class NewCourse:
    """A course as somebody wants it: its names, its paper, what it proves, and its rule.

    skill: the code of the skill that follows from it, or None.
    """

    name_th: str
    name_en: str
    certificate: str
    skill: str | None
    is_basic: bool
    rule: CourseRule


@dataclass(frozen=True)
class Topic:
    """A topic as somebody wants it; day and time where the programme says them."""

    name_th: str
    name_en: str
    kind: str
    minutes: int
    day: int | None = None
    starts_at: time | None = None


@transaction.atomic
def add_course(*, course: NewCourse, by: User, on: date) -> Course:
    """Put a course last into the list of the department; its topics are added one by one."""
    allow(can_change_lists(by))
    name_th = written(course.name_th, _("Write the Thai name."))
    check_fits(Course, name_th=name_th, name_en=course.name_en)
    _check(course.rule)
    if course.certificate not in CertificateKind.values:
        raise DomainError(_("Choose which paper stands at the end."))
    if course.skill is not None and not Skill.objects.filter(pk=course.skill).exists():
        raise DomainError(_("Choose a skill of the list."))
    # Of two who add one at once the second waits here, and counts the first.
    numbers = [one.number for one in Course.objects.select_for_update().order_by("pk")]
    number = max(numbers, default=0) + 1
    made = Course.objects.create(
        code=f"course_{number}", number=number, name_th=name_th, name_en=course.name_en.strip(),
        certificate=course.certificate, skill_id=course.skill, is_basic=course.is_basic,
        started_on=on, **asdict(course.rule),
    )  # fmt: skip
    journal.record(by, "course.added", made, area=WHOLE_COUNTRY, on=on, course=made.pk)
    return made


def _check(rule: CourseRule) -> None:
    check_number(rule.attendance_percent, least=0, most=100)
    check_number(rule.pass_percent, least=0, most=100)
    check_number(rule.valid_months, least=1, most=MOST_MONTHS)
    check_fits(Course, source=rule.source)


@transaction.atomic
def change_course(course: Course, *, rule: CourseRule, by: User, on: date) -> Course:
    """Change by what one passes. Results that were given stay as they were."""
    allow(can_change_lists(by))
    _check(rule)
    held = Course.objects.select_for_update().get(pk=course.pk)
    changed = [name for name, value in asdict(rule).items() if getattr(held, name) != value]
    if not changed:
        raise DomainError(_("Nothing was changed."))
    for name in changed:
        setattr(held, name, getattr(rule, name))
    held.save(update_fields=changed)
    journal.record(by, "course.changed", held, area=WHOLE_COUNTRY, on=on, fields=changed)
    return held


@transaction.atomic
def add_topic(course: Course, *, topic: Topic, by: User, on: date) -> CourseTopic:
    """Add a topic at the end of a course; programmes that were made stay as they are."""
    allow(can_change_lists(by))
    held = Course.objects.select_for_update().get(pk=course.pk)
    last = held.topics.aggregate(last=Max("number"))["last"] or 0
    made = CourseTopic.objects.create(course=held, number=last + 1, **_checked(topic))
    journal.record(by, "topic.added", made, area=WHOLE_COUNTRY, on=on, course=held.pk)
    return made


@transaction.atomic
def change_topic(found: CourseTopic, *, topic: Topic, by: User, on: date) -> CourseTopic:
    """Change a topic of a course; programmes that were made stay as they are."""
    allow(can_change_lists(by))
    told = _checked(topic)
    held = CourseTopic.objects.select_for_update().get(pk=found.pk)
    changed = [name for name, value in told.items() if getattr(held, name) != value]
    if not changed:
        raise DomainError(_("Nothing was changed."))
    for name in changed:
        setattr(held, name, told[name])
    held.save(update_fields=changed)
    journal.record(
        by, "topic.changed", held, area=WHOLE_COUNTRY, on=on, course=held.course_id, fields=changed
    )
    return held


def _checked(topic: Topic) -> dict[str, object]:
    told = asdict(topic) | {"name_th": written(topic.name_th, _("Write the topic in Thai."))}
    check_fits(CourseTopic, name_th=str(told["name_th"]), name_en=topic.name_en)
    check_number(topic.minutes, least=5, most=MOST_MINUTES)
    check_number(topic.day, least=1, most=MOST_DAYS)
    return told


@transaction.atomic
def change_refresher(
    rule: RefresherRule, *, years: int, source: str, started_on: date, by: User, on: date
) -> RefresherRule:
    """From a day on, who finished a course is invited again after other years."""
    allow(can_change_lists(by))
    check_number(years, least=1, most=MOST_YEARS)
    check_fits(RefresherRule, source=source)
    _last, new, changed = begin_version(
        RefresherRule.objects.filter(course=rule.course_id),
        changes={"years": years, "source": source}, started_on=started_on, on=on,
    )  # fmt: skip
    journal.record(by, "refresher.changed", new, area=WHOLE_COUNTRY, on=on, fields=changed)
    return new
