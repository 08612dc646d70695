"""The outbox of the own area: what went out, what waits, what failed and why."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from asa.common.errors import DomainError, allow
from asa.common.thaidate import now
from asa.notices.actions import send_again
from asa.notices.channels import carrier_of
from asa.notices.codes import DeliveryState
from asa.notices.kinds import group_of
from asa.notices.models import Contact, Delivery
from asa.notices.queries import counts_by_state, deliveries_for
from asa.notices.rules import sees_outbox
from asa.notices.wording import TONES
from asa.people.http import AsaRequest

ROWS = 50
# What somebody has to see to comes first.
SHOWN = sorted(DeliveryState, key=lambda state: state != DeliveryState.FAILED)


@require_safe
def outbox(request: AsaRequest) -> HttpResponse:
    """Each state with its count, and the messages of one of them, the failed ones at first."""
    allow(sees_outbox(request.user))
    all_of_them = deliveries_for(request.user)
    counts = counts_by_state(all_of_them)
    show = request.GET.get("show", "")
    state = DeliveryState(show) if show in DeliveryState.values else DeliveryState.FAILED
    found = all_of_them.filter(state=state).select_related("notice__user__person")
    pages = Paginator(found.order_by("-next_try_at", "-pk"), ROWS)
    page = pages.get_page(request.GET.get("page"))
    tabs = [(one.value, one.label, counts[one]) for one in SHOWN]
    context = {
        "page": page,
        "rows": _rows(page.object_list),
        "tabs": tabs,
        "show": state,
        "is_failed": state == DeliveryState.FAILED,
    }
    return render(request, "notices/outbox.html", context)


def _rows(deliveries: Any) -> list[dict[str, Any]]:
    """What the page shows of each: whom and of which group, never of what."""
    found = list(deliveries)
    people = {delivery.notice.user_id for delivery in found}
    contacts = Contact.objects.filter(user__in=people, confirmed_at__isnull=False)
    addresses = {(one.user_id, one.channel): one.address or "" for one in contacts}
    return [_row(one, addresses.get((one.notice.user_id, one.channel), "")) for one in found]


def _row(delivery: Delivery, address: str) -> dict[str, Any]:
    return {
        "delivery": delivery,
        "who": delivery.notice.user.shown_name,
        "address": carrier_of(delivery.channel).hint(address) if address else "",
        "about": group_of(delivery.notice.kind).title,
        "tone": TONES[delivery.state],
    }


@require_POST
def again(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Try a failed message anew."""
    allow(sees_outbox(request.user))
    delivery = get_object_or_404(deliveries_for(request.user).select_related("notice"), pk=pk)
    try:
        send_again(delivery, by=request.user, at=now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The message waits to be sent again."))
    return redirect("notices:outbox")
