import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm
from asa.common.thaitext import arabic_digits
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.models import Area
from asa.places.queries import level_of, remember_names, search_areas, shown_place

MOST_CHOICES = 8
# A name may stand in very many places; a choice among them is still looked up whole.
MOST_SEARCHED = 500


def choices_of(areas: Iterable[Area]) -> list[tuple[str, str]]:
    """Areas as (code, place in full), in one query."""
    found = list(areas)
    remember_names(area.code for area in found)
    return [(area.code, shown_place(area)) for area in found]


class AreaInput(forms.TextInput):
    """A place is typed as people say it; where several are meant, one is chosen below.

    With script the choices come while typing; without it, when the form comes back.
    """

    template_name = "places/area_input.html"
    # Where the choices come from while one types; a page without a sign-in has one of its own.
    search_page = "places:search"
    level: str | None = None
    under: tuple[str, ...] = (WHOLE_COUNTRY,)
    villages = False

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> tuple[str, str]:
        return data.get(name) or "", data.get(f"{name}_code") or ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        text, code = _text_and_code(value)
        found = search_areas(
            text, level=self.level, under=self.under, limit=MOST_CHOICES, villages=self.villages
        )
        choices = choices_of(found)
        if code and code not in dict(choices):
            choices += choices_of(Area.objects.filter(pk=code))
        context: dict[str, Any] = super().get_context(name, text, attrs)
        query = {"for": name, "level": self.level or "", "under": ",".join(self.under)}
        query |= {"villages": "on"} if self.villages else {}
        context["widget"] |= {
            "code": code,
            "choices": choices if code or len(choices) > 1 else [],
            "search_url": f"{reverse(self.search_page)}?{urlencode(query)}",
        }
        return context


def _text_and_code(value: Any) -> tuple[str, str]:
    """The text and the code of what was sent, of an area, or of a code that stands there first."""
    if isinstance(value, tuple):
        return str(value[0]), str(value[1])
    if not value:
        return "", ""
    code = value.code if isinstance(value, Area) else str(value)
    return shown_place(code), code


class AreaField(forms.Field):
    """A place by any spelling of its name: gives the one Area, or asks which is meant.

    level: only areas of this level. under: only within these areas (a code or several).
    villages: those that have a name too.
    """

    widget = AreaInput
    default_error_messages = {
        "unknown": _("No such place is found here. Check the spelling, or add the district."),
        "several": _("Several places are called so. Choose one of them."),
    }

    def __init__(
        self,
        *,
        level: Level | str | None = None,
        under: str | Iterable[str] = WHOLE_COUNTRY,
        villages: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.level, self.villages = level, villages
        self.limit_to(under)

    def limit_to(self, under: str | Iterable[str]) -> None:
        """Take places within these areas alone: a form calls it with the areas of its user."""
        codes = (under,) if isinstance(under, str) else tuple(under)
        self.under = self.widget.under = codes
        self.widget.level = str(self.level) if self.level else None
        self.widget.villages = self.villages

    def clean(self, value: Any) -> Area | None:
        text, code = _text_and_code(value)
        if not text.strip():
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        found = search_areas(
            text, level=self.level, under=self.under, limit=MOST_SEARCHED, villages=self.villages
        )
        chosen = [area for area in found if area.code == code]
        exact = [area for area in found if getattr(area, "rank", None) == 0]
        for areas in (chosen, found, exact):
            if len(areas) == 1:
                return areas[0]
        kind = "several" if found else "unknown"
        raise forms.ValidationError(self.error_messages[kind], code=kind)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before, after = _text_and_code(initial), _text_and_code(data)
        return before[0] != after[0] or (bool(after[1]) and before[1] != after[1])

    def __deepcopy__(self, memo: dict[int, Any]) -> "AreaField":
        # Each form has its own copy of the widget, with the limits of its own user.
        copied: AreaField = super().__deepcopy__(memo)
        copied.limit_to(self.under)
        return copied


class SearchForm(forms.Form):
    """What the search of places is asked: the text, and within which level and areas."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    level = forms.ChoiceField(choices=[("", _("All")), *Level.choices], required=False)
    under = forms.CharField(required=False, max_length=2000)
    villages = forms.BooleanField(required=False)

    def clean_under(self) -> list[str]:
        codes = self.cleaned_data["under"].split(",") if self.cleaned_data["under"] else ["TH"]
        try:
            return [code for code in codes if level_of(code)]
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def found(self, limit: int) -> list[Area]:
        """The areas that are looked for; none if the question makes no sense."""
        if not self.is_valid():
            return []
        asked = self.cleaned_data
        return search_areas(
            asked["q"],
            level=asked["level"] or None,
            under=asked["under"],
            limit=limit,
            villages=asked["villages"],
        )


class SuccessorForm(AsaForm):
    successor = AreaField(
        label=_("What took its place"),
        help_text=_("Write the name as people say it, such as Pak Nam Lang Suan, or its code."),
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successor"]
        assert isinstance(field, AreaField)  # noqa: S101 - tells the type
        field.level = area.level
        field.limit_to(WHOLE_COUNTRY)


_RANGE = re.compile(r"^(\d{1,2})(?:\s*(?:-|–|ถึง|to)\s*(\d{1,2}))?$")


_MOO = r"^(?:(?:หมู่บ้านที่|หมู่ที่|หมู่|ม\.?|moo)\s*)?\.?\s*(\d{1,2})"
_LINE = re.compile(_MOO + r"\s*[.):,\-–]?\s+(\S.*)$", re.IGNORECASE)
_BARE = re.compile(_MOO + "$", re.IGNORECASE)
MOST_IN_A_NAME = 80


class VillageNamesForm(AsaForm):
    """The villages of a tambon, one a line, as a list has them: หมู่ที่ 5 บ้านนาป่า."""

    names = forms.CharField(
        label=_("Villages and their names, one a line"),
        help_text=_(
            "Such as: 5 Ban Na Pa. A list can be pasted. A number alone takes a name away."
        ),
        max_length=10_000,
        widget=forms.Textarea,
    )

    def __init__(self, *args: Any, numbers: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        """numbers: in Bangkok, the numbers of communities by name; a line there is a name alone."""
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        self.fields["names"].widget.attrs["rows"] = 14
        if numbers is not None:
            self.fields["names"].label = _("Communities, one a line")
            self.fields["names"].help_text = _("As the district office calls them.")

    def clean_names(self) -> dict[int, str]:
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if long := [line for line in lines if len(line) > MOST_IN_A_NAME]:
            sentence = _("This line is too long: %(line)s")
            raise forms.ValidationError(sentence, params={"line": long[0]})
        return self._communities(lines) if self.numbers is not None else _numbered(lines)

    def _communities(self, lines: list[str]) -> dict[int, str]:
        """A community keeps its number; one that is not there any more keeps it without a name."""
        known = dict(self.numbers or {})
        found = {number: "" for name, number in known.items() if name not in lines}
        free = (number for number in range(1, 100) if number not in known.values())
        for name in lines:
            number = known.get(name) or next(free, 0)
            found[number] = name
        return found


def _numbered(lines: list[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for line in lines:
        match = _LINE.match(arabic_digits(line)) or _BARE.match(arabic_digits(line))
        if match is None:
            raise forms.ValidationError(
                _("Begin the line with the village number: %(line)s"), params={"line": line}
            )
        number = int(match[1])
        if number in found:
            raise forms.ValidationError(
                _("Village %(n)s stands there twice."), params={"n": number}
            )
        found[number] = match[2] if match.re is _LINE else ""
    return found


class VillagesForm(AsaForm):
    moos = forms.CharField(
        label=_("Village numbers"),
        help_text=_("Such as 1-12, or 1-5, 7, 9."),
        max_length=300,
    )

    def clean_moos(self) -> list[int]:
        found: set[int] = set()
        for part in re.split(r"\s*,\s*", arabic_digits(self.cleaned_data["moos"])):
            match = _RANGE.match(part.strip())
            if not match:
                raise forms.ValidationError(_("Write numbers and ranges, such as 1-5, 7, 9."))
            first, last = int(match[1]), int(match[2] or match[1])
            found.update(range(first, last + 1))
        if not found or min(found) < 1:
            raise forms.ValidationError(_("Village numbers run from 1 to 99."))
        return sorted(found)
