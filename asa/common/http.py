"""What views of every app need of HTTP: parts for htmx, and spreadsheets to download."""

from pathlib import PurePosixPath
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


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
