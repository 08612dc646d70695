"""The tags and filters that every page is made of: `{% load asa %}`."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, FileInput, RadioSelect  # noqa: TID251 - the tags draw them
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop, ngettext

from asa.common import citizenid, phones
from asa.common.menu import Entry, folded
from asa.common.thaidate import PartialDate, Style, partial_date, thai_date, thai_time
from asa.common.thaitext import thai_digits

register = template.Library()

ICONS = Path(__file__).parent.parent / "static/asa/img/icons.svg"
UNKNOWN = "–"
ID_DIGITS = 13
# Django's levels of messages, and ours.
TONES = {"success": "well", "warning": "soon", "error": "fault", "info": "", "debug": ""}
LEVEL_WORDS = {
    0: gettext_noop("Not assessed yet"),
    1: gettext_noop("Level 1: needs help at once"),
    2: gettext_noop("Level 2: needs care"),
    3: gettext_noop("Level 3: fair"),
    4: gettext_noop("Level 4: good"),
}
NOTICE_ICONS = {"": "info", "well": "tick", "soon": "clock", "fault": "alert"}


# --- filters ------------------------------------------------------------------------------------


@register.filter
def thaidate(day: date | PartialDate | None, style: Style = "short") -> str:
    """20 พ.ย. 2569; on an English page 20 Nov 2026. Styles: short, long, day, weekday."""
    if not day:
        return UNKNOWN
    if isinstance(day, PartialDate):
        return partial_date(day, "long" if style == "long" else "short")
    return thai_date(day, style)


@register.filter
def thaitime(moment: datetime | None) -> str:
    """09.41 น. of Bangkok; on an English page 09:41."""
    return thai_time(moment) if moment else UNKNOWN


@register.filter
def thaimoment(moment: datetime | None) -> str:
    """20 พ.ย. 2569 09.41 น."""
    return f"{thaidate(moment)} {thaitime(moment)}" if moment else UNKNOWN


@register.filter
def number(value: float | Decimal | str | None) -> str:
    """1,234; 0 is written 0, and what is not known is –; words stay as they are."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, str):
        return value
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.2f}"


@register.filter
def baht(value: float | Decimal | None) -> str:
    """3,000 บาท, kept on one line."""
    if value is None or value == "":
        return UNKNOWN
    return gettext("%(amount)s baht") % {"amount": number(value)}


# Codes, citizen ids and case numbers on paper stay as a person would type them.
_CODE = re.compile(r"[A-Za-z]+-?[0-9]+|[0-9]+(?:-[0-9Xx]+){2,}|(?<![0-9])[0-9]{13}(?![0-9])|[0-9]+")


@register.filter
def paperdigits(text: object) -> str:
    """Words as they stand on a paper: with Thai digits unless ASA_PAPER_DIGITS says otherwise."""
    said = "" if text is None else str(text)
    if settings.ASA_PAPER_DIGITS != "thai":
        return said
    return _CODE.sub(lambda found: _on_paper(found[0]), said)


def _on_paper(figures: str) -> str:
    is_number = figures.isdigit() and len(figures) != ID_DIGITS
    return thai_digits(figures) if is_number else figures


@register.filter
def phone(e164: str | None) -> str:
    """081 234 5678, kept on one line."""
    if not e164:
        return UNKNOWN
    return SafeString(f'<span class="keep">{conditional_escape(phones.shown(e164))}</span>')


@register.filter
def masked(digits: str | None) -> str:
    """3-86xx-xxxxx-41-2: a citizen id is never shown in full by a template."""
    if not digits:
        return UNKNOWN
    return format_html('<span class="keep">{}</span>', citizenid.masked(digits))


# --- marks --------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    return frozenset(re.findall(r'<symbol id="([\w-]+)"', ICONS.read_text(encoding="utf-8")))


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """A drawing of the sprite; without a label it is for the eye only, and a word stands by it."""
    if name not in icon_names():
        raise template.TemplateSyntaxError(f"There is no icon {name!r} in icons.svg.")
    spoken = format_html(' role="img" aria-label="{}"', label) if label else ' aria-hidden="true"'
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24"{}><use href="{}#{}"/></svg>',
        f"icon {size}".strip(),
        SafeString(spoken),
        static("asa/img/icons.svg"),
        name,
    )


# Badges and dimensions stand in every row of a list: written here, not by a template each.


@register.simple_tag
def badge(tone: str, text: str, sign: str = "") -> SafeString:
    """A state in a word, after a sign. Tones: way, well, soon, near, late, fault, "" for none."""
    shade = f' data-tone="{conditional_escape(tone)}"' if tone else ""
    drawn = icon(sign) if sign else ""
    return SafeString(f'<span class="badge"{shade}>{drawn}{conditional_escape(text)}</span>')


@register.simple_tag
def dim(level: int | None, word: str = "") -> SafeString:
    """The level of a dimension: four bars and a word, never a bare figure."""
    shown = int(level or 0)
    said = conditional_escape(word or gettext(LEVEL_WORDS[shown]))
    return SafeString(f'<span class="dim" data-level="{shown}">{_bars(shown)}{said}</span>')


@cache
def _bars(level: int) -> SafeString:
    shades = [' class="on"' if i < level else "" for i in range(4)]
    bars = "".join(
        f'<rect x="{i * 6}" y="{12 - 3 * i}" width="4.5" height="{6 + 3 * i}" rx="1"{shade} />'
        for i, shade in enumerate(shades)
    )
    return SafeString(f'<svg class="bars" viewBox="0 0 24 18" aria-hidden="true">{bars}</svg>')


@register.simple_tag
def page_of(name: str, key: UUID) -> str:
    """The address of one thing's page: as `url`, without asking every pattern for each row."""
    before, after = _around_the_key(name)
    return f"{before}{key}{after}"


@cache
def _around_the_key(name: str) -> tuple[str, str]:
    sample = UUID(int=0)
    before, _key, after = reverse(name, args=[sample]).partition(str(sample))
    return before, after


# --- forms --------------------------------------------------------------------------------------


@register.simple_tag
def field(bound: BoundField, width: str = "") -> SafeString:
    """A field with its label, hint, fault and input. width: brief, medium or grow."""
    widget = bound.field.widget
    if bound.is_hidden:
        return SafeString(str(bound))
    has_hint, has_fault = bool(bound.help_text), bool(bound.errors)
    described = [f"{bound.auto_id}_hint"] * has_hint + [f"{bound.auto_id}_fault"] * has_fault
    is_group = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    attrs: dict[str, str | bool] = {}
    if described and not is_group:
        attrs["aria-describedby"] = " ".join(described)
    return SafeString(
        render_to_string(
            _part_of(widget),
            {
                "bound": bound,
                "input": "" if is_group else bound.as_widget(attrs=attrs),
                "described": " ".join(described),
                "width": width,
                "optional": _says_optional(bound),
            },
        )
    )


def _part_of(widget: Any) -> str:
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "common/parts/choices.html"
    if isinstance(widget, CheckboxInput):
        return "common/parts/tick.html"
    if getattr(widget, "locates", False):
        return "common/parts/position.html"
    if isinstance(widget, FileInput) and getattr(widget, "allow_multiple_selected", False):
        return "common/parts/photos.html"
    return "common/parts/field.html"


def _says_optional(bound: BoundField) -> bool:
    return not bound.field.required and getattr(bound.form, "marks_optional", False)


@register.simple_tag
def fields(form: Any, *names: str) -> SafeString:
    """The hidden and the shown fields of a form, in order, or only those named."""
    chosen = [form[name] for name in names] if names else list(form)
    return SafeString("".join(field(bound) for bound in chosen))


@register.inclusion_tag("common/parts/faults.html")
def faults(*forms: Any) -> dict[str, Any]:
    """The error summary: how many mends, and each a link to its field. Takes forms and formsets."""
    found = [fault for form in forms if form is not None for fault in _faults_of(form)]
    title = ngettext(
        "Please correct %(n)s item to continue",
        "Please correct %(n)s items to continue",
        len(found),
    )
    return {"faults": found, "title": title % {"n": len(found)}}


def _faults_of(form: Any) -> Iterable[tuple[str, str]]:
    """(sentence, id of the field or "") of each fault, in the order of the page."""
    if hasattr(form, "management_form"):
        yield from ((str(sentence), "") for sentence in form.non_form_errors())
        for one in form.forms:
            yield from _faults_of(one)
        return
    yield from ((str(sentence), "") for sentence in form.non_field_errors())
    for bound in form:
        target = bound.id_for_label or f"{bound.auto_id}_0"
        yield from ((str(sentence), target) for sentence in bound.errors)


# --- parts --------------------------------------------------------------------------------------


@register.simple_block_tag
def notice(content: str, tone: str = "", icon: str = "") -> SafeString:
    """One sentence that matters now. Tones: "" (river), well, soon, fault, or a message's level."""
    shown = TONES.get(tone, tone)
    return SafeString(
        render_to_string(
            "common/parts/notice.html",
            {"content": content, "tone": shown, "icon": icon or NOTICE_ICONS.get(shown, "info")},
        )
    )


@register.simple_block_tag
def scroll(content: str) -> SafeString:
    """A wide table that scrolls inside its card, and that the keyboard can reach."""
    return SafeString(render_to_string("common/parts/scroll.html", {"content": content}))


@register.inclusion_tag("common/parts/pager.html", takes_context=True)
def pager(context: template.Context, page: Any) -> dict[str, Any]:
    """Which rows are shown of how many, and the ways on; the filters of the address stay."""
    return {"page": page, "request": context.get("request")}


@register.inclusion_tag("common/parts/tabs.html")
def folded_tabs(entries: Sequence[Entry], label: str) -> dict[str, Any]:
    """Pages that belong together as one row of tabs; what finds no room in it, and on a phone all
    but the page that is open, is folded away behind a word.
    """
    row, rest = folded(entries)
    return {"entries": entries, "row": row, "rest": rest, "label": label}


@register.inclusion_tag("common/parts/empty.html")
def empty_state(
    title: str, text: str = "", *, icon: str = "info", url: str = "", button: str = ""
) -> dict[str, Any]:
    """What will stand here, and the one button that fills it."""
    return {"title": title, "text": text, "icon": icon, "url": url, "button": button}


@register.inclusion_tag("common/parts/empty.html")
def nothing_fits(title: str, url: str) -> dict[str, Any]:
    """In the place of the rows of a list whose filters leave none; url: the list without them."""
    text = gettext("Take one filter away, or write the name in another way.")
    return empty_state(title, text, icon="search", url=url, button=gettext("Clear filters"))


@register.inclusion_tag("common/parts/export.html", takes_context=True)
def export_button(context: template.Context, url: str, rows: int) -> dict[str, Any]:
    """Take the list out as a spreadsheet, as it is filtered, with all its rows."""
    return {"url": url, "rows": rows, "request": context.get("request")}


@register.inclusion_tag("common/parts/counted.html")
def counted(as_of: date, definitions: Iterable[str]) -> dict[str, Any]:
    """The day of the numbers of a page, and folded away what each of them counts."""
    return {"as_of": as_of, "definitions": definitions}


@register.inclusion_tag("common/parts/way.html")
def way(steps: Iterable[Any]) -> dict[str, Any]:
    """The steps of a case; each has name, note and tone (done, now or "")."""
    return {"steps": steps}


@register.inclusion_tag("common/parts/stepline.html")
def stepline(current: int, total: int) -> dict[str, Any]:
    """The head of a form in steps: step 2 of 5."""
    tones = ["done" if i < current else "now" if i == current else "" for i in range(1, total + 1)]
    return {"tones": tones, "current": current, "total": total}


@register.inclusion_tag("common/parts/history.html")
def history(lines: Iterable[Any]) -> dict[str, Any]:
    """What happened, newest first; each has what, at, who, and perhaps text and arrived_at."""
    return {"lines": lines}


@register.inclusion_tag("common/parts/figure.html")
def figure_tile(  # noqa: PLR0913 - a tile has a name, a number, and what opens and explains it
    name: str,
    value: Any,
    url: str = "",
    *,
    unit: str = "",
    note: str = "",
    tone: str = "",
    icon: str = "right",
) -> dict[str, Any]:
    """A number that opens exactly the rows it counted."""
    return {
        "name": name,
        "value": value,
        "url": url,
        "unit": unit,
        "note": note,
        "tone": tone,
        "icon": icon,
    }
