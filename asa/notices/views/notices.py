from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from asa.common.thaidate import now
from asa.notices.actions import read_all_notices, read_notice
from asa.notices.queries import notices_for, unread_count
from asa.people.http import AsaRequest

ROWS = 50


@require_safe
def notice_list(request: AsaRequest) -> HttpResponse:
    """What the product told the person, the newest first."""
    notices = notices_for(request.user).prefetch_related("deliveries")
    page = Paginator(notices, ROWS).get_page(request.GET.get("page"))
    unread = unread_count(request.user)
    return render(request, "notices/list.html", {"page": page, "unread": unread})


@require_POST
def open_notice(request: AsaRequest, pk: UUID) -> HttpResponse:
    """Mark a notice as read and go where it leads; that page decides who may see it."""
    notice = get_object_or_404(notices_for(request.user), pk=pk)
    read_notice(notice, by=request.user, at=now())
    inside = notice.link.startswith("/") and url_has_allowed_host_and_scheme(
        notice.link, allowed_hosts=None
    )
    return redirect(notice.link if inside else "notices:list")


@require_POST
def read_all(request: AsaRequest) -> HttpResponse:
    """Mark everything as read."""
    read_all_notices(by=request.user, at=now())
    return redirect("notices:list")
