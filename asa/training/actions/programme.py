"""The programme of a cohort: made from its course in one act, then changed by hand."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_day, check_fits
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.training.actions.seats import hold_cohort
from asa.training.codes import CohortState, SessionKind
from asa.training.models import Cohort, CourseTopic, Session, Speaker
from asa.training.rules import can_keep

FIRST_HOUR = time(9)
# No roll is called at the opening, and nobody misses it by coming a little later.
WITHOUT_ROLL = (SessionKind.OPENING,)


@dataclass(frozen=True)
class Part:
    """A part of a programme as somebody wants it: when, where, what, and who speaks.

    speakers: names with their positions, which may be empty.
    """

    day: date
    starts_at: time
    ends_at: time
    name: str
    kind: str
    place: str = ""
    name_en: str = ""
    counts: bool = True
    speakers: tuple[tuple[str, str], ...] = field(default=())


@transaction.atomic
def make_programme(cohort: Cohort, *, by: User, on: date) -> list[Session]:
    """Make the programme of a cohort from the topics of its course, in one act."""
    _may_change(cohort, by)
    if cohort.sessions.exists():
        raise DomainError(_("This cohort has a programme already."))
    topics = list(cohort.workshop.course.topics.order_by("number"))
    if not topics:
        raise DomainError(_("The course has no topics yet. Add them on the page of courses."))
    last, free = cohort.starts_on, FIRST_HOUR
    made = []
    for topic in topics:
        day = cohort.starts_on + timedelta(days=topic.day - 1) if topic.day else last
        if day > cohort.ends_on:
            raise DomainError(
                _("The course takes more days than this cohort has. Change the days of one.")
            )
        starts_at = topic.starts_at or (free if day == last else FIRST_HOUR)
        part = _from_topic(topic, day, starts_at)
        _check(cohort, part)
        made.append(_write(cohort, part, topic))
        last, free = day, part.ends_at
    _note(by, "programme.made", made[0], on, parts=len(made))
    return made


@transaction.atomic
def add_session(cohort: Cohort, *, part: Part, by: User, on: date) -> Session:
    """Add a part to the programme; no room has two at once."""
    _may_change(cohort, by)
    _check(cohort, part)
    made = _write(cohort, part)
    _note(by, "session.added", made, on)
    return made


@transaction.atomic
def change_session(session: Session, *, part: Part, by: User, on: date) -> Session:
    """Change a part of the programme: its day, time, room, words or speakers."""
    _may_change(session.cohort, by)
    held = _as_it_is(session)
    _check(held.cohort, part, besides=held)
    if not part.counts and held.attendances.exists():
        raise DomainError(_("The roll was called here already: it stays in the count."))
    for name in ("day", "starts_at", "ends_at", "name", "name_en", "kind", "place", "counts"):
        setattr(held, name, getattr(part, name))
    held.save()
    held.speakers.all().delete()
    _speak(held, part)
    _note(by, "session.changed", held, on)
    return held


@transaction.atomic
def take_out_session(session: Session, *, reason: str, by: User, on: date) -> None:
    """Take a part out of the programme. Before the cohort begins it is gone; afterwards it stays
    to be read as cancelled, with the reason, for telephones may still say who was there.
    """
    _may_change(session.cohort, by)
    why = written(reason, _("Say why this part is taken out."))
    check_fits(Session, reason=why)
    held = _as_it_is(session)
    if on < held.cohort.starts_on and not held.attendances.exists():
        _note(by, "session.removed", held, on)
        held.delete()
        return
    held.is_cancelled, held.reason = True, why
    held.save(update_fields=["is_cancelled", "reason"])
    _note(by, "session.cancelled", held, on)


def _may_change(cohort: Cohort, by: User) -> None:
    """Whoever changes a programme holds the row of its cohort, so that no room is given twice."""
    allow(can_keep(by, cohort.workshop))
    held = hold_cohort(cohort)
    if held.state in (CohortState.DONE, CohortState.CANCELLED):
        raise DomainError(
            _("This cohort is “%(old)s” already.") % {"old": held.get_state_display()}
        )


def _as_it_is(session: Session) -> Session:
    """The part as the database has it; what is gone or cancelled is not changed."""
    held = Session.objects.select_related("cohort__workshop").filter(pk=session.pk).first()
    if held is None or held.is_cancelled:
        raise DomainError(_("This part was taken out of the programme."))
    return held


def _check(cohort: Cohort, part: Part, *, besides: Session | None = None) -> None:
    name = written(part.name, _("Say what this part is about."))
    check_fits(Session, name=name, name_en=part.name_en, place=part.place)
    for speaker, position in part.speakers:
        check_fits(Speaker, name=speaker, position=position)
    check_day(part.day, first=cohort.starts_on, last=cohort.ends_on)
    if part.ends_at <= part.starts_at:
        raise DomainError(_("A part ends after it begins. Correct the time."))
    at_once = Session.objects.filter(
        day=part.day, starts_at__lt=part.ends_at, ends_at__gt=part.starts_at, is_cancelled=False
    )
    if besides is not None:
        at_once = at_once.exclude(pk=besides.pk)
    here = Q(cohort=cohort, place=part.place)
    if part.place:
        # Another cohort in the same house may need the same room.
        here |= Q(cohort__venue=cohort.venue, place=part.place)
    if other := at_once.filter(here).first():
        raise DomainError(
            _("The room has “%(other)s” from %(from)s to %(to)s. Choose another time or room.")
            % {"other": other.name, "from": f"{other.starts_at:%H.%M}",
               "to": f"{other.ends_at:%H.%M}"}
        )  # fmt: skip


def _from_topic(topic: CourseTopic, day: date, starts_at: time) -> Part:
    ends = datetime.combine(day, starts_at) + timedelta(minutes=topic.minutes)
    if ends.date() != day:
        raise DomainError(
            _("“%(topic)s” would end after midnight. Change its time in the course.")
            % {"topic": topic.name}
        )
    counts = topic.kind not in WITHOUT_ROLL
    return Part(
        day, starts_at, ends.time(), topic.name_th, topic.kind, name_en=topic.name_en,
        counts=counts,
    )  # fmt: skip


def _write(cohort: Cohort, part: Part, topic: CourseTopic | None = None) -> Session:
    made = Session.objects.create(
        cohort=cohort, topic=topic, day=part.day, starts_at=part.starts_at, ends_at=part.ends_at,
        name=part.name.strip(), name_en=part.name_en, kind=part.kind, place=part.place,
        counts=part.counts,
    )  # fmt: skip
    _speak(made, part)
    return made


def _speak(session: Session, part: Part) -> None:
    for name, position in part.speakers:
        Speaker.objects.create(session=session, name=name, position=position)


def _note(by: User, verb: str, session: Session, on: date, **data: Any) -> None:
    area = str(session.cohort.workshop.owner_id)
    journal.record(by, verb, session, area=area, on=on, cohort=str(session.cohort_id), **data)
