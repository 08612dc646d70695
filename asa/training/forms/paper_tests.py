"""Questions of a test, and the answers to it."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm
from asa.training.actions.paper_tests import NewQuestion
from asa.training.codes import MOST_CHOICES
from asa.training.models import Cohort, Question
from asa.volunteers.forms import CleanTextField

_RIGHT = "*"


class QuestionForm(AsaForm):
    """A question with its choices; a star stands before the right one."""

    text = CleanTextField(label=_("Question"), max_length=500)
    choices = forms.CharField(
        label=_("Choices"), max_length=MOST_CHOICES * 310, widget=forms.Textarea,
        help_text=_("One on each line; a * before the right one"),
    )  # fmt: skip

    def clean_choices(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["choices"].splitlines()]
        found = [line for line in lines if line.strip(_RIGHT).strip()]
        if sum(line.startswith(_RIGHT) for line in found) != 1:
            raise ValidationError(gettext("Put a * before the one choice that is right."))
        return found

    def question(self) -> NewQuestion:
        lines: list[str] = self.cleaned_data["choices"]
        right = next(place for place, line in enumerate(lines) if line.startswith(_RIGHT))
        choices = [line.removeprefix(_RIGHT).strip() for line in lines]
        return NewQuestion(self.cleaned_data["text"], choices, right)


class CopyForm(AsaForm):
    """The cohort whose questions are taken over."""

    source = forms.ChoiceField(label=_("Cohort"))

    def offer(self, cohorts: list[Cohort]) -> None:
        self.by_key = {str(one.pk): one for one in cohorts}
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [
            (key, f"{one.workshop.title} · {gettext('Cohort %(n)s') % {'n': one.number}}")
            for key, one in self.by_key.items()
        ]

    @property
    def cohort(self) -> Cohort:
        return self.by_key[self.cleaned_data["source"]]


class AnswerForm(AsaForm):
    """The questions of a test, each with its choices to press; what is left out is wrong."""

    marks_optional = False

    def __init__(self, *args: Any, questions: list[Question]) -> None:
        super().__init__(*args)
        self.questions = questions
        for number, question in enumerate(questions, 1):
            self.fields[f"q_{question.pk.hex}"] = forms.ChoiceField(
                label=f"{number}. {question.text}",
                widget=forms.RadioSelect,
                required=False,
                choices=[(str(one.pk), one.text) for one in question.choices.all()],
            )

    def answers(self) -> dict[UUID, UUID]:
        told = {one.pk: self.cleaned_data.get(f"q_{one.pk.hex}") for one in self.questions}
        return {question: UUID(choice) for question, choice in told.items() if choice}
