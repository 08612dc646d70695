"""The forms of a page as a browser without script has them: fields, first values, where they go."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client


@dataclass
class PageForm:
    """A form of a page: where it is sent, and what stands in its fields."""

    action: str
    names: set[str] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, tag: str, told: dict[str, str | None]) -> None:
        name, kind = told.get("name"), told.get("type", "text")
        if not name or kind in ("submit", "button", "file"):
            return
        self.names.add(name)
        if kind in ("radio", "checkbox"):
            if "checked" in told:
                self.values.setdefault(name, []).append(told.get("value") or "on")
        elif tag == "input" and told.get("value"):
            self.values[name] = told["value"]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[PageForm] = []
        self.inside = False
        self.area = self.choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form" and told.get("method") == "post":
            self.found.append(PageForm(told.get("action") or ""))
            self.inside = True
        elif self.inside and tag in ("input", "select", "textarea"):
            self.found[-1].add(tag, told)
            self.area = told.get("name") or "" if tag == "textarea" else ""
            self.choice = told.get("name") or "" if tag == "select" else self.choice
        elif self.inside and tag == "option" and "selected" in told:
            self.found[-1].values[self.choice] = told.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.area and data.strip():
            self.found[-1].values[self.area] = data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        self.inside = self.inside and tag != "form"


def send(
    client: Client, address: str, *, page: HttpResponse | None = None, **typed: Any
) -> HttpResponse:
    """Open a page, fill in its form by the fields that stand there, send it, and go where it leads.

    page: the page as it was opened already, where it shows something new each time.
    AssertionError where no form of the page has the fields, or a fault came back.
    """
    page = page or client.get(address)
    assert page.status_code == 200, (address, page.status_code)
    forms = _Forms()
    forms.feed(page.content.decode())
    found = next((one for one in forms.found if typed.keys() <= one.names), None)
    assert found is not None, (address, sorted(typed), [sorted(one.names) for one in forms.found])
    answer = client.post(found.action or address, found.values | typed, follow=True)
    assert answer.status_code == 200, (address, answer.status_code)
    faulty = 'class="faults"' in answer.content.decode()
    assert not faulty, (address, getattr(answer.context.get("form"), "errors", ""))
    return answer  # type: ignore[return-value] # follow=True
