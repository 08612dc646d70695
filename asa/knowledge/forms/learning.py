from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm
from asa.knowledge.models import Question


class TestForm(AsaForm):
    """The questions of one try, each with its choices."""

    __test__ = False  # no test of pytest's, whatever its name

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions, start=1):
            self.fields[str(question.key)] = forms.TypedChoiceField(
                label=f"{number}. {question.text}",
                choices=[(str(place), words) for place, words in enumerate(question.words)],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer to this question.")},
            )

    def answers(self) -> dict[str, int]:
        """The choice taken of each question, by its key."""
        return dict(self.cleaned_data)
