"""Whom to nominate for an area: found, ticked over several pages, and put on the list together."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from asa.common.errors import DomainError, allow
from asa.common.ids import as_uuid
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import covers, remember_names, within
from asa.training.actions import nominate, propose
from asa.training.forms import NominateForm
from asa.training.models import Enrolment, Quota
from asa.training.queries import NOMINATORS, fitness_of, is_accepting, places_of
from asa.training.rules import can_nominate, can_put_forward, nominates
from asa.training.views.parts import frame
from asa.training.views.quotas import quota_asked
from asa.training.views.seats import quota_name
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import asked_for, volunteers_for, volunteers_matching

ROWS = 20
Act = Callable[..., Enrolment]
# More ticks than a cohort has seats and a reserve are nobody's work.
MOST_TICKED = 500


def _asked(request: AsaRequest, pk: UUID) -> Quota:
    found = quota_asked(request, pk)
    allow(can_put_forward(request.user, found))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The register of the area: who may come, and who may not and why. Words and ticks are sent
    with each page, so none is lost and none stands in an address.
    """
    allow(nominates(request.user))
    found = _asked(request, pk)
    codes = _codes(request.user, found)
    form = NominateForm(request.POST or None, codes=codes)
    asked = form.cleaned_data if form.is_valid() else {}
    volunteers = _of_area(request.user, codes)
    if area := asked.get("area"):
        volunteers = volunteers.filter(within("area", [area]))
    if words := asked.get("q"):
        volunteers = volunteers_matching(volunteers, asked_for(words))
    page = Paginator(volunteers.order_by("person__sort_key", "pk"), ROWS).get_page(
        request.POST.get("page")
    )
    people, ticked = list(page), _ticked(request)
    others = _others(request.user, codes, ticked - {one.pk for one in people})
    fitness = fitness_of(found.cohort, people)
    remember_names({one.area_id for one in (*people, *others)})
    may_nominate = can_nominate(request.user, found)
    context = frame(
        found.cohort,
        request.user,
        "training:cohort",
        _("Nominate") if may_nominate else _("Propose names"),
        quota=found,
        name=quota_name(found),
        form=form,
        page=page,
        rows=[(one, fitness[one.pk], one.pk in ticked) for one in people],
        others=others,
        ticked=len(others) + sum(one.pk in ticked for one in people),
        may_nominate=may_nominate,
        is_accepting=is_accepting(found.cohort),
    )
    return render(request, "training/nominate.html", context)


def _codes(user: User, quota: Quota) -> list[str]:
    """The areas of the seats, as far as the user works there."""
    own = scope(user, *NOMINATORS)
    whole = [code for code in places_of(quota) if covers(own, code)]
    return whole or [code for code in own if covers(places_of(quota), code)]


def _of_area(user: User, codes: list[str]) -> QuerySet[Volunteer]:
    return volunteers_for(user).filter(within("area", codes)).exclude(state="ended")


def _ticked(request: AsaRequest) -> set[UUID]:
    told = request.POST.getlist("volunteer")[:MOST_TICKED]
    return {key for one in told if (key := as_uuid(one))}


def _others(user: User, codes: list[str], keys: set[UUID]) -> list[Volunteer]:
    """Who is ticked and stands on another page."""
    if not keys:
        return []
    return list(_of_area(user, codes).filter(pk__in=keys).order_by("person__sort_key", "pk"))


@require_http_methods(["POST"])
def put_in(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Nominate the ticked, or propose them, one by one; each who cannot come is told with the
    reason.
    """
    found = _asked(request, pk)
    keys = _ticked(request)
    chosen = volunteers_for(request.user).filter(pk__in=keys).select_related("person")
    act = nominate if can_nominate(request.user, found) else propose
    people = chosen.order_by("person__sort_key", "pk")
    done = sum(_put_in(request, act, found, volunteer) for volunteer in people)
    if done:
        messages.success(request, _said(act is propose, done))
    elif not keys:
        messages.error(request, _("Tick at least one."))
    return redirect("training:quota" if done else "training:search", pk)


def _said(is_proposal: bool, n: int) -> str:
    if is_proposal:
        return ngettext("%(n)s name is proposed.", "%(n)s names are proposed.", n) % {"n": n}
    return ngettext("%(n)s name is on the list.", "%(n)s names are on the list.", n) % {"n": n}


def _put_in(request: AsaRequest, act: Act, quota: Quota, one: Volunteer) -> bool:
    try:
        act(quota, volunteer=one, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, f"{one.person.full_name}: {error}")
        return False
    return True
