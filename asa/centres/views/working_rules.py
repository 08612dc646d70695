"""The pages of the years of office, the services and what an assessment looks at."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from asa.centres.actions.working_rules import (
    Words,
    add_listed,
    change_listed,
    change_support_rule,
    change_term_length,
)
from asa.centres.forms.working_rules import (
    ListedForm,
    NewListedForm,
    SupportRuleForm,
    TermLengthForm,
)
from asa.centres.models import Component, Question, Service
from asa.centres.queries import shown_list, support_rules, term_lengths
from asa.centres.rules import can_change_lists, can_read_lists
from asa.centres.wording import OF_LISTS
from asa.common import journal
from asa.common.errors import allow
from asa.common.http import RulesPage
from asa.common.journal import HistoryLine
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.people.queries import begins_on, history_in_words
from asa.volunteers.codes import CentreLevel

RULES = RulesPage("centres:working_rules", "centres/change_rule.html")
InList = Service | Component | Question
LISTS: dict[str, type[InList]] = {
    "services": Service,
    "components": Component,
    "questions": Question,
}
NEW: dict[type[InList], Promise] = {
    Service: gettext_lazy("New service"),
    Component: gettext_lazy("New side of the assessment"),
    Question: gettext_lazy("New line of the checklist"),
}


@require_safe
def working_rules(request: AsaRequest) -> HttpResponse:
    """For how long committees are elected, what centres offer, and what an assessment rates."""
    allow(can_read_lists(request.user))
    terms, visits, day = term_lengths(), support_rules(), today()
    lists = {kind: shown_list(model, day) for kind, model in LISTS.items()}
    rows = [
        *terms,
        *visits,
        *(one for found in lists.values() for one in found.rows + found.former),
    ]
    context = {
        "terms": terms,
        "visits": visits,
        **lists,
        "today": day,
        "history": history_in_words(journal.history_of(*rows), OF_LISTS, _said_by(rows)),
        "may_change": can_change_lists(request.user),
    }
    return render(request, "centres/working_rules.html", context)


def _said_by(rows: list[Any]) -> Callable[[HistoryLine], str]:
    """What a line of the history is about: the level and the day, or the name in the list."""
    names = {one.code: one.name for one in rows if isinstance(one, InList)}

    def said(line: HistoryLine) -> str:
        if "level" in line.data:
            return f"{CentreLevel(line.data['level']).label} · {begins_on(line)}"
        return names.get(line.data["code"], "") if "code" in line.data else begins_on(line)

    return said


def term_length(request: AsaRequest, level: str) -> HttpResponse:
    """For how many years committees of a level are elected, from a day on."""
    allow(can_change_lists(request.user))
    newest = next((one for one in term_lengths() if one.level == level), None)
    if newest is None:
        raise Http404
    of_level = CentreLevel(level)

    def save(told: dict[str, Any]) -> object:
        return change_term_length(of_level, by=request.user, on=today(), **told)

    form = TermLengthForm(request.POST or None, initial={"years": newest.years})
    title = _("Years of office: %(level)s") % {"level": of_level.label}
    return RULES.change(request, form, save, title=title, after=newest.started_on, is_version=True)


def support_rule(request: AsaRequest) -> HttpResponse:
    """After how long a volunteer is to be looked after, and when visits are called to mind."""
    allow(can_change_lists(request.user))
    newest = next(iter(support_rules()), None)
    if newest is None:
        raise Http404

    def save(told: dict[str, Any]) -> object:
        return change_support_rule(by=request.user, on=today(), **told)

    names = ("unseen_months", "remind_days")
    initial = {name: getattr(newest, name) for name in names}
    form = SupportRuleForm(request.POST or None, initial=initial)
    title = _("Visits to volunteers")
    return RULES.change(request, form, save, title=title, after=newest.started_on, is_version=True)


def add(request: AsaRequest, kind: str) -> HttpResponse:
    """One more service, or one more side of the assessment."""
    allow(can_change_lists(request.user))
    model = _list_named(kind)

    def save(told: dict[str, Any]) -> object:
        started_on = told.pop("started_on")
        return add_listed(
            model, words=Words(**told), started_on=started_on, by=request.user, on=today()
        )

    form = NewListedForm(request.POST or None, has_hints=model is not Service)
    return RULES.change(request, form, save, title=str(NEW[model]))


def change(request: AsaRequest, kind: str, code: str) -> HttpResponse:
    """What a service or a side of the assessment is called, and until when it is in the list."""
    allow(can_change_lists(request.user))
    row = _row_of(_list_named(kind), code)

    def save(told: dict[str, Any]) -> object:
        ended_on = told.pop("ended_on")
        return change_listed(
            row, words=Words(**told), ended_on=ended_on, by=request.user, on=today()
        )

    names = ("name_th", "name_en", "hint_th", "hint_en", "ended_on")
    initial = {name: getattr(row, name) for name in names if hasattr(row, name)}
    form = ListedForm(request.POST or None, initial=initial, has_hints=not isinstance(row, Service))
    return RULES.change(request, form, save, title=row.name, is_listed=True)


def _row_of(model: type[InList], code: str) -> InList:
    found = model.objects.filter(pk=code).first()
    if found is None:
        raise Http404
    return found


def _list_named(kind: str) -> type[InList]:
    model = LISTS.get(kind)
    if model is None:
        raise Http404
    return model
