"""Long work of workshops: the certificates of a cohort are given and become one PDF."""

import logging
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from asa.common import jobs
from asa.common.errors import DomainError
from asa.common.imports import files
from asa.common.models import Job
from asa.common.thaidate import today
from asa.people.models import User
from asa.training.actions import end_registrars, issue_certificates, watch_cohort
from asa.training.codes import PASSING
from asa.training.models import Certificate, Cohort
from asa.training.queries import cohorts_kept_by, valid_certificates_of

log = logging.getLogger(__name__)
PRINT = "training.certificates"
PDF = "pdf"


def begin_certificates(cohort: Cohort, *, issued_on: date | None, by: User) -> Job:
    """Queue the PDF of a cohort's certificates; with a day of issue, those earned are given first.

    issued_on: None prints again what was given, each with its number of before.
    """
    params = {
        "cohort": str(cohort.pk),
        "issued_on": issued_on.isoformat() if issued_on else "",
    }
    area = cohort.workshop.owner_id
    return jobs.start(PRINT, _("Certificates"), by=by, area=area, params=params)


def make_certificates(job: Job) -> dict[str, Any]:
    """Give and set the certificates of a job; whoever asked must still keep the workshop."""
    from asa.training.papers import certificates_as_pdf  # noqa: PLC0415 - only for a printing

    by = get_user_model().objects.get(pk=job.started_by_id)
    cohort = cohorts_kept_by(by).filter(pk=UUID(job.params["cohort"])).first()

    def tell(done: int, total: int) -> None:
        jobs.progress(job, done, total)

    with override("th"):
        if cohort is None:
            raise DomainError(_("This cohort is not yours to look after any more."))
        issued = _issue(cohort, job.params["issued_on"], by)
        papers = list(printable(cohort))
        if not papers:
            raise DomainError(_("Nobody of this cohort has a certificate."))
        content = certificates_as_pdf(papers, tell)
    jobs.progress(job, len(papers), len(papers))
    files.keep(job.pk, PDF, content)
    page = reverse("training:print", args=[job.pk])
    return {"page": page, "certificates": len(papers), "issued": issued}


def _issue(cohort: Cohort, issued_on: str, by: User) -> int:
    if not issued_on:
        return 0
    try:
        given = issue_certificates(
            cohort, issued_on=date.fromisoformat(issued_on), by=by, on=today()
        )
    except PermissionDenied:
        raise DomainError(_("This cohort is not yours to look after any more.")) from None
    return len(given)


def printable(cohort: Cohort) -> QuerySet[Certificate]:
    """The certificates of a cohort with all that the paper reads, in the order of their numbers."""
    return valid_certificates_of(cohort).select_related("signer")


def watch_cohorts(*, on: date) -> dict[str, int]:
    """What the night does for the cohorts that are not held yet, one after the other: no cohort is
    kept while the next one is waited for. Tells what was done, in numbers.
    """
    done = Counter(
        passed_on=0,
        moved_up=0,
        returned=0,
        reminded=0,
        answers_reminded=0,
        starts_reminded=0,
        started=0,
    )
    for cohort in Cohort.objects.filter(state__in=PASSING).order_by("pk"):
        try:
            done.update(watch_cohort(cohort, on=on))
        except DomainError:
            # What one cohort cannot have tonight keeps nothing from the others.
            log.exception("The cohort %s could not be looked after", cohort.pk)
    return {**done, "registrars_ended": end_registrars(on=on)}


def register() -> None:
    jobs.register(PRINT, make_certificates)
