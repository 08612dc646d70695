"""The pages of the days until a suspension is proposed."""

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
from asa.reverification.actions import change_not_found_rule
from asa.reverification.forms import NotFoundRuleForm
from asa.reverification.queries import all_rules, days_until_suspension
from asa.reverification.rules import can_change_rules, can_read_rules
from asa.reverification.wording import VERBS

RULES = RulesPage("reverification:working_rules", "reverification/change_rule.html")


@require_safe
def working_rules(request: AsaRequest) -> HttpResponse:
    """After how many days who was not found is proposed to be suspended, now, before and later."""
    allow(can_read_rules(request.user))
    rules = all_rules()
    context = {
        "rules": rules,
        "days": days_until_suspension(today()),
        "today": today(),
        "history": history_in_words(journal.history_of(*rules), VERBS, begins_on),
        "may_change": can_change_rules(request.user),
    }
    return render(request, "reverification/working_rules.html", context)


def change_rule(request: AsaRequest) -> HttpResponse:
    """Other days from a day on."""
    allow(can_change_rules(request.user))
    rules = all_rules()
    if not rules:
        raise Http404

    def save(told: dict[str, Any]) -> object:
        return change_not_found_rule(by=request.user, on=today(), **told)

    form = NotFoundRuleForm(request.POST or None, initial={"days": rules[0].days})
    title = _("Other days until a suspension is proposed")
    return RULES.change(request, form, save, title=title, after=rules[0].started_on)
