from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.bounds import baht_in_figures
from asa.common.errors import DomainError
from asa.common.forms import AsaForm, MoneyField
from asa.training.actions import Line
from asa.training.actions.budget import MOST_PIECES, MOST_TIMES
from asa.training.checks import check_price
from asa.training.codes import MOST_BAHT, BudgetKind
from asa.training.models import BudgetLine, BudgetRate
from asa.training.queries import rates_on


class LineForm(AsaForm):
    """One line of the plan of the money, by a rate of the list or without one."""

    rate = forms.ChoiceField(label=_("Rate"), required=False)
    kind = forms.ChoiceField(
        label=_("For"),
        choices=[("", _("As the rate says")), *BudgetKind.choices],
        required=False,
    )
    description = forms.CharField(label=_("Description"), max_length=200)
    quantity = forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_PIECES)
    times = forms.IntegerField(
        label=_("How many times"), min_value=1, max_value=MOST_TIMES, initial=1
    )
    unit_price = MoneyField(
        label=_("Baht per unit"), required=False, help_text=_("Without one, the rate is taken")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        help_text=_("Where more is paid than the rate"),
    )

    def __init__(self, *args: Any, on: Any, line: BudgetLine | None = None, **kwargs: Any) -> None:
        if line is not None:
            names = ("kind", "description", "quantity", "times", "unit_price", "reason")
            kwargs["initial"] = {name: getattr(line, name) for name in names}
            kwargs["initial"]["rate"] = line.rate_id
        super().__init__(*args, **kwargs)
        self.rates = {str(rate.pk): rate for rate in rates_on(on, line.rate_id if line else None)}
        field = self.fields["rate"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [
            ("", _("Without a rate")),
            *((key, _said(r)) for key, r in self.rates.items()),
        ]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        rate = self.rates.get(told.get("rate", ""))
        told["rate"] = rate
        if not told.get("kind") and rate is not None:
            told["kind"] = rate.kind
        if not told.get("kind"):
            self.add_error("kind", _("Choose what the money is for, or a rate."))
        if told.get("unit_price") is None and "unit_price" not in self.errors:
            if rate is None:
                self.add_error("unit_price", _("Write the price of one unit."))
            told["unit_price"] = rate.amount if rate else Decimal(0)
        if "unit_price" not in self.errors:
            self._check(told, rate)
        return told

    def _check(self, told: dict[str, Any], rate: BudgetRate | None) -> None:
        try:
            check_price(told["unit_price"], rate, told.get("reason", ""))
        except DomainError as error:
            self.add_error("reason", str(error))

    def line(self) -> Line:
        return Line(**self.cleaned_data)


def _said(rate: BudgetRate) -> str:
    return f"{rate.name} {baht_in_figures(rate.amount)} {rate.unit}"


class SpentForm(AsaForm):
    """What a line did cost, and by which paper it was paid."""

    spent = MoneyField(label=_("Spent (baht)"), required=False, at_most=MOST_BAHT)
    paper_no = forms.CharField(label=_("No. of the paper"), max_length=60, required=False)
