"""The rates of budgets: what may be paid at most for one unit, since when, and who says so."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from asa.common import journal
from asa.common.errors import allow
from asa.common.http import RulesPage
from asa.common.journal import HistoryLine
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.queries import begins_on, history_in_words
from asa.training.actions.rates import change_rate
from asa.training.forms.rates import RateForm
from asa.training.models import BudgetRate
from asa.training.queries.money import all_rates
from asa.training.rules import can_change_lists, sees_rates
from asa.training.wording import VERBS

RULES = RulesPage("training:rates", "training/change_rate.html")


@require_safe
def rates(request: AsaRequest) -> HttpResponse:
    """Every rate by what it is for, with what held before and what is to come."""
    allow(sees_rates(request.user))
    found = all_rates()
    context = {
        "rates": found,
        "today": today(),
        "history": history_in_words(journal.history_of(*found), VERBS, _said_by(found)),
        "may_change": can_change_lists(request.user),
    }
    return render(request, "training/rates.html", context)


def _said_by(found: list[BudgetRate]) -> Callable[[HistoryLine], str]:
    """What a line of the history is about: the rate, and the day from which it holds."""
    names = {one.code: one.name for one in found}
    return lambda line: f"{names.get(line.data['code'], '')} · {begins_on(line)}"


def change(request: AsaRequest, code: str) -> HttpResponse:
    """Another amount for one unit, from a day on."""
    allow(can_change_lists(request.user))
    newest = BudgetRate.objects.filter(code=code).order_by("-started_on").first()
    if newest is None:
        raise Http404
    form = RateForm(request.POST or None, initial={"amount": newest.amount})

    def save(told: dict[str, Any]) -> object:
        return change_rate(
            newest,
            given=form.terms(),
            started_on=told["started_on"],
            by=request.user,
            on=today(),
        )

    title = f"{newest.name} {newest.unit}"
    return RULES.change(request, form, save, title=title, after=newest.started_on, rate=newest)
