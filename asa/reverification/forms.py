from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, FilterForm, ThaiDateField
from asa.common.thaidate import today
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.codes import Level as AreaLevel
from asa.places.forms import AreaField
from asa.places.models import Area
from asa.places.queries import areas_under, name_of, remember_names
from asa.reverification.actions import Plan, Said
from asa.reverification.codes import LONGEST_WAIT, WHY_ENDED, Answer
from asa.reverification.rules import KEEPERS
from asa.volunteers.actions import Order
from asa.volunteers.forms.working_rules import figures, tomorrow


class NotFoundRuleForm(AsaForm):
    """After how many days somebody not found is proposed to be suspended, from a day on."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=tomorrow)
    days = figures(_("Days until a suspension is proposed"), LONGEST_WAIT)


def _order_no() -> forms.CharField:
    return forms.CharField(
        label=_("Order no."), help_text=_("Such as 118/2569"), max_length=60, required=False
    )


class PlanForm(AsaForm):
    """A round of an area that the user keeps."""

    name = forms.CharField(
        label=_("Name of the round"), max_length=120, help_text=_("Such as round of 2569")
    )
    area = forms.ChoiceField(label=_("Area"))
    starts_on = ThaiDateField(label=_("From"), initial=today)
    ends_on = ThaiDateField(label=_("Until"), not_before=today)
    order_no = _order_no()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [(code, name_of(code)) for code in _areas_of(user)]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes after the first."))
        return told

    def plan(self) -> Plan:
        told = self.cleaned_data
        return Plan(told["name"], told["starts_on"], told["ends_on"], told["order_no"])

    def chosen(self) -> Area:
        return Area.objects.get(pk=self.cleaned_data["area"])


def _areas_of(user: User) -> list[str]:
    """The country, or the own provinces, and the districts of a single one."""
    codes = scope(user, *KEEPERS)
    if WHOLE_COUNTRY in codes:
        provinces = areas_under(WHOLE_COUNTRY, AreaLevel.PROVINCE)
        found = [WHOLE_COUNTRY, *provinces.values_list("code", flat=True)]
    else:
        found = [
            part
            for code in codes
            for part in (
                code,
                *areas_under(code, AreaLevel.DISTRICT).values_list("code", flat=True),
            )
        ]
    remember_names(found)
    return found


class ReasonForm(AsaForm):
    """Why something is taken back or not carried out."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea, help_text=_("Name nobody.")
    )


# What is asked beside each answer.
ASKED: dict[str, tuple[str, ...]] = {
    Answer.CONFIRMED: ("note",),
    Answer.MOVED: ("moved_to", "note"),
    Answer.ENDED: ("end_reason", "note"),
    Answer.NOT_FOUND: ("note",),
}
REASONS = [(one.value, one.label) for one in WHY_ENDED]


class AnswerForm(AsaForm):
    """What is said of one volunteer; the fields are those of the answer."""

    answer = forms.ChoiceField(choices=Answer.choices, widget=forms.HiddenInput)
    was = forms.ChoiceField(choices=Answer.choices, widget=forms.HiddenInput)
    moved_to = AreaField(
        label=_("New sub-district"),
        level=AreaLevel.TAMBON,
        required=False,
        help_text=_("Where it is not known, write in the note what is."),
    )
    end_reason = forms.ChoiceField(label=_("Why"), choices=REASONS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, answer: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("moved_to", "end_reason", "note"):
            if name not in ASKED[answer]:
                del self.fields[name]

    def said(self) -> Said:
        told = self.cleaned_data
        return Said(
            Answer(told["answer"]),
            was=Answer(told["was"]),
            moved_to=told.get("moved_to"),
            end_reason=told.get("end_reason", ""),
            note=told["note"],
        )


class OrderForm(AsaForm):
    """The order by which answers are carried out."""

    order_no = _order_no()
    text = forms.CharField(
        label=_("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands in the life of each volunteer."),
    )

    def order(self) -> Order:
        return Order(self.cleaned_data["text"], self.cleaned_data["order_no"])


class MoveForm(OrderForm):
    """Where to, besides, for a volunteer whose new place the answer does not name."""

    to = AreaField(label=_("New sub-district"), level=AreaLevel.TAMBON)


class RowFilter(FilterForm):
    """Which lines of a round the list shows."""

    area = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Answer"), required=False, choices=[("", _("All")), *Answer.choices]
    )
