from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.forms import AsaForm, FilterForm, ThaiDateField
from asa.places.codes import Level
from asa.places.forms import AreaField
from asa.places.models import Area
from asa.places.queries import name_of, remember_names, within
from asa.training.actions import CohortPlan
from asa.training.actions.cohorts import MOST_DAYS, MOST_YEARS
from asa.training.checks import check_days
from asa.training.codes import MOST_SEATS
from asa.training.models import Cohort, Enrolment, Skill
from asa.volunteers.forms import CleanTextField

PARTS = (Level.DISTRICT, Level.TAMBON)
# A list to choose from is not longer.
MOST_PARTS = 300


def _number(label: Any, most: int, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most, **kwargs)


class CohortForm(AsaForm):
    """Days, venue and seats of a cohort, and who may come."""

    starts_on = ThaiDateField(label=_("First day"))
    ends_on = ThaiDateField(label=_("Last day"))
    venue = forms.CharField(label=_("Venue"), max_length=200)
    place = AreaField(
        label=_("Where the venue lies"), help_text=_("Province, district or sub-district")
    )
    seats = _number(_("Seats"), MOST_SEATS)
    names_until = ThaiDateField(label=_("Names until"), required=False)
    answer_days = _number(_("Days to answer"), MOST_DAYS, initial=7)
    registered_only = forms.BooleanField(
        label=_("Registered volunteers only"), required=False, initial=True
    )
    not_attended_years = _number(
        _("Has not attended this course for so many years"), MOST_YEARS, required=False
    )
    skills_needed = forms.MultipleChoiceField(
        label=_("Skills needed"), required=False, widget=forms.CheckboxSelectMultiple
    )

    bring = forms.CharField(
        label=_("What to bring"),
        help_text=_("Stands in the reminder before the first day"),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["skills_needed"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type
        field.choices = [(skill.pk, skill.name) for skill in Skill.objects.all()]

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last:
            try:
                check_days(first, last, told.get("names_until"))
            except DomainError as error:
                self.add_error("ends_on" if last < first else "names_until", str(error))
        return told

    def plan(self) -> CohortPlan:
        return CohortPlan(**self.cleaned_data)

    @staticmethod
    def facts_of(cohort: Cohort) -> dict[str, Any]:
        """What the form shows of a cohort that is changed."""
        return {name: getattr(cohort, name) for name in CohortForm.base_fields}


class NominateForm(FilterForm):
    """A name or a number of the register, and a part of the area of the seats."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, codes: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        parts = _parts(codes)
        field.choices = [("", _("All areas")), *parts]
        self.has_parts = len(parts) > 1


def _parts(codes: list[str]) -> list[tuple[str, str]]:
    """Districts, each followed by its sub-districts; the districts alone where these are many."""
    areas = Area.objects.filter(within("code", codes), level__in=PARTS, ended_on__isnull=True)
    found = list(areas.order_by("code").values_list("code", "level"))
    if len(found) > MOST_PARTS:
        found = [(code, level) for code, level in found if level == Level.DISTRICT]
    remember_names([code for code, _level in found])
    return [
        (code, name_of(code) if level == Level.DISTRICT else f"\u2013 {name_of(code)}")
        for code, level in found
    ]


class UserSearchForm(FilterForm):
    """A name or a telephone number of somebody who signs in."""

    q = forms.CharField(label=_("Name or telephone number"), required=False, max_length=100)


class SeatsForm(AsaForm):
    """How many seats are returned or offered."""

    seats = _number(_("Seats"), MOST_SEATS, initial=1)


class WhyForm(AsaForm):
    """Why something is done; where the act can do without a reason, it may stay empty."""

    reason = CleanTextField(label=_("Reason"), max_length=300, widget=forms.Textarea)

    def __init__(self, *args: Any, may_be_empty: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = not may_be_empty


class PlaceForm(AsaForm):
    """Whose seat another gets, and why."""

    of = forms.ChoiceField(label=_("In place of"))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea)

    def __init__(self, *args: Any, seated: Iterable[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["of"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [
            (str(one.pk), f"{one.rank}. {one.person.full_name} ({one.get_state_display()})")
            for one in seated
        ]
