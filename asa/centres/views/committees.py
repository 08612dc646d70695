from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.centres.actions import elect_committee, end_office, fill_seat, write_term
from asa.centres.forms import ElectForm, EndOfficeForm, SeatForm, TermForm
from asa.centres.queries import centres_for, current_offices, years_of_term
from asa.centres.rules import can_elect
from asa.centres.views.acting import ActPage, centre_of, perform
from asa.common.errors import allow
from asa.common.thaidate import today
from asa.people.http import AsaRequest
from asa.volunteers.codes import Position
from asa.volunteers.models import Office

ELECT = ActPage(
    _("Elect a committee"), _("Write the election down"),
    _("The committee is elected. Its members are told."),
)  # fmt: skip
TERM = ActPage(
    _("Write the term down"), _("Write the term down"), _("The term is written down."),
    _("When were those who hold an office today elected?"),
)  # fmt: skip
FILL = ActPage(_("Fill an office"), _("Give the office"), _("The volunteer holds the office."))
END = ActPage(_("End the office"), _("End the office"), _("The office has ended."), danger=True)


def elect(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Put a whole committee into office for a term."""
    centre = centre_of(request, pk)
    allow(can_elect(request.user, centre))
    form = ElectForm(
        request.POST or None,
        user=request.user,
        centre=centre,
        initial=ElectForm.initial_of(list(current_offices(centre, today()))),
    )

    def act() -> tuple[str, UUID]:
        on = form.cleaned_data["on"]
        elect_committee(centre, seats=form.seats(), by=request.user, on=on)
        return "centres:detail", centre.pk

    note = gettext(
        "The term is %(n)s years. Every office of the committee before ends on the day of the"
        " election."
    ) % {"n": years_of_term(centre.level, today())}
    return perform(request, centre, replace(ELECT, note=note), form, act)


def term(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Say when the committee of today was elected."""
    centre = centre_of(request, pk)
    allow(can_elect(request.user, centre))
    form = TermForm(request.POST or None)

    def act() -> tuple[str, UUID]:
        elected_on = form.cleaned_data["on"]
        write_term(centre, elected_on=elected_on, by=request.user, on=today())
        return "centres:detail", centre.pk

    return perform(request, centre, TERM, form, act)


def fill(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Appoint somebody into one office."""
    centre = centre_of(request, pk)
    allow(can_elect(request.user, centre))
    form = SeatForm(request.POST or None, user=request.user, centre=centre)

    def act() -> tuple[str, UUID]:
        told = form.cleaned_data
        fill_seat(
            centre, volunteer=told["volunteer"], position=Position(told["position"]),
            by=request.user, on=told["on"],
        )  # fmt: skip
        return "centres:detail", centre.pk

    return perform(request, centre, FILL, form, act)


def leave(request: AsaRequest, pk: UUID) -> HttpResponse:
    """End one office."""
    offices = Office.objects.filter(centre__in=centres_for(request.user))
    office = get_object_or_404(offices.select_related("centre", "volunteer__person"), pk=pk)
    allow(can_elect(request.user, office.centre))
    form = EndOfficeForm(request.POST or None)

    def act() -> tuple[str, UUID]:
        end_office(office, by=request.user, on=form.cleaned_data["on"])
        return "centres:detail", office.centre_id

    note = f"{office.get_position_display()}: {office.volunteer}"
    return perform(request, office.centre, replace(END, note=note), form, act)
