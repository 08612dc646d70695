from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asa.common.forms import AsaForm, ThaiDateField, TimeOfDayField
from asa.common.thaidate import today
from asa.training.actions.courses import MOST_YEARS, CourseRule, NewCourse, Topic
from asa.training.codes import CertificateKind, SessionKind
from asa.training.models import Course, CourseTopic, Skill
from asa.volunteers.forms import CleanTextField


class CourseForm(AsaForm):
    """By what one passes a course, and for how long that holds."""

    attendance_percent = forms.IntegerField(
        label=_("Attendance needed (%)"), min_value=0, max_value=100
    )
    pass_percent = forms.IntegerField(
        label=_("Pass mark (%)"), min_value=0, max_value=100, required=False,
        help_text=_("Empty: presence alone counts"),
    )  # fmt: skip
    valid_months = forms.IntegerField(
        label=_("Months for which it holds"), min_value=1, max_value=600, required=False,
        help_text=_("Empty: it holds for ever"),
    )  # fmt: skip
    source = CleanTextField(label=_("Source"), max_length=300, required=False)

    RULE = ("attendance_percent", "pass_percent", "valid_months", "source")

    @staticmethod
    def of(course: Course) -> dict[str, Any]:
        return {name: getattr(course, name) for name in CourseForm.RULE}

    def rule(self) -> CourseRule:
        return CourseRule(**self.cleaned_data)


class NewCourseForm(CourseForm):
    """A course that is not in the list yet: what it is called, what it gives, and its rule."""

    name_th = CleanTextField(label=_("Name of the course"), max_length=200)
    name_en = CleanTextField(label=_("Name in English"), max_length=200, required=False)
    certificate = forms.ChoiceField(label=_("Certificate"), choices=CertificateKind.choices)
    skill = forms.ChoiceField(
        label=_("Skill"), required=False, help_text=_("What it proves of whoever passes it")
    )
    is_basic = forms.BooleanField(
        label=_("Basic course for new volunteers"), required=False,
        help_text=_("Passing it lets an applicant be registered"),
    )  # fmt: skip
    field_order = ("name_th", "name_en", "certificate", "skill", "is_basic")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        skill = self.fields["skill"]
        assert isinstance(skill, forms.ChoiceField)  # noqa: S101 - tells the type
        skills = Skill.objects.filter(ended_on=None)
        skill.choices = [("", _("No skill")), *((one.pk, one.name) for one in skills)]

    def course(self) -> NewCourse:
        told = dict(self.cleaned_data)
        rule = CourseRule(**{name: told.pop(name) for name in self.RULE})
        return NewCourse(**{**told, "skill": told["skill"] or None}, rule=rule)


class TopicForm(AsaForm):
    """A topic of a course."""

    name_th = CleanTextField(label=_("Topic"), max_length=200)
    name_en = CleanTextField(label=_("Topic in English"), max_length=200, required=False)
    kind = forms.ChoiceField(label=pgettext_lazy("training", "Kind"), choices=SessionKind.choices)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=5, max_value=1440)
    day = forms.IntegerField(
        label=_("Day of the course"), min_value=1, max_value=60, required=False
    )
    starts_at = TimeOfDayField(label=_("Begins at"), required=False, help_text=_("Such as 9.30"))

    @staticmethod
    def of(topic: CourseTopic) -> dict[str, Any]:
        names = ("name_th", "name_en", "kind", "minutes", "day", "starts_at")
        return {name: getattr(topic, name) for name in names}

    def topic(self) -> Topic:
        return Topic(**self.cleaned_data)


class RefresherForm(AsaForm):
    """After how many years a course is to be taken again, from a day on."""

    years = forms.IntegerField(
        label=_("Years until a refresher"), min_value=1, max_value=MOST_YEARS
    )
    source = CleanTextField(label=_("Source"), max_length=300, required=False)
    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=today)
