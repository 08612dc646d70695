"""Planned activities: what, where and when; whom to send on which duty; who came."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, FilterForm, Option, ThaiDateField
from asa.common.thaidate import today
from asa.places.forms import AreaField
from asa.training.actions import ActivityPlan
from asa.training.codes import COUNTED_AS, MOST_PEOPLE
from asa.training.models import Duty, Going, PlannedActivity
from asa.training.queries import duties_on
from asa.volunteers.forms import CleanTextField

KINDS = [
    ("", _("Nothing: it counts by itself")),
    *[(kind.value, kind.label) for kind in COUNTED_AS],
]


class ChangedActivityForm(AsaForm):
    """What is done, where they meet, the days, the duties in it, and how many people it needs."""

    name = CleanTextField(label=_("What is done"), max_length=160)
    place = CleanTextField(label=_("Meeting point"), max_length=200)
    starts_on = ThaiDateField(label=_("First day"), not_before=today)
    ends_on = ThaiDateField(label=_("Last day"), not_before=today)
    duties = forms.ModelMultipleChoiceField(
        label=_("Duties"),
        help_text=_("Each needs its skills until the last day"),
        queryset=Duty.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    people_needed = forms.IntegerField(label=_("People needed"), min_value=1, max_value=MOST_PEOPLE)
    kind = forms.ChoiceField(
        label=_("Counts as"),
        help_text=_("For each who came, as work done on the first day"),
        choices=KINDS,
        required=False,
    )
    note = CleanTextField(
        label=_("Note for those who go"),
        help_text=_("What to bring, whom to ask for"),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, chosen: Iterable[Duty] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["duties"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - tells the type
        offered = [one.pk for one in (*duties_on(today()), *chosen)]
        field.queryset = Duty.objects.filter(pk__in=offered)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", gettext("The last day comes after the first."))
        return told

    def plan(self) -> ActivityPlan:
        told = {name: self.cleaned_data[name] for name in ChangedActivityForm.base_fields}
        return ActivityPlan(**told | {"duties": list(told["duties"])})

    @staticmethod
    def facts_of(activity: PlannedActivity) -> dict[str, Any]:
        """What the form shows of an activity that is changed."""
        names = [name for name in ChangedActivityForm.base_fields if name != "duties"]
        return {name: getattr(activity, name) for name in names} | {
            "duties": list(activity.duties.all())
        }


class BegunActivityForm(AsaForm):
    """What is not done yet of an activity that has begun."""

    place = ChangedActivityForm.base_fields["place"]
    ends_on = ThaiDateField(label=_("Last day"))
    people_needed = ChangedActivityForm.base_fields["people_needed"]
    note = ChangedActivityForm.base_fields["note"]

    def __init__(self, *args: Any, activity: PlannedActivity, **kwargs: Any) -> None:
        self.facts = ChangedActivityForm.facts_of(activity)
        super().__init__(*args, initial=self.facts, **kwargs)

    def plan(self) -> ActivityPlan:
        told = {name: self.cleaned_data[name] for name in BegunActivityForm.base_fields}
        return ActivityPlan(**self.facts | told)


class ActivityForm(ChangedActivityForm):
    """A new activity, and whose it is."""

    field_order = ("name", "area")
    area = AreaField(
        label=_("Whose activity it is"), help_text=_("Province, district or sub-district")
    )

    def __init__(self, *args: Any, within: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        assert isinstance(field, AreaField)  # noqa: S101 - tells the type
        field.limit_to(within)


class PeopleFilter(FilterForm):
    """For which duty, who has its skills, and a name."""

    duty = forms.ChoiceField(label=_("Duty"), required=False)
    ready = forms.BooleanField(label=_("Only who has the skills"), required=False)
    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)

    def __init__(self, *args: Any, duties: Iterable[Duty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duties = {str(one.pk): one for one in duties}
        field = self.fields["duty"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [(key, one.name) for key, one in self.duties.items()]

    def chosen(self) -> Duty:
        """The duty asked for, else the first of the activity."""
        told = self.cleaned_data if self.is_valid() else {}
        return self.duties.get(told.get("duty", ""), next(iter(self.duties.values())))


class CameForm(AsaForm):
    """Who came, of those who were named."""

    came = forms.MultipleChoiceField(label=_("Who came"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, goings: Iterable[Going], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["came"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type
        field.choices = [
            (
                str(one.volunteer_id),
                Option(
                    one.volunteer.person.full_name, f"{one.duty.name} · {one.get_part_display()}"
                ),
            )
            for one in goings
        ]

    def keys(self) -> set[UUID]:
        """The keys of the volunteers who came."""
        return {UUID(key) for key in self.cleaned_data["came"]}
