"""The programme of a cohort: shown to whoever may know of the cohort, kept by its keepers."""

from collections.abc import Callable
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.training.actions.programme import (
    add_session,
    change_session,
    make_programme,
    take_out_session,
)
from asa.training.forms.programme import PartForm, TakeOutForm
from asa.training.models import Cohort, Session
from asa.training.queries import cohorts_for
from asa.training.queries.programme import sessions_of
from asa.training.rules import can_keep
from asa.training.views.parts import cohort_asked, frame

PROGRAMME = "training:programme"


def _days(cohort: Cohort) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The programme by days; each part with the moments at which it begins and ends."""
    parts: list[dict[str, Any]] = [
        {
            "session": one,
            "starts": datetime.combine(one.day, one.starts_at),
            "ends": datetime.combine(one.day, one.ends_at),
        }
        for one in sessions_of(cohort)
    ]
    by_day = groupby(parts, key=lambda part: part["session"].day)
    return [(day, list(of_day)) for day, of_day in by_day]


@require_safe
def programme(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The programme by days."""
    cohort = cohort_asked(request, pk)
    context = frame(
        cohort, request.user, PROGRAMME,
        days=_days(cohort), may_keep=can_keep(request.user, cohort.workshop),
    )  # fmt: skip
    return render(request, "training/programme.html", context)


@require_safe
def paper(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The programme as a paper to print."""
    cohort = cohort_asked(request, pk)
    days = [
        (day, [part for part in parts if not part["session"].is_cancelled])
        for day, parts in _days(cohort)
    ]
    context = {"cohort": cohort, "workshop": cohort.workshop, "days": days}
    return render(request, "training/programme_paper.html", context)


@require_POST
def make(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Make the programme from the topics of the course."""
    cohort = cohort_asked(request, pk)
    try:
        made = make_programme(cohort, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("The programme has %(n)s parts now. Change what is different this time.")
            % {"n": len(made)},
        )  # fmt: skip
    return redirect(PROGRAMME, cohort.pk)


def add(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Add a part to the programme."""
    cohort = cohort_asked(request, pk)
    allow(can_keep(request.user, cohort.workshop))
    form = PartForm(request.POST or None, initial={"day": cohort.starts_on})

    def act() -> object:
        return add_session(cohort, part=form.part(), by=request.user, on=today())

    return _act(request, cohort, form, act, title=_("Add a part"), button=_("Add the part"))


def session_asked(request: AsaRequest, pk: UUID) -> Session:
    """The part of a programme of the address, as far as the user may know of its cohort."""
    known = Session.objects.filter(cohort__in=cohorts_for(request.user))
    related = known.select_related("cohort__workshop__owner", "cohort__workshop__course")
    found: Session = get_object_or_404(related, pk=pk)
    return found


def change(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Change a part of the programme."""
    session = session_asked(request, pk)
    allow(can_keep(request.user, session.cohort.workshop))
    form = PartForm(request.POST or None, initial=PartForm.of(session))

    def act() -> object:
        return change_session(session, part=form.part(), by=request.user, on=today())

    return _act(
        request, session.cohort, form, act, title=_("Change a part"), button=_("Save"),
        session=session,
    )  # fmt: skip


def take_out(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take a part out of the programme."""
    session = session_asked(request, pk)
    allow(can_keep(request.user, session.cohort.workshop))
    form = TakeOutForm(request.POST or None)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return take_out_session(session, reason=reason, by=request.user, on=today())

    return _act(
        request, session.cohort, form, act, title=_("Take a part out"), button=_("Take it out"),
        note=session.title, danger=True,
    )  # fmt: skip


def _act(
    request: AsaRequest, cohort: Cohort, form: AsaForm, act: Callable[[], object], **shown: Any
) -> HttpResponse:
    """The page of an act on a programme: the form, its faults, and back to the programme."""
    return perform(request, cohort, form, act, tab=PROGRAMME, back=PROGRAMME, **shown)


def perform(  # noqa: PLR0913 - a page of an act has a form, an act, and where it stands
    request: AsaRequest, cohort: Cohort, form: AsaForm, act: Callable[[], object], *,
    tab: str, back: str, key: UUID | None = None, **shown: Any,
) -> HttpResponse:  # fmt: skip
    """The page of an act in a cohort: the form, or the act done and back; what was typed is kept.

    tab: the tab it belongs to; back: the page it leads to, by the cohort's key or another one.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect(back, key or cohort.pk)
    context = frame(
        cohort, request.user, tab, str(shown["title"]), form=form, back=back,
        back_key=key or cohort.pk, **shown,
    )  # fmt: skip
    return render(request, "training/day_act.html", context)
