"""Groups of a cohort, their points, and the minutes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asa.common.forms import AsaForm, ThaiDateField
from asa.training.actions.group_work import Finding, Grouping
from asa.training.codes import MOST_MINUTES, MOST_POINT
from asa.training.models import Enrolment, GroupPoint, Session, WorkGroup
from asa.volunteers.forms import CleanTextField

ROWS = 16


class GroupForm(AsaForm):
    """What a group works on, who is in it, and who notes the points."""

    topic = CleanTextField(label=_("Topic"), max_length=200)
    session = forms.ChoiceField(label=_("When in the programme"), required=False)
    members = forms.MultipleChoiceField(
        label=pgettext_lazy("group", "Members"), widget=forms.CheckboxSelectMultiple
    )
    reporter = forms.ChoiceField(
        label=_("Who notes the points"), required=False,
        help_text=_("A member who notes them on the own telephone"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, guests: list[Enrolment], sessions: list[Session], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.guests = {str(one.pk): one for one in guests}
        self.sessions = {str(one.pk): one for one in sessions}
        names = [(key, one.person.full_name) for key, one in self.guests.items()]
        parts = [(key, one.name) for key, one in self.sessions.items()]
        offered = {
            "members": names,
            "reporter": [("", "–"), *names],
            "session": [("", "–"), *parts],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
            field.choices = choices

    @staticmethod
    def of(group: WorkGroup) -> dict[str, Any]:
        """What stands in the fields for a group that is there already."""
        return {
            "topic": group.topic,
            "session": str(group.session_id or ""),
            "reporter": str(group.reporter_id or ""),
            "members": [str(one.pk) for one in group.members.all()],
        }

    def grouping(self) -> Grouping:
        told = self.cleaned_data
        return Grouping(
            told["topic"], [self.guests[key] for key in told["members"]],
            self.guests.get(told["reporter"]), self.sessions.get(told["session"]),
        )  # fmt: skip


class GroupPointForm(AsaForm):
    """A problem, what the group proposes, and who does it by when."""

    problem = CleanTextField(label=_("Problem"), max_length=MOST_POINT, widget=forms.Textarea)
    proposal = CleanTextField(label=_("Proposal"), max_length=MOST_POINT, widget=forms.Textarea)
    who = CleanTextField(
        label=_("Who does it"), max_length=160, required=False,
        help_text=_("An office or a network, such as the provincial office"),
    )  # fmt: skip
    due_on = ThaiDateField(label=_("By"), required=False)
    # How often the point had been changed when this form was opened.
    seen = forms.IntegerField(min_value=0, max_value=9999, required=False, widget=forms.HiddenInput)

    @staticmethod
    def of(point: GroupPoint) -> dict[str, Any]:
        """What stands in the fields for a point that is there already."""
        names = ("problem", "proposal", "who", "due_on")
        return {name: getattr(point, name) for name in names} | {"seen": point.changes}

    def finding(self) -> Finding:
        return Finding(
            **{name: self.cleaned_data[name] for name in ("problem", "proposal", "who", "due_on")}
        )


class TextForm(AsaForm):
    """The text of minutes with its lines; more of them are seen than of a note."""

    text = forms.CharField(
        label=_("Minutes"), max_length=MOST_MINUTES, widget=forms.Textarea,
        help_text=_("The first line after an empty line is a heading on the paper."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = ROWS


class CloseMinutesForm(TextForm):
    """The text of the minutes as they are closed."""

    # The mark of what the groups had noted when this form was opened.
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)


class CorrectMinutesForm(TextForm):
    """What closed minutes are to say instead, and why."""

    reason = CleanTextField(
        label=_("Why the minutes are corrected"), max_length=300, widget=forms.Textarea
    )
    # How often they had been corrected when this form was opened.
    seen = forms.IntegerField(min_value=0, max_value=9999, widget=forms.HiddenInput)
