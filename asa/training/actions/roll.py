"""The roll: what a telephone says is kept as it came, then decided; once, however often."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.common.ids import as_uuid, uuid7
from asa.common.thaidate import BANGKOK
from asa.people.models import User
from asa.training.actions.results import follow_correction
from asa.training.actions.seats import hold_cohort, hold_enrolment, take_seat
from asa.training.codes import (
    MOST_SAID,
    MOST_SECONDS_OFF,
    AttendanceWay,
    CohortState,
    EnrolmentState,
    Outcome,
    Why,
)
from asa.training.models import Attendance, Cohort, Enrolment, RollCallSubmission, Session
from asa.training.queries.roll import last_day_on_the_phone
from asa.training.rules import can_call_roll, can_correct_attendance

Answer = tuple[Outcome, Why]
# A day: no clock of a telephone in use is further off, and what says so is not believed.
_MOST_BELIEVED = 24 * 60 * 60


class OtherBody(DomainError):
    """The key of something sent in before comes with other words."""


@dataclass(frozen=True)
class Said:
    """What a tap says: who was or was not where, when it was tapped, how, and by whom."""

    session: UUID
    enrolment: UUID
    is_present: bool
    said_at: datetime
    way: AttendanceWay
    by: UUID

    def as_json(self) -> str:
        """As a telephone sends it."""
        return json.dumps(
            {
                "session": str(self.session),
                "enrolment": str(self.enrolment),
                "present": self.is_present,
                "said_at": self.said_at.isoformat(),
                "way": str(self.way),
                "by": str(self.by),
            }
        )


@dataclass(frozen=True)
class Tap:
    """Something sent in: its key, made on the telephone, its words, and how far the clock there is
    behind ours, in seconds, as the telephone reckons.
    """

    key: UUID
    body: str
    seconds_off: int = 0


@transaction.atomic
def keep_submission(cohort: Cohort, *, tap: Tap, by: User, at: datetime) -> RollCallSubmission:
    """Keep what a telephone sends, as it came; the same again is the same one.

    OtherBody where the key was used for other words, by somebody else or for another cohort.
    """
    allow(can_call_roll(by, cohort))
    if len(tap.body) > MOST_SAID:
        raise DomainError(_("What was sent cannot be read."))
    kept, is_new = RollCallSubmission.objects.get_or_create(
        pk=tap.key,
        defaults={
            "cohort": cohort,
            "sender": by,
            "body": tap.body,
            "received_at": at,
            "seconds_off": max(-_MOST_BELIEVED, min(_MOST_BELIEVED, tap.seconds_off)),
        },
    )
    known = (kept.body, kept.sender_id, kept.cohort_id)
    if not is_new and known != (tap.body, by.pk, cohort.pk):
        raise OtherBody(_("Something else was sent in under this key before."))
    return kept


@transaction.atomic
def decide_submission(submission: RollCallSubmission, *, by: User) -> RollCallSubmission:
    """Write down what was sent in, or say why it waits or changes nothing; once."""
    kept = RollCallSubmission.objects.select_for_update().get(pk=submission.pk)
    allow(can_call_roll(by, kept.cohort))
    if kept.outcome != Outcome.RECEIVED:
        return kept
    said = _read(kept)
    if said is None:
        kept.move_to(Outcome.QUARANTINED, why=Why.UNREADABLE)
    else:
        session = kept.cohort.sessions.filter(pk=said.session).first()
        enrolment = _locked(kept.cohort, said.enrolment)
        outcome, why = _decided(kept, said, session, enrolment)
        kept.move_to(
            outcome, why=why, session=session, enrolment=enrolment,
            is_present=said.is_present, said_at=said.said_at,
        )  # fmt: skip
    verb = "attendance.waits" if kept.outcome == Outcome.QUARANTINED else "attendance.said"
    _note(by, verb, kept, kept.cohort, why=kept.why, outcome=kept.outcome)
    return kept


@transaction.atomic
def call_one(
    session: Session, *, enrolment: Enrolment, is_present: bool, way: AttendanceWay,
    by: User, at: datetime,
) -> RollCallSubmission:  # fmt: skip
    """Note on a page with a connection who is there, by the same way as from a telephone."""
    said = Said(session.pk, enrolment.pk, is_present, at, way, by.pk)
    tap = Tap(uuid7(), said.as_json())
    return decide_submission(keep_submission(session.cohort, tap=tap, by=by, at=at), by=by)


@transaction.atomic
def settle_submission(
    submission: RollCallSubmission, *, remark: str, by: User, at: datetime
) -> RollCallSubmission:
    """Say what was done about something that waited; it stays to be read."""
    allow(can_correct_attendance(by, submission.cohort))
    told = written(remark, _("Say what was done about it."))
    check_fits(RollCallSubmission, remark=told)
    submission.move_to(Outcome.SETTLED, settled_at=at, settled_by=by, remark=told)
    _note(by, "attendance.settled", submission, submission.cohort)
    return submission


@transaction.atomic
def correct_attendance(
    session: Session, *, enrolment: Enrolment, is_present: bool, reason: str,
    by: User, at: datetime,
) -> Attendance:  # fmt: skip
    """Put right afterwards whether somebody was there, with the reason."""
    allow(can_correct_attendance(by, session.cohort))
    # Whoever gives marks or certificates of the same cohort waits here.
    hold_cohort(session.cohort)
    why = written(reason, _("Say why the attendance is corrected."))
    if session.is_cancelled or not session.counts or enrolment.cohort_id != session.cohort_id:
        raise DomainError(_("No roll is called in this part of the programme."))
    found = Attendance.objects.filter(session=session, enrolment=enrolment).first()
    if (found.is_present if found else False) == is_present:
        raise DomainError(_("The list says so already."))
    way = AttendanceWay.LIST
    held = _write(session, enrolment, is_present, said_at=at, received_at=at, way=way, by=by)
    if held[0] != Outcome.APPLIED:
        raise DomainError(_("Somebody else has just said otherwise. Look at the list again."))
    area = str(session.cohort.workshop.owner_id)
    journal.record(
        by, "attendance.corrected", enrolment, area=area, subject=enrolment.person_id, text=why,
        session=str(session.pk), present=is_present,
    )  # fmt: skip
    follow_correction(
        session.cohort, enrolments={enrolment.pk}, reason=why, by=by, on=timezone.localdate(at)
    )
    return Attendance.objects.get(session=session, enrolment=enrolment)


def _read(kept: RollCallSubmission) -> Said | None:
    """What was sent in, its time by our clock; None where it is not what a telephone sends."""
    try:
        told = json.loads(kept.body)
        session, enrolment, by = (as_uuid(told[name]) for name in ("session", "enrolment", "by"))
        said_at = datetime.fromisoformat(told["said_at"])
        way, is_present = AttendanceWay(told["way"]), told["present"]
        if not (session and enrolment and by and said_at.tzinfo and isinstance(is_present, bool)):
            return None
        by_our_clock = _by_our_clock(said_at, kept)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None
    return Said(session, enrolment, is_present, by_our_clock, way, by)


def _by_our_clock(said_at: datetime, kept: RollCallSubmission) -> datetime:
    """A clock that is well off is put right; nothing is said after it was received."""
    off = kept.seconds_off if abs(kept.seconds_off) > MOST_SECONDS_OFF else 0
    return min(said_at + timedelta(seconds=off), kept.received_at)


def _locked(cohort: Cohort, key: UUID) -> Enrolment | None:
    """The person's row, held until it is decided: a seat is not swapped away meanwhile."""
    found = Enrolment.objects.filter(cohort=cohort, pk=key).select_related("quota").first()
    if found is not None:
        hold_enrolment(found)
    return found


def _decided(
    kept: RollCallSubmission, said: Said, session: Session | None, enrolment: Enrolment | None
) -> Answer:
    if said.by != kept.sender_id:
        return Outcome.QUARANTINED, Why.OTHER_SENDER
    if enrolment is None:
        return Outcome.QUARANTINED, Why.NOT_ENROLLED
    if session is None:
        return Outcome.QUARANTINED, Why.NO_SESSION
    if why := _not_of_its_time(kept.cohort, session, said.said_at) or _without_seat(
        said, enrolment
    ):
        return Outcome.QUARANTINED, why
    return _write(
        session, enrolment, said.is_present, said_at=said.said_at,
        received_at=kept.received_at, way=said.way, by=kept.sender,
    )  # fmt: skip


def _not_of_its_time(cohort: Cohort, session: Session, said_at: datetime) -> Why:
    if session.is_cancelled or cohort.state == CohortState.CANCELLED:
        return Why.CANCELLED
    if not session.counts:
        return Why.NOT_CALLED
    day = said_at.astimezone(BANGKOK).date()
    if day < session.day:
        return Why.TOO_EARLY
    return Why.TOO_LATE if day > last_day_on_the_phone(cohort) else Why.NONE


def _without_seat(said: Said, enrolment: Enrolment) -> Why:
    """Who stands at the door without an answer has answered; who was called absent takes the seat
    again if nobody else has it.
    """
    if not said.is_present or enrolment.state == EnrolmentState.CONFIRMED:
        return Why.NONE
    if enrolment.state == EnrolmentState.NOMINATED:
        day = said.said_at.astimezone(BANGKOK).date()
        enrolment.move_to(EnrolmentState.CONFIRMED, answered_on=day)
        return Why.NONE
    if enrolment.state != EnrolmentState.ABSENT:
        return Why.NO_SEAT
    if not take_seat(enrolment.quota):
        return Why.SEAT_GIVEN
    enrolment.move_to(EnrolmentState.CONFIRMED)
    return Why.NONE


def _write(
    session: Session, enrolment: Enrolment, is_present: bool, *, said_at: datetime, **changes: Any
) -> Answer:
    """Say whether somebody was there; of two who say it, what was said later holds."""
    told = {"is_present": is_present, "said_at": said_at, **changes}
    held, is_new = Attendance.objects.get_or_create(
        session=session, enrolment=enrolment, defaults=told
    )
    if is_new:
        return Outcome.APPLIED, Why.NONE
    before = held.is_present
    is_later = held.move_to(**told)
    if before == is_present:
        return Outcome.DUPLICATE, Why.SAME
    return (Outcome.APPLIED, Why.NONE) if is_later else (Outcome.DUPLICATE, Why.OLDER)


def _note(by: User, verb: str, kept: RollCallSubmission, cohort: Cohort, **data: Any) -> None:
    area, about = str(cohort.workshop.owner_id), kept.enrolment_id or kept.pk
    journal.record(by, verb, kept, area=area, cohort=str(cohort.pk), about=str(about), **data)
