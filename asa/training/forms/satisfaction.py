"""The satisfaction form."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm
from asa.training.codes import MOST_WORDS
from asa.training.models import SatisfactionItem
from asa.volunteers.forms import CleanTextField

RATINGS = [
    ("5", _("5 very good")),
    ("4", _("4 good")),
    ("3", _("3 fair")),
    ("2", _("2 poor")),
    ("1", _("1 very poor")),
]


class SatisfactionForm(AsaForm):
    """Each item from 1 to 5, and free words."""

    words = CleanTextField(
        label=_("What should be better, and what was good"), max_length=MOST_WORDS,
        required=False, widget=forms.Textarea, help_text=_("Do not write names of people."),
    )  # fmt: skip

    def __init__(self, *args: Any, items: list[SatisfactionItem]) -> None:
        super().__init__(*args)
        self.items = items
        for item in items:
            self.fields[item.code] = forms.ChoiceField(
                label=item.name,
                widget=forms.RadioSelect,
                choices=RATINGS,
                error_messages={
                    "required": gettext("Please choose: %(field)s") % {"field": item.name}
                },
            )
        self.order_fields([*(item.code for item in items), "words"])

    def ratings(self) -> dict[str, int]:
        return {item.code: int(self.cleaned_data[item.code]) for item in self.items}
