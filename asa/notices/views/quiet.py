"""The pages of the quiet hours."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common import journal
from asa.common.errors import allow
from asa.common.http import RulesPage
from asa.common.thaidate import today
from asa.notices.actions import change_quiet_hours
from asa.notices.forms import QuietHoursForm
from asa.notices.kinds import outside_words
from asa.notices.queries import all_quiet_hours, hours_on, urgent_kinds
from asa.notices.rules import can_change_quiet_hours, can_read_quiet_hours
from asa.notices.wording import VERBS
from asa.people.http import AsaRequest
from asa.people.queries import begins_on, history_in_words

RULES = RulesPage("notices:quiet_hours", "notices/change_quiet_hours.html")


@require_safe
def quiet_hours(request: AsaRequest) -> HttpResponse:
    """When nobody is told outside of the product, now, before and later, and what passes it."""
    allow(can_read_quiet_hours(request.user))
    rules = all_quiet_hours()
    context = {
        "rules": rules,
        "hours": hours_on(today()),
        "urgent": sorted({outside_words(kind) for kind in urgent_kinds()}),
        "today": today(),
        "history": history_in_words(journal.history_of(*rules), VERBS, begins_on),
        "may_change": can_change_quiet_hours(request.user),
    }
    return render(request, "notices/quiet_hours.html", context)


def change_hours(request: AsaRequest) -> HttpResponse:
    """Other hours from a day on."""
    allow(can_change_quiet_hours(request.user))
    rules = all_quiet_hours()
    if not rules:
        raise Http404

    def save(told: dict[str, Any]) -> object:
        return change_quiet_hours(by=request.user, on=today(), **told)

    last = {"starts_at": rules[0].starts_at, "ends_at": rules[0].ends_at}
    form = QuietHoursForm(request.POST or None, initial=last)
    title = _("Other quiet hours")
    return RULES.change(request, form, save, title=title, after=rules[0].started_on)
