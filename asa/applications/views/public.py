"""What anyone may do without a sign-in: read, apply, see how far it is, and withdraw.

Everything typed is sent by POST and shown by the answer to it: no draft of a stranger is kept, and
nothing stands in an address.
"""

from datetime import timedelta
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from asa.applications.actions import send_application, withdraw_application
from asa.applications.checks import conditions_on
from asa.applications.codes import MOST_SENT, OPEN_STATES, PublicState
from asa.applications.forms import PublicApplicationForm, ReceiptForm, in_words
from asa.applications.models import PublicApplication
from asa.applications.names import code_of
from asa.applications.queries import application_by_code, public_state, sealed
from asa.applications.wording import NEXT, PUBLIC_TONES
from asa.common.errors import DomainError
from asa.common.shortcodes import grouped
from asa.common.thaidate import thai_time, today
from asa.people.actions import count_attempt
from asa.people.errors import TooManyTries
from asa.people.http import behind_a_code, open_page
from asa.people.queries import account_key, address_of
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.forms import MOST_CHOICES, SearchForm, choices_of


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What it means to be a volunteer, who may become one, and how it goes on."""
    return render(request, "applications/about.html", {"conditions": conditions_on(today())})


@login_not_required
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """The sub-districts that a text may mean, for the field of the form."""
    question = {"q": request.GET.get("tambon", ""), "level": Level.TAMBON, "under": WHOLE_COUNTRY}
    choices = choices_of(SearchForm(question).found(MOST_CHOICES))
    return render(
        request, "places/_options.html", {"name": "tambon", "choices": choices, "chosen": ""}
    )


@open_page
@sensitive_variables()
def form(request: HttpRequest) -> HttpResponse:
    """Fill in, look over, send; each page carries what was typed to the next."""
    if request.method != "POST":
        return _form_page(request, PublicApplicationForm())
    filled = PublicApplicationForm(request.POST)
    if not filled.is_valid() or request.POST.get("act") == "change":
        return _form_page(request, filled)
    if request.POST.get("act") != "send":
        return _look_over(request, filled)
    return _send(request, filled)


def _form_page(request: HttpRequest, filled: PublicApplicationForm) -> HttpResponse:
    return render(request, "applications/form.html", {"form": filled})


def _look_over(
    request: HttpRequest, filled: PublicApplicationForm, *, trouble: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "lines": in_words(filled.told(), filled.cleaned_data["tambon"]),
        "sent": list(filled.sent()),
        "trouble": trouble,
    }
    return render(request, "applications/look_over.html", context, status=status)


@sensitive_variables()
def _send(request: HttpRequest, filled: PublicApplicationForm) -> HttpResponse:
    if trouble := _must_wait(request):
        return _look_over(request, filled, trouble=trouble, status=HTTPStatus.TOO_MANY_REQUESTS)
    told, ticket = filled.told(), filled.ticket_of_form
    try:
        kept = send_application(told, area=filled.cleaned_data["tambon"], ticket=ticket, on=today())
    except DomainError as error:
        filled.add_error(None, str(error))
        return _form_page(request, filled)
    context = {
        "code": grouped(code_of(ticket)),
        # Sent before with other words: what came first holds.
        "is_other": kept.told is not None and kept.told != sealed(told),
        "sent_on": kept.sent_on,
    }
    return render(request, "applications/sent.html", context)


def _must_wait(request: HttpRequest) -> str:
    """Why another application from this network has to wait; "" where it has not."""
    address = address_of(request.META)
    account = account_key(None, address, kind="application")
    until = count_attempt(account, address=address, at=timezone.now(), most=MOST_SENT)
    if until is None:
        return ""
    return _(
        "Very many applications came from this network just now. Wait until %(time)s and send it"
        " again; everything you typed is still here."
    ) % {"time": thai_time(until + timedelta(minutes=1))}


@open_page
@sensitive_variables("code")
def receipt(request: HttpRequest) -> HttpResponse:
    """How far an application has come, for whoever has the code of its receipt."""
    asked = ReceiptForm(request.POST or None)
    if request.method != "POST" or not asked.is_valid():
        return render(request, "applications/receipt.html", {"form": asked})
    code = asked.cleaned_data["code"]
    try:
        found = _found(request, code)
    except TooManyTries:
        return _too_many(request)
    if found is None:
        asked.add_error("code", _("There is no application with this code. Compare it again."))
        return render(
            request, "applications/receipt.html", {"form": asked}, status=HTTPStatus.NOT_FOUND
        )
    return _state_page(request, found, code)


def _found(request: HttpRequest, code: str) -> PublicApplication | None:
    """Ten codes that are none, from one network in a quarter of an hour, as with cards."""
    return behind_a_code(request, "application_code", lambda: application_by_code(code))


def _too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "applications/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)


def _state_page(request: HttpRequest, found: PublicApplication, code: str) -> HttpResponse:
    state = public_state(found)
    context = {
        "state": state,
        "tone": PUBLIC_TONES[state],
        "next": NEXT[state],
        "reason": (found.reason or "") if state == PublicState.REFUSED else "",
        "sent_on": found.sent_on,
        "may_withdraw": state in OPEN_STATES,
        "code": code,
    }
    return render(request, "applications/state.html", context)


@open_page
@require_POST
@sensitive_variables("code")
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask once more, then withdraw; the code is sent along and stands in no address."""
    asked = ReceiptForm(request.POST)
    if not asked.is_valid():
        return redirect("applications:receipt")
    code = asked.cleaned_data["code"]
    try:
        found = _found(request, code)
    except TooManyTries:
        return _too_many(request)
    if found is None:
        return redirect("applications:receipt")
    if public_state(found) in OPEN_STATES:
        if request.POST.get("act") != "withdraw":
            return render(request, "applications/withdraw.html", {"code": code})
        found = withdraw_application(found, on=today())
    return _state_page(request, found, code)
