"""What a volunteer who left had in hand: who sees to it, who is asked, who says yes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from asa.common import journal
from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm, Option
from asa.common.http import RulesPage
from asa.common.thaidate import today
from asa.handover.actions import (
    TermDays,
    accept_item,
    change_term,
    decline_item,
    give_item_back,
    offer_item,
    undo_acceptance,
    withdraw_offer,
)
from asa.handover.codes import ItemState
from asa.handover.forms import AnswerForm, GiveBackForm, OfferForm, TermForm, UndoForm
from asa.handover.models import HandoverItem
from asa.handover.queries import (
    Successor,
    all_terms,
    given_by,
    handovers_for,
    items_for,
    offers_to,
    open_items,
    overdue_before,
    preview_for,
    settled_before,
    takers_of,
    term_on,
    waiting_before,
)
from asa.handover.rules import (
    can_answer,
    can_change_terms,
    can_give_back,
    can_read_terms,
    can_undo,
    can_withdraw,
    is_undone_by,
    oversees_handovers,
)
from asa.handover.wording import TONES, VERBS
from asa.households.queries import households_for
from asa.households.rules import works_with_households
from asa.people.http import AsaRequest
from asa.people.models import User
from asa.people.queries import begins_on, history_in_words
from asa.places.codes import Level
from asa.places.queries import remember_names, shown_place
from asa.tasks.kinds import words_of
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer

ROWS = 50
MINE, WAITING, OVERDUE, SETTLED = "mine", "waiting", "overdue", "settled"
TITLES = {
    MINE: gettext_lazy("Asked of me"),
    OVERDUE: gettext_lazy("Without an owner for too long"),
    WAITING: gettext_lazy("To be handed over"),
    SETTLED: gettext_lazy("Handed over"),
}
RULES = RulesPage("handover:working_rules", "handover/change_rule.html")
WOULD_LEAVE = ("end", "suspend", "move")


@dataclass(frozen=True)
class ItemRow:
    """An item as a list shows it: the house, what is to be done, where, how it stands."""

    item: HandoverItem
    name: str
    what: str
    place: str
    tone: str
    late_by: int
    is_known: bool


def _rows(items: Iterable[HandoverItem], user: User, on: date) -> list[ItemRow]:
    """Whoever does not know the household yet is told the house alone."""
    found = list(items)
    keys = {item.household_id for item in found}
    known = set(households_for(user).filter(pk__in=keys).values_list("pk", flat=True))
    remember_names({str(item.household.area_id) for item in found})
    return [_row(item, item.household_id in known, on) for item in found]


def _row(item: HandoverItem, is_known: bool, on: date) -> ItemRow:
    household = item.household
    house = (
        _("House %(number)s") % {"number": household.house_no}
        if household.house_no
        else _("A household")
    )
    late_by = (on - item.due_on).days if item.state in (ItemState.WAITING, ItemState.OFFERED) else 0
    return ItemRow(
        item,
        (household.shown_as or house) if is_known else house,
        words_of(item.task) if item.task is not None else _("Look after the household"),
        shown_place(str(household.area_id), Level.TAMBON, tight=True),
        TONES[ItemState(item.state)],
        max(late_by, 0),
        is_known,
    )


@require_safe
def handover_list(request: AsaRequest) -> HttpResponse:
    """What is asked of me; who leads or coordinates also sees what has no owner, the late first."""
    user, day = request.user, today()
    allow(works_with_households(user))
    lists = {MINE: offers_to(user)}
    if oversees_handovers(user):
        lists = {
            OVERDUE: overdue_before(user, day),
            WAITING: waiting_before(user),
            MINE: offers_to(user),
            SETTLED: settled_before(user),
        }
    counts = {name: rows.count() for name, rows in lists.items()}
    asked = request.GET.get("show", "")
    shown = asked if asked in lists else next((n for n in lists if counts[n]), MINE)
    page: Any = Paginator(lists[shown], ROWS).get_page(request.GET.get("page"))
    page.rows = _rows(page.object_list, user, day)
    tabs = [(name, TITLES[name], counts[name]) for name in lists]
    context = {
        "page": page,
        "shown": shown,
        "count": counts[shown],
        "tabs": tabs if len(tabs) > 1 else [],
        "term": term_on(day),
    }
    return render(request, "handover/list.html", context)


def show(request: AsaRequest, pk: UUID) -> HttpResponse:
    """One handover: every household and task, who has it, and the offer of what waits."""
    user, day = request.user, today()
    handover = get_object_or_404(handovers_for(user), pk=pk)
    found = items_for(user).filter(handover=handover).order_by("household__area_id", "pk")
    rows = _rows(found, user, day)
    states = {row.item.pk: row.item.state for row in rows}
    given = set(given_by(user).filter(handover=handover).values_list("pk", flat=True))
    form, near = _offer_form(request, [row for row in rows if row.item.pk in given])
    if request.method == "POST":
        allow(form is not None)
        if form is not None and form.is_valid() and _offer(request, form, rows, near):
            return redirect("handover:show", handover.pk)
    withdrawn = {key for key in given if states[key] == ItemState.OFFERED}
    mine = {row.item.pk for row in rows if _waits_for(user, row.item)}
    undone = {row.item.pk for row in rows if row.item.pk in given and is_undone_by(user, row.item)}
    context = {
        "has_acts": withdrawn | mine | undone,
        "handover": handover,
        "leaver": handover.volunteer.person,
        "rows": rows,
        "form": form,
        "tone": TONES[handover.state],
        "accepted": sum(row.item.state == ItemState.ACCEPTED for row in rows),
        "may_withdraw": withdrawn,
        "may_undo": undone,
        "has_no_successor": form is None and ItemState.WAITING in map(states.get, given),
    }
    return render(request, "handover/show.html", context)


def _waits_for(user: User, item: HandoverItem) -> bool:
    """Whether the reader answers an offer, or could give something back."""
    asked = item.state == ItemState.OFFERED and item.offered_to_id == user.pk
    return asked or (item.state == ItemState.ACCEPTED and item.holder_id == user.pk)


def _offer_form(
    request: AsaRequest, given: list[ItemRow]
) -> tuple[OfferForm | None, dict[UUID, Successor]]:
    """The form of what the user may offer to whom; None where there is nothing or nobody."""
    user, day = request.user, today()
    keys = [row.item.pk for row in given if row.item.state == ItemState.WAITING]
    still = set(open_items(user).filter(pk__in=keys).values_list("pk", flat=True))
    offered = [row for row in given if row.item.pk in still]
    near: dict[UUID, Successor] = {}
    places = set()
    for row in offered:
        # All of a village have the same people near; of a sealed household it is its team.
        household = row.item.household
        place = household.pk if household.is_sealed else household.area_id
        if place not in places:
            places.add(place)
            near |= {one.user.pk: one for one in takers_of(row.item, user, on=day)} | near
    if not near:
        return None, near
    items = [(row.item.pk, Option(f"{row.name} · {row.what}", row.place)) for row in offered]
    to = [(key, Option(one.user.shown_name, in_words(one))) for key, one in near.items()]
    return OfferForm(request.POST or None, items=items, to=to), near


def in_words(one: Successor) -> str:
    """How near somebody is, and how much she has already."""
    care = _("%(n)s households in care") % {"n": one.households}
    place = shown_place(one.area, Level.TAMBON, tight=True) if one.area else ""
    near = _("same village") if one.is_same_village else place
    return f"{near} · {care}" if near else care


def _offer(
    request: AsaRequest, form: OfferForm, rows: list[ItemRow], near: dict[UUID, Successor]
) -> bool:
    """Offer each chosen item, all or none; what stands against it is said at the form."""
    chosen, to = set(form.cleaned_data["items"]), near[form.cleaned_data["to"]].user
    try:
        with transaction.atomic():
            for row in rows:
                if row.item.pk in chosen:
                    offer_item(row.item, to=to, by=request.user, on=today())
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    said = _("%(name)s has been asked. Each is accepted or declined one by one.")
    messages.success(request, said % {"name": to.shown_name})
    return True


def answer(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say yes or no to one household or task."""
    user, item = request.user, get_object_or_404(items_for(request.user), pk=pk)
    allow(can_answer(user, item))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            if told["answer"] == "yes":
                accept_item(item, by=user, on=today())
                messages.success(request, _("It is yours now. You find it with your work."))
            else:
                decline_item(item, reason=told["reason"], by=user, on=today())
                messages.success(request, _("You said no. Whoever asked you has been told."))
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("handover:list")
    return _act_page(request, item, form, _("Do you take this on?"), _("Send the answer"))


def give_back(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give back what one accepted."""
    user, item = request.user, get_object_or_404(items_for(request.user), pk=pk)
    allow(can_give_back(user, item))
    form = GiveBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_item_back(item, reason=form.cleaned_data["reason"], by=user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("A successor is looked for. Until then it stays with you."))
            return redirect("handover:show", item.handover_id)
    return _act_page(request, item, form, _("Give it back"), _("Give it back"))


def undo(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The office undoes what a successor accepted."""
    user, item = request.user, get_object_or_404(items_for(request.user), pk=pk)
    allow(can_undo(user, item))
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            undo_acceptance(item, reason=form.cleaned_data["reason"], by=user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is undone. Both sides have been told."))
            return redirect("handover:show", item.handover_id)
    return _act_page(request, item, form, _("Undo the acceptance"), _("Undo the acceptance"))


def _act_page(
    request: AsaRequest, item: HandoverItem, form: AsaForm, title: str, button: str
) -> HttpResponse:
    row = _rows([item], request.user, today())[0]
    context = {"item": item, "row": row, "form": form, "title": title, "button": button}
    return render(request, "handover/act.html", context)


@require_POST
def withdraw(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take an offer back."""
    item = get_object_or_404(items_for(request.user), pk=pk)
    allow(can_withdraw(request.user, item))
    try:
        withdraw_offer(item, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The offer is withdrawn."))
    return redirect("handover:show", item.handover_id)


def part_of_volunteer(user: User, volunteer: Volunteer, page: str) -> dict[str, Any] | None:
    """On the pages of a volunteer: what would be without an owner, or what is handed over."""
    if page in WOULD_LEAVE and volunteer.state == VolunteerState.REGISTERED:
        preview = preview_for(user, volunteer, today())
        if not preview:
            return None
        near = [(one.user.shown_name, in_words(one)) for one in preview.successors]
        return {"preview": preview, "near": near, "is_move": page == "move"}
    if page not in ("detail", "take_back"):
        return None
    found = list(handovers_for(user).filter(volunteer=volunteer).order_by("-opened_at", "-pk")[:3])
    if not found:
        return None
    accepted = items_for(user).filter(handover__in=found, state=ItemState.ACCEPTED)
    taken = _rows(accepted, user, today()) if page == "take_back" else []
    return {"handovers": [(one, TONES[one.state]) for one in found], "taken": taken}


@require_safe
def working_rules(request: AsaRequest) -> HttpResponse:
    """Within how many days everything has an owner again, as it holds, held and will hold."""
    allow(can_read_terms(request.user))
    terms = all_terms()
    context = {
        "terms": terms,
        "held": term_on(today()),
        "today": today(),
        "history": history_in_words(journal.history_of(*terms), VERBS, begins_on),
        "may_change": can_change_terms(request.user),
    }
    return render(request, "handover/working_rules.html", context)


def change_rule(request: AsaRequest) -> HttpResponse:
    """Other days for the handovers that begin from a day on."""
    allow(can_change_terms(request.user))

    def save(told: dict[str, Any]) -> object:
        started_on = told.pop("started_on")
        return change_term(
            days=TermDays(**told), started_on=started_on, by=request.user, on=today()
        )

    names = ("days", "days_until_office", "days_to_give_back", "days_to_undo")
    newest = all_terms()[0]
    initial = {name: getattr(newest, name) for name in names}
    form = TermForm(request.POST or None, initial=initial)
    title = _("Other days of handovers")
    return RULES.change(request, form, save, title=title, after=newest.started_on)
