"""The one screen on which a lead says of each volunteer of a sub-district what is so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from asa.common.errors import DomainError
from asa.common.http import address
from asa.common.ids import as_uuid
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.codes import DIGITS, Level
from asa.places.queries import name_of, remember_names, shown_place, within
from asa.reverification.actions import answer_entry, confirm_entries
from asa.reverification.codes import GIVEN, Answer, RoundState
from asa.reverification.forms import AnswerForm
from asa.reverification.models import Entry, Round
from asa.reverification.queries import answerable_by, entries_for, tambons_for, waiting_for
from asa.reverification.views.parts import frame, round_asked
from asa.reverification.wording import ANSWER_TONES

TAMBON = DIGITS[Level.TAMBON]


@dataclass
class Row:
    """A volunteer on the screen: what was said, and whether the user may say something."""

    entry: Entry
    may_answer: bool
    tone: str
    others: list[tuple[Answer, str]]
    form: AnswerForm | None = None
    chosen: Answer | None = None


@dataclass
class Village:
    """The volunteers of a village, and how many of them the user can tick."""

    code: str
    name: str
    rows: list[Row] = field(default_factory=list)

    @property
    def open_count(self) -> int:
        """How many can be confirmed by a tick."""
        return sum(row.may_answer and row.entry.answer == Answer.WAITING for row in self.rows)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Village by village: tick and confirm, or say of one that she moved, stopped, is not found."""
    found = round_asked(request, pk)
    if found.state != RoundState.OPEN:
        messages.info(request, _("This round is not open. Nobody can answer in it."))
        return redirect("reverification:show", pk)
    form = None
    if request.method == "POST":
        if "confirm" in request.POST:
            return _confirm(request, found)
        form = _bound(request)
        if form.is_valid() and (answer := _answer(request, found, form)):
            return answer
    tambons = tambons_for(request.user, found)
    area = request.GET.get("area", "") or (tambons[0][0] if len(tambons) == 1 else "")
    if not area:
        return _tambons(request, found, tambons)
    if area not in {code for code, _waiting, _n in tambons}:
        raise Http404
    return _tambon(request, found, area, form)


def _tambons(
    request: AsaRequest, found: Round, tambons: list[tuple[str, int, int]]
) -> HttpResponse:
    """Which sub-district, for who answers in several."""
    remember_names({code for code, _waiting, _n in tambons})
    rows = [
        (shown_place(code), address("reverification:ask", found.pk, area=code), waiting, n)
        for code, waiting, n in tambons
    ]
    rows.sort(key=lambda row: not row[2])
    waiting = sum(row[2] for row in rows)
    context = frame(found, _("Confirm the volunteers"), rows=rows, waiting=waiting)
    return render(request, "reverification/tambons.html", context)


def _tambon(request: AsaRequest, found: Round, area: str, form: AnswerForm | None) -> HttpResponse:
    here = entries_for(request.user).filter(within("area_id", [area]), round=found)
    entries = here.select_related("volunteer__person", "moved_to", "answered_by__person")
    entries = entries.order_by("area_id", "volunteer__person__sort_key", "pk")
    mine = answerable_by(request.user).filter(within("area_id", [area]), round=found)
    may_answer = set(mine.values_list("pk", flat=True))
    rows = [_row(request, entry, entry.pk in may_answer, form) for entry in entries]
    waiting = waiting_for(request.user).filter(within("area_id", [area]), round=found).count()
    context = frame(
        found,
        shown_place(area),
        area=area,
        villages=_by_village(rows, area),
        form=form,
        waiting=waiting,
        answered=sum(row.entry.answer != Answer.WAITING for row in rows),
        count=len(rows),
        done_url=address("reverification:rows", found.pk, area=area),
    )
    return render(request, "reverification/ask.html", context)


def _row(request: AsaRequest, entry: Entry, may_answer: bool, form: AnswerForm | None) -> Row:
    page = address(
        "reverification:ask",
        entry.round_id,
        area=entry.area_id[:TAMBON],
        who=str(entry.volunteer_id),
    )
    mark = f"#v-{entry.volunteer_id}"
    offered = GIVEN[1:] if entry.answer == Answer.WAITING else GIVEN
    others = [(one, f"{page}&as={one.value}{mark}") for one in offered if one != entry.answer]
    row = Row(entry, may_answer, ANSWER_TONES[entry.answer], others)
    if may_answer and _asked_for(request) == entry.volunteer_id:
        _unfold(request, row, form)
    return row


def _asked_for(request: AsaRequest) -> UUID | None:
    return as_uuid(request.POST.get("volunteer", "") or request.GET.get("who", ""))


def _unfold(request: AsaRequest, row: Row, form: AnswerForm | None) -> None:
    """The form of the answer that was chosen for this volunteer, with what was typed."""
    chosen = form["answer"].value() if form else request.GET.get("as", "")
    if chosen not in GIVEN:
        return
    entry = row.entry
    known = {"moved_to": entry.moved_to, "end_reason": entry.end_reason, "note": entry.note or ""}
    initial = {"answer": chosen, "was": entry.answer, **known}
    row.chosen = Answer(chosen)
    row.form = form or AnswerForm(answer=chosen, initial=initial)


def _by_village(rows: Iterable[Row], area: str) -> list[Village]:
    """Who lives in no known village stands under the sub-district."""
    return [
        Village(code, _("Without a village") if code == area else name_of(code), list(found))
        for code, found in groupby(rows, key=lambda row: row.entry.area_id)
    ]


def _bound(request: AsaRequest) -> AnswerForm:
    answer = request.POST.get("answer", "")
    if answer not in GIVEN:
        raise Http404
    return AnswerForm(request.POST, answer=answer)


def _answer(request: AsaRequest, found: Round, form: AnswerForm) -> HttpResponse | None:
    """Write the answer; None where a rule of the work says no, which the form then shows."""
    who = _asked_for(request)
    entry = get_object_or_404(
        entries_for(request.user).select_related("volunteer__person"), round=found, volunteer=who
    )
    try:
        answer_entry(entry, said=form.said(), by=request.user, on=today())
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    messages.success(request, _("It has been written down."))
    page = address("reverification:ask", found.pk, area=entry.area_id[:TAMBON])
    return redirect(f"{page}#v-{entry.volunteer_id}")


def _confirm(request: AsaRequest, found: Round) -> HttpResponse:
    given = [as_uuid(key) for key in request.POST.getlist("volunteer")]
    keys = [key for key in given if key is not None]
    try:
        n = confirm_entries(found, volunteers=keys, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)s volunteer is confirmed.", "%(n)s volunteers are confirmed.", n)
        messages.success(request, said % {"n": n})
        if n < len(set(keys)):
            messages.warning(request, _("Of the others somebody else had said something before."))
    page = address("reverification:ask", found.pk, area=request.GET.get("area", ""))
    return redirect(page)
