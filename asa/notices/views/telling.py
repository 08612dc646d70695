"""How I am told: one page, on which each part is sent for itself."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common.errors import DomainError
from asa.common.forms import AsaForm
from asa.common.thaidate import now, thai_time, today
from asa.notices import actions
from asa.notices.channels import carrier_of
from asa.notices.codes import CODES_ASKED, Channel
from asa.notices.forms import AddressForm, CodeForm, WishesForm
from asa.notices.models import Contact
from asa.notices.queries import calendar_addresses_for, contacts_for, hours_on
from asa.people.actions import count_attempt
from asa.people.http import AsaRequest
from asa.people.queries import account_key, address_of


@require_safe
def telling(request: AsaRequest) -> HttpResponse:
    """Where, of what and when the person is told, and the address of the own calendar."""
    return page(request)


def page(request: AsaRequest, **forms: AsaForm) -> HttpResponse:
    """The page with the form that came back, if one did."""
    contact = _contact(request)
    context: dict[str, Any] = {
        "contact": contact,
        "can_email": carrier_of(Channel.EMAIL).is_ready(),
        "address_form": AddressForm(),
        "code_form": CodeForm(),
        "wishes_form": WishesForm(contact=contact) if contact and contact.address else None,
        "hours": hours_on(today()),
        "calendar": calendar_addresses_for(request.user).first(),
        **forms,
    }
    return render(request, "notices/telling.html", context)


@require_POST
def ask_address(request: AsaRequest) -> HttpResponse:
    """Have a code sent to an address, not too often."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return page(request, address_form=form)
    if until := _must_wait(request):
        form.add_error(None, until)
        return page(request, address_form=form)
    try:
        actions.ask_for_address(
            form.cleaned_data["address"], channel=Channel.EMAIL, by=request.user
        )
    except DomainError as error:
        form.add_error("address", str(error))
        return page(request, address_form=form)
    return redirect("notices:telling")


def _must_wait(request: AsaRequest) -> str:
    """Why another code has to wait; "" where it has not."""
    until = count_attempt(
        account_key(request.user, kind="contact"),
        address=address_of(request.META),
        at=now(),
        most=CODES_ASKED,
    )
    if until is None:
        return ""
    return _("Many codes were asked for just now. Wait until %(time)s and try again.") % {
        "time": thai_time(until + timedelta(minutes=1))
    }


@require_POST
def confirm(request: AsaRequest) -> HttpResponse:
    """Use the address whose code is typed."""
    contact = get_object_or_404(contacts_for(request.user), channel=Channel.EMAIL)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return page(request, code_form=form)
    try:
        is_right = actions.confirm_address(
            contact, code=form.cleaned_data["code"], by=request.user, at=now()
        )
    except DomainError as error:
        form.add_error("code", str(error))
        return page(request, code_form=form)
    if not is_right:
        form.add_error("code", _("This is not the code. Compare it with the e-mail."))
        return page(request, code_form=form)
    messages.success(request, _("E-mail goes to this address from now on."))
    return redirect("notices:telling")


@require_POST
def forget(request: AsaRequest) -> HttpResponse:
    """No e-mail any more."""
    contact = get_object_or_404(contacts_for(request.user), channel=Channel.EMAIL)
    actions.forget_contact(contact, by=request.user)
    messages.success(request, _("There is no e-mail to you any more."))
    return redirect("notices:telling")


@require_POST
def wishes(request: AsaRequest) -> HttpResponse:
    """Take down of what and when there is to be e-mail."""
    contact = get_object_or_404(contacts_for(request.user), channel=Channel.EMAIL)
    form = WishesForm(request.POST, contact=contact)
    if form.is_valid():
        try:
            actions.change_wishes(contact, wishes=form.wishes(), by=request.user, at=now())
        except DomainError as error:
            form.add_error("quiet_until", str(error))
        else:
            messages.success(request, _("It has been saved."))
            return redirect("notices:telling")
    return page(request, wishes_form=form)


def _contact(request: AsaRequest) -> Contact | None:
    return contacts_for(request.user).filter(channel=Channel.EMAIL).first()
