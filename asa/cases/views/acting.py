"""The shape that every page of an act has: load, ask the rule, form, one action, message."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from asa.cases.models import Case
from asa.cases.queries import OFFICE, cases_for
from asa.cases.rules.office import can_list_cases
from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import holds

View = Callable[[AsaRequest, object], HttpResponse]
# What an act is done with: a case, an aid request, a referral.
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class ActPage:
    """What the page of an act says: its heading, its button, and what follows."""

    title: str | Promise
    button: str | Promise
    done: str | Promise
    note: str | Promise = ""
    template: str = "cases/act.html"
    danger: bool = False


@dataclass(frozen=True)
class Doing:
    """What one act asks, and what is done with the answers."""

    form: AsaForm
    run: Callable[[dict[str, Any]], object]
    # What to know before it, where that hangs on the case; else the page's own note is shown.
    note: str = ""
    # What the template of this one act needs besides.
    more: dict[str, Any] = field(default_factory=dict)


def act_page(
    load: Callable[[AsaRequest, object], Thing],
    case_of: Callable[[Thing], Case],
    rule: Callable[[User, Thing], bool],
    page: ActPage,
) -> Callable[[Callable[[AsaRequest, Thing], Doing]], View]:
    """Make a page of what one act asks and does: load, ask the rule, form, action, message."""

    def make(doing: Callable[[AsaRequest, Thing], Doing]) -> View:
        @wraps(doing)
        def view(request: AsaRequest, pk: object) -> HttpResponse:
            thing = load(request, pk)
            allow(rule(request.user, thing))
            return perform(request, case_of(thing), page, doing(request, thing))

        return view

    return make


def layout_of(user: User) -> str:
    """The phone's frame for who works in the field alone, the office's for everybody else."""
    in_field = holds(user, Role.VOLUNTEER) and not holds(user, *OFFICE, Role.FINANCE)
    return "base_field.html" if in_field else "base.html"


def perform(request: AsaRequest, case: Case, page: ActPage, doing: Doing) -> HttpResponse:
    """Show the form of an act, or do it and go back to the case; what was typed is kept."""
    form = doing.form
    if request.method == "POST" and form.is_valid():
        try:
            doing.run(form.cleaned_data)
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
        "note": doing.note or page.note,
        "layout": layout,
        "in_field": layout == "base_field.html",
        "sees_list": can_list_cases(user),
        "back": back_to(user, case),
    }
    return render(request, page.template, context | doing.more)


def back_to(user: User, case: Case) -> str:
    """The page of the case, or for finance, which sees no cases, the list of its payments."""
    if cases_for(user).filter(pk=case.pk).exists():
        return reverse("cases:show", args=[case.pk])
    return reverse("cases:payments")
