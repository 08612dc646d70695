from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from asa.people.codes import AFTER_ENROLMENT
from asa.people.middleware.keeping import (
    could_not_be_shown,
    forget_when_sent,
    keep_typed,
    show_kept,
)
from asa.people.middleware.lasting import end_if_over, remember_device
from asa.people.models import User
from asa.people.queries import has_second_factor
from asa.people.rules import needs_second_factor

HOME = "home:first"
ENROLLED = "second_factor"
# What a person may do without a post, and before the second factor is set up.
OWN_PAGES = frozenset(
    {
        "people:me",
        "people:sign_out",
        "people:change_password",
        "people:sign_out_everywhere",
        "common:language",
        "common:theme",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_view_recovery_codes",
        # Who stands in the register learns before the first post, and asks the app whether she may.
        "knowledge:sets",
        "knowledge:set",
        "knowledge:lesson",
        "knowledge:finish",
        "knowledge:video",
        "knowledge:begin",
        "knowledge:test",
    }
)


class PostMiddleware:
    """Rights come from current posts: without one a person sees the own page and nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        typist = end_if_over(request)
        show_kept(request)
        response = self.get_response(request)
        response = forget_when_sent(request, keep_typed(request, response, typist))
        remember_device(request, response)
        if isinstance(request.user, User):
            # The back button must not show a page to the next person at this device.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user = request.user
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_open = not getattr(view, "login_required", True)
        if not isinstance(user, User) or is_open or name in OWN_PAGES:
            return None
        if _must_enrol(request, user):
            if request.method == "GET":
                request.session[AFTER_ENROLMENT] = request.get_full_path()
            return redirect("mfa_activate_totp")
        if user.current_posts:
            return None
        if name == HOME:
            return redirect("people:me")
        raise Http404

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return could_not_be_shown(request, exception)


def _must_enrol(request: HttpRequest, user: User) -> bool:
    """Whether the post asks for a second factor that is not set up yet."""
    if settings.ASA_SECOND_FACTOR != "required" or request.session.get(ENROLLED):
        return False
    if not needs_second_factor(user):
        return False
    if has_second_factor(user):
        request.session[ENROLLED] = True
        return False
    return True
