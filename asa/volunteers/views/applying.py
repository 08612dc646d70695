"""The pages on which applicants are keyed in: one paper, or the list of a sign-up day."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from asa.common.errors import DomainError, allow
from asa.common.thaidate import thai_date, today
from asa.people.http import AsaRequest
from asa.places.codes import Level
from asa.places.queries import remember_names
from asa.volunteers.actions import add_sign_up_day, take_application
from asa.volunteers.forms.applying import ApplicationForm, SignUpDayForm, SignUpLineForm
from asa.volunteers.models import SignUpDay, Volunteer
from asa.volunteers.queries import applicants_of, application_areas, sign_up_days_for
from asa.volunteers.views.acting import alike_typed, keep_why_new, must_say_why, place_of
from asa.volunteers.wording import TONES

MOST_DAYS = 50


def apply(request: AsaRequest) -> HttpResponse:
    """Key in a paper form; entries that may be the same person are shown first."""
    codes = application_areas(request.user)
    allow(bool(codes))
    form = ApplicationForm(request.POST or None, under=codes)
    volunteer, found = _taken(request, form, None)
    if volunteer is not None:
        messages.success(request, _("The application is taken. Next the papers are checked."))
        return redirect("volunteers:detail", volunteer.pk)
    return render(request, "volunteers/apply.html", {"form": form, "found": found})


@require_POST
def similar_applicants(request: AsaRequest) -> HttpResponse:
    """Who of the register may be the one whose paper is being keyed in: a part of the page."""
    codes = application_areas(request.user)
    allow(bool(codes))
    return _similar(request, ApplicationForm(request.POST, under=codes))


@require_POST
def similar_on_list(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Who of the register may be the one of a line that is being keyed in: a part of the page."""
    day = get_object_or_404(sign_up_days_for(request.user), pk=pk)
    return _similar(request, SignUpLineForm(request.POST, under=[day.area_id]))


def _similar(request: AsaRequest, form: ApplicationForm | SignUpLineForm) -> HttpResponse:
    form.is_valid()
    found = alike_typed(request.user, form, form.cleaned_data.get("number", ""))
    return render(request, "volunteers/_similar.html", {"found": found, "form": form})


def sign_up_days(request: AsaRequest) -> HttpResponse:
    """The sign-up days of the area; a new one begins its list."""
    codes = application_areas(request.user)
    allow(bool(codes))
    form = SignUpDayForm(request.POST or None, under=codes)
    if request.method == "POST" and form.is_valid():
        told, by = form.cleaned_data, request.user
        try:
            day = add_sign_up_day(
                told["area"], held_on=told["held_on"], place=told["place"], by=by, on=today()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("volunteers:sign_up_day", day.pk)
    days = list(sign_up_days_for(request.user)[:MOST_DAYS])
    remember_names(day.area_id for day in days)
    return render(request, "volunteers/sign_up_days.html", {"form": form, "days": days})


def sign_up_day(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The list of a sign-up day: a line is keyed, stands below, and the next one may follow."""
    day = get_object_or_404(sign_up_days_for(request.user), pk=pk)
    is_tambon = day.area.level == Level.TAMBON
    initial = {"tambon": day.area} if is_tambon else {}
    form = SignUpLineForm(request.POST or None, under=[day.area_id], initial=initial)
    form.fields["given_name"].widget.attrs["autofocus"] = True
    volunteer, found = _taken(request, form, day)
    if volunteer is not None:
        messages.success(request, _("%(name)s is on the list.") % {"name": volunteer.person})
        return redirect("volunteers:sign_up_day", day.pk)
    applicants = list(applicants_of(day, request.user))
    remember_names(one.area_id for one in applicants)
    context = {
        "day": day,
        "title": thai_date(day.held_on, "long"),
        "form": form,
        "found": found,
        "applicants": applicants,
        "tones": TONES,
    }
    return render(request, "volunteers/sign_up_day.html", context)


def _taken(
    request: AsaRequest, form: ApplicationForm | SignUpLineForm, day: SignUpDay | None
) -> tuple[Volunteer | None, list[Volunteer]]:
    """Who was keyed in; or nobody, and whom the register has who may be the same person."""
    if request.method != "POST" or not form.is_valid():
        return None, []
    told = form.cleaned_data
    found = alike_typed(request.user, form, told["number"])
    if must_say_why(form, found):
        return None, found
    try:
        with transaction.atomic():
            volunteer = take_application(
                form.application(),
                area=place_of(form, request),
                by=request.user,
                on=day.held_on if day else told["on"],
                sign_up_day=day,
            )
            keep_why_new(form, volunteer, found, by=request.user, on=today())
    except DomainError as error:
        form.add_error(None, str(error))
        return None, found
    return volunteer, found
