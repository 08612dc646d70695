"""The shape that every page of an act has: load, ask the rule, form, one action, message."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from asa.cases.models import Case
from asa.cases.queries import OFFICE, cases_for
from asa.cases.rules.office import can_list_cases
from asa.common.errors import DomainError
from asa.common.forms import AsaForm
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import holds


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


def layout_of(user: User) -> str:
    """The phone's frame for who works in the field alone, the office's for everybody else."""
    in_field = holds(user, Role.VOLUNTEER) and not holds(user, *OFFICE, Role.FINANCE)
    return "base_field.html" if in_field else "base.html"


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
            case.refresh_from_db()
        else:
            messages.success(request, str(page.done))
            return redirect(back_to(request.user, case))
    user = request.user
    layout = layout_of(user)
    context = {
        "case": case,
        "form": form,
        "page": page,
        "layout": layout,
        "in_field": layout == "base_field.html",
        "sees_list": can_list_cases(user),
        "back": back_to(user, case),
    }
    return render(request, page.template, context | page.more)


def back_to(user: User, case: Case) -> str:
    """The page of the case, or for finance, which sees no cases, the list of its payments."""
    if cases_for(user).filter(pk=case.pk).exists():
        return reverse("cases:show", args=[case.pk])
    return reverse("cases:payments")
