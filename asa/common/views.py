"""Pages that belong to no app: what went wrong, and a person's choice of language and theme."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from asa.common.codes import JobState
from asa.common.context import THEME_COOKIE, THEMES
from asa.common.jobs import jobs_for
from asa.common.middleware import LANGUAGE_COOKIE

A_YEAR = 365 * 24 * 60 * 60


def _back(request: HttpRequest) -> str:
    """The page where the switch was pressed, if it is one of ours."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return target
    return "/"


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    response = redirect(_back(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        _keep(response, LANGUAGE_COOKIE, language)
    return response


@login_not_required
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    response = redirect(_back(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        _keep(response, THEME_COOKIE, theme)
    return response


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Shown when something broke, so it asks neither the database nor the session."""
    return render(None, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "common/csrf_failure.html", status=HTTPStatus.FORBIDDEN)


def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far one's own long work is; goes on to the work's own page when it is done."""
    found = get_object_or_404(jobs_for(request.user), pk=pk)
    if found.state == JobState.DONE and (target := found.result.get("page")):
        return redirect(target)
    is_running = found.state in (JobState.WAITING, JobState.RUNNING)
    response = render(request, "common/job.html", {"job": found, "is_running": is_running})
    if is_running:
        # The page asks again by itself, with or without scripts.
        response.headers["Refresh"] = "2"
    return response
