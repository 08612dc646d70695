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
from asa.common.http import address
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions import decide_results, give_marks, train_graduates
from asa.training.codes import EARNED, MarkKind, Result
from asa.training.forms import WhyForm
from asa.training.forms.results import IssueForm, MarksForm, cell_name, shown_points
from asa.training.jobs import begin_certificates
from asa.training.models import Cohort
from asa.training.queries import Standing, graduates_waiting, signer_on, standings_of
from asa.training.queries.results import changes_in, full_marks
from asa.training.rules import can_decide
from asa.training.views.parts import ShownTab, cohort_asked, frame
from asa.training.wording import RESULT_TONES

ROWS = 50
# So many rows a person types without looking up twice.
TYPED = 40
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
        undecided=sum(one.has_changed for one in found),
        changed=len(changes_in(found)),
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
    """The marks, a page of rows at a time; going on saves what was typed."""
    cohort = _kept(request, pk)
    others = [
        one for one in standings_of(cohort) if one.enrolment.person_id != request.user.person_id
    ]
    page = Paginator(others, TYPED).get_page(request.GET.get("page"))
    kinds = [kind for kind in MarkKind if kind == request.GET.get("kind")] or list(MarkKind)
    is_sent = request.method == "POST"
    form = MarksForm(
        request.POST if is_sent else None,
        standings=_sent(request, others) if is_sent else list(page),
        kinds=kinds,
        full=full_marks(others),
    )
    if is_sent and form.is_valid() and _saved(request, cohort, form):
        return redirect(_next_page(request, cohort))
    context = frame(
        cohort, request.user, "training:results", here=_("Marks"), form=form, page=page,
        kinds=_columns(cohort, kinds),
    )  # fmt: skip
    return render(request, "training/marks.html", context)


def _sent(request: AsaRequest, others: list[Standing]) -> list[Standing]:
    """Whose rows were sent: who comes or goes meanwhile moves nobody's marks to another page."""
    return [one for one in others if any(cell_name(one, kind) in request.POST for kind in MarkKind)]


def _saved(request: AsaRequest, cohort: Cohort, form: MarksForm) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        count = give_marks(cohort, given=form.given(), reason=reason, by=request.user, on=today())
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    said = ngettext("%(n)s mark is saved.", "%(n)s marks are saved.", count)
    messages.success(request, said % {"n": count})
    return True


def _next_page(request: AsaRequest, cohort: Cohort) -> str:
    """Where the button leads that saved: another page of the marks, or the results."""
    go = request.POST.get("go", "")
    if not go.isdigit():
        return address("training:results", cohort.pk)
    return address("training:marks", cohort.pk, page=go, kind=request.GET.get("kind", ""))


def _columns(cohort: Cohort, kinds: list[MarkKind]) -> list[ShownTab]:
    """All marks at once, or one column, so that the key that goes on goes down."""
    every = len(kinds) == len(MarkKind)
    all_marks = ShownTab(_("All marks"), address("training:marks", cohort.pk), is_current=every)
    return [all_marks] + [
        ShownTab(
            str(kind.label),
            address("training:marks", cohort.pk, kind=kind),
            is_current=not every and kind in kinds,
        )
        for kind in MarkKind
    ]


def changes(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Whose result no longer follows presence and marks, by what, and one act that decides anew."""
    cohort = _kept(request, pk)
    found = changes_in(standings_of(cohort))
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            decide_results(cohort, reason=form.cleaned_data["reason"], by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = ngettext(
                "The result of %(n)s person was decided anew.",
                "The results of %(n)s people were decided anew.",
                len(found),
            )
            messages.success(request, said % {"n": len(found)})
            return redirect("training:results", cohort.pk)
    context = frame(
        cohort, request.user, "training:results", here=_("Changes after the results"), form=form,
        rows=[
            (one, RESULT_TONES[one.enrolment.result], after, RESULT_TONES[after])
            for one in found
            for after in [Result(one.follows)]
        ],
        papers=sum(one.loses_certificate for one in found),
    )  # fmt: skip
    return render(request, "training/changes.html", context)


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
