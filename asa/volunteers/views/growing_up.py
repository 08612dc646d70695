"""The list of youth volunteers who are old enough, and the one act that makes them volunteers."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from asa.common.errors import DomainError, allow
from asa.common.thaidate import age_on, today
from asa.people.http import AsaRequest
from asa.places.queries import remember_names
from asa.volunteers.actions import make_full_volunteer
from asa.volunteers.forms.life import GrownUpForm
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import adult_age, grown_up_for, oldest_youth
from asa.volunteers.rules import sees_grown_up

ROWS = 50


def grown_up(request: AsaRequest) -> HttpResponse:
    """Who has the age of a volunteer today; the ticked ones become volunteers by one order."""
    allow(sees_grown_up(request.user))
    on = today()
    found = grown_up_for(request.user, on)
    form = GrownUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keys = [key for key in map(_key, request.POST.getlist("chosen")[:ROWS]) if key]
        try:
            count = _all_of(list(found.filter(pk__in=keys)), request, form)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = ngettext(
                "%(n)s youth volunteer is a volunteer in full now.",
                "%(n)s youth volunteers are volunteers in full now.",
                count,
            )
            messages.success(request, said % {"n": count})
            return redirect("volunteers:grown_up")
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    remember_names(one.area_id for one in page)
    oldest = oldest_youth(on)
    context = {
        "form": form,
        "page": page,
        "rows": [_row(one, on, oldest) for one in page],
        "as_of": on,
        "years": adult_age(on),
        "oldest": oldest,
    }
    return render(request, "volunteers/grown_up.html", context)


def _row(volunteer: Volunteer, on: date, oldest: int | None) -> dict[str, object]:
    born = volunteer.person.birth_on
    age = age_on(born, on) if born else 0
    return {"one": volunteer, "age": age, "is_past": oldest is not None and age > oldest}


@transaction.atomic
def _all_of(chosen: list[Volunteer], request: AsaRequest, form: GrownUpForm) -> int:
    """All who are ticked, or nobody: the order names them together."""
    if not chosen:
        raise DomainError(_("Tick whom the order names."))
    for volunteer in chosen:
        on = form.cleaned_data["on"]
        make_full_volunteer(volunteer, order=form.order(), by=request.user, on=on)
    return len(chosen)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
