from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.households.actions import record_visit
from asa.households.codes import VisitKind, VisitMethod
from asa.households.forms import RoundForm, VisitForm
from asa.households.models import Household, Visit
from asa.households.queries import households_for, latest_levels
from asa.households.rules import WRITERS, can_visit, sees_sensitive
from asa.households.views.pages import form_page
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import holds


def visit(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down a visit, without looking at the five dimensions anew."""
    household = get_object_or_404(households_for(request.user), pk=pk)
    form = VisitForm(
        request.POST or None, request.FILES or None, kinds=_kinds(request.user, household)
    )
    return _answer(request, household, form)


def assess(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write down a visit and a look at the five dimensions, the latest look beside it."""
    household = get_object_or_404(households_for(request.user), pk=pk)
    before = latest_levels(household)
    if not sees_sensitive(request.user, household):
        before = {dimension: (level, "") for dimension, (level, _reason) in before.items()}
    form = RoundForm(
        request.POST or None,
        request.FILES or None,
        kinds=_kinds(request.user, household),
        before=before,
    )
    return _answer(request, household, form)


def _kinds(user: User, household: Household) -> list[VisitKind]:
    """Fact-finding is the office's own; the first finding is written with the report."""
    kinds = [VisitKind.HOME_VISIT, VisitKind.FOLLOW_UP]
    if holds(user, *WRITERS, area=household.area_id):
        kinds.append(VisitKind.FACT_FINDING)
    return kinds


def _answer(request: AsaRequest, household: Household, form: VisitForm | RoundForm) -> HttpResponse:
    is_round = isinstance(form, RoundForm)
    if request.method == "POST" and form.is_valid():
        try:
            _record(form, household, request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _said(is_round, len(form.cleaned_data["photos"] or ())))
            return redirect("households:detail", pk=household.pk)
    # What was sent whole the action has judged itself.
    allow(can_visit(request.user, household))
    context = {
        "form": form,
        "is_round": is_round,
        "number": household.rounds.count() + 1,
        "latest": household.latest_round,
        "today": today(),
    }
    return form_page(request, "households/visit.html", household, context)


def _record(form: VisitForm | RoundForm, household: Household, user: User) -> Visit:
    asked = form.cleaned_data
    return record_visit(
        household,
        kind=VisitKind(asked["kind"]),
        method=VisitMethod(asked["method"]),
        note=asked["note"],
        on=asked["visited_on"],
        by=user,
        levels=form.levels() if isinstance(form, RoundForm) else None,
        photos=asked["photos"] or (),
    )


def _said(is_round: bool, photos: int) -> str:
    if is_round:
        return _("The round is kept, with %(n)s photos. The logbook below shows it.") % {
            "n": photos
        }
    return _("The visit is kept, with %(n)s photos.") % {"n": photos}
