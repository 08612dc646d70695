"""What the days of a cohort need: its papers, rooms, meals and travel."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from asa.common import accesslog
from asa.common.errors import DomainError, allow
from asa.common.http import download
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.places.queries import remember_names
from asa.training.actions.kit import add_rooms, note_stay, remove_room, share_rooms, spend_travel
from asa.training.daypapers import LISTS, badges_as_pdf, list_as_pdf, numbers_of
from asa.training.forms.kit import RoomsForm, SpendForm, StayForm
from asa.training.models import Cohort, Enrolment, Room
from asa.training.queries import cohorts_for
from asa.training.queries.kit import guests_of, rooms_of, travel_line, travel_rates, travel_sum
from asa.training.rules import can_arrange, sees_kit
from asa.training.views.parts import cohort_asked, frame
from asa.training.views.programme import perform

KIT = "training:kit"
LODGING = "training:lodging"
ROWS = 50
MOST_TOLD = 5
# Money and distances of people are on it.
OF_KEEPERS = ("travel",)


def _arranged(request: AsaRequest, pk: UUID) -> Cohort:
    """The cohort of the address, for who arranges its days."""
    cohort = cohort_asked(request, pk)
    allow(can_arrange(request.user, cohort))
    return cohort


@require_safe
def kit(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The papers of the days, and how far rooms, meals and travel are."""
    cohort = cohort_asked(request, pk)
    allow(sees_kit(request.user, cohort))
    numbers = numbers_of(cohort)
    context = frame(
        cohort, request.user, KIT,
        numbers=numbers,
        beds=sum(room.beds for room in cohort.rooms.all()),
        may_arrange=can_arrange(request.user, cohort),
    )  # fmt: skip
    return render(request, "training/kit.html", context)


@require_safe
def badges(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Name badges of everybody with a seat; printing them is written down."""
    cohort = cohort_asked(request, pk)
    allow(sees_kit(request.user, cohort))
    return _paper(request, cohort, "badges", _("Name badges"))


@require_safe
def paper(request: AsaRequest, pk: UUID, kind: str) -> HttpResponse:
    """One of the lists as a PDF; printing it is written down."""
    cohort = cohort_asked(request, pk)
    allow(sees_kit(request.user, cohort))
    if kind not in LISTS:
        raise Http404
    if kind in OF_KEEPERS:
        allow(can_arrange(request.user, cohort))
    return _paper(request, cohort, kind, _names()[kind])


def _names() -> dict[str, str]:
    return {
        "attendance": _("Attendance sheet"),
        "rooms": _("Room list"),
        "meals": _("Meal list"),
        "travel": _("Travel pay list"),
    }


def _paper(request: AsaRequest, cohort: Cohort, kind: str, name: str) -> HttpResponse:
    try:
        content = badges_as_pdf(cohort) if kind == "badges" else list_as_pdf(cohort, kind)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(KIT, cohort.pk)
    area = str(cohort.workshop.owner_id)
    accesslog.note(request.user, "cohort.paper", cohort, area=area, paper=kind)
    return download(content, f"{name} {cohort.number}.pdf", "application/pdf")


@require_safe
def lodging(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The rooms with who sleeps there, and room, meal and travel of each participant."""
    cohort = _arranged(request, pk)
    page = Paginator(guests_of(cohort), ROWS).get_page(request.GET.get("page"))
    remember_names({guest.seat_area for guest in page})
    line = travel_line(cohort.workshop)
    context = frame(
        cohort, request.user, KIT, _("Rooms, meals and travel"),
        rooms=rooms_of(cohort), numbers=numbers_of(cohort), page=page,
        people=list(page),
        rooms_form=RoomsForm(), spend_form=SpendForm(),
        line=line, travel_sum=travel_sum(cohort.workshop),
    )  # fmt: skip
    return render(request, "training/lodging.html", context)


def add(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Add rooms to the lodging."""
    cohort = _arranged(request, pk)
    form = RoomsForm(request.POST or None)

    def act() -> object:
        told = form.cleaned_data
        names, beds = told["names"], told["beds"]
        return add_rooms(cohort, names=names, beds=beds, by=request.user, on=today())

    return perform(
        request, cohort, form, act, tab=KIT, back=LODGING, title=_("Add rooms"),
        button=_("Add the rooms"),
    )  # fmt: skip


@require_POST
def remove(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Take an empty room out."""
    known = Room.objects.filter(cohort__in=cohorts_for(request.user))
    room = get_object_or_404(known.select_related("cohort__workshop"), pk=pk)
    cohort = room.cohort
    try:
        remove_room(room, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It has been saved."))
    return redirect(LODGING, cohort.pk)


@require_POST
def share(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Give everybody without a room a bed, in one act."""
    cohort = _arranged(request, pk)
    told = share_rooms(cohort, by=request.user, on=today())
    said = ngettext("%(n)s person got a bed.", "%(n)s people got a bed.", told.given)
    messages.success(request, said % {"n": told.given})
    if told.left:
        names = ", ".join(one.person.full_name for one in told.left[:MOST_TOLD])
        rest = _("Still without a room: %(n)s. Nobody knows the sex, or no bed is left. %(names)s")
        more = " …" if len(told.left) > MOST_TOLD else ""
        messages.warning(request, rest % {"n": len(told.left), "names": names + more})
    return redirect(LODGING, cohort.pk)


def stay(request: AsaRequest, pk: UUID) -> HttpResponse:
    """The room, the meal and the travel of one participant."""
    known = Enrolment.objects.filter(cohort__in=cohorts_for(request.user))
    related = known.select_related("cohort__workshop", "person", "room", "travel__rate")
    found = get_object_or_404(related, pk=pk)
    cohort = found.cohort
    allow(can_arrange(request.user, cohort))
    rooms = [room for room, _guests in rooms_of(cohort)]
    form = StayForm(
        request.POST if request.method == "POST" else None,
        enrolment=found, rooms=rooms, rates=travel_rates(cohort),
    )  # fmt: skip

    def act() -> object:
        return note_stay(found, stay=form.stay(), by=request.user, on=today())

    return perform(
        request, cohort, form, act, tab=KIT, back=LODGING,
        title=_("Room, meal and travel"), button=_("Save"), note=found.person.full_name,
    )  # fmt: skip


@require_POST
def spend(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Write what the travel lists come to into the budget."""
    cohort = _arranged(request, pk)
    line, form = travel_line(cohort.workshop), SpendForm(request.POST)
    try:
        if line is None:
            raise DomainError(_("The budget has no line of travel."))
        paper_no = form.cleaned_data["paper_no"] if form.is_valid() else ""
        spend_travel(line, paper_no=paper_no, by=request.user, on=today())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The sum stands in the budget now."))
    return redirect(LODGING, cohort.pk)
