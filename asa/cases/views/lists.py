"""The pages of the ministry's aid programmes, and of a province's protection and duty."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from asa.cases.actions import programmes, team
from asa.cases.forms.lists import DutyForm, MemberForm, ProgrammeForm
from asa.cases.models import AidProgramme, DutyShift, ProtectionTeamMember
from asa.cases.queries import (
    cases_left_alone,
    duty_shifts,
    office_people,
    programmes_today,
    protection_members,
)
from asa.cases.rules import lists as rules
from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.models import Area


def programme_list(request: AsaRequest) -> HttpResponse:
    """The aid programmes as they stand today."""
    allow(rules.can_read_programmes(request.user))
    context = {
        "programmes": programmes_today(),
        "today": today(),
        "may_change": rules.can_change_programme(request.user),
    }
    return render(request, "cases/lists/programmes.html", context)


def _versions(code: str) -> list[AidProgramme]:
    found = list(AidProgramme.objects.filter(code=code).order_by("-started_on"))
    if not found:
        raise Http404
    return found


def programme(request: AsaRequest, code: str) -> HttpResponse:
    """One programme with all its versions, the newest first."""
    allow(rules.can_read_programmes(request.user))
    versions = _versions(code)
    context = {
        "programme": next((one for one in versions if one.started_on <= today()), versions[-1]),
        "versions": versions,
        "today": today(),
        "may_change": rules.can_change_programme(request.user),
        "changes": journal.history_of(*versions),
    }
    return render(request, "cases/lists/programme.html", context)


def change_programme(request: AsaRequest, code: str) -> HttpResponse:
    """A new version of a programme, from a day on."""
    allow(rules.can_change_programme(request.user))
    newest = _versions(code)[0]
    initial = {name: getattr(newest, name) for name in programmes.CHANGEABLE}
    form = ProgrammeForm(request.POST or None, initial=initial)
    form.begin_after(newest.started_on)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        started_on = given.pop("started_on")
        rules_given = programmes.ProgrammeRules(**given)
        try:
            programmes.change_programme(
                newest, rules=rules_given, started_on=started_on, by=request.user, on=today()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The new version has been saved."))
            return redirect("cases:programme", code)
    context = {"programme": newest, "form": form}
    return render(request, "cases/lists/change_programme.html", context)


def _province_of(request: AsaRequest) -> Area:
    """The province of the head's post; of several, the one that the address names."""
    provinces = [code for code in scope(request.user, Role.PROVINCE_HEAD) if len(code) == 2]
    allow(bool(provinces))
    wanted = request.GET.get("province", provinces[0])
    return get_object_or_404(Area, pk=wanted if wanted in provinces else None)


def protection(request: AsaRequest) -> HttpResponse:
    """Who handles protected cases of the province, and who is on duty for emergencies."""
    province = _province_of(request)
    people = office_people(province.pk, today())
    posted = request.POST.get("what", "")
    member = MemberForm(request.POST if posted == "member" else None, people=people)
    duty = DutyForm(request.POST if posted == "duty" else None, people=people)
    form = duty if posted == "duty" else member
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, province, form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect("cases:protection")
    context = {
        "province": province,
        "members": protection_members(province.pk, today()),
        "shifts": duty_shifts(province.pk, today()),
        "left_alone": cases_left_alone(province.pk, today()).count(),
        "member_form": member,
        "duty_form": duty,
    }
    return render(request, "cases/lists/protection.html", context)


def _save(request: AsaRequest, province: Area, given: dict[str, Any]) -> object:
    by, on = request.user, today()
    if "day" in given:
        return team.set_duty(province, user=given["user"], day=given["day"], by=by, on=on)
    return team.name_protection_member(province, user=given["user"], by=by, on=on)


@require_POST
def end_protection(request: AsaRequest, pk: int) -> HttpResponse:
    """Take a person off the list of those who get new protected cases."""
    own = scope(request.user, Role.PROVINCE_HEAD)
    found = get_object_or_404(ProtectionTeamMember, pk=pk, province_id__in=own)
    return _done(request, lambda: team.end_protection_member(found, by=request.user, on=today()))


@require_POST
def hand_over(request: AsaRequest) -> HttpResponse:
    """Give the protected cases whose team has left to those who handle such cases today."""
    province = _province_of(request)
    return _done(
        request,
        lambda: team.hand_over_cases_left_alone(province, by=request.user, on=today()),
    )


@require_POST
def cancel_duty(request: AsaRequest, pk: int) -> HttpResponse:
    """Take a person off duty on a day."""
    own = scope(request.user, Role.PROVINCE_HEAD)
    found = get_object_or_404(DutyShift, pk=pk, province_id__in=own)
    return _done(request, lambda: team.cancel_duty(found, by=request.user, on=today()))


def _done(request: AsaRequest, run: Any) -> HttpResponse:
    try:
        run()
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It has been saved."))
    return redirect("cases:protection")
