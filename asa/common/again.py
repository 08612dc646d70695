"""A list asked for again, before anything was written, is answered with the answer it had.

Whether anything was written is told by the database itself, exactly: PostgreSQL by the snapshot
that a statement would read, SQLite by its count of commits. The question is every word that the
browser sends, its cookies among them, so an answer is found again by the sign-in alone that had it.
A page that writes while it is shown, such as a line of the access log, has thereby an answer that
is never found again; nor is one kept that sets a new cookie.
"""

import time
from collections.abc import Callable, Hashable
from functools import wraps
from http import HTTPStatus
from typing import NamedTuple

from django.db import connection
from django.http import HttpRequest, HttpResponse  # noqa: TID251 - whole answers are kept

from asa.common.thaidate import today

# Answers that a process keeps, their size in bytes, and their age in seconds: what a page says of
# the hour is at most so old, and a sign-in at most so much longer.
MOST, LARGEST, LASTS = 64, 256 * 1024, 30
View = Callable[..., HttpResponse]


class Answer(NamedTuple):
    """What was answered, in which state of the database, and until when that may be said again."""

    state: Hashable
    until: float
    content: bytes
    headers: dict[str, str]


def answered_again(view: View) -> View:
    """A page that reads nothing but the database, what the browser sends, and the day."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.is_answered_again = True  # type: ignore[attr-defined] # for the Answers
        return response

    return answer


class Answers:
    """The answers that one process keeps."""

    def __init__(self) -> None:
        self.kept: dict[Hashable, Answer] = {}
        self.paths: set[str] = set()

    def to(self, request: HttpRequest, draw: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
        """The answer kept for a question while it holds, else a new one."""
        if request.method != "GET" or request.path not in self.paths:
            return self._met(request, draw(request))
        question = question_of(request)
        # Told before anything is read: what is written meanwhile ends the new answer.
        state = state_of_database()
        kept = self.kept.get(question)
        if kept and kept.state == state and time.monotonic() < kept.until:
            return HttpResponse(kept.content, headers=kept.headers)
        response = draw(request)
        if state is not None and _can_be_kept(request, response):
            self._keep(question, state, response)
        return response

    def _met(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Remembers where the pages are whose next answer is kept."""
        if hasattr(response, "is_answered_again"):
            if len(self.paths) >= MOST:
                self.paths.clear()
            self.paths.add(request.path)
        return response

    def _keep(self, question: Hashable, state: Hashable, response: HttpResponse) -> None:
        """Keep an answer, and no longer those that are too old to be given again."""
        now = time.monotonic()
        self.kept = {asked: one for asked, one in self.kept.items() if now < one.until}
        if len(self.kept) >= MOST:
            self.kept.clear()
        content, headers = response.content, dict(response.headers)
        self.kept[question] = Answer(state, now + LASTS, content, headers)


def question_of(request: HttpRequest) -> Hashable:
    """All that the browser says, and the day on which it asks."""
    said = (item for item in request.META.items() if item[0].startswith("HTTP_"))
    return request.scheme, request.get_full_path(), today(), frozenset(said)


def state_of_database() -> Hashable | None:
    """Equal as long as nobody has written anything; None in a transaction, which has its own."""
    if connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0])
        # What others committed, as this connection counts it, and what it wrote itself.
        cursor.execute("PRAGMA data_version")
        return connection.connection, cursor.fetchone()[0], connection.connection.total_changes


def _can_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A cookie that lasts longer by the answer, such as that of the forms, need not be sent."""
    return (
        hasattr(response, "is_answered_again")
        and response.status_code == HTTPStatus.OK
        and all(request.COOKIES.get(name) == one.value for name, one in response.cookies.items())
        and len(response.content) <= LARGEST
    )
