"""Who passed the basic course comes nearer to being registered."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from asa.common.errors import DomainError, allow
from asa.people.models import User
from asa.training.models import Certificate, Cohort
from asa.training.queries import graduates_waiting
from asa.training.rules import can_decide
from asa.volunteers.actions import Training, train_volunteer
from asa.volunteers.models import Volunteer


@dataclass
class Graduates:
    """Who may be registered now, and why somebody may not."""

    trained: list[Volunteer] = field(default_factory=list)
    refused: list[tuple[Volunteer, str]] = field(default_factory=list)


@transaction.atomic
def train_graduates(cohort: Cohort, *, by: User, on: date) -> Graduates:
    """Say of the applicants who passed the basic course that they are trained, each with the
    certificate as evidence; who keeps the register elsewhere does it there.
    """
    allow(can_decide(by, cohort))
    if not cohort.workshop.course.is_basic:
        raise DomainError(_("Only the basic course leads to being registered."))
    told = Graduates()
    for paper in graduates_waiting(cohort):
        volunteer = paper.enrolment.volunteer
        if volunteer is None:
            continue
        try:
            with transaction.atomic():
                train_volunteer(volunteer, training=_training(paper), by=by, on=cohort.ends_on)
        except DomainError as error:
            told.refused.append((volunteer, str(error)))
        except PermissionDenied:
            told.refused.append((volunteer, _("The office of the province does this.")))
        else:
            told.trained.append(volunteer)
    return told


def _training(paper: Certificate) -> Training:
    with override("th"):
        evidence = _("Certificate no. %(number)s") % {"number": paper.full_number}
    return Training(course=paper.course, evidence=evidence)
