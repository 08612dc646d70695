"""The addresses of an import, the same for every kind of list."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from asa.common.imports import views
from asa.common.imports.pages import ImportPages

View = Callable[..., HttpResponse]


def import_addresses(pages: ImportPages, below: str = "import/") -> list[URLPattern]:
    """The pages of one kind of list: choosing a file, what it brings, the rows to correct, what its
    headings mean; and those of taking lists back, where the kind can be taken back.

    below: where they lie within the app. Each bears the name that `pages.url_name` tells.
    """
    one = "<uuid:pk>/"
    told: list[tuple[str, str, View]] = [
        ("", "", views.upload),
        (one, "result", views.result),
        (f"{one}rows/", "rows", require_safe(views.rows)),
        (f"{one}headings/", "headings", views.headings),
    ]
    if pages.take_back is not None:
        told += [
            ("lists/", "batches", require_safe(views.batches)),
            (f"lists/{one}", "batch", views.batch),
            (f"back/{one}", "back", views.back),
        ]
    return [
        path(below + route, _of(pages, view), name=pages.url_name(page).partition(":")[2])
        for route, page, view in told
    ]


def _of(pages: ImportPages, view: View) -> View:
    """A shared page, as that of one kind of list."""

    @wraps(view)
    def of_these(request: Any, **named: Any) -> HttpResponse:
        return view(request, pages, **named)

    return of_these
