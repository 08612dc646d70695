from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from asa.common.errors import DomainError, allow
from asa.common.http import render_rows
from asa.common.thaidate import today
from asa.partners.actions import add_partner, edit_partner, end_partner
from asa.partners.forms import PartnerFilter, PartnerForm
from asa.partners.models import Partner
from asa.partners.queries import partners_for
from asa.partners.rules import can_add_partners, can_keep_partners, can_list_partners
from asa.people.http import AsaRequest
from asa.people.rules import scope
from asa.places.queries import covers, remember_names

ROWS = 50


@require_safe
def partner_list(request: AsaRequest) -> HttpResponse:
    """The agencies to which a case can be referred."""
    allow(can_list_partners(request.user))
    form = PartnerFilter(request.GET)
    found = form.apply(partners_for(request.user))
    page = Paginator(found, ROWS).get_page(request.GET.get("page"))
    remember_names({partner.area_id for partner in page})
    may_add = can_add_partners(request.user)
    kept = scope(request.user) if may_add else []
    context = {
        "form": form,
        "page": page,
        "may_add": may_add,
        "keeps": {partner.pk for partner in page if covers(kept, partner.area_id)},
    }
    return render_rows(request, "partners/list.html", context)


def add(request: AsaRequest) -> HttpResponse:
    """Put an agency on the list."""
    allow(can_add_partners(request.user))
    form = PartnerForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            partner = add_partner(form.details(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s is on the list.") % {"name": partner.name})
            return redirect("partners:list")
    return render(request, "partners/form.html", {"form": form, "partner": None})


def edit(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Correct what is known of an agency."""
    partner = _kept(request, pk)
    form = PartnerForm(
        request.POST or None, user=request.user, initial=PartnerForm.initial_of(partner)
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_partner(partner, details=form.details(), by=request.user, on=today())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("%(name)s is corrected.") % {"name": partner.name})
            return redirect("partners:list")
    return render(request, "partners/form.html", {"form": form, "partner": partner})


def end(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Ask, and take an agency off the list."""
    partner = _kept(request, pk)
    if request.method == "POST":
        try:
            end_partner(partner, by=request.user, on=today())
        except DomainError as error:
            messages.error(request, str(error))
        else:
            said = _("%(name)s is taken off the list.") % {"name": partner.name}
            messages.success(request, said)
        return redirect("partners:list")
    return render(request, "partners/end.html", {"partner": partner})


def _kept(request: AsaRequest, pk: UUID) -> Partner:
    partner = get_object_or_404(partners_for(request.user), pk=pk)
    allow(can_keep_partners(request.user, partner.area_id))
    return partner
