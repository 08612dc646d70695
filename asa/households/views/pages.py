from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from asa.households.models import Household
from asa.households.queries import FIELD_ROLES, head_of
from asa.people.http import AsaRequest
from asa.people.rules import holds


def form_page(
    request: AsaRequest, template: str, household: Household, context: dict[str, Any]
) -> HttpResponse:
    """A page with one form: the phone's frame for who works in the field, else the office's."""
    in_field = holds(request.user, *FIELD_ROLES)
    frame = {
        "household": household,
        "head": head_of(household),
        "in_field": in_field,
        "layout": "base_field.html" if in_field else "base.html",
    }
    return render(request, template, frame | context)
