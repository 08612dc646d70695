"""What villages and sub-districts are to have: the rule of an area, from a day on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common.errors import DomainError, allow
from asa.common.http import address
from asa.common.thaidate import today
from asa.coverage.actions import end_rule, set_rule
from asa.coverage.forms import RuleForm
from asa.coverage.models import CoverageRule
from asa.coverage.queries import (
    Targets,
    rules_for,
    rules_touching,
    target_of,
    targets_on,
    versions_of,
)
from asa.coverage.rules import can_set_rule
from asa.coverage.views.parts import area_asked, frame, said
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.models import Area
from asa.places.queries import covers, remember_names, shown_place


@require_safe
def rules(request: AsaRequest) -> HttpResponse:
    """The rule that holds in an area, where it was set, those inside, and those of before."""
    area, day = area_asked(request), today()
    in_force = list(rules_touching(area, day))
    targets = Targets(in_force)
    set_for = targets.set_for(area)
    inside = [rule for rule in in_force if len(rule.area_id) > len(area.replace("TH", ""))]
    remember_names({rule.area_id for rule in in_force})
    versions = list(versions_of(area))
    may_set = can_set_rule(request.user, area)
    context = frame(
        request,
        area,
        "coverage:rules",
        target=targets.at(area),
        set_for=shown_place(set_for) if set_for and set_for != area else "",
        is_own=bool(set_for) and set_for == area,
        inside=[
            (shown_place(rule.area_id), address("coverage:rules", area=rule.area_id), rule)
            for rule in inside
            if rule.area_id != area
        ],
        versions=[(rule, target_of(rule)) for rule in versions],
        may_set=may_set,
        own=next((rule for rule in versions if rule.ended_on is None), None) if may_set else None,
        definitions=said("short", "without_volunteer", "villages_without_volunteer"),
    )
    return render(request, "coverage/rules.html", context)


def change(request: AsaRequest, code: str) -> HttpResponse:
    """Set the rule of an area from a day on."""
    area = get_object_or_404(Area, pk=code if covers(scope(request.user), code) else "")
    allow(can_set_rule(request.user, area.pk))
    target = targets_on(area.pk, today()).at(area.pk)
    form = RuleForm(request.POST or None, initial=dict(vars(target)))
    form.begin_after(versions_of(area.pk).values_list("started_on", flat=True).first())
    back = address("coverage:rules", area=area.pk)
    if request.method == "POST" and form.is_valid():
        try:
            set_rule(
                area,
                target=form.target(),
                started_on=form.cleaned_data["started_on"],
                by=request.user,
                on=today(),
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect(back)
    context = {"form": form, "title": _("Set the targets"), "place": shown_place(area.pk)}
    return render(request, "coverage/act.html", {**context, "back": back, "is_rule": True})


@require_POST
def end(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Let the rule of the area around hold again."""
    rule: CoverageRule = get_object_or_404(rules_for(request.user), pk=pk)
    allow(can_set_rule(request.user, rule.area_id))
    try:
        end_rule(rule, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("From today on the rule of the area around holds here."))
    return redirect(address("coverage:rules", area=rule.area_id))
