"""Marks: given by the keepers of a workshop, and corrected with a reason."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.errors import DomainError, allow, written
from asa.people.models import User
from asa.training.actions.results import follow_correction
from asa.training.actions.seats import hold_cohort
from asa.training.checks import check_points
from asa.training.codes import EnrolmentState, MarkKind
from asa.training.models import Cohort, Enrolment, Mark
from asa.training.queries import marks_by_enrolment
from asa.training.rules import can_decide


class GivenMark(NamedTuple):
    """What stands in a cell of the list of marks; no points where a mark is taken away."""

    enrolment: Enrolment
    kind: str
    points: Decimal | None
    out_of: Decimal


@transaction.atomic
def give_marks(
    cohort: Cohort, *, given: Iterable[GivenMark], by: User, on: date, reason: str = ""
) -> int:
    """Write the marks that are new or differ; tells how many.

    Whoever changes a mark that stood says why; a result that was decided follows at once, and a
    certificate that is not earned any more is taken back.
    """
    allow(can_decide(by, cohort))
    # Whoever gives marks or certificates of the same cohort waits here.
    hold_cohort(cohort)
    known = marks_by_enrolment(Mark.objects.filter(enrolment__cohort=cohort))
    changed = [one for one in given if _differs(one, known)]
    _check(cohort, changed, by)
    corrected = [one for one in changed if one.kind in known.get(one.enrolment.pk, {})]
    said = written(reason, _("Write why marks are corrected.")) if corrected else ""
    for one in changed:
        _write(one, known.get(one.enrolment.pk, {}).get(one.kind), by=by, on=on, reason=said)
    touched = {one.enrolment.pk for one in changed}
    follow_correction(cohort, enrolments=touched, reason=said, by=by, on=on)
    return len(changed)


def _differs(one: GivenMark, known: dict[UUID, dict[str, Mark]]) -> bool:
    mark = known.get(one.enrolment.pk, {}).get(one.kind)
    if mark is None:
        return one.points is not None
    return (mark.points, mark.out_of) != (one.points, one.out_of)


def _check(cohort: Cohort, changed: list[GivenMark], by: User) -> None:
    for one in changed:
        if one.enrolment.cohort_id != cohort.pk or one.kind not in MarkKind.values:
            raise DomainError(_("This mark belongs to another cohort."))
        if one.enrolment.state != EnrolmentState.CONFIRMED:
            raise DomainError(_("Only who holds a seat of the cohort gets marks."))
        if by.person_id is not None and one.enrolment.person_id == by.person_id:
            raise DomainError(_("Nobody gives marks to oneself. Ask a colleague."))
        check_points(one.out_of)
        if not one.out_of:
            raise DomainError(_("Write out of how many points the marks are."))
        if one.points is None:
            continue
        check_points(one.points)
        if not 0 <= one.points <= one.out_of:
            raise DomainError(
                _("%(name)s: the points are from 0 to %(most)s.")
                % {"name": one.enrolment.person.full_name, "most": one.out_of.normalize()}
            )


def _write(one: GivenMark, mark: Mark | None, *, by: User, on: date, reason: str) -> None:
    person = one.enrolment.person_id
    kind, cohort = str(one.kind), str(one.enrolment.cohort_id)
    if mark is None and one.points is not None:
        Mark.objects.create(
            enrolment=one.enrolment, kind=one.kind, points=one.points, out_of=one.out_of,
            given_on=on, given_by=by,
        )  # fmt: skip
        journal.record(
            by,
            "mark.given",
            one.enrolment,
            area=one.enrolment.area_id,
            on=on,
            mark=kind,
            cohort=cohort,
        )
        return
    if mark is None:
        return
    # What stood before stays to be read, sealed: a mark is about a person.
    before = f"{mark.points}/{mark.out_of} → {one.points}/{one.out_of}: {reason}"
    if one.points is None:
        mark.delete()
    else:
        mark.points, mark.out_of = one.points, one.out_of
        mark.given_on, mark.given_by = on, by
        mark.save(update_fields=["points", "out_of", "given_on", "given_by"])
    journal.record(
        by, "mark.corrected", one.enrolment, area=one.enrolment.area_id, on=on,
        subject=person, text=before, mark=kind, cohort=cohort,
    )  # fmt: skip
