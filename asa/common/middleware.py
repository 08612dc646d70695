from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from asa.common.again import Answers
from asa.common.asked import remembering
from asa.common.readonly import refuse_writes

GetResponse = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = "asa_language"


class AnsweredAgainMiddleware:
    """Outermost, so that what is answered again costs nothing of what stands below."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.answers = Answers()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answers.to(request, self.get_response)


class LanguageMiddleware:
    """Thai, unless the person chose English; never guessed from the browser."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RefusedMethodMiddleware:
    """An address that only takes a sent form says so in the look of the house when it is opened."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class ReadOnlyGetMiddleware:
    """A page that only shows cannot change anything, whatever its code says; so what several
    parts of it ask is asked once.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with connection.execute_wrapper(refuse_writes), remembering():
            return self.get_response(request)
