"""The pages of the qualifications and of the patterns of registration numbers."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import allow
from asa.common.http import RulesPage
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.queries import areas_under, name_of, remember_names
from asa.volunteers.actions import set_active_formula
from asa.volunteers.actions.linkage import change_linkage_rule
from asa.volunteers.actions.working_rules import (
    QualificationTerms,
    add_qualification,
    change_number_pattern,
    change_qualification,
)
from asa.volunteers.codes import Check
from asa.volunteers.forms import working_rules as forms
from asa.volunteers.forms.activities import ActiveFormulaForm
from asa.volunteers.models import ActiveFormula, NumberPattern, Qualification
from asa.volunteers.queries import (
    Formulas,
    formulas_for,
    number_patterns_for,
    qualification_versions,
)
from asa.volunteers.queries.linkage import linkage_rules
from asa.volunteers.rules import (
    can_change_linkage_rule,
    can_change_number_pattern,
    can_change_qualifications,
    can_set_active_formula,
    sees_register,
)

RULES = RulesPage("volunteers:working_rules", "volunteers/change_rule.html")


@require_safe
def working_rules(request: AsaRequest) -> HttpResponse:
    """What a volunteer must be, have or show, and how numbers are made."""
    allow(sees_register(request.user))
    patterns = list(number_patterns_for(request.user, today()))
    remember_names(pattern.province_id for pattern in patterns)
    formulas = formulas_for(request.user, today())
    remember_names(code for code, _formula, _row in formulas)
    context = {
        "formulas": [
            (code, formula, row, can_set_active_formula(request.user, code))
            for code, formula, row in formulas
        ],
        "provinces": areas_under("TH", Level.PROVINCE)
        if can_set_active_formula(request.user, "TH")
        else [],
        "rules": qualification_versions(today()),
        "patterns": [
            (pattern, can_change_number_pattern(request.user, pattern.province_id))
            for pattern in patterns
        ],
        "linkage_rules": linkage_rules(today()),
        "may_link": can_change_linkage_rule(request.user),
        "today": today(),
        "may_change": can_change_qualifications(request.user),
    }
    return render(request, "volunteers/working_rules.html", context)


def qualification(request: AsaRequest, code: str) -> HttpResponse:
    """Another version of a qualification, from a day on."""
    allow(can_change_qualifications(request.user))
    rule = Qualification.objects.filter(code=code).order_by("-started_on").first()
    if rule is None:
        raise Http404

    def save(told: dict[str, Any]) -> object:
        started_on = told.pop("started_on")
        terms = QualificationTerms(**{"years": rule.years, **told})
        return change_qualification(
            rule, terms=terms, started_on=started_on, by=request.user, on=today()
        )

    names = ("name_th", "name_en", "years", "may_deviate", "is_asked")
    initial = {name: getattr(rule, name) for name in names}
    form = forms.QualificationForm(request.POST or None, initial=initial, rule=rule)
    return RULES.change(request, form, save, title=rule.name, after=rule.started_on)


def new_qualification(request: AsaRequest) -> HttpResponse:
    """One more paper to be seen, or one more thing to be confirmed."""
    allow(can_change_qualifications(request.user))
    form = forms.NewQualificationForm(request.POST or None)

    def save(told: dict[str, Any]) -> object:
        kind, started_on = Check(told.pop("check_kind")), told.pop("started_on")
        terms = QualificationTerms(**told)
        return add_qualification(
            kind, terms=terms, started_on=started_on, by=request.user, on=today()
        )

    return RULES.change(request, form, save, title=_("New paper or confirmation"))


def linkage_rule(request: AsaRequest) -> HttpResponse:
    """From how likely on a pair of entries is judged, from a day on."""
    allow(can_change_linkage_rule(request.user))

    def save(told: dict[str, Any]) -> object:
        return change_linkage_rule(by=request.user, on=today(), **told)

    newest = linkage_rules(today())[-1]
    form = forms.LinkageRuleForm(request.POST or None, initial={"percent": newest.percent})
    title = _("Clean-up across provinces")
    return RULES.change(request, form, save, title=title, after=newest.started_on)


def number_pattern(request: AsaRequest, province: str) -> HttpResponse:
    """How the numbers of a province are made, from a day on."""
    area = get_object_or_404(Area, pk=province, level=Level.PROVINCE)
    allow(can_change_number_pattern(request.user, area.pk))
    last = NumberPattern.objects.filter(province=area).order_by("-started_on").first()

    def save(told: dict[str, Any]) -> object:
        prefix = told.pop("digits_in_front")
        return change_number_pattern(area, prefix=prefix, by=request.user, on=today(), **told)

    initial = {"digits_in_front": last.prefix, "width": last.width} if last else {}
    form = forms.NumberPatternForm(request.POST or None, initial=initial)
    title = _("Registration numbers of %(province)s") % {"province": name_of(area.pk)}
    after = last.started_on if last else None
    return RULES.change(request, form, save, title=title, after=after)


def active_formula(request: AsaRequest, area: str) -> HttpResponse:
    """Who counts as active in a province or in the country, from a day on."""
    place = get_object_or_404(Area, pk=area, level__in=[Level.PROVINCE, Level.COUNTRY])
    allow(can_set_active_formula(request.user, place.pk))

    def save(told: dict[str, Any]) -> object:
        return set_active_formula(
            place,
            formula=form.formula(),
            started_on=told["started_on"],
            by=request.user,
            on=today(),
        )

    held = asdict(Formulas(today()).at(place.pk))
    form = ActiveFormulaForm(request.POST or None, initial=held)
    title = _("Who counts as active: %(place)s") % {"place": name_of(place.pk)}
    days = ActiveFormula.objects.filter(area=place).order_by("-started_on")
    after = days.values_list("started_on", flat=True).first()
    return RULES.change(request, form, save, title=title, after=after)
