"""A list that comes after the last day is of who came: it stands for the roll nobody called."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext, ngettext

from asa.common.errors import DomainError
from asa.common.imports import Report
from asa.common.thaidate import now
from asa.people.models import User
from asa.training.actions import finish_cohort, start_cohort
from asa.training.actions.programme import make_programme
from asa.training.actions.sheet import note_from_sheet
from asa.training.codes import CohortState
from asa.training.models import Cohort
from asa.training.queries.programme import sessions_called


def note_who_came(
    cohort: Cohort, named: Collection[UUID], report: Report, *, by: User, on: date
) -> None:
    """Hold the cohort to its end: everybody of the list is noted as present in each part of the
    programme, which is made from the course where there is none. A cohort whose roll is called,
    or was, is left alone; so is one whose list has rows to be mended, for no name is taken after.

    named: the people of the list. Who has a seat and does not stand there did not come.
    """
    if on <= cohort.ends_on or cohort.state != CohortState.CONFIRMED:
        return
    if report.refused or report.stopped:
        report.notes.append(
            gettext("Nobody was noted as present yet. Mend the rows, and bring the list in again.")
        )
        return
    try:
        if not cohort.sessions.exists():
            make_programme(cohort, by=by, on=on)
    except DomainError as error:
        said = gettext("Nobody was noted as present: %(why)s") % {"why": str(error)}
        report.notes.append(said)
        return
    cohort = start_cohort(cohort, by=by, on=on)
    others = cohort.enrolments.exclude(person__in=named).values_list("pk", flat=True)
    absent = frozenset(others)
    noted = max(
        (note_from_sheet(part, absent=absent, by=by, at=now()) for part in sessions_called(cohort)),
        default=0,
    )
    if noted:
        words = ngettext(
            "The days are over: %(n)s person of the list is noted as present in each part. Correct"
            " it on the page of the roll for who did not come.",
            "The days are over: %(n)s people of the list are noted as present in each part. Correct"
            " it on the page of the roll for who did not come.",
            noted,
        )
        report.notes.append(words % {"n": noted})
    finish_cohort(cohort, by=by, on=on)
