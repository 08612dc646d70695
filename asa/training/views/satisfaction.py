"""The satisfaction form: filled in on a telephone, shown as means without names."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions.satisfaction import rate_cohort
from asa.training.codes import LEAST_ANSWERS
from asa.training.forms.satisfaction import SatisfactionForm
from asa.training.models import Enrolment, SatisfactionGiven
from asa.training.queries import cohorts_for
from asa.training.queries.satisfaction import items_on, satisfaction_of
from asa.training.rules import can_rate, sees_satisfaction
from asa.training.views.kit import KIT
from asa.training.views.parts import cohort_asked, frame


@require_safe
def satisfaction(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The means by item and the words, once enough have answered; no name anywhere."""
    cohort = cohort_asked(request, pk)
    allow(sees_satisfaction(request.user, cohort))
    context = frame(
        cohort, request.user, KIT, _("Satisfaction form"),
        found=satisfaction_of(cohort), least=LEAST_ANSWERS, items=items_on(cohort.starts_on),
    )  # fmt: skip
    return render(request, "training/satisfaction.html", context)


def rate(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The form of one participant; what was said is not shown again."""
    known = Enrolment.objects.filter(cohort__in=cohorts_for(request.user))
    enrolment = get_object_or_404(known.select_related("cohort__workshop"), pk=pk)
    allow(can_rate(request.user, enrolment))
    cohort = enrolment.cohort
    form = SatisfactionForm(
        request.POST if request.method == "POST" else None, items=items_on(cohort.starts_on)
    )
    if request.method == "POST" and form.is_valid():
        words, ratings = form.cleaned_data["words"], form.ratings()
        try:
            rate_cohort(enrolment, ratings=ratings, words=words, by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. What you said is kept without your name."))
            return redirect("training:rate", pk)
    context = {
        "cohort": cohort, "form": form,
        "is_given": SatisfactionGiven.objects.filter(enrolment=enrolment).exists(),
    }  # fmt: skip
    return render(request, "training/rate.html", context)
