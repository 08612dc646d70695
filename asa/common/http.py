"""What views of every app need of HTTP: parts for htmx, and spreadsheets to download."""

import io
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.http import content_disposition_header

from asa.common import exports

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    """What a list shows as a file of the kind asked for: csv, and xlsx for everything else."""
    respond = csv_response if kind == "csv" else xlsx_response
    return respond(title, columns, rows)


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file that is saved under its name and that no cache keeps."""
    header = content_disposition_header(True, re.sub(r"[\x00-\x1f/\\]", " ", name))
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = header or "attachment"
    response["Cache-Control"] = "no-store"
    return response
