"""The forms of targets, of supervision visits, and of the list of who needs support."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.centres.actions import Goal, Visit
from asa.centres.codes import MOST_A_MONTH, Answer, Need
from asa.centres.models import Question
from asa.centres.queries import needing, supervised_areas
from asa.common.forms import AsaForm, FilterForm, ThaiDateField
from asa.common.thaidate import add_months, thai_month, today
from asa.people.models import User
from asa.places.codes import Level
from asa.places.queries import areas_under, name_of, remember_names, shown_place, within
from asa.volunteers.codes import ActivityKind
from asa.volunteers.forms import CleanTextField
from asa.volunteers.models import Volunteer

# A target begins this month or in one of the next.
MONTHS_AHEAD = 3


class TargetForm(AsaForm):
    """How often a month a volunteer will do something."""

    kind = forms.ChoiceField(
        label=_("What is counted"),
        required=False,
        choices=[("", _("Reports of every kind")), *ActivityKind.choices],
    )
    per_month = forms.IntegerField(label=_("Times a month"), min_value=1, max_value=MOST_A_MONTH)
    from_month = forms.ChoiceField(label=_("From the month of"))
    agreed_on = ThaiDateField(
        label=_("Agreed with the volunteer on"), not_future=True, initial=today
    )
    note = CleanTextField(
        label=_("What you talked about"), max_length=500, required=False, widget=forms.Textarea
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = today().replace(day=1)
        months = [add_months(first, ahead) for ahead in range(MONTHS_AHEAD)]
        field = self.fields["from_month"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [(month.isoformat(), thai_month(month)) for month in months]

    def goal(self) -> Goal:
        told = self.cleaned_data
        return Goal(
            per_month=told["per_month"],
            agreed_on=told["agreed_on"],
            from_month=date.fromisoformat(told["from_month"]),
            kind=told["kind"],
            note=told["note"],
        )


class EndTargetForm(AsaForm):
    """Nothing is asked: the page says what ends."""


class VisitForm(AsaForm):
    """The checklist line by line, then what was agreed."""

    visited_on = ThaiDateField(label=_("Day of the visit"), not_future=True, initial=today)
    strengths = CleanTextField(
        label=_("What goes well"), max_length=1000, required=False, widget=forms.Textarea
    )
    hardships = CleanTextField(
        label=_("What is hard"), max_length=1000, required=False, widget=forms.Textarea
    )
    agreed = CleanTextField(label=_("What you agreed"), max_length=1000, widget=forms.Textarea)
    wants_help = forms.BooleanField(label=_("The volunteer asks for support"), required=False)
    next_on = ThaiDateField(label=_("Next visit"), required=False, not_before=today)

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for one in questions:
            self.fields[f"q_{one.code}"] = forms.ChoiceField(
                label=one.name,
                help_text=one.hint,
                choices=Answer,
                widget=forms.RadioSelect,
                error_messages={
                    "required": gettext("Say how it stands: %(name)s") % {"name": one.name}
                },
            )
        self.order_fields(["visited_on", *(f"q_{one.code}" for one in questions)])

    def visit(self) -> Visit:
        told = self.cleaned_data
        return Visit(
            visited_on=told["visited_on"],
            agreed=told["agreed"],
            answers={one.code: Answer(told[f"q_{one.code}"]) for one in self.questions},
            strengths=told["strengths"],
            hardships=told["hardships"],
            wants_help=told["wants_help"],
            next_on=told["next_on"],
        )


class SupportFilter(FilterForm):
    """Why somebody should look, and where."""

    need = forms.ChoiceField(
        label=_("To see to"),
        required=False,
        choices=[("", _("Help, targets and agreed visits")), *Need.choices],
    )
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = _parts_of(supervised_areas(user))
        if len(areas) < 2:
            del self.fields["area"]
            return
        remember_names(areas)
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [("", gettext("All")), *((one, _said(one)) for one in areas)]

    def apply(self, volunteers: QuerySet[Volunteer], on: date) -> QuerySet[Volunteer]:
        """The volunteers who fit; none if the question makes no sense."""
        if not self.is_valid():
            return volunteers.none()
        asked = self.cleaned_data
        if asked.get("area"):
            volunteers = volunteers.filter(within("area", [asked["area"]]))
        return needing(volunteers, asked["need"], on)


def _parts_of(areas: list[str]) -> list[str]:
    """The districts of a province, the sub-districts of a district, else the areas themselves."""
    below = {2: Level.DISTRICT, 4: Level.TAMBON}
    found: list[str] = []
    for code in areas:
        level = below.get(len(code)) if len(areas) == 1 else None
        found += [area.pk for area in areas_under(code, level)] if level else [code]
    return found


def _said(code: str) -> str:
    return name_of(code) if len(code) == 4 else shown_place(code)
