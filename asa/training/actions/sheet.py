"""The sheet that people signed: everybody of a part at once, where nobody was tapped."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import bulk, journal
from asa.common.errors import DomainError, allow
from asa.common.thaidate import BANGKOK
from asa.people.models import User
from asa.training.codes import SEATED, AttendanceWay, EnrolmentState
from asa.training.models import Attendance, Enrolment, Session
from asa.training.rules import can_call_roll


@transaction.atomic
def note_from_sheet(
    session: Session, *, absent: Collection[UUID] = (), by: User, at: datetime
) -> int:
    """Note as present everybody with a seat of whom nothing was said yet; tells how many.

    absent: the enrolments that have not signed; of them nothing is said.
    """
    allow(can_call_roll(by, session.cohort))
    if session.is_cancelled or not session.counts:
        raise DomainError(_("No roll is called in this part of the programme."))
    if at.astimezone(BANGKOK).date() < session.day:
        raise DomainError(_("It was tapped before the day of this part of the programme."))
    # Whoever taps one of them at the same moment waits for this row, or this waits for the tap.
    held = Enrolment.objects.select_for_update(of=("self",)).order_by("pk")
    seated = list(held.filter(cohort=session.cohort_id, state__in=SEATED))
    known = set(Attendance.objects.filter(session=session).values_list("enrolment_id", flat=True))
    signed = [one for one in seated if one.pk not in known and one.pk not in absent]
    for one in signed:
        if one.state == EnrolmentState.NOMINATED:
            one.move_to(EnrolmentState.CONFIRMED, answered_on=session.day)
    told = {"way": AttendanceWay.LIST, "said_at": at, "received_at": at, "by": by}
    bulk.create(Attendance, [Attendance(session=session, enrolment=one, **told) for one in signed])
    about = {"session": str(session.pk)}
    rows = [(str(one.pk), one.area_id, about) for one in signed]
    if rows:
        day = at.astimezone(BANGKOK).date()
        journal.record_many(by, "attendance.signed", "training.enrolment", rows, on=day)
    return len(signed)
