"""Certificates one by one: the PDF of a cohort, one's own, taken back, written anew."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import accesslog
from asa.common.codes import JobState
from asa.common.errors import DomainError, allow
from asa.common.http import download
from asa.common.imports import files
from asa.common.jobs import jobs_for
from asa.common.models import Job
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.training.actions import reissue_certificate, revoke_certificate
from asa.training.badges import badge_of
from asa.training.codes import CertificateState
from asa.training.forms.results import WhyForm
from asa.training.jobs import PDF, PRINT
from asa.training.models import Certificate, Cohort, Going
from asa.training.queries import certificates_for, cohorts_kept_by, own_certificates, skills_of
from asa.training.queries.activities import Ready, missing_of, own_goings, ready_of_all
from asa.training.queries.group_work import own_groups
from asa.training.queries.paper_tests import own_tests
from asa.training.queries.satisfaction import own_forms
from asa.training.rules import can_change_certificate, can_take_certificate
from asa.training.wording import REISSUE, REVOKE, Words


def _printing(request: AsaRequest, pk: UUID) -> tuple[Job, Cohort]:
    """A printing that the user began, for as long as the workshop is the user's to keep."""
    job = get_object_or_404(jobs_for(request.user), pk=pk, kind=PRINT)
    cohort = cohorts_kept_by(request.user).filter(pk=job.params["cohort"]).first()
    allow(cohort is not None)
    assert cohort is not None  # noqa: S101 - said by `allow`
    return job, cohort


@require_safe
def printing(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The PDF of a cohort's certificates, and how it is printed."""
    job, cohort = _printing(request, pk)
    if job.state != JobState.DONE:
        return redirect("common:job", job.pk)
    context = {
        "job": job,
        "cohort": cohort,
        "count": job.result["certificates"],
        "issued": job.result["issued"],
        "has_pdf": files.content_of(job.pk, PDF) is not None,
        "days": files.DAYS_KEPT,
    }
    return render(request, "training/printing.html", context)


@require_safe
def printing_pdf(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The certificates as one PDF; fetching it is written down."""
    job, cohort = _printing(request, pk)
    content = files.content_of(job.pk, PDF)
    if content is None:
        raise Http404
    accesslog.note(
        request.user, "certificates.downloaded", cohort, area=job.area,
        rows=job.result.get("certificates", 0),
    )  # fmt: skip
    return download(content, f"{_('Certificates')} {cohort.number}.pdf", "application/pdf")


def _certificate(request: AsaRequest, pk: UUID) -> Certificate:
    found: Certificate = get_object_or_404(certificates_for(request.user), pk=pk)
    return found


@require_safe
def mine(request: AsaRequest) -> HttpResponse:
    """One's own certificates and skills, and what can be answered: tests and forms."""
    person = request.user.person_id
    held = skills_of([person], today()).get(person, []) if person else []
    context = {
        "papers": list(own_certificates(request.user)),
        "skills": held,
        "today": today(),
        "tests": own_tests(request.user) if person else [],
        "groups": own_groups(request.user) if person else [],
        "forms": own_forms(request.user, today()) if person else [],
        "goings": _own_activities(request.user) if person else [],
    }
    return render(request, "training/mine.html", context)


def _own_activities(user: User) -> list[tuple[Going, list[Ready]]]:
    """For which activities somebody is named herself, and which skill ends or is lacking there."""
    goings = list(own_goings(user, today()))
    return [(one, missing_of(ready)) for one, ready in ready_of_all(goings, today())]


@require_safe
def paper(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One certificate as a PDF, with the number that it has; not of one that was taken back."""
    from asa.training.papers import certificates_as_pdf  # noqa: PLC0415 - only for a printing

    found = _valid(request, pk)
    content = certificates_as_pdf([found])
    accesslog.note(request.user, "certificates.downloaded", found, area=found.owner_id, rows=1)
    name = f"{found.get_kind_display()} {found.number}-{found.year_be}.pdf"
    return download(content, name, "application/pdf")


@require_safe
def badge(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One certificate as an Open Badge, to be kept in a wallet."""
    found = _valid(request, pk)
    name = f"badge-{found.number}-{found.year_be}.jwt"
    return download(badge_of(found).encode(), name, "application/vc+jwt")


def _valid(request: AsaRequest, pk: UUID) -> Certificate:
    found = _certificate(request, pk)
    allow(can_take_certificate(request.user, found))
    if found.state != CertificateState.VALID:
        raise Http404
    return found


def revoke(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a certificate back for a reason."""
    return _act(request, pk, REVOKE, revoke_certificate)


def reissue(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write a certificate anew under a new number, such as for a name that was corrected."""
    return _act(request, pk, REISSUE, reissue_certificate)


def _act(request: AsaRequest, pk: UUID, words: Words, act: Callable[..., Any]) -> HttpResponse:
    found = _certificate(request, pk)
    allow(can_change_certificate(request.user, found))
    form = WhyForm(request.POST or None)
    cohort = found.enrolment.cohort
    if request.method == "POST" and form.is_valid():
        try:
            act(found, reason=form.cleaned_data["note"], by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(words.said))
            return redirect("training:results", cohort.pk)
    context = {"paper": found, "cohort": cohort, "form": form, "words": words}
    return render(request, "training/certificate_act.html", context)
