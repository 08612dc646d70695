"""What a list of skills is narrowed by, who signs, and what a duty needs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, FilterForm, ThaiDateField
from asa.common.shortcodes import typed_code
from asa.common.thaidate import today
from asa.training.actions import NewSigner
from asa.training.codes import Numbering
from asa.training.queries import skills_on
from asa.volunteers.forms import CleanTextField

HELD, ENDING, LACKING = "held", "ending", "lacking"


class SkillFilter(FilterForm):
    """Which skill, and whether it is held, ends soon or is lacking."""

    skill = forms.ChoiceField(label=_("Skill"))
    show = forms.ChoiceField(
        label=_("Volunteers"),
        choices=[
            (HELD, _("who have it")),
            (ENDING, _("whose skill ends within 60 days")),
            (LACKING, _("who do not have it")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.name) for one in skills_on(today())]
        self.fields["skill"].choices = choices  # type: ignore[attr-defined] # a choice has them

    def chosen(self) -> tuple[str, str]:
        """The skill and what of it; the first skill and who has it where nothing is asked."""
        told = self.cleaned_data if self.is_valid() else {}
        choices = self.fields["skill"].choices  # type: ignore[attr-defined] # a choice has them
        first = str(choices[0][0]) if choices else ""
        return told.get("skill") or first, told.get("show") or HELD


class SignerForm(AsaForm):
    """Who signs from a day on, and how the papers are written."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=today)
    name = CleanTextField(
        label=_("Name of the signer"),
        help_text=_("With the title; empty: a dotted line to be signed with the name"),
        max_length=120,
        required=False,
    )
    title = CleanTextField(label=_("Title of the signer"), max_length=160)
    acting = CleanTextField(
        label=_("Acting for"),
        help_text=_("The second line of who signs for another"),
        max_length=160,
        required=False,
    )
    numbering = forms.ChoiceField(
        label=_("Numbers run by"), choices=Numbering, widget=forms.RadioSelect
    )
    thai_digits = forms.BooleanField(label=_("Thai digits on the paper"), required=False)

    def given(self) -> NewSigner:
        told = {name: value for name, value in self.cleaned_data.items() if name != "started_on"}
        return NewSigner(**told)


class DutyForm(AsaForm):
    """The skills that a duty needs from a day on."""

    skills = forms.MultipleChoiceField(
        label=_("Skills needed"), widget=forms.CheckboxSelectMultiple
    )
    source = CleanTextField(label=_("Source"), max_length=300, required=False)
    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.pk, one.name) for one in skills_on(today())]
        self.fields["skills"].choices = choices  # type: ignore[attr-defined] # a choice has them


class NewDutyForm(DutyForm):
    """A duty that is not on the list yet."""

    field_order = ("name_th", "name_en", "skills", "started_on")
    name_th = CleanTextField(label=_("What volunteers do, in Thai"), max_length=200)
    name_en = CleanTextField(label=_("The same in English"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["source"]


class CertificateCodeForm(AsaForm):
    """The code beside the QR of a certificate."""

    code = CleanTextField(
        label=_("Code on the certificate"),
        help_text=_("12 letters and figures, such as 7Q4M-2K9P-H3VT"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "medium", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        code = typed_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(
                gettext("A code has 12 letters and figures. Look at the certificate again.")
            )
        return code
