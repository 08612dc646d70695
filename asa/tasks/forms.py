from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, ThaiDateField
from asa.common.thaidate import today
from asa.people.models import User


class FinishForm(AsaForm):
    """What was done, in a few words if anything is to be said."""

    note = forms.CharField(
        label=_("What was done"), max_length=300, required=False, widget=forms.Textarea
    )


class AssigneeChoice(forms.ModelChoiceField[User]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_name)


class AssignForm(AsaForm):
    """Who is to do a task from now on."""

    def __init__(self, *args: Any, candidates: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = AssigneeChoice(
            label=_("Who is to do it"),
            queryset=candidates,
            error_messages={"required": _("Choose who is to do it.")},
        )


class PlanForm(AsaForm):
    """Who is to visit a household, and by which day."""

    due_on = ThaiDateField(label=_("By which day"), not_before=today)

    def __init__(self, *args: Any, candidates: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"] = AssigneeChoice(
            label=_("Who is to visit"),
            queryset=candidates,
            error_messages={"required": _("Choose who is to visit.")},
        )
