"""The shape that every page of an act has: form, one action, message, and back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise

from asa.centres.queries import centres_for
from asa.common.errors import DomainError
from asa.common.forms import AsaForm
from asa.people.http import AsaRequest
from asa.volunteers.models import Centre

Text = str | Promise


@dataclass(frozen=True)
class ActPage:
    """What the page of an act says: its heading, its button, and what follows."""

    title: Text
    button: Text
    done: Text
    note: Text = ""
    danger: bool = False
    template: str = "centres/act.html"
    more: dict[str, Any] = field(default_factory=dict)


def centre_of(request: AsaRequest, pk: UUID) -> Centre:
    """A centre that the user may know of; otherwise it is as if absent."""
    return get_object_or_404(centres_for(request.user), pk=pk)


def perform(
    request: AsaRequest, centre: Centre | None, page: ActPage, form: AsaForm,
    act: Callable[[], tuple[str, UUID]],
) -> HttpResponse:  # fmt: skip
    """Show the form of an act, or do it and go where it says; what was typed is kept."""
    if request.method == "POST" and form.is_valid():
        try:
            where, key = act()
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(page.done))
            return redirect(where, key)
    context = {"centre": centre, "page": page, "form": form, **page.more}
    return render(request, page.template, context)
