import dataclasses
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.cards.actions import IssuerPictures, NewCard, NewIssuer
from asa.cards.codes import (
    MOST_CARDS,
    Across,
    CardLanguage,
    CardState,
    Closeness,
    Down,
    Layout,
)
from asa.cards.models import CardPhoto, VolunteerCard
from asa.cards.names import english_name
from asa.cards.queries import has_photo, waiting_first
from asa.common.forms import AsaForm, FilterForm, PhotosField, ThaiDateField
from asa.common.shortcodes import typed_code
from asa.common.thaidate import today
from asa.common.thaitext import arabic_digits
from asa.people.models import User
from asa.places.queries import within
from asa.volunteers.forms import CleanTextField, RegistrationNumberField, area_choices
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import CITIZEN_ID_DIGITS, asked_for, volunteers_matching

WITH, LACKING = "with", "lacking"


class _AreaFilter(FilterForm):
    """A name or number, and an area that the user works in."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    area = forms.ChoiceField(label=_("Area"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [("", _("All")), *area_choices(user)]


class CardFilter(_AreaFilter):
    """What the list of cards is narrowed by."""

    state = forms.ChoiceField(
        choices=[("", ""), *CardState.choices], required=False, widget=forms.HiddenInput
    )

    def narrowed(self, cards: QuerySet[VolunteerCard]) -> QuerySet[VolunteerCard]:
        """The cards of the name and the area, in whatever state."""
        if not self.is_valid():
            return cards.none()
        asked = self.cleaned_data
        if asked["q"]:
            named = _named(Volunteer.objects.all(), asked["q"]).values("pk")
            written = Q(registration_no__startswith=asked["q"].partition("/")[0].strip())
            cards = cards.filter(Q(volunteer__in=named) | written)
        if asked["area"]:
            cards = cards.filter(within("volunteer__area", [asked["area"]]))
        return cards

    def apply(self, cards: QuerySet[VolunteerCard]) -> QuerySet[VolunteerCard]:
        """The cards that fit, those that wait for the office first."""
        found = self.narrowed(cards)
        state = self.cleaned_data.get("state") if self.is_valid() else ""
        return waiting_first(found.filter(state=state) if state else found)


class WithoutFilter(_AreaFilter):
    """What the list of volunteers without a card is narrowed by."""

    photo = forms.ChoiceField(
        label=_("Photo"),
        choices=[("", _("All")), (WITH, _("Photo is there")), (LACKING, _("Photo is missing"))],
        required=False,
    )

    def apply(self, volunteers: QuerySet[Volunteer]) -> QuerySet[Volunteer]:
        """The volunteers that fit; none if the question makes no sense."""
        if not self.is_valid():
            return volunteers.none()
        asked = self.cleaned_data
        if asked["q"]:
            volunteers = _named(volunteers, asked["q"])
        if asked["area"]:
            volunteers = volunteers.filter(within("area", [asked["area"]]))
        if asked["photo"]:
            volunteers = volunteers.filter(has_photo() if asked["photo"] == WITH else ~has_photo())
        return volunteers


def _named(volunteers: QuerySet[Volunteer], words: str) -> QuerySet[Volunteer]:
    """Volunteers of a name or number; a citizen id is asked for in the register, not here."""
    digits = arabic_digits(words).replace("-", "").replace(" ", "")
    if digits.isdigit() and len(digits) == CITIZEN_ID_DIGITS:
        return volunteers.none()
    return volunteers_matching(volunteers, asked_for(words))


class ChosenForm(AsaForm):
    """Which rows of a list were ticked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = forms.TypedMultipleChoiceField(
            label=_("Chosen"),
            coerce=UUID,
            error_messages={"required": _("Tick at least one row first.")},
        )
        field = self.fields["chosen"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - tells the type
        # Which of them exist is asked by whoever reads them, within the area of the user.
        field.valid_value = _is_key  # type: ignore[method-assign]

    def clean_chosen(self) -> list[UUID]:
        chosen: list[UUID] = self.cleaned_data["chosen"]
        if len(chosen) > MOST_CARDS:
            sentence = gettext("Choose at most %(n)s at once.")
            raise ValidationError(sentence % {"n": MOST_CARDS})
        return chosen


def _is_key(value: Any) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


class PrintForm(ChosenForm):
    """On which paper the cards come out, and which day stands on those not printed yet."""

    layout = forms.ChoiceField(label=_("Paper"), choices=Layout, initial=Layout.SHEET)
    issued_on = ThaiDateField(label=_("Date of issue"), initial=today)


class CropForm(AsaForm):
    """Which part of the picture stands on the card."""

    closeness = forms.ChoiceField(label=_("How close"), choices=Closeness, initial=Closeness.WHOLE)
    down = forms.ChoiceField(label=_("Where the face is, from the top"), choices=Down)
    across = forms.ChoiceField(label=_("Where the face is, from the left"), choices=Across)

    def __init__(self, *args: Any, photo: CardPhoto | None = None, **kwargs: Any) -> None:
        names = ("closeness", "down", "across")
        kwargs.setdefault(
            "initial",
            {name: getattr(photo, name) for name in names}
            if photo
            else {"down": Down.UPPER, "across": Across.MIDDLE},
        )
        super().__init__(*args, **kwargs)


class PhotoForm(CropForm):
    """The photo of a volunteer for cards."""

    field_order = ("photo", "closeness", "down", "across")
    photo = PhotosField(
        label=_("Photo"),
        at_most=1,
        help_text=_("Head and shoulders, upright, face in the light, JPEG or PNG up to 10 MB"),
    )


class CardForm(AsaForm):
    """What is to stand on one card."""

    language = forms.ChoiceField(
        label=_("Language"), choices=CardLanguage, widget=forms.RadioSelect
    )
    number = RegistrationNumberField(
        label=_("Registration number"), help_text=_("Number and year, such as 868600022/2546")
    )
    name_en = CleanTextField(
        label=_("Name in Latin letters"),
        help_text=_("With the title, such as Mrs. Mali Rakthin"),
        max_length=200,
        required=False,
    )
    expires_on = ThaiDateField(
        label=_("Valid until"),
        help_text=_("Empty: no day is printed"),
        not_before=today,
        required=False,
    )

    def __init__(self, *args: Any, volunteer: Volunteer, **kwargs: Any) -> None:
        person = volunteer.person
        number = f"{volunteer.registration_no}/{volunteer.registration_year_be}"
        kwargs.setdefault("initial", {})
        kwargs["initial"] = {
            "language": CardLanguage.THAI,
            "number": number if volunteer.registration_no else "",
            "name_en": english_name(person.prefix, person.given_name_en, person.family_name_en),
            **kwargs["initial"],
        }
        super().__init__(*args, **kwargs)

    def wanted(self, replaces: VolunteerCard | None = None) -> NewCard:
        """What the action takes."""
        told = self.cleaned_data
        number, year = told["number"]
        return NewCard(
            language=told["language"],
            name_en=told["name_en"],
            registration_no=number,
            year_be=year,
            expires_on=told["expires_on"],
            replaces=replaces,
        )


class WhyForm(AsaForm):
    """Why a card is lost or taken back."""

    note = CleanTextField(label=_("Reason"), max_length=300, widget=forms.Textarea)


class IssuerForm(AsaForm):
    """Who issues cards from a day on."""

    started_on = ThaiDateField(label=_("In force from"), not_before=today, initial=today)
    name_th = CleanTextField(
        label=_("Name on Thai cards"), help_text=_("With the title"), max_length=120
    )
    title_th = CleanTextField(label=_("Title in Thai"), max_length=160)
    acting_th = CleanTextField(
        label=_("Acting for, in Thai"),
        help_text=_("The second line of who signs for another"),
        max_length=160,
        required=False,
    )
    name_en = CleanTextField(label=_("Name on English cards"), max_length=120, required=False)
    title_en = CleanTextField(label=_("Title in English"), max_length=160, required=False)
    acting_en = CleanTextField(label=_("Acting for, in English"), max_length=160, required=False)

    seal = PhotosField(
        label=_("Seal of the ministry"),
        at_most=1,
        required=False,
        help_text=_("A picture on white. Without a new one the seal stays as it is."),
    )
    without_seal = forms.BooleanField(label=_("Print no seal"), required=False)
    signature = PhotosField(
        label=_("Signature of the issuer"),
        at_most=1,
        required=False,
        help_text=_("A picture on white. Without a new one it stays while the name is the same."),
    )
    without_signature = forms.BooleanField(label=_("Print no signature"), required=False)

    def given(self) -> NewIssuer:
        words = {one.name for one in dataclasses.fields(NewIssuer)}
        told = {name: value for name, value in self.cleaned_data.items() if name in words}
        return NewIssuer(**told)

    def pictures(self) -> IssuerPictures:
        told = self.cleaned_data
        return IssuerPictures(
            seal=next(iter(told["seal"]), None),
            signature=next(iter(told["signature"]), None),
            without_seal=told["without_seal"],
            without_signature=told["without_signature"],
        )


class CodeForm(AsaForm):
    """The code beside the QR of a card."""

    code = CleanTextField(
        label=_("Code on the back of the card"),
        help_text=_("12 letters and figures, such as 7Q4M-2K9P-H3VT"),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "medium", "autocomplete": "off"}),
    )

    def clean_code(self) -> str:
        code = typed_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(
                gettext("A code has 12 letters and figures. Look at the back of the card again.")
            )
        return code


class RefusePhotoForm(AsaForm):
    """What is wrong with a photo, in words for the volunteer."""

    reason = CleanTextField(
        label=_("What is wrong with the photo"),
        help_text=_("The volunteer reads it: say what to do better"),
        max_length=300,
    )
