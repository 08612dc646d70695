from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, ThaiDateField
from asa.common.thaidate import today
from asa.training.codes import MOST_DAYS_BEFORE
from asa.volunteers.forms.working_rules import figures, tomorrow


class RemindersForm(AsaForm):
    """How many days before people are reminded, from a day on."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)
    days_before_names_end = figures(
        _("Days before the last day for names: areas that are not full"), MOST_DAYS_BEFORE
    )
    days_before_answer = figures(
        _("Days before the last day to answer: who has not answered"), MOST_DAYS_BEFORE
    )
    days_before_start = figures(_("Days before the first day: who comes"), MOST_DAYS_BEFORE)
