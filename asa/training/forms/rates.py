"""The form of what may be paid at most for one unit of something."""

from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, MoneyField, ThaiDateField
from asa.common.thaidate import today
from asa.training.actions.rates import RateTerms
from asa.training.codes import LEAST_RATE
from asa.volunteers.forms import CleanTextField
from asa.volunteers.forms.working_rules import tomorrow


class RateForm(AsaForm):
    """The rate from a day on, and who says so."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)
    amount = MoneyField(label=_("Baht per unit"), at_least=LEAST_RATE)
    source = CleanTextField(
        label=_("Source"), help_text=_("The announcement with its number and day"), max_length=300
    )

    def terms(self) -> RateTerms:
        return RateTerms(self.cleaned_data["amount"], self.cleaned_data["source"])
