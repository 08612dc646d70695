from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, ThaiDateField, TimeOfDayField
from asa.training.actions.programme import Part
from asa.training.codes import SessionKind
from asa.training.models import Session
from asa.volunteers.forms import CleanTextField

MOST_SPEAKERS = 20
_BETWEEN = "/"


class PartForm(AsaForm):
    """A part of the programme: when, where, what about, and who speaks."""

    day = ThaiDateField(label=_("Day"))
    starts_at = TimeOfDayField(label=_("Begins at"), help_text=_("Such as 9.30"))
    ends_at = TimeOfDayField(label=_("Ends at"), help_text=_("Such as 11.45"))
    name = CleanTextField(label=_("Topic"), max_length=200)
    name_en = CleanTextField(label=_("Topic in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("training", "Kind"), choices=SessionKind.choices)
    place = CleanTextField(
        label=pgettext_lazy("training", "Room"), max_length=120, required=False,
        help_text=_("Empty: the room in which everybody is"),
    )  # fmt: skip
    speakers = forms.CharField(
        label=_("Speakers"), required=False, max_length=4000, widget=forms.Textarea,
        help_text=_("One on each line: the name, then / and the position"),
    )  # fmt: skip
    counts = forms.BooleanField(label=_("The roll is called"), required=False, initial=True)

    @staticmethod
    def of(session: Session) -> dict[str, Any]:
        """What stands in the fields for a part that is there already."""
        names = ("day", "starts_at", "ends_at", "name", "name_en", "kind", "place", "counts")
        told = {name: getattr(session, name) for name in names}
        lines = [f" {_BETWEEN} ".join(filter(None, (one.name, one.position)))
                 for one in session.speakers.all()]  # fmt: skip
        return told | {"speakers": "\n".join(lines)}

    def clean_speakers(self) -> tuple[tuple[str, str], ...]:
        found = []
        for line in self.cleaned_data["speakers"].splitlines():
            name, _slash, position = (part.strip() for part in line.partition(_BETWEEN))
            if name:
                found.append((name, position))
        if len(found) > MOST_SPEAKERS:
            raise ValidationError(gettext("Name at most %(n)s speakers.") % {"n": MOST_SPEAKERS})
        return tuple(found)

    def part(self) -> Part:
        return Part(**self.cleaned_data)


class TakeOutForm(AsaForm):
    """Why a part is taken out of the programme."""

    reason = CleanTextField(label=_("Reason"), max_length=300, widget=forms.Textarea)
