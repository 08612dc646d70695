"""The own calendar: its secret address, and what calendars get there."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from asa.common.http import calendar_answer
from asa.common.readonly import writes_allowed
from asa.common.thaidate import now
from asa.notices.actions import (
    count_feed,
    make_calendar_address,
    withdraw_calendar_address,
)
from asa.notices.calendars import events_for
from asa.notices.codes import FEEDS_ASKED, FEEDS_MISSED
from asa.notices.queries import calendar_addresses_for, calendar_of
from asa.people.actions import count_attempt
from asa.people.http import AsaRequest
from asa.people.queries import account_key, address_of

ABSENT, TOO_MANY = 404, 429


@never_cache
@require_POST
@sensitive_variables("token", "address")
def make_address(request: AsaRequest) -> HttpResponse:
    """The address is on this answer alone: no page shows it again."""
    token = make_calendar_address(by=request.user, at=now())
    address = f"{settings.ASA_PUBLIC_ADDRESS}{reverse('notices:feed', args=[token])}"
    return render(request, "notices/calendar_address.html", {"address": address})


@require_POST
def withdraw_address(request: AsaRequest) -> HttpResponse:
    """The address leads nowhere from now on."""
    address = get_object_or_404(calendar_addresses_for(request.user))
    withdraw_calendar_address(address, by=request.user)
    messages.success(request, _("The address of your calendar leads nowhere any more."))
    return redirect("notices:telling")


@login_not_required
@require_safe
@sensitive_variables("token")
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """What stands in the calendar of whoever made this address; else as if there were none."""
    found = calendar_of(token)
    if found is None:
        return _absent(request)
    with writes_allowed():  # only how often it is asked for
        asked = count_feed(found, at=now())
    if asked > FEEDS_ASKED:
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": "900"})
    with translation.override(found.language):
        return calendar_answer(events_for(found.user), _("Asa"))


def _absent(request: HttpRequest) -> HttpResponse:
    """No such calendar; whoever asks for such ones again and again has to wait."""
    place = address_of(request.META)
    account = account_key(None, place, kind="calendar")
    if count_attempt(account, address=place, at=now(), most=FEEDS_MISSED):
        return HttpResponse(status=TOO_MANY, headers={"Retry-After": "900"})
    # No page: it would name the address that was asked for, and look otherwise each time.
    return HttpResponse("There is no such calendar.\n", content_type="text/plain", status=ABSENT)
