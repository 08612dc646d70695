"""Two lines of one cohort where two people on record turn out to be one, and parted again."""

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError
from asa.people.models import Person, User
from asa.training.actions.answering import tell_of_moving_up
from asa.training.actions.seats import free_seat, hold_enrolment, hold_quotas
from asa.training.codes import CertificateState, EnrolmentState, Result
from asa.training.models import Attendance, Cohort, Enrolment, Mark, Quota

# From the strongest on; who came, or has a result, stands above all of them.
STRENGTH = (
    EnrolmentState.CONFIRMED,
    EnrolmentState.NOMINATED,
    EnrolmentState.RESERVE,
    EnrolmentState.PROPOSED,
    EnrolmentState.ABSENT,
    EnrolmentState.DECLINED,
    EnrolmentState.WITHDRAWN,
)
CAME = (Result.PASSED, Result.FAILED, Result.ATTENDED)

Pair = tuple[Enrolment, Enrolment]
Record = Attendance | Mark


@transaction.atomic
def join_enrolments(kept: Person, *, merged: Person, changes: Any, by: User, on: date) -> int:
    """Of two lines of one cohort the stronger goes on, with the presence and the marks of both; the
    other is withdrawn with the reason, and its seat passes on. Tells in how many cohorts. A result
    that was decided stays as it was decided.

    changes: notes what `undo_merge` puts back. The judge of the pair was asked by the merge.
    """
    found = 0
    for stronger, weaker in _pairs(kept, merged):
        if _has_certificate(stronger) and _has_certificate(weaker):
            told = {"name": weaker.cohort.workshop.title, "n": weaker.cohort.number}
            raise DomainError(
                _("Both have a certificate of %(name)s, cohort %(n)s. Take one back, then merge.")
                % told
            )
        _withdraw(weaker, stronger, changes, by, on)
        found += 1
    return found


@transaction.atomic
def hold_cohorts(cohorts: Collection[UUID]) -> None:
    """Keep all quotas of some cohorts, which are always taken before the people in them."""
    for key in sorted(cohorts):
        hold_quotas(Cohort.objects.get(pk=key))


@transaction.atomic
def part_enrolments(kept: Person, *, merged: Person) -> int:
    """Once a merge was undone: a line that got its seat back takes a seat of its quota again, and
    waits in the reserve where none is left. Tells how many wait.
    """
    waiting = 0
    for stronger, weaker in _pairs(kept, merged):
        quota = weaker.quota
        seated = sum(one.has_seat for one in quota.enrolments.all())
        if seated > quota.taken and not quota.move_to(taken=seated - quota.taken):
            # Who gave up her seat meanwhile has none to wait for.
            waits = weaker if weaker.has_seat else stronger
            waits.state, waits.answer_by = EnrolmentState.RESERVE, None
            waits.save(update_fields=["state", "answer_by"])
            waiting += 1
        _take_bed(weaker)
    return waiting


def _pairs(kept: Person, merged: Person) -> Iterator[Pair]:
    """The lines of both in each cohort that both have one of, held, the stronger first."""
    own = {one.cohort_id: one for one in _lines(kept)}
    for other in _lines(merged):
        if other.cohort_id in own:
            hold_quotas(Cohort.objects.get(pk=other.cohort_id))
            yield _ordered(own[other.cohort_id], other)


def _lines(person: Person) -> list[Enrolment]:
    lines = Enrolment.objects.filter(person=person, joined_to__isnull=True)
    return list(lines.select_related("cohort__workshop", "quota").order_by("cohort", "pk"))


def _ordered(first: Enrolment, second: Enrolment) -> Pair:
    """The stronger of two first; of two as strong the line of the person who stays."""
    for one in (first, second):
        hold_enrolment(one)
    return (first, second) if _strength(first) >= _strength(second) else (second, first)


def _strength(line: Enrolment) -> tuple[int, int, int]:
    came = line.result in CAME or line.attendances.filter(is_present=True).exists()
    rank = -STRENGTH.index(EnrolmentState(line.state))
    return int(_has_certificate(line)), int(came), rank


def _has_certificate(line: Enrolment) -> bool:
    return line.certificates.filter(state=CertificateState.VALID).exists()


def _withdraw(weaker: Enrolment, stronger: Enrolment, changes: Any, by: User, on: date) -> None:
    had_seat, quota, room = weaker.has_seat, weaker.quota, weaker.room
    changes.change(
        weaker, state=EnrolmentState.WITHDRAWN, answer_by=None, room=None, joined_to=stronger,
        reason=_("The same person stands on this list a second time."),
    )  # fmt: skip
    presence = _join_presence(weaker, stronger, changes)
    marks = _join_marks(weaker, stronger, changes)
    told: dict[str, Any] = {}
    if marks:
        told = {"text": " · ".join(marks), "subject": stronger.person_id}
    journal.record(
        by, "enrolment.joined", weaker, area=weaker.area_id, on=on,
        cohort=str(weaker.cohort_id), into=str(stronger.pk), presence=presence, **told,
    )  # fmt: skip
    if room is not None:
        room.move_to(taken=-1)
    if had_seat:
        _pass_on(quota, weaker, by, on)


def _join_presence(weaker: Enrolment, stronger: Enrolment, changes: Any) -> int:
    """Whoever was there by either line was there: tells at how many parts the weaker line told of
    it. Where both tell the same, the stronger line's word stays.
    """
    own = {one.session_id: one for one in stronger.attendances.all()}
    others = list(weaker.attendances.order_by("pk"))
    for other in others:
        known = own.get(other.session_id)
        is_better = known is not None and other.is_present and not known.is_present
        _take_one(known, other, stronger, changes, is_better=is_better)
    return len(others)


def _join_marks(weaker: Enrolment, stronger: Enrolment, changes: Any) -> list[str]:
    """Of two marks of a kind the better one counts; tells, in words, those that count no more."""
    own = {one.kind: one for one in stronger.marks.all()}
    put_aside = []
    for other in weaker.marks.order_by("pk"):
        known = own.get(other.kind)
        is_better = known is not None and _share(other) > _share(known)
        if known is not None:
            less = known if is_better else other
            said = {"kind": less.get_kind_display(), "points": less.points, "of": less.out_of}
            put_aside.append(_("%(kind)s %(points)s of %(of)s") % said)
        _take_one(known, other, stronger, changes, is_better=is_better)
    return put_aside


def _share(mark: Mark) -> Decimal:
    return mark.points / mark.out_of


def _take_one(
    known: Record | None, other: Record, stronger: Enrolment, changes: Any, *, is_better: bool
) -> None:
    """The one that counts stands on the stronger line alone; the other waits in what was changed,
    from where taking the merge back brings it.
    """
    if known is not None and not is_better:
        changes.take_away(other, into=known)
        return
    if known is not None:
        changes.take_away(known, into=other)
    changes.change(other, enrolment=stronger)


def _pass_on(quota: Quota, left: Enrolment, by: User, on: date) -> None:
    moved_up = free_seat(quota, on=on, left_by=left)
    if moved_up is not None:
        tell_of_moving_up([moved_up], by=by, on=on)


def _take_bed(line: Enrolment) -> None:
    """A bed that somebody else has by now is not taken away again."""
    room = line.room
    if room is None:
        return
    room.refresh_from_db()
    over = room.guests.count() - room.taken
    if not line.has_seat or (over > 0 and not room.move_to(taken=over)):
        line.room = None
        line.save(update_fields=["room"])
