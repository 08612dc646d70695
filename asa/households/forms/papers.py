from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from asa.common.forms import AsaForm, PhotosField
from asa.households.actions import ConsentAnswer
from asa.households.codes import ConsentKind, PhotoKind
from asa.households.forms.records import CleanTextField
from asa.households.models import HouseholdMember, PrivacyNotice
from asa.people.models import Person, User


class PhotosForm(AsaForm):
    """Several pictures of one kind."""

    kind = forms.ChoiceField(label=_("What the photos show"), choices=PhotoKind)
    photos = PhotosField()


class ConsentForm(AsaForm):
    """The notice was read out: to whom, what the answer was, and who heard it."""

    person = forms.ChoiceField(label=_("Who answered"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Answer"), choices=ConsentKind, widget=forms.RadioSelect)
    guardian_name = CleanTextField(
        label=_("Guardian"),
        help_text=_("If a guardian answered"),
        max_length=120,
        required=False,
    )
    reason = CleanTextField(
        label=_("Why not possible"),
        help_text=_("If no answer was possible"),
        max_length=200,
        required=False,
    )
    was_read = forms.BooleanField(label=_("I read the notice out and the answer is as written."))
    witness_name = CleanTextField(
        label=_("Witness"),
        help_text=_("Name of a person who heard the answer"),
        max_length=120,
        required=False,
    )

    def __init__(
        self, *args: Any, members: list[HouseholdMember], notice: PrivacyNotice, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notice
        self.persons = {str(member.person_id): member.person for member in members}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [(key, person.full_name) for key, person in self.persons.items()]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        given = kind in (ConsentKind.GIVEN, ConsentKind.GUARDIAN)
        if given and not cleaned.get("witness_name"):
            self.add_error("witness_name", _("Write the name of the witness who heard the answer."))
        if kind == ConsentKind.GUARDIAN and not cleaned.get("guardian_name"):
            self.add_error("guardian_name", _("Write the name of the guardian who answered."))
        if kind == ConsentKind.NOT_POSSIBLE and not cleaned.get("reason"):
            self.add_error("reason", _("Say why no answer was possible."))
        return cleaned

    def answered_by(self) -> Person:
        return self.persons[self.cleaned_data["person"]]

    def answer(self) -> ConsentAnswer:
        """What the action takes."""
        found = self.cleaned_data
        return ConsentAnswer(
            kind=found["kind"],
            notice_version=self.notice.pk,
            reason=found["reason"],
            guardian_name=found["guardian_name"],
            witness_name=found["witness_name"],
        )


class CaretakerChoice(forms.ModelChoiceField[User]):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.shown_name)


class CaretakerForm(AsaForm):
    """Which volunteer of the tambon looks after the household."""

    def __init__(self, *args: Any, candidates: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caretaker"] = CaretakerChoice(
            label=_("Volunteer in charge"),
            queryset=candidates,
            error_messages={"required": _("Choose a volunteer.")},
        )
