"""The forms of the years of office, the services and what an assessment looks at."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from asa.centres.codes import MOST_REMIND_DAYS, MOST_TERM_YEARS, MOST_UNSEEN_MONTHS
from asa.common.forms import AsaForm, ThaiDateField
from asa.common.thaidate import today
from asa.volunteers.forms import CleanTextField
from asa.volunteers.forms.working_rules import figures, tomorrow

MOST_NAME, MOST_HINT = 200, 300


class TermLengthForm(AsaForm):
    """For how many years committees of a level are elected from a day on."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)
    years = figures(_("Years of office"), MOST_TERM_YEARS)


class SupportRuleForm(AsaForm):
    """What holds for visits to volunteers from a day on."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)
    unseen_months = figures(_("Months without a visit"), MOST_UNSEEN_MONTHS)
    remind_days = figures(_("Days before an agreed visit"), MOST_REMIND_DAYS)


class _ListedForm(AsaForm):
    """What something in a list is called."""

    name_th = CleanTextField(label=_("Thai name"), max_length=MOST_NAME)
    name_en = CleanTextField(label=_("English name"), max_length=MOST_NAME, required=False)
    hint_th = CleanTextField(
        label=_("What to look at, in Thai"), max_length=MOST_HINT, required=False
    )
    hint_en = CleanTextField(
        label=_("What to look at, in English"), max_length=MOST_HINT, required=False
    )

    def __init__(self, *args: Any, has_hints: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_hints:
            del self.fields["hint_th"], self.fields["hint_en"]


class NewListedForm(_ListedForm):
    """One more row of a list."""

    started_on = ThaiDateField(label=_("In the list from"), not_before=today, initial=tomorrow)


class ListedForm(_ListedForm):
    """What a row of a list is called, and until when it stands there."""

    ended_on = ThaiDateField(
        label=_("Not in the list any more from"),
        help_text=_("Empty: it stays in the list"),
        required=False,
    )
