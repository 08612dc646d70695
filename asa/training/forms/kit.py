"""Rooms of the lodging, and what each participant needs."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from asa.common.bounds import baht_in_figures
from asa.common.errors import DomainError
from asa.common.forms import AsaForm, MoneyField, ParsedField
from asa.common.thaidate import arabic_digits
from asa.training.actions.kit import Stay
from asa.training.codes import BY_DISTANCE, MOST_BEDS, MOST_KILOMETRES, MOST_ROOMS
from asa.training.models import BudgetRate, Enrolment, Room
from asa.training.queries.kit import travel_pay
from asa.volunteers.forms import CleanTextField

_RANGE = re.compile(r"(\d{1,5})\s*[-–]\s*(\d{1,5})")


class KilometresField(ParsedField):
    """A distance such as 120 or ๑๒๐.๕ → Decimal with one place."""

    attributes = {"inputmode": "decimal"}

    def parse(self, text: str) -> Decimal:
        try:
            found = Decimal(arabic_digits(text).replace(",", "").strip())
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or not 0 < found <= MOST_KILOMETRES:
            raise DomainError(gettext("Write the kilometres in figures, such as 120 or 120.5"))
        return round(found, 1)

    def shown(self, value: Any) -> str:
        return f"{value:f}".removesuffix(".0")


class RoomsForm(AsaForm):
    """Rooms that have the same number of beds."""

    names = CleanTextField(
        label=pgettext_lazy("lodging", "Rooms"), max_length=1000,
        help_text=_("Such as 401-410, 412, 415"),
    )  # fmt: skip
    beds = forms.IntegerField(label=_("Beds in each"), min_value=1, max_value=MOST_BEDS, initial=2)

    def clean_names(self) -> list[str]:
        found: list[str] = []
        for part in re.split(r"[,;\n]", arabic_digits(self.cleaned_data["names"])):
            if numbers := _RANGE.fullmatch(part.strip()):
                first, last = int(numbers[1]), int(numbers[2])
                if not 0 <= last - first < MOST_ROOMS:
                    sentence = gettext("Add at most %(n)s rooms at a time.")
                    raise ValidationError(sentence % {"n": MOST_ROOMS})
                width = len(numbers[1])
                found += [f"{number:0{width}}" for number in range(first, last + 1)]
            elif part.strip():
                found.append(part.strip())
        return found


class StayForm(AsaForm):
    """The room, the meal and the travel of one participant."""

    room = forms.ChoiceField(label=pgettext_lazy("lodging", "Room"), required=False)
    meal = CleanTextField(
        label=_("Meal"), max_length=120, required=False,
        help_text=_("Only what differs from the others, such as vegetarian"),
    )  # fmt: skip
    way = forms.ChoiceField(label=_("Way of travel"), required=False)
    kilometres = KilometresField(
        label=_("Kilometres there and back"), required=False, help_text=_("For an own vehicle")
    )
    amount = MoneyField(
        label=_("Paid (baht)"), required=False, help_text=_("For tickets, as they were paid")
    )

    def __init__(
        self, *args: Any, enrolment: Enrolment, rooms: list[Room], rates: list[BudgetRate]
    ) -> None:
        travel = getattr(enrolment, "travel", None)
        initial = {
            "room": str(enrolment.room_id or ""),
            "meal": enrolment.meal,
            "way": travel.rate.code if travel else "",
            "kilometres": travel.kilometres if travel else None,
            "amount": travel.amount if travel and travel.kilometres is None else None,
        }
        super().__init__(*args, initial=initial)
        self.rooms = {str(room.pk): room for room in rooms}
        self.rates = {rate.code: rate for rate in rates}
        self._offer("room", [("", gettext("No room")), *self._rooms(enrolment)])
        self._offer("way", [("", gettext("Nothing is paid")), *self._ways()])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = choices

    def _rooms(self, enrolment: Enrolment) -> list[tuple[str, str]]:
        """The rooms with a free bed, and the own one."""
        return [
            (key, gettext("%(room)s (%(n)s free)") % {"room": room.name, "n": room.left})
            for key, room in self.rooms.items()
            if room.left or room.pk == enrolment.room_id
        ]

    def _ways(self) -> list[tuple[str, str]]:
        return [(code, way_in_words(rate)) for code, rate in self.rates.items()]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        rate = self.rates.get(told.get("way", ""))
        if rate is None or self.errors:
            return told
        asked = "kilometres" if rate.code in BY_DISTANCE else "amount"
        try:
            travel_pay(rate, kilometres=told.get("kilometres"), amount=told.get("amount"))
        except DomainError as error:
            self.add_error(asked, str(error))
        return told

    def stay(self) -> Stay:
        told = self.cleaned_data
        return Stay(
            room=self.rooms.get(told["room"]), meal=told["meal"], rate=self.rates.get(told["way"]),
            kilometres=told["kilometres"], amount=told["amount"],
        )  # fmt: skip


def way_in_words(rate: BudgetRate) -> str:
    """A way of travel with its rate: "Own car, 4 baht per kilometre"."""
    amount = baht_in_figures(rate.amount)
    if rate.code in BY_DISTANCE:
        return gettext("%(way)s, %(baht)s baht per kilometre") % {"way": rate.name, "baht": amount}
    return gettext("%(way)s, up to %(baht)s baht") % {"way": rate.name, "baht": amount}


class SpendForm(AsaForm):
    """The paper by which travel was paid."""

    paper_no = CleanTextField(label=_("No. of the paper"), max_length=60, required=False)
