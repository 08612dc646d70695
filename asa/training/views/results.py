"""What came of a cohort: marks, results, and the certificates of all who earned one."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions import decide_results, give_marks, train_graduates
from asa.training.codes import EARNED, MarkKind, Result
from asa.training.forms.results import IssueForm, MarksForm, shown_points
from asa.training.jobs import begin_certificates
from asa.training.models import Cohort
from asa.training.queries import Standing, graduates_waiting, signer_on, standings_of
from asa.training.rules import can_decide
from asa.training.views.parts import cohort_asked, frame
from asa.training.wording import RESULT_TONES

ROWS = 200
MOST_TOLD = 10


@dataclass(frozen=True)
class Row:
    """A participant as the list of results shows it."""

    standing: Standing
    marks: str
    tone: str


@require_safe
def results(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Presence, marks, result and certificate of everybody, and what can be done next."""
    cohort = _kept(request, pk)
    course, found = cohort.workshop.course, standings_of(cohort)
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = frame(
        cohort,
        request.user,
        "training:results",
        page=page,
        rows=[_row(one) for one in page],
        counts=_counts(found),
        changed=sum(one.has_changed for one in found),
        unknown=sum(one.follows == Result.NONE for one in found),
        waiting=sum(one.is_due for one in found),
        graduates=len(graduates_waiting(cohort)) if course.is_basic else 0,
        papers=sum(one.certificate is not None for one in found),
        signer=signer_on(cohort.workshop.owner_id, today()),
        has_ended=cohort.ends_on <= today(),
        course=course,
        issue=IssueForm(cohort=cohort),
    )
    return render(request, "training/results.html", context)


def _kept(request: AsaRequest, pk: UUID) -> Cohort:
    cohort = cohort_asked(request, pk)
    allow(can_decide(request.user, cohort))
    return cohort


def _row(one: Standing) -> Row:
    marks = " · ".join(
        f"{kind.label} {shown_points(mark.points)}/{shown_points(mark.out_of)}"
        for kind in MarkKind
        if (mark := one.marks.get(kind)) is not None
    )
    return Row(one, marks, RESULT_TONES[one.enrolment.result])


def _counts(found: list[Standing]) -> list[tuple[str, int]]:
    """How many have each result that somebody has."""
    by_result = dict.fromkeys(Result, 0)
    for one in found:
        by_result[Result(one.enrolment.result)] += 1
    return [(str(result.label), n) for result, n in by_result.items() if n]


def marks(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The marks of everybody, a row each; what cannot be read is told at its cell."""
    cohort = _kept(request, pk)
    others = [
        one for one in standings_of(cohort) if one.enrolment.person_id != request.user.person_id
    ]
    page = Paginator(others, ROWS).get_page(request.GET.get("page"))
    form = MarksForm(request.POST if request.method == "POST" else None, standings=list(page))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            count = give_marks(
                cohort, given=form.given(), reason=reason, by=request.user, on=today()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = ngettext("%(n)s mark is saved.", "%(n)s marks are saved.", count)
            messages.success(request, said % {"n": count})
            return redirect("training:results", cohort.pk)
    context = frame(cohort, request.user, "training:results", here=_("Marks"), form=form, page=page)
    return render(request, "training/marks.html", context)


@require_POST
def decide(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Results by the rule of the course."""
    cohort = _kept(request, pk)
    try:
        counts = decide_results(cohort, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        earned = sum(counts[result] for result in EARNED)
        said = ngettext(
            "Results are decided: %(n)s person earned a certificate.",
            "Results are decided: %(n)s people earned a certificate.",
            earned,
        )
        messages.success(request, said % {"n": earned})
    return redirect("training:results", cohort.pk)


@require_POST
def issue(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Certificates for all who earned one, and the PDF of all; or the PDF once more."""
    cohort = _kept(request, pk)
    if request.POST.get("act") == "again":
        return redirect(
            "common:job", begin_certificates(cohort, issued_on=None, by=request.user).pk
        )
    form = IssueForm(request.POST, cohort=cohort)
    if not form.is_valid():
        faults = [str(fault) for found in form.errors.values() for fault in found]
        messages.error(request, " ".join(faults))
        return redirect("training:results", cohort.pk)
    day = form.cleaned_data["issued_on"]
    if signer_on(cohort.workshop.owner_id, day) is None:
        messages.error(
            request, _("Nobody signs certificates of this office on that day. Set it first.")
        )
        return redirect("training:results", cohort.pk)
    return redirect("common:job", begin_certificates(cohort, issued_on=day, by=request.user).pk)


@require_POST
def train(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Applicants who passed the basic course are trained from now on."""
    cohort = _kept(request, pk)
    try:
        told = train_graduates(cohort, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("training:results", cohort.pk)
    for volunteer, why in told.refused[:MOST_TOLD]:
        messages.warning(request, f"{volunteer.person.full_name}: {why}")
    said = ngettext(
        "%(n)s applicant is trained and can be registered.",
        "%(n)s applicants are trained and can be registered.",
        len(told.trained),
    )
    messages.success(request, said % {"n": len(told.trained)})
    return redirect("training:results", cohort.pk)
