"""How many volunteers are youth, serve otherwise as well, are no Thai: each number its rows."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import allow
from asa.common.http import address
from asa.people.http import AsaRequest
from asa.volunteers.codes import Identified, OtherRole, VolunteerKind, VolunteerState
from asa.volunteers.forms import VolunteerFilter
from asa.volunteers.queries import group_counts, volunteers_in_full_for
from asa.volunteers.rules import sees_groups


@require_safe
def groups(request: AsaRequest) -> HttpResponse:
    """The registered volunteers of the user's area, or of a part of it, by group."""
    allow(sees_groups(request.user))
    form = VolunteerFilter({**_asked(request)}, user=request.user)
    counts = group_counts(form.narrow(volunteers_in_full_for(request.user)))
    parts = (
        ("kind", _("Kind"), VolunteerKind),
        ("role", _("Other volunteer role"), OtherRole),
        ("identified", _("Id and nationality"), Identified),
    )
    context = {
        "form": form,
        "in_office": "area" in form.fields,
        "parts": [
            (title, [(label, n := counts[name][key], n and _rows(request, name, key))
                     for key, label in choices.choices])
            for name, title, choices in parts
        ],
    }  # fmt: skip
    return render(request, "volunteers/groups.html", context)


def _asked(request: AsaRequest) -> dict[str, str]:
    """Of which area and state; the registered where nothing is asked."""
    state = request.GET.get("state", VolunteerState.REGISTERED)
    return {"area": request.GET.get("area", ""), "state": state}


def _rows(request: AsaRequest, name: str, key: str) -> str:
    """The list that a number has counted."""
    return address("volunteers:list", **(_asked(request) | {name: key}))
