from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from asa.common import journal, verbs
from asa.common.errors import DomainError, allow
from asa.common.ids import as_uuid
from asa.common.thaidate import today
from asa.people import actions
from asa.people.codes import PROVINCIAL_OFFICE_ROLES, DuplicateState, Role
from asa.people.forms.duplicates import (
    LABELS,
    ApartForm,
    MergeForm,
    PairsFilter,
    value_in_words,
)
from asa.people.http import AsaRequest
from asa.people.merging import Record, records_of
from asa.people.models import Merge, Person, PossibleDuplicate, User
from asa.people.queries.duplicates import duplicate_for, duplicates_in_state, merge_of
from asa.people.rules import can_undo_merge, holds, judges_duplicates
from asa.places.queries import remember_names

ROWS = 25
TONES = {
    DuplicateState.OPEN: "near",
    DuplicateState.NOT_DUPLICATE: "",
    DuplicateState.MERGED: "well",
}


@require_safe
def duplicates(request: AsaRequest) -> HttpResponse:
    """The pairs of the user's area that wait to be judged, or that were judged; nobody counts
    them, for the number would tell of who is hidden.
    """
    allow(judges_duplicates(request.user))
    form = PairsFilter(request.GET)
    asked = form.cleaned_data["state"] if form.is_valid() else ""
    state = DuplicateState(asked or DuplicateState.OPEN)
    after = as_uuid(request.GET.get("after", ""))
    found = list(islice(duplicates_in_state(request.user, state, after=after), ROWS + 1))
    rows, more = found[:ROWS], found[ROWS - 1].pk if len(found) > ROWS else None
    remember_names({area for pair in rows for area in (pair.first_area, pair.second_area)})
    context = {
        "rows": rows,
        "more": more,
        "after": after,
        "state": state,
        "states": DuplicateState.choices,
    }
    return render(request, "people/duplicates.html", context)


def _pair(request: AsaRequest, pk: UUID) -> PossibleDuplicate:
    """A pair that the user may judge; any other is as good as none."""
    allow(judges_duplicates(request.user))
    pair = duplicate_for(request.user, pk)
    if pair is None:
        raise Http404
    return pair


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Two people on record side by side; sent, they become one."""
    pair = _pair(request, pk)
    form = MergeForm(pair, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.merge_persons(pair, choice=form.choice(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("They are one person now. For 30 days this can be undone."))
            return redirect("people:duplicate", pair.pk)
    return _page(request, pair, form, ApartForm())


@require_POST
def keep_apart(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Two people on record are two, and why."""
    pair = _pair(request, pk)
    form = ApartForm(request.POST)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.keep_apart(pair, reason=reason, by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is kept that they are two people."))
            return redirect("people:duplicates")
    return _page(request, pair, MergeForm(pair), form)


@require_POST
def judge_again(request: AsaRequest, pk: UUID) -> HttpResponse:
    """A pair that was judged to be two people is judged again."""
    pair = _pair(request, pk)
    try:
        actions.judge_again(pair, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("people:duplicate", pair.pk)


@require_POST
def part(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Two people who were made one are parted again."""
    pair = _pair(request, pk)
    merge = merge_of(pair)
    if merge is None:
        messages.error(request, _("This was undone already."))
        return redirect("people:duplicate", pair.pk)
    try:
        actions.undo_merge(merge, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("They are two people again, as before."))
    return redirect("people:duplicate", pair.pk)


def _page(
    request: AsaRequest, pair: PossibleDuplicate, form: MergeForm, apart_form: ApartForm
) -> HttpResponse:
    merge = merge_of(pair)
    sides = [_side(request.user, one) for one in (pair.first, pair.second)]
    remember_names({record.area for _one, _values, records in sides for record in records})
    context = {
        "pair": pair,
        "tone": TONES[DuplicateState(pair.state)],
        "sides": sides,
        "form": form,
        "apart_form": apart_form,
        "asked": form.asked,
        "is_open": pair.state == DuplicateState.OPEN,
        "is_apart": pair.state == DuplicateState.NOT_DUPLICATE,
        "merge": merge,
        "may_part": merge is not None and can_undo_merge(request.user, merge, today()),
        "reasons": _reasons(pair, merge),
    }
    return render(request, "people/duplicate.html", context)


def _side(user: User, person: Person) -> tuple[Person, list[tuple[Any, str]], list[Record]]:
    """One of the two: the values, and what stands on the record."""
    values = [(label, value_in_words(person, name)) for name, label in LABELS.items()]
    records = [_as_told(user, record) for record in records_of(person)]
    return person, [(label, value) for label, value in values if value], records


def _as_told(user: User, record: Record) -> Record:
    """The department learns that there is a household or a case, and no word of it."""
    is_told = record.kind == "volunteers.volunteer" or holds(
        user, *(Role(role) for role in PROVINCIAL_OFFICE_ROLES), area=record.area or None
    )
    return record if is_told else record._replace(words=verbs.words_of_record(record.kind))


def _reasons(pair: PossibleDuplicate, merge: Merge | None) -> list[str]:
    """Why it was judged so, as the latest lines of the journal tell it."""
    if pair.state == DuplicateState.OPEN:
        return []
    lines = journal.history_of(merge.kept if merge else pair)
    wanted = "person.merged" if merge else "person.kept_apart"
    return [line.text for line in lines if line.verb == wanted and line.text][:1]
