from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, QuickSelect
from asa.knowledge.actions import LessonText, QuestionText, SetFacts
from asa.knowledge.codes import MOST_CHOICES, MOST_QUESTIONS_ASKED, PASS_MARK, QUESTIONS_ASKED
from asa.knowledge.models import Edition, Lesson, Question


class SetForm(AsaForm):
    """What a set is called, and how its test is measured."""

    name_th = forms.CharField(label=_("Thai name"), max_length=200)
    name_en = forms.CharField(label=_("English name"), max_length=200, required=False)
    questions_asked = forms.IntegerField(
        label=_("Questions in the test"),
        min_value=1,
        max_value=MOST_QUESTIONS_ASKED,
        initial=QUESTIONS_ASKED,
        help_text=_("Drawn anew for each try"),
    )
    pass_mark = forms.IntegerField(
        label=_("Right answers to pass"),
        min_value=1,
        max_value=MOST_QUESTIONS_ASKED,
        initial=PASS_MARK,
    )

    @staticmethod
    def initial_of(edition: Edition) -> dict[str, Any]:
        return {
            "name_th": edition.lesson_set.name_th,
            "name_en": edition.lesson_set.name_en,
            "questions_asked": edition.questions_asked,
            "pass_mark": edition.pass_mark,
        }

    def facts(self) -> SetFacts:
        """What the action takes."""
        return SetFacts(**self.cleaned_data)


class LessonForm(AsaForm):
    """The words and the film of a lesson."""

    title_th = forms.CharField(label=_("Thai title"), max_length=160)
    title_en = forms.CharField(label=_("English title"), max_length=160, required=False)
    text_th = forms.CharField(
        label=_("Thai text"),
        max_length=12_000,
        required=False,
        widget=forms.Textarea,
        help_text=_("Two to four short paragraphs, with an empty line between them"),
    )
    text_en = forms.CharField(
        label=_("English text"), max_length=12_000, required=False, widget=forms.Textarea
    )
    number = forms.IntegerField(
        label=_("Place in the set"),
        min_value=1,
        required=False,
        help_text=_("Left empty, it stays where it is; a new lesson stands last"),
    )
    video = forms.FileField(
        label=_("Video"),
        required=False,
        help_text=_("MP4 or WebM, at most 60 MB: about 10 minutes at 480 lines"),
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm"}),
    )
    without_video = forms.BooleanField(label=_("Take the video away"), required=False)

    def __init__(self, *args: Any, lesson: Lesson | None = None, **kwargs: Any) -> None:
        if lesson:
            names = ("title_th", "title_en", "text_th", "text_en", "number")
            kwargs["initial"] = {name: getattr(lesson, name) for name in names}
        super().__init__(*args, **kwargs)
        if lesson is None or not lesson.video:
            del self.fields["without_video"]

    def text(self) -> LessonText:
        """What the action takes."""
        told = self.cleaned_data
        return LessonText(**{**told, "number": told["number"] or 0, "video": told["video"] or None})


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class QuestionForm(AsaForm):
    """A question with its choices, one on each line."""

    text_th = forms.CharField(label=_("Question in Thai"), max_length=300)
    text_en = forms.CharField(label=_("Question in English"), max_length=300, required=False)
    choices_th = forms.CharField(
        label=_("Choices in Thai"),
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("One on each line, two to five of them"),
    )
    choices_en = forms.CharField(
        label=_("Choices in English"), max_length=1000, required=False, widget=forms.Textarea
    )
    right = forms.IntegerField(
        label=_("Which choice is right"),
        min_value=1,
        max_value=MOST_CHOICES,
        help_text=_("1 is the first line"),
    )
    lesson_key = forms.TypedChoiceField(label=_("The answer stands in lesson"), widget=QuickSelect)

    def __init__(
        self, *args: Any, edition: Edition, question: Question | None = None, **kwargs: Any
    ) -> None:
        if question:
            kwargs["initial"] = _initial_of(question)
        super().__init__(*args, **kwargs)
        field = self.fields["lesson_key"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - tells the type
        lessons = {str(one.key): one for one in edition.lessons.all()}
        field.choices = [(key, f"{one.number}. {one.title}") for key, one in lessons.items()]
        field.coerce = lambda key: lessons[key].key

    def text(self) -> QuestionText:
        """What the action takes."""
        told = dict(self.cleaned_data)
        told["choices_th"], told["choices_en"] = map(
            _lines, (told["choices_th"], told["choices_en"])
        )
        return QuestionText(**{**told, "right": told["right"] - 1})


def _initial_of(question: Question) -> dict[str, Any]:
    return {
        "text_th": question.text_th,
        "text_en": question.text_en,
        "choices_th": "\n".join(one["th"] for one in question.choices),
        "choices_en": "\n".join(one["en"] for one in question.choices if one.get("en")),
        "right": question.right + 1,
        "lesson_key": str(question.lesson_key),
    }


class PublishForm(AsaForm):
    """What is new in an edition."""

    note = forms.CharField(
        label=_("What changed"),
        max_length=500,
        required=False,
        widget=forms.Textarea,
        help_text=_("Read by everyone who learned from the edition before"),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = edition.number > 1
