"""Forms in the look of Asa: labels above, remedies in the faults, what was typed is kept."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import flatatt, pretty_name
from django.utils.functional import Promise
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common import citizenid, phones
from asa.common.bounds import MOST_KEPT, baht_in_figures, check_amount, check_day, check_is_amount
from asa.common.codes import KEPT
from asa.common.errors import DomainError
from asa.common.languages import is_english
from asa.common.thaidate import (
    PartialDate,
    arabic_digits,
    buddhist_year,
    parse_partial_date,
    parse_thai_date,
    today,
)

Text = str | Promise
MEGABYTE = 1024 * 1024
PHOTO_LIMIT = 10 * MEGABYTE


class AsaForm(forms.Form):
    """A form that the tags `{% faults %}`, `{% field %}` and `{% fields %}` draw."""

    # The server says what is missing, in one place and in Thai; the browser's bubble does not.
    use_required_attribute = False
    # Whether a field that may stay empty says so beside its label.
    marks_optional = True
    # Of a rule with days: since when its next version holds, where one waits already.
    waits_from: date | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _ask_by_name(field, name)
            if type(field.widget) is forms.Select:
                field.widget = QuickSelect(field.widget.attrs, field.widget.choices)
            if isinstance(field.widget, forms.Textarea):
                # Django's ten lines fill a phone; what is longer scrolls or is pulled larger.
                field.widget.attrs["rows"] = min(int(field.widget.attrs.get("rows", 10)), 4)

    def begin_after(self, last_began: date | None) -> None:
        """Offer as the first day of a rule's next version the form's own, or the day after the last
        version began where that one is still to come; no day up to it is taken.

        last_began: None where there is no version yet.
        """
        if last_began is None:
            return
        day_after, field = last_began + timedelta(days=1), self.fields["started_on"]
        assert isinstance(field, ThaiDateField)  # noqa: S101 - tells the type
        field.first = max(today(), day_after)
        own = self.get_initial_for_field(field, "started_on") or today() + timedelta(days=1)
        self.initial["started_on"] = max(own, day_after)
        self.waits_from = last_began if last_began > today() else None

    def is_valid(self) -> bool:
        """What comes back after a new sign-in is shown to be looked over, never taken at once."""
        return super().is_valid() and KEPT not in self.data


class QuickSelect(forms.Select):
    """A choice among many: Django asks three templates for each of a hundred sub-districts."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = {*self.format_value(value)}
        named = flatatt({"name": name, **self.build_attrs(self.attrs, attrs)})
        inside = "".join(_drawn(key, label, chosen) for key, label in self.choices)
        return SafeString(f"<select{named}>{inside}</select>")


def _drawn(key: Any, label: Any, chosen: set[str]) -> str:
    """An option, or a group of them under its title."""
    if isinstance(label, list | tuple):
        inside = "".join(_drawn(one, word, chosen) for one, word in label)
        return f'<optgroup label="{conditional_escape(key)}">{inside}</optgroup>'
    value = "" if key is None else str(key)
    is_chosen = " selected" if value in chosen else ""
    return f'<option value="{escape(value)}"{is_chosen}>{conditional_escape(label)}</option>'


class FilterForm(AsaForm):
    """The filters of a list, sent by GET; nothing in it is required."""

    marks_optional = False


def _ask_by_name(field: forms.Field, name: str) -> None:
    """An empty required field says what to fill in, unless its author wrote a better sentence."""
    if field.error_messages.get("required") != forms.Field.default_error_messages["required"]:
        return
    if isinstance(field, forms.FileField):
        sentence = gettext("Please attach: %(field)s")
    elif isinstance(field, forms.BooleanField):
        sentence = gettext("Please tick: %(field)s")
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        sentence = gettext("Please choose: %(field)s")
    else:
        sentence = gettext("Please fill in: %(field)s")
    label = field.label if field.label is not None else pretty_name(name)
    field.error_messages["required"] = sentence % {"field": label}


@dataclass(frozen=True)
class Option:
    """A choice with a second line: `choices=[("yes", Option(_("Approve"), _("Up to …")))]`."""

    label: Text
    hint: Text = ""

    def __str__(self) -> str:
        return str(self.label)


class ParsedField(forms.Field, ABC):
    """A text that one of the kit's parsers reads; what was typed stays when it cannot be read."""

    widget = forms.TextInput
    empty: Any = None
    width = "brief"
    attributes: dict[str, str] = {}

    @abstractmethod
    def parse(self, text: str) -> Any:
        """The value of a text that is not empty; a DomainError says how to mend it."""

    def shown(self, value: Any) -> str:
        return str(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"class": self.width, "autocomplete": "off", **self.attributes}

    def to_python(self, value: Any) -> Any:
        if value is None or (isinstance(value, str) and not value.strip()):
            return self.empty
        if not isinstance(value, str):
            return value
        try:
            return self.parse(value.strip())
        except DomainError as error:
            raise ValidationError(str(error), code="invalid") from error

    def check(self, value: Any) -> None:
        """A DomainError for a value that was read and cannot be."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        try:
            self.check(value)
        except DomainError as error:
            raise ValidationError(str(error), code="out_of_bounds") from error

    def prepare_value(self, value: Any) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        return self.shown(value)


def typed_date(day: date) -> str:
    """A day as it is typed into a field: 20/11/2569, on an English page 20/11/2026."""
    year = day.year if is_english() else buddhist_year(day)
    return f"{day.day}/{day.month}/{year}"


class ThaiDateField(ParsedField):
    """A day: 20/11/2569, 20 พ.ย. 2569, 20/11/2026 … → date.

    not_future: today is the last day. not_before, not_after: a day, or a function that gives one.
    """

    def __init__(
        self,
        *,
        not_future: bool = False,
        not_before: date | Callable[[], date] | None = None,
        not_after: date | Callable[[], date] | None = None,
        **kwargs: Any,
    ) -> None:
        self.first, self.last = not_before, today if not_future else not_after
        kwargs.setdefault("help_text", _("Day, month, year, such as 20/11/2026"))
        super().__init__(**kwargs)

    def parse(self, text: str) -> date:
        return parse_thai_date(text)

    def shown(self, value: Any) -> str:
        return typed_date(value)

    def check(self, value: Any) -> None:
        first = self.first() if callable(self.first) else self.first
        last = self.last() if callable(self.last) else self.last
        check_day(value, first=first, last=last)


class PartialDateField(ParsedField):
    """A birth date known to the day, the month or only the year → PartialDate."""

    def __init__(self, *, not_future: bool = True, **kwargs: Any) -> None:
        self.not_future = not_future
        kwargs.setdefault("help_text", _("If you know only the year, enter the year"))
        super().__init__(**kwargs)

    def parse(self, text: str) -> PartialDate:
        return parse_partial_date(text)

    def shown(self, value: Any) -> str:
        parts = typed_date(value.day).split("/")
        return "/".join(parts[{"day": 0, "month": 1, "year": 2}[str(value.precision)] :])

    def check(self, value: Any) -> None:
        if self.not_future:
            check_day(value.day, last=today())


class TimeOfDayField(ParsedField):
    """A time such as 9.30, 09:30 or ๑๓.๐๐ น."""

    def parse(self, text: str) -> time:
        plain = arabic_digits(text).removesuffix("น.").strip().replace(":", ".")
        found = re.fullmatch(r"(\d{1,2})\.(\d{2})", plain)
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise DomainError(gettext("Write the time as hours and minutes, such as 9.30"))
        return time(int(found[1]), int(found[2]))

    def shown(self, value: Any) -> str:
        return f"{value:%H.%M}"


class CitizenIdField(ParsedField):
    """A citizen id with or without dashes, in Thai or Arabic figures → 13 digits, or None."""

    width = "medium"
    attributes = {"inputmode": "numeric"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Citizen id"))
        kwargs.setdefault("help_text", _("13 digits, as on the card"))
        super().__init__(**kwargs)

    def parse(self, text: str) -> str:
        return citizenid.parse(text)


class PhoneField(ParsedField):
    """A telephone number as people write it → E.164, or ""."""

    empty = ""
    width = "medium"
    attributes = {"inputmode": "tel", "autocomplete": "tel"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Telephone number"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel"}))
        super().__init__(**kwargs)

    def parse(self, text: str) -> str:
        return phones.parse(text)

    def prepare_value(self, value: Any) -> str:
        return phones.shown(value) if value and str(value).startswith("+") else (value or "")


class MoneyField(ParsedField):
    """An amount in baht, such as 3,000 or ๓,๐๐๐.50 → Decimal with at most two places."""

    attributes = {"inputmode": "decimal"}

    def __init__(
        self, *, at_least: Decimal | int = 0, at_most: Decimal | int = MOST_KEPT, **kwargs: Any
    ) -> None:
        self.at_least, self.at_most = at_least, at_most
        super().__init__(**kwargs)

    def parse(self, text: str) -> Decimal:
        plain = arabic_digits(text).replace(",", "").replace("฿", "").removesuffix("บาท").strip()
        try:
            amount = Decimal(plain)
        except InvalidOperation:
            amount = Decimal("NaN")
        check_is_amount(amount)
        return round(amount, 2)

    def shown(self, value: Any) -> str:
        return baht_in_figures(value)

    def check(self, value: Any) -> None:
        check_amount(value, at_least=self.at_least, at_most=self.at_most)


class Position(NamedTuple):
    """Degrees of WGS 84 with five decimals, about a metre."""

    latitude: Decimal
    longitude: Decimal


class PositionInput(forms.TextInput):
    """The field of a position; the kit draws a button beside it that asks the phone."""

    locates = True


class PositionField(ParsedField):
    """Latitude and longitude in one field, "10.49300, 99.18000" → Position, inside Thailand."""

    widget = PositionInput
    width = "medium"
    attributes = {"inputmode": "text"}
    # Thailand lies between these, with a little of the sea around it.
    south, north, west, east = Decimal("5.5"), Decimal("20.6"), Decimal("97.2"), Decimal("105.8")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Location"))
        kwargs.setdefault("help_text", _("Latitude, longitude, such as 10.49300, 99.18000"))
        super().__init__(**kwargs)

    def parse(self, text: str) -> Position:
        parts = arabic_digits(text).replace(",", " ").split()
        try:
            latitude, longitude = (round(Decimal(part), 5) for part in parts)
        except (InvalidOperation, ValueError) as error:
            raise DomainError(
                gettext("Write the position as two numbers, such as 10.49300, 99.18000")
            ) from error
        if not (self.south <= latitude <= self.north and self.west <= longitude <= self.east):
            raise DomainError(
                gettext(
                    "This position is not in Thailand. Write the latitude first, then the longitude"
                )
            )
        return Position(latitude, longitude)

    def shown(self, value: Any) -> str:
        return f"{value[0]:.5f}, {value[1]:.5f}"


class PhotosInput(forms.FileInput):
    """Photos from the camera or the phone's album, several at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos → a list of uploaded files, each within 10 MB; the store reads them."""

    widget = PhotosInput

    def __init__(self, *, at_most: int = 10, **kwargs: Any) -> None:
        self.at_most = at_most
        kwargs.setdefault("label", _("Photos"))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {
            "accept": "image/jpeg,image/png,image/webp,image/heic",
            **super().widget_attrs(widget),
        }

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: Sequence[UploadedFile[Any] | None] = (
            data if isinstance(data, list | tuple) else [data]
        )
        # No file at all comes as an empty list; the field itself says whether that will do.
        files = files or [None]
        cleaned = [super(PhotosField, self).clean(file, initial) for file in files]
        if len(cleaned) > self.at_most:
            sentence = gettext("Attach at most %(n)s photos")
            raise ValidationError(sentence % {"n": self.at_most}, code="many")
        for file in filter(None, cleaned):
            if file.size > PHOTO_LIMIT:
                sentence = gettext("%(name)s is larger than 10 MB. Attach a smaller photo")
                raise ValidationError(sentence % {"name": file.name}, code="large")
        return [file for file in cleaned if file]
