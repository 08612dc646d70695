"""What the pages share that change one volunteer: one form, one action."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.common.thaidate import today
from asa.people.actions import note_really_new
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.places.actions import ensure_village
from asa.places.models import Area
from asa.volunteers.actions import Identity
from asa.volunteers.kinds import parts_for
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import namesakes, volunteers_for, volunteers_in_full_for
from asa.volunteers.rules import can_change_volunteer
from asa.volunteers.searching import similar_volunteers

Rule = Callable[[User, Volunteer], bool]
# Heading, button, what is said afterwards.
Words = tuple[str | Promise, ...]
MOST_NAMESAKES = 10


def volunteer_to_change(
    request: AsaRequest, pk: UUID, may: Rule = can_change_volunteer
) -> Volunteer:
    """A volunteer whom the user knows of and may change."""
    volunteer = get_object_or_404(volunteers_for(request.user), pk=pk)
    allow(may(request.user, volunteer))
    return volunteer


def change_page(
    request: AsaRequest,
    volunteer: Volunteer,
    form: AsaForm,
    act: Callable[[], object],
    words: Words,
    **more: Any,
) -> HttpResponse:
    """One form, one action on a volunteer, and back to the volunteer's page.

    more: `why_not`, sentences that the page shows above the form; `back`, another page to go to.
    """
    heading, button, said = words
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, str(said))
            return redirect(more.get("back", "volunteers:detail"), volunteer.pk)
    match = request.resolver_match
    context: dict[str, Any] = {
        "parts": parts_for(request.user, volunteer, match.url_name or "") if match else [],
        "volunteer": volunteer,
        "person": volunteer.person,
        "form": form,
        "heading": heading,
        "button": button,
        **more,
    }
    return render(request, "volunteers/change.html", context)


def place_of(form: AsaForm, request: AsaRequest) -> Area:
    """The village where a number is given, else the tambon."""
    tambon: Area = form.cleaned_data["tambon"]
    moo = form.cleaned_data["moo"]
    return ensure_village(tambon, moo=moo, by=request.user, on=today()) if moo else tambon


def alike_typed(user: User, form: AsaForm, number: str) -> list[Volunteer]:
    """Whom the user reads in full who may be the one that is typed; without name and sub-district
    nobody is looked for. Where there is somebody, the form asks why it is a new person.
    """
    told = form.cleaned_data
    if not (told.get("given_name") and told.get("tambon")):
        return []
    found = similar_volunteers(
        user,
        given_name=told["given_name"],
        family_name=told.get("family_name", ""),
        birth=told.get("birth"),
        citizen_id=number,
        tambon=told["tambon"].pk,
    )
    read = set(
        volunteers_in_full_for(user)
        .filter(pk__in=[one.pk for one in found])
        .values_list("pk", flat=True)
    )
    found = [one for one in found if one.pk in read]
    # From now on it must be said; its label no longer tells that it may stay empty.
    form.fields["why_new"].required = bool(found)
    return found


def must_say_why(form: AsaForm, found: list[Volunteer]) -> bool:
    """Whether somebody is alike and nobody said yet why this is a new person; the form asks it."""
    if not found or form.cleaned_data["why_new"]:
        return False
    form.add_error("why_new", _("Open the one it is, or say why it is somebody new."))
    return True


def keep_why_new(
    form: AsaForm, volunteer: Volunteer, alike: list[Volunteer], *, by: User, on: date
) -> None:
    """Keep why somebody is new, for whoever judges the pairs."""
    others = [one.person for one in alike if one.person_id != volunteer.person_id]
    if reason := form.cleaned_data["why_new"]:
        note_really_new(volunteer.person, alike=others, reason=reason, by=by, on=on)


def same_person(user: User, who: Identity, area: Area) -> list[Volunteer]:
    """The entries of the province that may be of the same person, as far as the user reads them."""
    found = namesakes(
        given_name=who.given_name,
        family_name=who.family_name,
        citizen_id=who.number,
        province=area.pk[:2],
    )
    seen = volunteers_in_full_for(user).filter(pk__in=found.values("pk"))
    return list(seen[:MOST_NAMESAKES])
