"""Planning a cohort, sharing its seats, and taking it from state to state."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.codes import WHOLE_COUNTRY
from asa.places.codes import Level as AreaLevel
from asa.places.models import Area, Region
from asa.places.queries import areas_under, remember_names
from asa.training.actions import (
    cancel_cohort,
    change_cohort,
    confirm_list,
    finish_cohort,
    open_cohort,
    plan_cohort,
    remind_missing,
    reopen_names,
    resume_cohort,
    set_quotas,
    share_out_seats,
    start_cohort,
)
from asa.training.forms import CohortForm, QuotasForm, WhyForm
from asa.training.models import Cohort
from asa.training.queries import proposed_shares
from asa.training.rules import can_keep
from asa.training.views.parts import cohort_asked, frame, workshop_asked, workshop_frame

# The word of each step's button, and what is said before it is pressed.
STEPS: dict[str, tuple[str | Promise, str | Promise]] = {
    "open": (
        gettext_lazy("Open for names"),
        gettext_lazy("From now on the areas nominate within their seats."),
    ),
    "confirm": (
        gettext_lazy("Confirm the list"),
        gettext_lazy("No more names are taken. Everybody with a seat is told."),
    ),
    "start": (
        gettext_lazy("Begin the cohort"),
        gettext_lazy("Seats do not pass on by themselves any more: the roll says who came."),
    ),
    "finish": (
        gettext_lazy("End the cohort"),
        gettext_lazy("The days are over. Results and certificates follow."),
    ),
    "reopen": (
        gettext_lazy("Accept names again"),
        gettext_lazy("Seats can be taken and passed on as before; confirm the list again later."),
    ),
    "resume": (
        gettext_lazy("Go on with the cohort"),
        gettext_lazy("The roll can be called and the days noted on, until it is ended again."),
    ),
    "cancel": (
        gettext_lazy("Cancel the cohort"),
        gettext_lazy("Everybody on the list is told, and calendars show it as cancelled."),
    ),
    "remind": (
        gettext_lazy("Remind the areas"),
        gettext_lazy("Leads and offices of the areas that are not full are told."),
    ),
    "share": (
        gettext_lazy("Share out the seats left"),
        gettext_lazy("Returned seats go to the areas where somebody waits, by share."),
    ),
}
SIMPLE: dict[str, Callable[..., Cohort]] = {
    "open": open_cohort,
    "confirm": confirm_list,
    "start": start_cohort,
    "finish": finish_cohort,
}

WITH_REASON: dict[str, Callable[..., Cohort]] = {
    "cancel": cancel_cohort,
    "reopen": reopen_names,
    "resume": resume_cohort,
}


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Add a cohort to a workshop."""
    workshop = workshop_asked(request, pk)
    allow(can_keep(request.user, workshop))
    form = CohortForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_cohort(workshop, plan=form.plan(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The cohort is planned. Share its seats now."))
            return redirect("training:quotas", made.pk)
    context = workshop_frame(
        workshop,
        _("Plan a cohort"),
        form=form,
        button=_("Plan the cohort"),
        back=("training:show", pk),
    )
    return render(request, "training/workshop_act.html", context)


def _kept(request: AsaRequest, pk: UUID) -> Cohort:
    found = cohort_asked(request, pk)
    allow(can_keep(request.user, found.workshop))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Change days, venue, seats and who may come; whoever is on the list is told of new days."""
    found = _kept(request, pk)
    form = CohortForm(request.POST or None, initial=CohortForm.facts_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_cohort(found, plan=form.plan(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect("training:cohort", pk)
    return _act(request, found, _("Change the cohort"), form=form, button=_("Save"))


def _act(request: AsaRequest, cohort: Cohort, title: str, **context: Any) -> HttpResponse:
    told = frame(
        cohort,
        request.user,
        "training:cohort",
        title,
        back=("training:cohort", cohort.pk),
        **context,
    )
    return render(request, "training/act.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: AsaRequest, pk: UUID, name: str) -> HttpResponse:
    """Take a cohort to its next state, remind, or share out: what follows is said first."""
    found = _kept(request, pk)
    if name not in STEPS:
        raise Http404
    form = WhyForm(request.POST or None) if name in WITH_REASON else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            messages.success(request, _carried(request, found, name, form))
        except DomainError as error:
            messages.error(request, str(error))
        return redirect("training:cohort", pk)
    label, about = STEPS[name]
    return _act(request, found, str(label), form=form, about=about, button=label)


def _carried(request: AsaRequest, cohort: Cohort, name: str, form: WhyForm | None) -> str:
    by, on = request.user, today()
    if name == "remind":
        n = remind_missing(cohort, by=by, on=on)
        said = ngettext("%(n)s area was reminded.", "%(n)s areas were reminded.", n)
        return said % {"n": n}
    if name == "share":
        n = share_out_seats(cohort, by=by, on=on)
        return ngettext("%(n)s seat was offered on.", "%(n)s seats were offered on.", n) % {"n": n}
    if form is not None:
        WITH_REASON[name](cohort, reason=form.cleaned_data["reason"], by=by, on=on)
    else:
        SIMPLE[name](cohort, by=by, on=on)
    return _("It has been written down.")


def _say_shared(request: AsaRequest, cohort: Cohort, total: int) -> None:
    """Say at once that seats are left over: names are accepted once all have their area."""
    if total == cohort.seats:
        messages.success(request, _("The seats are shared."))
        return
    said = _("The areas together have %(total)s of %(seats)s seats. Share all of them first.")
    messages.warning(request, said % {"total": total, "seats": cohort.seats})


@require_http_methods(["GET", "HEAD", "POST"])
def quotas(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Share the seats: proposed by the number of volunteers, then adjusted by hand."""
    found = _kept(request, pk)
    levels = _levels(found)
    asked = request.GET.get("by", "")
    places = _places(found, asked) if asked in levels else _present(found)
    form = QuotasForm(
        request.POST or None, cohort=found, places=places, shares=_shares(found, places, asked)
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_quotas(found, shares=form.shares(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            _say_shared(request, found, sum(form.shares().values()))
            return redirect("training:cohort", pk)
    context = frame(
        found,
        request.user,
        "training:cohort",
        _("Share the seats"),
        form=form,
        levels=levels.items(),
        asked=asked,
        total=form.total,
        rest=found.seats - form.total,
        is_planned=found.state == "planned",
    )
    return render(request, "training/quotas.html", context)


def _levels(cohort: Cohort) -> dict[str, str]:
    """By what seats can be shared: regions and their provinces, or the parts of a province."""
    if cohort.workshop.owner_id != WHOLE_COUNTRY:
        return {"district": _("Districts"), "tambon": _("Sub-districts")}
    regions = Region.objects.filter(scheme__code="four").order_by("code")
    regions = regions if regions.exists() else Region.objects.order_by("scheme", "code")
    of_regions = {
        f"region-{region.pk}": _("Provinces of %(region)s") % {"region": region.name}
        for region in regions
    }
    return {"province": _("Provinces"), "region": _("Regions"), **of_regions}


def _places(cohort: Cohort, by: str) -> list[Area | Region]:
    owner = cohort.workshop.owner_id
    if by == "region":
        return list(Region.objects.filter(scheme__code="four")) or list(Region.objects.all())
    if by.startswith("region-"):
        of_region = {"regions__region": by.removeprefix("region-"), "regions__ended_on": None}
        places = list(Area.objects.filter(**of_region).order_by("code"))
    else:
        places = list(areas_under(owner, AreaLevel(by)).order_by("code"))
    remember_names([place.pk for place in places])
    return [*places]


def _present(cohort: Cohort) -> list[Area | Region]:
    quotas = cohort.quotas.select_related("area", "region").order_by("area", "region")
    remember_names({quota.area_id for quota in quotas if quota.area_id})
    return [place for quota in quotas if (place := quota.area or quota.region)]


def _shares(cohort: Cohort, places: list[Area | Region], by: str) -> dict[str, int]:
    """What each field shows first: what stands, or the proposal by the number of volunteers."""
    if not by:
        return {
            f"area-{quota.area_id}" if quota.area_id else f"region-{quota.region_id}": quota.seats
            for quota in cohort.quotas.all()
        }
    shares = proposed_shares(cohort, places)
    return {
        f"region-{place.pk}" if isinstance(place, Region) else f"area-{place.pk}": n
        for place, n in zip(places, shares, strict=True)
    }
