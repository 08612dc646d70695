"""What came of somebody's days: shares, marks, and the result by the rule of the course."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from asa.training.codes import EARNED, CertificateState, MarkKind, Result
from asa.training.models import Certificate, Cohort, Course, Enrolment, Mark
from asa.training.queries.attendance import Share, attendance_shares
from asa.training.queries.enrolments import participants_of
from asa.training.queries.programme import sessions_called
from asa.volunteers.codes import VolunteerState

# The marks by which one passes; what was known before the course never counts.
COUNTED = (MarkKind.AFTER, MarkKind.WORK)


@dataclass(frozen=True)
class Standing:
    """Where one participant stands: was there how often, got which marks, and what follows."""

    enrolment: Enrolment
    share: Share
    marks: dict[str, Mark] = field(default_factory=dict)
    certificate: Certificate | None = None
    follows: str = Result.NONE
    # The office took a certificate back, whatever the result is.
    is_withheld: bool = False

    @property
    def is_due(self) -> bool:
        """A certificate was earned and is still to be given."""
        has_earned = self.enrolment.result in EARNED
        return has_earned and self.certificate is None and not self.is_withheld

    @property
    def has_changed(self) -> bool:
        """The result that was decided is not the one that follows today."""
        return self.enrolment.result != self.follows


def standings_of(cohort: Cohort) -> list[Standing]:
    """Every participant of a cohort by name, in five queries whatever their number."""
    shares = attendance_shares(cohort)
    of = _parts_called(cohort, shares)
    people = list(participants_of(cohort).order_by("person__sort_key", "pk"))
    marks = marks_by_enrolment(Mark.objects.filter(enrolment__cohort=cohort))
    papers, withheld = _papers_of(cohort)
    course = cohort.workshop.course
    found = []
    for one in people:
        share, given = shares.get(one.pk, Share(0, of)), marks.get(one.pk, {})
        follows = result_by_rule(course, share, given)
        found.append(Standing(one, share, given, papers.get(one.pk), follows, one.pk in withheld))
    return found


def _parts_called(cohort: Cohort, shares: dict[UUID, Share]) -> int:
    """How many parts count, as the shares say it; asked for where nobody has one."""
    for share in shares.values():
        return share.of
    return sessions_called(cohort).count()


def _papers_of(cohort: Cohort) -> tuple[dict[UUID, Certificate], set[UUID]]:
    """By enrolment the valid certificates, and whose certificate the office took back."""
    asked = Q(state=CertificateState.VALID) | Q(is_withheld=True)
    found = list(Certificate.objects.filter(asked, enrolment__cohort=cohort))
    valid = {paper.enrolment_id: paper for paper in found if not paper.is_withheld}
    return valid, {paper.enrolment_id for paper in found if paper.is_withheld}


def valid_certificates_of(cohort: Cohort) -> QuerySet[Certificate]:
    """The certificates of a cohort that were not taken back, in the order of their numbers."""
    found = Certificate.objects.filter(enrolment__cohort=cohort, state=CertificateState.VALID)
    return found.select_related("signer", "owner", "skill").order_by("year_be", "number")


def graduates_waiting(cohort: Cohort) -> list[Certificate]:
    """The certificates of those who have applied, whose papers are good, and who passed."""
    found = valid_certificates_of(cohort).filter(
        enrolment__volunteer__state=VolunteerState.VERIFIED
    )
    return list(found.select_related("enrolment__volunteer__person"))


def marks_by_enrolment(marks: Iterable[Mark]) -> dict[UUID, dict[str, Mark]]:
    """The marks of each enrolment by what they were given for."""
    found: dict[UUID, dict[str, Mark]] = {}
    for mark in marks:
        found.setdefault(mark.enrolment_id, {})[mark.kind] = mark
    return found


def result_by_rule(course: Course, share: Share, marks: dict[str, Mark]) -> str:
    """What follows from presence and marks; unknown where the roll or a mark is still missing."""
    if not share.of:
        return Result.NONE
    if not share.present:
        return Result.ABSENT
    if share.present * 100 < course.attendance_percent * share.of:
        return Result.FAILED
    if course.pass_percent is not None:
        reached = percent_of(marks)
        if reached is None:
            return Result.NONE
        if reached < course.pass_percent:
            return Result.FAILED
    return Result.ATTENDED if course.is_honour else Result.PASSED


def percent_of(marks: dict[str, Mark]) -> Decimal | None:
    """The points of all that counts, together, in percent of what could be had."""
    counted = [marks[kind] for kind in COUNTED if kind in marks]
    if not counted:
        return None
    points = sum((mark.points for mark in counted), Decimal(0))
    out_of = sum((mark.out_of for mark in counted), Decimal(0))
    return points * 100 / out_of
