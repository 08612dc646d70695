from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, PhotosField, ThaiDateField
from asa.common.thaidate import today
from asa.households.codes import Dimension, DimensionLevel, VisitKind, VisitMethod
from asa.households.forms.records import CleanTextField

Levels = dict[Dimension, tuple[int, str]]


@dataclass(frozen=True)
class DimensionPart:
    """One dimension as a form shows it: the question, and what was said at the latest look."""

    dimension: Dimension
    level: forms.BoundField
    reason: forms.BoundField
    before: tuple[int, str] | None


class DimensionFields(AsaForm):
    """A level and a reason for each of the five dimensions; the person sets it, nothing else."""

    def __init__(self, *args: Any, before: Levels | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before or {}
        for dimension in Dimension:
            self.fields[f"level_{dimension}"] = forms.TypedChoiceField(
                label=dimension.label,
                choices=DimensionLevel,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": gettext("Choose a level for: %(dimension)s.")
                    % {"dimension": dimension.label}
                },
            )
            self.fields[f"reason_{dimension}"] = CleanTextField(
                label=pgettext_lazy("dimension", "What makes it so"), max_length=300, required=False
            )

    def dimensions(self) -> Iterator[DimensionPart]:
        """The five parts in their order."""
        for dimension in Dimension:
            yield DimensionPart(
                dimension,
                self[f"level_{dimension}"],
                self[f"reason_{dimension}"],
                self.before.get(dimension),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for dimension in Dimension:
            level, reason = cleaned.get(f"level_{dimension}"), cleaned.get(f"reason_{dimension}")
            if level in (DimensionLevel.URGENT, DimensionLevel.WATCH) and not reason:
                sentence = gettext("%(dimension)s: say in a few words why it is “%(level)s”.")
                self.add_error(
                    f"reason_{dimension}",
                    sentence % {"dimension": dimension.label, "level": DimensionLevel(level).label},
                )
        return cleaned

    def levels(self) -> Levels:
        """What the action takes."""
        found = self.cleaned_data
        return {
            dimension: (found[f"level_{dimension}"], found[f"reason_{dimension}"])
            for dimension in Dimension
        }


class VisitForm(AsaForm):
    """Who went to a household, or called it, and what was seen and done."""

    visited_on = ThaiDateField(label=_("Day of the visit"), not_future=True, initial=today)
    kind = forms.ChoiceField(label=_("What for"), initial=VisitKind.HOME_VISIT)
    method = forms.ChoiceField(
        label=_("How"),
        choices=VisitMethod,
        widget=forms.RadioSelect,
        initial=VisitMethod.VISIT,
    )
    note = forms.CharField(
        label=_("What was seen and done"),
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": _("Write what was seen or done; one sentence is enough.")},
    )
    photos = PhotosField(required=False)

    def __init__(self, *args: Any, kinds: list[VisitKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [(kind, kind.label) for kind in kinds]


class RoundForm(VisitForm, DimensionFields):
    """A visit at which the five dimensions were looked at; the note may then stay empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = False
