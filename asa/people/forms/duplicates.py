from typing import Any, Literal, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common import citizenid, phones
from asa.common.forms import AsaForm, FilterForm, Option
from asa.common.thaidate import PartialDate, partial_date, thai_date
from asa.people.actions.duplicates import FIELDS, FIRST, SECOND, Choice
from asa.people.codes import DuplicateState
from asa.people.merging import relations, standing_of
from asa.people.models import Person, PossibleDuplicate

LABELS: dict[str, str | Promise] = {
    "prefix": _("Title"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "name_en": _("Name (English)"),
    "shown_as": _("Name to be shown"),
    "sex": _("Sex"),
    "citizen_id": _("Citizen id"),
    "birth": _("Birth date"),
    "nationality": _("Nationality"),
    "phone": _("Telephone number"),
    "other_phone": _("Other telephone number"),
    "died_on": _("Died on"),
}


class PairsFilter(FilterForm):
    state = forms.ChoiceField(choices=DuplicateState.choices, required=False)


class ApartForm(AsaForm):
    """Why two people on record are two."""

    reason = forms.CharField(
        label=_("How do you know that they are two people?"),
        help_text=_("Such as: called both, compared the id cards"),
        max_length=300,
        widget=forms.Textarea,
    )


class MergeForm(AsaForm):
    """Of each value that differs, which of the two is right."""

    reason = forms.CharField(
        label=_("How do you know that they are one person?"),
        help_text=_("Such as: called her, compared the id card"),
        max_length=300,
        widget=forms.Textarea,
    )

    def __init__(self, pair: PossibleDuplicate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked: dict[str, forms.Field] = {}
        for name in FIELDS:
            values = [value_in_words(one, name) for one in (pair.first, pair.second)]
            if values[0] != values[1]:
                asked[name] = _either(LABELS[name], values)
        self.records = {f"record_{at}": one for at, one in enumerate(_records_of_both(pair))}
        for name, (question, words, _kind) in self.records.items():
            asked[name] = _either(question, words)
        self.asked = list(asked)
        self.fields = {**asked, **self.fields}

    def choice(self) -> Choice:
        told = self.cleaned_data
        return Choice(
            fields={name: told[name] for name in FIELDS if name in told},
            records={kind: told[name] for name, (_q, _w, kind) in self.records.items()},
            reason=told["reason"],
        )


def _either(label: str | Promise, values: list[str]) -> forms.ChoiceField:
    """A choice between two values; the one that says something is offered first."""
    choices = [
        (side, Option(value or gettext("Nothing"), hint))
        for side, value, hint in zip(
            (FIRST, SECOND), values, (_("Record 1"), _("Record 2")), strict=True
        )
    ]
    initial = SECOND if values[1] and not values[0] else FIRST
    return forms.ChoiceField(
        label=str(label), choices=choices, initial=initial, widget=forms.RadioSelect
    )


def _records_of_both(pair: PossibleDuplicate) -> list[tuple[str | Promise, list[str], str]]:
    """Records of which a person has one alone and both have one: question, words, kind."""
    found = []
    persons = (pair.first, pair.second)
    for model, name, relation in relations():
        standing = standing_of(model, name)
        if not relation.one_to_one or standing is None or not standing.question:
            continue
        rows = [model._default_manager.filter(**{name: one}).first() for one in persons]
        if all(rows):
            words = [standing.words(row) for row in rows]
            found.append((standing.question, words, model._meta.label_lower))
    return found


def value_in_words(person: Person, name: str) -> str:
    """A value as whoever compares two records reads it; "" for none."""
    if name == "citizen_id":
        return citizenid.masked(person.citizen_id) if person.citizen_id else person.no_id_reason
    if name == "birth":
        return _birth(person)
    if name == "sex":
        return person.get_sex_display()
    if name == "name_en":
        return f"{person.given_name_en} {person.family_name_en}".strip()
    if name == "died_on":
        return thai_date(person.died_on) if person.died_on else ""
    value: str = getattr(person, name)
    return phones.shown(value) if value and name in ("phone", "other_phone") else value


def _birth(person: Person) -> str:
    if person.birth_on is None:
        return ""
    precision = cast("Literal['day', 'month', 'year']", person.birth_precision)
    return partial_date(PartialDate(person.birth_on, precision))
