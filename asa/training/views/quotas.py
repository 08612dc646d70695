"""The list of one area: who has its seats, who waits, and whom to nominate."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from asa.common.errors import DomainError, allow
from asa.common.http import asked, asked_in_words
from asa.common.ids import as_uuid
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import region_provinces, remember_names, within
from asa.training.actions import nominate, offer_seats, return_seats
from asa.training.codes import PASSING, SEATED, EnrolmentState
from asa.training.forms import SearchForm, SeatsForm
from asa.training.models import Enrolment, Quota
from asa.training.queries import (
    NOMINATORS,
    enrolments_for,
    fitness_of,
    is_accepting,
    quotas_for,
)
from asa.training.rules import can_keep, can_nominate, can_read_list, nominates
from asa.training.views.parts import frame
from asa.training.views.seats import quota_name
from asa.training.wording import ENROLMENT_TONES
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import asked_for, volunteers_for, volunteers_matching

ROWS = 20


def quota_asked(request: AsaRequest, pk: UUID) -> Quota:
    """The quota of the address, as far as the user may know of its cohort."""
    quotas = quotas_for(request.user).select_related(
        "area", "region", "cohort__workshop__course", "cohort__workshop__owner"
    )
    found: Quota = get_object_or_404(quotas, pk=pk)
    return found


@require_safe
def quota(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The names of an area in their order: who has a seat, who waits, who gave up."""
    found, user = quota_asked(request, pk), request.user
    allow(can_read_list(user, found))
    cohort = found.cohort
    lines = list(enrolments_for(user).filter(quota=found).order_by("rank", "pk"))
    lines.sort(key=lambda line: line.state == EnrolmentState.RESERVE)
    may_nominate, may_keep = can_nominate(user, found), can_keep(user, cohort.workshop)
    context = frame(
        cohort,
        user,
        "training:cohort",
        quota_name(found),
        quota=found,
        name=quota_name(found),
        rows=[(line, ENROLMENT_TONES[line.state], _years(line)) for line in lines],
        seated=sum(line.state in SEATED for line in lines),
        waiting=sum(line.state == EnrolmentState.RESERVE for line in lines),
        leaving=_leaving(lines),
        may_nominate=may_nominate,
        may_keep=may_keep,
        is_accepting=is_accepting(cohort),
        may_return=may_nominate and found.left > 0 and cohort.state in PASSING,
        may_offer=may_keep and cohort.unassigned > 0,
    )
    return render(request, "training/quota.html", context)


def _years(line: Enrolment) -> int | None:
    """For how many whole years somebody has been a volunteer."""
    if line.volunteer is None or line.volunteer.registered_on is None:
        return None
    return (today() - line.volunteer.registered_on).days // 365


def _leaving(lines: list[Enrolment]) -> Enrolment | None:
    """Who has not confirmed yet, the first of them: whose seat another may be given."""
    return next((line for line in lines if line.state == EnrolmentState.NOMINATED), None)


@asked_in_words(nominates)
def search(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The register of the area: who may come, and who may not and why."""
    found = quota_asked(request, pk)
    allow(can_nominate(request.user, found))
    form = SearchForm(asked(request))
    words = form.cleaned_data["q"] if form.is_valid() else ""
    volunteers = _of_area(request.user, found)
    if words:
        volunteers = volunteers_matching(volunteers, asked_for(words))
    page = Paginator(volunteers.order_by("person__sort_key", "pk"), ROWS).get_page(
        request.GET.get("page")
    )
    people = list(page)
    fitness = fitness_of(found.cohort, people)
    remember_names({one.area_id for one in people})
    context = frame(
        found.cohort,
        request.user,
        "training:cohort",
        _("Nominate"),
        quota=found,
        name=quota_name(found),
        form=form,
        page=page,
        rows=[(one, fitness[one.pk]) for one in people],
        is_accepting=is_accepting(found.cohort),
    )
    return render(request, "training/nominate.html", context)


def _of_area(user: User, quota: Quota) -> QuerySet[Volunteer]:
    codes = (
        region_provinces(quota.region, quota.cohort.starts_on)
        if quota.region
        else [quota.area_id or ""]
    )
    own = within("area", scope(user, *NOMINATORS))
    return volunteers_for(user).filter(own, within("area", codes)).exclude(state="ended")


@require_http_methods(["POST"])
def put_in(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Nominate the ticked, one by one; each who cannot come is told with the reason."""
    found = quota_asked(request, pk)
    allow(can_nominate(request.user, found))
    keys = [key for one in request.POST.getlist("volunteer") if (key := as_uuid(one))]
    chosen = volunteers_for(request.user).filter(pk__in=keys).select_related("person")
    done = 0
    for volunteer in chosen.order_by("person__sort_key", "pk"):
        done += _put_in(request, found, volunteer)
    if done:
        said = ngettext("%(n)s name is on the list.", "%(n)s names are on the list.", done)
        messages.success(request, said % {"n": done})
    elif not keys:
        messages.error(request, _("Tick at least one."))
    return redirect("training:quota" if done else "training:search", pk)


def _put_in(request: AsaRequest, quota: Quota, volunteer: Volunteer) -> int:
    try:
        nominate(quota, volunteer=volunteer, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, f"{volunteer.person.full_name}: {error}")
        return 0
    return 1


@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Return seats that nobody will take, or offer returned ones to this area."""
    found = quota_asked(request, pk)
    may_keep = can_keep(request.user, found.cohort.workshop)
    allow(can_nominate(request.user, found))
    form = SeatsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = offer_seats if "offer" in request.POST else return_seats
        try:
            act(found, seats=form.cleaned_data["seats"], by=request.user, on=today())
        except DomainError as error:
            form.add_error("seats", str(error))
        else:
            messages.success(request, _("It has been written down."))
            return redirect("training:quota", pk)
    context = frame(
        found.cohort,
        request.user,
        "training:cohort",
        _("Return or offer seats"),
        quota=found,
        name=quota_name(found),
        form=form,
        may_keep=may_keep,
    )
    return render(request, "training/seats.html", context)
