from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.centres.actions import Rated, Work
from asa.centres.codes import LEAST_PRIORITIES, MOST_PRIORITIES, WorkState
from asa.centres.models import Assessment, Component
from asa.centres.wording import SCORE_WORDS
from asa.common.forms import AsaForm, Option, ThaiDateField
from asa.volunteers.forms import CleanTextField
from asa.volunteers.models import Volunteer


class AssessForm(AsaForm):
    """Every component with its score and evidence."""

    def __init__(self, *args: Any, components: list[Component], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.components = components
        scores = [("", "–"), *((str(n), f"{n} – {word}") for n, word in SCORE_WORDS.items())]
        for one in components:
            score = forms.ChoiceField(
                label=one.name,
                help_text=one.hint,
                choices=scores,
                error_messages={"required": gettext("Rate from 1 to 5: %(name)s") % {"name": one}},
            )
            evidence = CleanTextField(
                label=gettext("Evidence: %(name)s") % {"name": one},
                max_length=300,
                error_messages={"required": gettext("Say by what one sees it: %s") % one},
            )
            self.fields[f"{one.code}_score"] = score
            self.fields[f"{one.code}_evidence"] = evidence

    def ratings(self) -> dict[str, Rated]:
        told = self.cleaned_data
        return {
            one.code: Rated(int(told[f"{one.code}_score"]), told[f"{one.code}_evidence"])
            for one in self.components
        }


class PrioritiesForm(AsaForm):
    """Three to five components, the weakest offered first."""

    components = forms.MultipleChoiceField(
        label=_("Priorities"),
        help_text=_("Three to five; the weakest stand first"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ratings = assessment.ratings.select_related("component")
        field = self.fields["components"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type
        field.choices = [
            (
                one.component_id,
                Option(f"{one.component.name} ({one.score})", one.evidence),
            )
            for one in ratings.order_by("score", "component__number")
        ]

    def clean_components(self) -> list[str]:
        found: list[str] = self.cleaned_data["components"]
        if not LEAST_PRIORITIES <= len(found) <= MOST_PRIORITIES:
            raise ValidationError(gettext("Choose three to five priorities."))
        return found


class WorkForm(AsaForm):
    """What is done for a priority."""

    text = CleanTextField(label=_("What will be done"), max_length=300, widget=forms.Textarea)
    owner = forms.ChoiceField(label=_("Who does it"))
    due_on = ThaiDateField(label=_("By"))
    state = forms.ChoiceField(label=_("State"), choices=WorkState, widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: list[Volunteer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [(key, one.person.full_name) for key, one in self.members.items()]

    def work(self) -> Work:
        told = self.cleaned_data
        owner = self.members[told["owner"]]
        return Work(told["text"], owner, told["due_on"], WorkState(told["state"]))
