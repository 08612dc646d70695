"""Requests of who is signed in, and pages that are open to everyone."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_htmx.middleware import HtmxDetails

from asa.people.actions import Throttle
from asa.people.models import User
from asa.people.queries import account_key, address_of

View = Callable[..., HttpResponse]
Found = TypeVar("Found")


class AsaRequest(HttpRequest):
    """A request of someone who is signed in (LoginRequiredMiddleware sees to it)."""

    user: User
    htmx: HtmxDetails


def open_page(view: View) -> View:
    """A page for everyone that no cache, no search engine and no report of a fault keeps."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        return response

    opened: View = login_not_required(never_cache(sensitive_post_parameters()(answer)))
    return opened


def behind_a_code(
    request: HttpRequest, kind: str, find: Callable[[], Found | None]
) -> Found | None:
    """What a code means that anybody may type; None where it means nothing.

    kind: whose codes they are, such as "card". Ten that mean nothing, from one network in a
    quarter of an hour, as at the sign-in; then TooManyTries.
    """
    address = address_of(request.META)
    throttle = Throttle(account_key(None, address, kind=kind), device="", address=address)
    return throttle.check(find)
