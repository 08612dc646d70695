"""The shape that every page of an act has: load, ask the rule, form, one action, message."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from asa.cases.models import Case
from asa.cases.queries import cases_for
from asa.common.errors import DomainError
from asa.common.forms import AsaForm
from asa.people.http import AsaRequest


@dataclass(frozen=True)
class ActPage:
    """What the page of an act says: its heading, its button, and what follows."""

    title: str | Promise
    button: str | Promise
    done: str | Promise
    note: str | Promise = ""
    template: str = "cases/act.html"
    danger: bool = False
    # What the template of this one act needs besides.
    more: dict[str, Any] = field(default_factory=dict)


def perform(
    request: AsaRequest,
    case: Case,
    form: AsaForm,
    page: ActPage,
    run: Callable[[dict[str, Any]], object],
) -> HttpResponse:
    """Show the form of an act, or do it and go back to the case; what was typed is kept."""
    if request.method == "POST" and form.is_valid():
        try:
            run(form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(page.done))
            return _back_to(request, case)
    return render(request, page.template, {**page.more, "case": case, "form": form, "page": page})


def _back_to(request: AsaRequest, case: Case) -> HttpResponse:
    """The page of the case, or for who may not see cases (finance) the page of their own work."""
    if cases_for(request.user).filter(pk=case.pk).exists():
        return redirect("cases:show", case.pk)
    return redirect("home:first")
