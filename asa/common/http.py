"""What views of every app need of HTTP: parts for htmx, words that stand in no address, and
spreadsheets to download.
"""

import base64
import binascii
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from asa.common import crypto, exports
from asa.common.again import answered_again
from asa.common.asked import remembering
from asa.common.calendar import CONTENT_TYPE, CalendarEvent, write_calendar
from asa.common.codes import KEPT
from asa.common.errors import DomainError, allow
from asa.common.forms import AsaForm
from asa.common.readonly import refuse_writes

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a list is asked in words, in its form; and sealed, in an address.
WORDS, SEALED = "q", "words"
_NOT_ASKED = (WORDS, SEALED, KEPT, "csrfmiddlewaretoken", "page", "after")
View = Callable[..., HttpResponse]
Save = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class RulesPage:
    """The page on which an app's dated rules stand, and the template of a change of one."""

    url_name: str
    template: str

    def change(
        self,
        request: HttpRequest,
        form: AsaForm,
        save: Save,
        *,
        title: str,
        after: date | None = None,
        **more: Any,
    ) -> HttpResponse:
        """One page for each change of a rule: the form, its faults, and back to the rules.

        after: the day on which the last version of a rule with days began.
        """
        form.begin_after(after)
        if request.method == "POST" and form.is_valid():
            try:
                save(dict(form.cleaned_data))
            except DomainError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, gettext("It has been saved."))
                return redirect(self.url_name)
        context = {"form": form, "title": title, "rules_page": self.url_name, **more}
        return render(request, self.template, context)


def page_of(
    request: HttpRequest, rows: QuerySet[Any, Any], *, of: QuerySet[Any], size: int
) -> Page[Any]:
    """A page of the rows that show some records; these are counted without what showing joins."""
    pages = Paginator(rows, size)
    pages.count = of.count()
    return pages.get_page(request.GET.get("page"))


@lru_cache(maxsize=4096)
def address(url_name: str, *args: Any, **query: str) -> str:
    """The address of a page with what it is asked; what is empty is not asked."""
    page, asked = reverse(url_name, args=args), {k: v for k, v in query.items() if v}
    return f"{page}?{urlencode(asked, safe=':')}" if asked else page


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of a page is asked for; going back in history asks for the whole page."""
    headers = request.headers
    return "HX-Request" in headers and "HX-History-Restore-Request" not in headers


def render_rows(
    request: HttpRequest, template: str, context: dict[str, Any], *, rows: str = ""
) -> HttpResponse:
    """The whole list page, or for htmx its rows alone.

    rows: the template of the rows; without it `_rows.html` beside the page's template.
    """
    part = rows or str(PurePosixPath(template).with_name("_rows.html"))
    response = render(request, part if is_htmx(request) else template, context)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response


def asked_in_words(may: Callable[[Any], bool]) -> Callable[[View], View]:
    """A list whose form is sent by POST, so that the words typed stand in its address only sealed.

    Addresses are kept in histories, bookmarks and the logs of servers, where no name and no number
    of a person may be. The address of the answer can be read by this program alone, and for this
    user alone; turning the page, going back and taking the list out work as with any address.
    may: the rule that opens the list. htmx gets the rows at once, and the address to show.
    """

    def decorate(view: View) -> View:
        shown = answered_again(view)

        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            allow(may(request.user))
            if request.method != "POST":
                return shown(request, *args, **kwargs)
            question = _sealed(request)
            address = f"{request.path}?{question.urlencode()}" if question else request.path
            if not is_htmx(request):
                return redirect(address)
            request.GET = question  # type: ignore[assignment] # that of a GET is immutable
            with connection.execute_wrapper(refuse_writes), remembering():
                response = view(request, *args, **kwargs)
            response["HX-Replace-Url"] = address
            return response

        return answer

    return decorate


def asked(request: HttpRequest) -> QueryDict:
    """What a list is asked by its address, with the words opened.

    Words that are no longer readable, or another user's, are as if none had been typed.
    """
    question = request.GET.copy()
    question.pop(WORDS, None)
    if sealed := question.get(SEALED):
        question[WORDS] = _opened(sealed, request)
    return question


def _sealed(request: HttpRequest) -> QueryDict:
    """The sent form as the question of an address; what is empty is left out."""
    question = QueryDict(mutable=True)
    for name, values in request.POST.lists():
        if name not in _NOT_ASKED and any(values):
            question.setlist(name, values)
    if words := request.POST.get(WORDS, "").strip():
        sealed = crypto.encrypt(words.encode(), _bound_to(request))
        question[SEALED] = base64.urlsafe_b64encode(sealed).decode().rstrip("=")
    return question


def _opened(sealed: str, request: HttpRequest) -> str:
    try:
        content = base64.urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
        return crypto.decrypt(content, _bound_to(request)).decode()
    except (binascii.Error, ValueError, crypto.CannotDecryptError):
        return ""


def _bound_to(request: HttpRequest) -> bytes:
    return f"asa:words:{request.user.pk}".encode()


def xlsx_response(
    title: str, columns: Sequence[str | Promise], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A spreadsheet to download, named by its title; no formula in it can run."""
    file = io.BytesIO()
    exports.write_xlsx(file, title, columns, rows)
    return download(file.getvalue(), f"{title}.xlsx", XLSX)


def csv_response(
    title: str, columns: Sequence[str | Promise], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """The same as csv, in letters that Excel reads."""
    file = io.BytesIO()
    exports.write_csv(file, columns, rows)
    return download(file.getvalue(), f"{title}.csv", "text/csv; charset=utf-8")


def spreadsheet_response(
    kind: str, title: str, columns: Sequence[str | Promise], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """What a list shows as a file of the kind asked for, which `table_kind` has let pass."""
    respond = {"csv": csv_response, "xlsx": xlsx_response}[kind]
    return respond(title, columns, rows)


def table_kind(asked: str, *others: str) -> str:
    """The kind of file that an address asks for: csv, xlsx or one of the others.

    To be asked before anything is written down. Raises Http404 for what no list is made as.
    """
    if asked not in ("csv", "xlsx", *others):
        raise Http404
    return asked


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file that is saved under its name and that no cache keeps."""
    header = content_disposition_header(True, re.sub(r"[\x00-\x1f/\\]", " ", name))
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = header or "attachment"
    response["Cache-Control"] = "no-store"
    return response


def calendar_answer(events: Iterable[CalendarEvent], name: str) -> HttpResponse:
    """Events as a feed that calendars ask for again and again; name: what they call it."""
    response = HttpResponse(write_calendar(events, name), content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response
