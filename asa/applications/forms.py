"""The forms of the public page, and of the office that judges what came by it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.applications.codes import MAJORITY
from asa.applications.queries import Told
from asa.common import citizenid, phones
from asa.common.errors import DomainError
from asa.common.forms import AsaForm, Option, PartialDateField, PhoneField
from asa.common.shortcodes import PUBLIC_LENGTH, typed_code
from asa.common.thaidate import age_on, partial_date, today
from asa.people.codes import IdKind
from asa.people.names import full_name
from asa.places.codes import Level
from asa.places.forms import AreaField, AreaInput
from asa.places.queries import check_moo, shown_place
from asa.volunteers.actions import Application, Identity
from asa.volunteers.checks import too_young
from asa.volunteers.codes import Channel, OtherRole, VolunteerKind
from asa.volunteers.forms import CleanTextField
from asa.volunteers.forms.applying import WhoForm


class OpenAreaInput(AreaInput):
    """The same field for who has no sign-in; its choices come from a page open to everyone."""

    search_page = "applications:places"


class PublicApplicationForm(WhoForm):
    """All that an applicant tells, on one page of a phone; sent twice: to be looked over, to be
    kept.
    """

    kind = forms.ChoiceField(
        label=_("I apply as"),
        choices=[
            (VolunteerKind.ADULT, Option(_("Volunteer"))),
            (VolunteerKind.YOUTH, Option(_("Youth volunteer"))),
        ],
        widget=forms.RadioSelect,
        initial=VolunteerKind.ADULT,
    )
    title = CleanTextField(label=_("Title"), max_length=60, required=False)
    birth = PartialDateField(label=_("Birth date"))
    nationality = CleanTextField(
        label=_("Nationality"), help_text=_("Empty: Thai"), max_length=60, required=False
    )
    phone = PhoneField(help_text=_("Your own or that of somebody near: the office calls you there"))
    tambon = AreaField(
        label=_("Sub-district where you live"),
        help_text=_("Write its name, and the district if several are called so"),
        level=Level.TAMBON,
        widget=OpenAreaInput(),
    )
    occupation = CleanTextField(label=_("Occupation"), max_length=120, required=False)
    skills = CleanTextField(
        label=_("Skills"), help_text=_("Such as sign language, driving"), max_length=300,
        required=False,
    )  # fmt: skip
    other_roles = forms.MultipleChoiceField(
        label=_("I serve already as"),
        choices=[choice for choice in OtherRole.choices if choice[0] != OtherRole.OTHER],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    guardian = CleanTextField(
        label=_("Parent or guardian"),
        help_text=_("Whoever is not yet 20 years old: who knows that you apply"),
        max_length=120,
        required=False,
    )
    guardian_phone = PhoneField(label=_("Telephone number of the guardian"), required=False)
    is_free = forms.BooleanField(label=_("I volunteer freely, without pay"))
    is_true = forms.BooleanField(
        label=_("I have read how my data is used, and what I write is true")
    )
    # The random key of this form: sent again, it is the same application.
    ticket = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"ticket": uuid4()})
        super().__init__(*args, under=["TH"], **kwargs)
        del self.fields["is_checked"]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        self._check_moo(told)
        self._check_age(told)
        return told

    def _check_moo(self, told: dict[str, Any]) -> None:
        if told.get("tambon") and told.get("moo"):
            try:
                check_moo(told["tambon"], told["moo"])
            except DomainError as error:
                self.add_error("moo", str(error))

    def _check_age(self, told: dict[str, Any]) -> None:
        """An age that no office may pass over, and the guardian of whoever is not of age."""
        birth, on = told.get("birth"), today()
        if birth is None or "kind" not in told:
            return
        firm = [one for one in too_young(birth.day, told["kind"], on=on) if not one.may_deviate]
        if firm:
            self.add_error("birth", self._remedy(firm[0].sentence, birth))
        elif age_on(birth, on) < MAJORITY and not told.get("guardian"):
            self.add_error("guardian", gettext("Write the name of your parent or guardian."))

    @staticmethod
    def _remedy(sentence: str, birth: Any) -> str:
        """Whoever is too young for a volunteer may be a youth volunteer."""
        if too_young(birth.day, VolunteerKind.YOUTH, on=today()):
            return sentence
        return f"{sentence} {gettext('Choose youth volunteer above.')}"

    def told(self) -> Told:
        told = self.cleaned_data
        application = Application(
            person=self.identity(),
            kind=told["kind"],
            address=told["address"],
            occupation=told["occupation"],
            skills=told["skills"],
            other_roles=told["other_roles"],
            channel=Channel.PAGE,
        )
        return Told(application, told["moo"], told["guardian"], told["guardian_phone"])

    @property
    def ticket_of_form(self) -> UUID:
        ticket: UUID = self.cleaned_data["ticket"]
        return ticket

    def sent(self) -> Iterator[tuple[str, str]]:
        """Every field as it was typed, to be sent once more from the page that shows it."""
        for name in (*self.fields, "tambon_code"):
            for value in self.data.getlist(name):  # type: ignore[attr-defined] # a QueryDict
                yield name, value
        if "tambon_code" not in self.data:
            yield "tambon_code", self.cleaned_data["tambon"].pk


def in_words(told: Told, tambon: Any, *, is_masked: bool = False) -> list[tuple[str, str]]:
    """What was told, line by line, as it is looked over; what was left empty is left out.

    is_masked: the office sees of the citizen id what it sees in the register.
    """
    one, who = told.application, told.application.person
    name = full_name(who.prefix, who.given_name, who.family_name)
    lines = [
        (gettext("Applies as"), str(VolunteerKind(one.kind).label)),
        (gettext("Name"), name),
        (gettext("Birth date"), partial_date(who.birth) if who.birth else ""),
        (str(IdKind(who.id_kind).label), _number(who, is_masked=is_masked)),
        (gettext("Why there is no number"), "" if who.number else who.no_id_reason),
        (gettext("Nationality"), who.nationality),
        (gettext("Telephone number"), phones.shown(who.phone) if who.phone else ""),
        (gettext("House number"), one.address),
        (gettext("Village number"), str(told.moo or "")),
        (gettext("Sub-district"), shown_place(tambon)),
        (gettext("Occupation"), one.occupation),
        (gettext("Skills"), one.skills),
        (gettext("Serves already as"), ", ".join(str(OtherRole(r).label) for r in one.other_roles)),
        (gettext("Parent or guardian"), _with_phone(told.guardian, told.guardian_phone)),
    ]
    return [(label, value) for label, value in lines if value]


def _number(who: Identity, *, is_masked: bool) -> str:
    if not who.number:
        return ""
    if is_masked:
        return citizenid.masked(who.number)
    return who.number if who.id_kind == IdKind.PASSPORT else citizenid.shown(who.number)


def _with_phone(name: str, phone: str) -> str:
    return " · ".join(filter(None, (name, phones.shown(phone) if phone else "")))


class ReceiptForm(AsaForm):
    """The code of the receipt; whatever is no code is asked for as one that nobody has."""

    code = CleanTextField(
        label=_("Code of the receipt"),
        help_text=_("12 letters and figures, such as 7Q4M-2K9P-H3VT"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self) -> str:
        return typed_code(self.cleaned_data["code"]) or "-" * PUBLIC_LENGTH


class TakeInForm(AsaForm):
    """Whether the entries beside the application are of somebody else."""

    is_checked = forms.BooleanField(label=_("None of these is the same person"), required=False)


class RefuseForm(AsaForm):
    """The reason, in words for the applicant."""

    reason = CleanTextField(
        label=_("Why the application is not accepted"),
        help_text=_("The applicant reads it: write plainly, and what to do instead"),
        max_length=500,
        widget=forms.Textarea,
    )
