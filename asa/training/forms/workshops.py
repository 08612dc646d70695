from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, ParsedField, ThaiDateField
from asa.common.thaidate import arabic_digits, fiscal_year, today
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.models import Area
from asa.places.queries import name_of, remember_names
from asa.training.actions import Plan, Report
from asa.training.actions.indicators import Target
from asa.training.actions.projects import FIRST_YEAR, LAST_YEAR
from asa.training.checks import check_value
from asa.training.codes import Measure
from asa.training.models import Course, Indicator, Workshop
from asa.training.queries import KEEPERS


def _long(label: Any, most: int) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, widget=forms.Textarea, required=False)


def _this_year() -> int:
    return fiscal_year(today())


class WorkshopForm(AsaForm):
    """What a project says of itself."""

    name = forms.CharField(label=_("Name of the project"), max_length=300)
    name_en = forms.CharField(label=_("Name in English"), max_length=300, required=False)
    owner = forms.ChoiceField(label=_("Owner"))
    course = forms.ChoiceField(label=_("Course"))
    fiscal_year_be = forms.IntegerField(
        label=_("Fiscal year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, initial=_this_year
    )
    objective = _long(_("Objective"), 2000)
    indicators = _long(_("Indicators"), 2000)
    source = forms.CharField(label=_("Source of the money"), max_length=200, required=False)

    def __init__(
        self, *args: Any, user: User, workshop: Workshop | None = None, **kwargs: Any
    ) -> None:
        if workshop is not None:
            names = ("name", "name_en", "fiscal_year_be", "objective", "indicators", "source")
            kwargs["initial"] = {name: getattr(workshop, name) for name in names}
            kwargs["initial"]["course"] = workshop.course_id
        super().__init__(*args, **kwargs)
        course = self.fields["course"]
        assert isinstance(course, forms.ChoiceField)  # noqa: S101 - tells the type
        course.choices = [(one.pk, one.name) for one in Course.objects.filter(ended_on=None)]
        if workshop is not None:
            del self.fields["owner"]
            return
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)  # noqa: S101 - tells the type
        codes = [code for code in scope(user, *KEEPERS) if len(code) <= len(WHOLE_COUNTRY)]
        remember_names(codes)
        owner.choices = [(code, name_of(code)) for code in codes]

    def plan(self) -> Plan:
        told = dict(self.cleaned_data)
        told.pop("owner", None)
        return Plan(**{**told, "course": Course.objects.get(pk=told["course"])})

    def chosen(self) -> Area:
        return Area.objects.get(pk=self.cleaned_data["owner"])


class ValueField(ParsedField):
    """A value of an indicator such as 200 or ๔.๕๑ → Decimal with at most two places."""

    attributes = {"inputmode": "decimal", "class": "brief"}

    def parse(self, text: str) -> Decimal:
        try:
            value = Decimal(arabic_digits(text).replace(",", "").strip())
        except InvalidOperation:
            value = Decimal("NaN")
        check_value(value)
        return round(value, 2)

    def shown(self, value: Any) -> str:
        return shown_value(value)


def shown_value(value: Decimal) -> str:
    """200 and 4.5, without the zeros that the database keeps."""
    return f"{value.normalize():f}"


class IndicatorForm(AsaForm):
    """What is to be reached, in words and as a number, and where the value reached comes from."""

    name = forms.CharField(label=_("Indicator"), max_length=300)
    measure = forms.ChoiceField(
        label=_("Where the value comes from"), choices=Measure.choices,
        help_text=_("What the event itself says is counted; the rest is written at the report"),
    )  # fmt: skip
    target = ValueField(label=_("To reach, at least"))
    unit = forms.CharField(
        label=_("Unit"), max_length=40, required=False,
        help_text=_("Of a value that is written at the report, such as households"),
    )  # fmt: skip

    def __init__(self, *args: Any, indicator: Indicator | None = None, **kwargs: Any) -> None:
        if indicator is not None:
            names = ("name", "measure", "target")
            kwargs["initial"] = {name: getattr(indicator, name) for name in names}
            kwargs["initial"]["unit"] = indicator.unit_typed
        super().__init__(*args, **kwargs)

    def target_told(self) -> Target:
        return Target(**self.cleaned_data)


class ApprovalForm(AsaForm):
    """By which number and on which day a project was approved."""

    approval_no = forms.CharField(label=_("Approval no."), max_length=60)
    approved_on = ThaiDateField(label=_("Approved on"), initial=today, not_future=True)


class ReportForm(AsaForm):
    """What no figure says of a workshop that was held, and the values that nothing counts."""

    problems = _long(_("Problems met"), 4000)
    suggestions = _long(_("Suggestions"), 4000)

    def __init__(
        self, *args: Any, workshop: Workshop, typed: Iterable[Indicator], **kwargs: Any
    ) -> None:
        self.names = {f"reached_{one.pk.hex}": one for one in typed}
        kwargs["initial"] = {"problems": workshop.problems, "suggestions": workshop.suggestions}
        kwargs["initial"] |= {name: one.reached for name, one in self.names.items()}
        super().__init__(*args, **kwargs)
        for name, one in self.names.items():
            self.fields[name] = ValueField(
                label=f"{one.name} ({one.unit})",
                help_text=gettext("To reach, at least") + f" {shown_value(one.target)}",
                required=False,
            )
        self.order_fields([*self.names, "problems", "suggestions"])

    def report(self) -> Report:
        told = self.cleaned_data
        reached = {one.pk: told[name] for name, one in self.names.items()}
        return Report(told["problems"], told["suggestions"], reached)
