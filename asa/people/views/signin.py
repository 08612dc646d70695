import re
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth import authenticate, logout
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from asa.common.codes import KEPT
from asa.common.errors import DomainError
from asa.people.actions import Throttle, set_password_by_code, try_code
from asa.people.errors import TooManyTries
from asa.people.forms import ActivateForm, SignInForm
from asa.people.models import ActivationCode, KeptForm, User
from asa.people.queries import account_key, address_of, device_of, user_named, was_anything_kept

HOME = "/"
BACKEND = "asa.people.backends.PasswordBackend"
Answer = TypeVar("Answer")


def next_page(request: HttpRequest) -> str:
    """Where the person wanted to go, if it is a page of this very host; else ""."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else ""


def _kept(target: str) -> KeptForm | None:
    key = parse_qs(urlsplit(target).query).get(KEPT, [""])[0]
    return was_anything_kept(key) if key else None


def _within_limits(
    request: HttpRequest, typed: str, kind: str, question: Callable[[User | None], Answer | None]
) -> Answer | None:
    """Ask a question about the user who was named, counted for account, device and address."""
    user = user_named(typed)
    throttle = Throttle(
        account_key(user, typed, kind=kind),
        device=device_of(request.COOKIES, user),
        address=address_of(request.META),
    )
    return throttle.check(lambda: question(user))


def _enter(request: HttpRequest, user: User, after: str) -> HttpResponse:
    """Sign in by allauth, which asks for the second factor of those who have one."""
    user.backend = BACKEND
    login = Login(user=user, redirect_url=after or HOME)
    response: HttpResponse = perform_password_login(request, {"username": user.username}, login)
    return response


def _refuse(form: Form, error: DomainError | str) -> int:
    """Put the sentence on top of the form; the status that goes with it."""
    form.add_error(None, str(error))
    is_throttled = isinstance(error, TooManyTries)
    return HTTPStatus.TOO_MANY_REQUESTS if is_throttled else HTTPStatus.OK


@login_not_required
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    after, status = next_page(request), int(HTTPStatus.OK)
    if request.user.is_authenticated:
        return redirect(after or HOME)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["username"], form.cleaned_data["password"]

        def who(_user: User | None) -> User | None:
            found = authenticate(request, username=name, password=password)
            return found if isinstance(found, User) else None

        try:
            user = _within_limits(request, name, "password", who)
        except TooManyTries as error:
            status = _refuse(form, error)
        else:
            if user is not None:
                return _enter(request, user, after)
            _refuse(form, _("Name or password is not right. Check both and try again."))
    context = {"form": form, "next": after, "kept": _kept(after)}
    return render(request, "people/sign_in.html", context, status=status)


@login_not_required
def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Where allauth sends those whose sign-in was not finished in time."""
    return redirect("people:sign_in")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("people:sign_in")


@login_not_required
@never_cache
@sensitive_post_parameters("password", "code")
def activate(request: HttpRequest) -> HttpResponse:
    """The person who was handed a code sets a password and is signed in."""
    status = int(HTTPStatus.OK)
    form = ActivateForm(request.POST or None, initial={"code": _code_in(request)})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data

        def which(user: User | None) -> ActivationCode | None:
            return try_code(user, code=asked["code"], at=timezone.now()) if user else None

        try:
            code = _within_limits(request, asked["username"], "code", which)
            if code is None:
                raise DomainError(_wrong_code())
            user = set_password_by_code(code, password=asked["password"], at=timezone.now())
        except DomainError as error:
            status = _refuse(form, error)
        else:
            return _enter(request, user, "")
    return render(request, "people/activate.html", {"form": form}, status=status)


def _code_in(request: HttpRequest) -> str:
    """The code that a scanned QR brings along, so that nobody copies it by hand."""
    code = request.GET.get("code", "")
    return code if re.fullmatch(r"[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}", code) else ""


def _wrong_code() -> str:
    return _(
        "This code does not fit the name, was used already, or is older than 3 days."
        " Check both, or ask your coordinator for a new code."
    )
