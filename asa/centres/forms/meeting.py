from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.centres.actions import Correction, Minutes, NewPoint, Plan
from asa.centres.codes import Coming
from asa.centres.models import Invitation
from asa.common.forms import AsaForm, Option, ThaiDateField, TimeOfDayField
from asa.volunteers.forms import CleanTextField
from asa.volunteers.models import Volunteer


class PlanForm(AsaForm):
    """When and where the committee meets, and about what."""

    day = ThaiDateField(label=_("Day"))
    starts_at = TimeOfDayField(label=_("Begins at"), help_text=_("Such as 9.30"))
    place = CleanTextField(label=_("Meeting place"), max_length=200)
    agenda = forms.CharField(
        label=_("Agenda"),
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("One item on each line"),
    )

    def plan(self) -> Plan:
        return Plan(**self.cleaned_data)


class MinutesForm(AsaForm):
    """Who came, what was said and decided."""

    present = forms.MultipleChoiceField(
        label=_("Who came"), required=False, widget=forms.CheckboxSelectMultiple
    )
    excused = forms.MultipleChoiceField(
        label=_("Who excused himself or herself"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(label=_("What was said"), max_length=20_000, widget=forms.Textarea)
    decisions = forms.CharField(
        label=_("Decisions"),
        max_length=8000,
        required=False,
        widget=forms.Textarea,
        help_text=_("One decision on each line"),
    )
    ended_at = TimeOfDayField(label=_("Closed at"), required=False, help_text=_("Such as 11.45"))

    def __init__(self, *args: Any, invited: list[Invitation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invited
        choices = [
            (str(one.volunteer_id), Option(one.volunteer.person.full_name,
                                           one.get_position_display()))
            for one in invited
        ]  # fmt: skip
        for name in ("present", "excused"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if set(told.get("present", [])) & set(told.get("excused", [])):
            raise ValidationError(
                {"excused": gettext("Somebody is ticked twice: who came is not excused.")}
            )
        return told

    def coming(self) -> dict[UUID, Coming]:
        told = self.cleaned_data
        found = {UUID(key): Coming.PRESENT for key in told["present"]}
        return found | {UUID(key): Coming.EXCUSED for key in told["excused"]}

    def minutes(self, points: list[NewPoint]) -> Minutes:
        told = self.cleaned_data
        return Minutes(
            coming=self.coming(), text=told["text"], decisions=told["decisions"],
            ended_at=told["ended_at"], points=points,
        )  # fmt: skip


class CorrectionForm(MinutesForm):
    """What the minutes are to say instead, and why."""

    reason = CleanTextField(
        label=_("Why the minutes are corrected"), max_length=300, widget=forms.Textarea
    )
    # How often they had been corrected when this form was opened.
    seen = forms.IntegerField(min_value=0, max_value=9999, widget=forms.HiddenInput)

    def correction(self) -> Correction:
        told = self.cleaned_data
        return Correction(
            told["text"], told["decisions"], told["reason"], told["seen"], told["ended_at"],
            self.coming(),
        )  # fmt: skip


class PointForm(AsaForm):
    """One thing to do after the meeting; a row that is left empty is no point."""

    marks_optional = False
    text = CleanTextField(label=_("Thing to do"), max_length=300, required=False)
    owner = forms.ChoiceField(label=_("Who does it"), required=False)
    due_on = ThaiDateField(label=_("By"), required=False)

    def __init__(self, *args: Any, members: list[Volunteer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [
            ("", "–"), *((key, one.person.full_name) for key, one in self.members.items()),
        ]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        wanted = [name for name in ("text", "owner", "due_on") if told.get(name)]
        if wanted and len(wanted) < 3 and not self.errors:
            missing = next(name for name in ("text", "owner", "due_on") if not told.get(name))
            raise ValidationError(
                {missing: gettext("A point needs what is to be done, by whom and by which day.")}
            )
        return told

    def point(self) -> NewPoint | None:
        told = self.cleaned_data
        if not told["text"]:
            return None
        return NewPoint(told["text"], self.members[told["owner"]], told["due_on"])


class DoneForm(AsaForm):
    note = CleanTextField(label=_("What came of it"), max_length=300, required=False)
