"""When a sign-in ends while someone types, what was typed comes back after signing in again.

A form that arrives without a sign-in is sealed and kept for the user who signed in last on this
device. Back again, the same user sees the page as if it had just been sent and not been accepted:
the view gets the typed values with a mark by which no form is valid, under the guard of a GET, so
that nothing can be written. What cannot be shown this way leads back to the page of the form.
"""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from asa.common.codes import KEPT
from asa.common.readonly import WriteInGet
from asa.people.actions import forget_form, keep_form
from asa.people.models import User
from asa.people.queries import fields_of, kept_form, last_user_on


def sign_in_url() -> str:
    return resolve_url("people:sign_in")


def keep_typed(request: HttpRequest, response: HttpResponse, typist: User | None) -> HttpResponse:
    """Keep the form of someone who must sign in again, and lead to the sign-in page."""
    if not _must_sign_in(response):
        return response
    path, back = request.get_full_path(), _page_of_the_form(request)
    if "HX-Request" in request.headers:
        path = back
    where = path if request.method == "GET" else back
    if request.method == "POST":
        kept = _kept_for(typist or last_user_on(request.COOKIES), request, path, back)
        where = f"{path.split('?')[0]}?{urlencode({KEPT: kept})}" if kept else back
    target = f"{sign_in_url()}?{urlencode({'next': where})}"
    if "HX-Request" in request.headers:
        # Else the sign-in page would appear in a corner of the page.
        return HttpResponseClientRedirect(target)
    return HttpResponseRedirect(target)


def _must_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(f"{sign_in_url()}?")


def _page_of_the_form(request: HttpRequest) -> str:
    """The page that the browser says it was on, if it is one of ours, else the address sent to."""
    said = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if said and url_has_allowed_host_and_scheme(
        said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        parts = urlsplit(said)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.path


def _kept_for(user: User | None, request: HttpRequest, path: str, back: str) -> str:
    if user is None:
        return ""
    kept = keep_form(
        user,
        fields=list(request.POST.lists()),
        path=path.split("?", maxsplit=1)[0],
        back=back,
        had_files=bool(request.FILES),
        at=timezone.now(),
    )
    return str(kept.pk) if kept else ""


def show_kept(request: HttpRequest) -> None:
    """Let the page of a kept form see the typed values, as if they had just been sent."""
    if request.method != "GET" or KEPT not in request.GET or not isinstance(request.user, User):
        return
    kept = kept_form(request.user, request.GET[KEPT], request.path)
    if kept is None:
        return
    typed = QueryDict(mutable=True)
    for name, values in fields_of(kept):
        typed.setlist(name, values)
    typed[KEPT] = str(kept.pk)
    request.method = "POST"
    request.POST = typed  # type: ignore[assignment] # the view reads it as what was sent
    request.back_to_form = kept.back  # type: ignore[attr-defined]
    # Nothing is sent and nothing can be written; the page shown carries a token of its own.
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    request.session[KEPT] = [str(kept.pk), request.path]
    messages.info(request, _("What you typed is still here. Look it over and send it again."))
    if kept.had_files:
        messages.warning(request, _("Photos and files were not kept. Please attach them again."))


def back_to_the_form(request: HttpRequest) -> HttpResponse | None:
    back = getattr(request, "back_to_form", None)
    return redirect(back) if back else None


def could_not_be_shown(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """A page that wanted to write at once is not a form that can be filled in again."""
    return back_to_the_form(request) if isinstance(exception, WriteInGet) else None


def forget_when_sent(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Throw away what was kept once it is sent for good."""
    if getattr(request, "back_to_form", None):
        not_a_form = response.status_code in (301, 302, 303, 405)
        return (back_to_the_form(request) or response) if not_a_form else response
    shown = request.session.get(KEPT) if request.method == "POST" else None
    is_sent = response.status_code in (301, 302, 303)
    if shown and is_sent and isinstance(request.user, User) and shown[1] == request.path:
        forget_form(request.user, key=shown[0])
        del request.session[KEPT]
    return response
