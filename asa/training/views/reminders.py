"""How many days before people are reminded: as it holds, held and will hold."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import journal
from asa.common.errors import allow
from asa.common.http import RulesPage
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.queries import begins_on, history_in_words
from asa.training.actions import ReminderDays, change_reminders
from asa.training.forms.reminders import RemindersForm
from asa.training.queries.reminders import all_reminders, reminders_on
from asa.training.rules import can_change_reminders, plans_workshops
from asa.training.wording import VERBS

RULES = RulesPage("training:reminders", "training/change_reminders.html")
NAMES = ("days_before_names_end", "days_before_answer", "days_before_start")


@require_safe
def reminders(request: AsaRequest) -> HttpResponse:
    """Who is reminded how many days before."""
    allow(plans_workshops(request.user))
    versions = all_reminders()
    context = {
        "versions": versions,
        "held": reminders_on(today()),
        "today": today(),
        "history": history_in_words(journal.history_of(*versions), VERBS, begins_on),
        "may_change": can_change_reminders(request.user),
    }
    return render(request, "training/reminders.html", context)


def change(request: AsaRequest) -> HttpResponse:
    """Other days from a day on."""
    allow(can_change_reminders(request.user))
    versions = all_reminders()
    if not versions:
        raise Http404

    def save(told: dict[str, Any]) -> object:
        started_on = told.pop("started_on")
        days = ReminderDays(**told)
        return change_reminders(days=days, started_on=started_on, by=request.user, on=today())

    initial = {name: getattr(versions[0], name) for name in NAMES}
    form = RemindersForm(request.POST or None, initial=initial)
    title = _("Other days of reminders")
    return RULES.change(request, form, save, title=title, after=versions[0].started_on)
