from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.forms import (
    AsaForm,
    CitizenIdField,
    FilterForm,
    PartialDateField,
    PhoneField,
    ThaiDateField,
)
from asa.common.thaidate import today
from asa.common.thaitext import clean
from asa.people.codes import Sex
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.forms import AreaField
from asa.places.queries import (
    after,
    areas_under,
    name_of,
    shown_place,
    tambons_by_district,
    within,
)
from asa.volunteers.actions import NewVolunteer
from asa.volunteers.codes import (
    AGE_BANDS,
    MOST_YEARS,
    CentreLevel,
    Identified,
    OtherRole,
    Position,
    Responsibility,
    VolunteerKind,
    VolunteerState,
)
from asa.volunteers.models import Volunteer
from asa.volunteers.models.order import place_of
from asa.volunteers.names import registration_number
from asa.volunteers.queries import (
    LEADS,
    OFFICES,
    asked_for,
    attention_first,
    holders_of_offices,
    identified_as,
    is_active,
    joined_in,
    left_in,
    of_age,
    of_sex,
    reaches_age,
    serves_as,
    volunteers_in_full_for,
    volunteers_matching,
)
from asa.volunteers.wording import age_words

ACTIVE, INACTIVE = "active", "inactive"
# Fiscal years (B.E.) that a list may be asked for.
FIRST_YEAR, LAST_YEAR = 2500, 2700
# What the level's field offers beside levels: an office held today, or one over its term.
OFFICE, TERM_OVER = "office:", "office:over"
Choices = list[tuple[Any, Any]]


class CleanTextField(forms.CharField):
    """Text without what cannot be seen."""

    def clean(self, value: Any) -> str:
        return clean(str(super().clean(value)))


class HiddenNumber(forms.IntegerField):
    """A number that a link tells, of what it counted."""

    def __init__(self, *, min_value: int = 0, max_value: int) -> None:
        super().__init__(
            required=False, min_value=min_value, max_value=max_value, widget=forms.HiddenInput
        )


class VolunteerFilter(FilterForm):
    """What the list of volunteers is narrowed by; who waits for the office comes first."""

    q = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    area = forms.ChoiceField(label=_("Area"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    level = forms.ChoiceField(
        label=_("Level or office"),
        required=False,
        choices=[
            ("", _("All")),
            *Responsibility.choices,
            (
                _("Office in a centre"),
                [
                    *((f"{OFFICE}{key}", label) for key, label in Position.choices),
                    (TERM_OVER, _("Term is over")),
                ],
            ),
        ],
    )

    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[
            ("", _("All")),
            (VolunteerKind.ADULT, _("Full volunteer")),
            (VolunteerKind.YOUTH, VolunteerKind.YOUTH.label),
        ],
    )
    role = forms.ChoiceField(
        label=_("Other volunteer role"),
        required=False,
        choices=[("", _("All")), *OtherRole.choices],
    )
    identified = forms.ChoiceField(
        label=_("Id and nationality"), required=False, choices=[("", _("All")), *Identified.choices]
    )

    # What a number of a first page counted; nobody types it.
    age = forms.ChoiceField(
        required=False,
        choices=[("", ""), *((band, band) for band in AGE_BANDS)],
        widget=forms.HiddenInput,
    )
    sex = forms.ChoiceField(
        required=False, choices=[("", ""), *Sex.choices], widget=forms.HiddenInput
    )
    # An age that is reached in so many years; fiscal years (B.E.) in which people came and left.
    reaches = HiddenNumber(max_value=MOST_YEARS)
    years = HiddenNumber(max_value=MOST_YEARS)
    joined = HiddenNumber(min_value=FIRST_YEAR, max_value=LAST_YEAR)
    left = HiddenNumber(min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        areas = area_choices(user)
        if not areas:
            # A volunteer sees the names of the own tambon alone.
            for name in [name for name in self.fields if name != "q"]:
                del self.fields[name]
            return
        whole = [(code, name_of(code)) for code in scope(user, *LEADS, *OFFICES) if len(code) == 2]
        whole = [choice for choice in whole if choice[0] != "TH"]
        self._offer("area", [("", _("All")), *whole, *self._asked_from_a_number(user), *areas])
        standing = [(ACTIVE, _("Active volunteer")), (INACTIVE, _("Inactive volunteer"))]
        self._offer("state", [("", _("All")), *VolunteerState.choices, *standing])

    def _asked_from_a_number(self, user: User) -> Choices:
        """The area of a number of the department's first page, too small to be offered there."""
        code = str(self.data.get("area", ""))
        is_area = code.isascii() and code.isdigit() and len(code) in (4, 6)
        if "TH" not in scope(user, *OFFICES) or not is_area:
            return []
        return [(code, shown_place(code))]

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = choices

    def apply(self, volunteers: QuerySet[Volunteer]) -> QuerySet[Volunteer]:
        """The volunteers that fit, in the order of the list; none if the question has no sense."""
        volunteers = self.narrow(volunteers)
        if self.words:
            volunteers = volunteers_matching(volunteers, asked_for(self.words))
        return attention_first(volunteers)

    @property
    def words(self) -> str:
        """The name or number that is looked for; empty where none is."""
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""

    def narrow(self, volunteers: QuerySet[Volunteer]) -> QuerySet[Volunteer]:
        """The volunteers that fit everything but the words."""
        if not self.is_valid():
            return volunteers.none()
        asked = self.cleaned_data
        if asked.get("area"):
            volunteers = volunteers.filter(within("area", [asked["area"]]))
        if asked.get("level"):
            volunteers = volunteers.filter(_of_level_or_office(asked["level"]))
        if asked.get("state"):
            volunteers = volunteers.filter(_in_state(asked["state"]))
        if asked.get("age"):
            volunteers = volunteers.filter(of_age(asked["age"], today()))
        if asked.get("sex"):
            volunteers = volunteers.filter(of_sex(Sex(asked["sex"])))
        told = self._of_groups()
        if told:
            # Who reads a colleague's name alone learns nothing of her by such filters either.
            in_full = volunteers_in_full_for(self.user).order_by().values("pk")
            volunteers = volunteers.filter(*told, pk__in=in_full)
        return volunteers

    def _of_groups(self) -> list[Q]:
        """What is asked of kind, roles, ids, an age that is reached, and of who came and left."""
        asked, on = self.cleaned_data, today()
        told = [Q(kind=asked["kind"])] if asked.get("kind") else []
        if asked.get("role"):
            told.append(serves_as(asked["role"]))
        if asked.get("identified"):
            told.append(identified_as(asked["identified"]))
        if asked.get("reaches"):
            told.append(reaches_age(asked["reaches"], on, years=asked["years"] or 0))
        if asked.get("joined"):
            told.append(joined_in(asked["joined"], on))
        if asked.get("left"):
            told.append(left_in(asked["left"], on))
        return told

    @property
    def narrowed_in_words(self) -> str:
        """What the list is narrowed to, as its fields say it; who is looked for is not named."""
        asked = self.cleaned_data if self.is_valid() else {}
        said = [shown_place(asked["area"])] if asked.get("area") else []
        for name in ("state", "level", "kind", "role", "identified"):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField) and asked.get(name):
                said.append(_label_of(field, asked[name]))
        return " · ".join([*said, *filter(None, [self.counted_in_words])])

    @property
    def counted_in_words(self) -> str:
        """What the number counted that opened this list; empty where none did."""
        asked = self.cleaned_data if self.is_valid() else {}
        said = []
        if asked.get("age"):
            said.append(gettext("Age %(years)s") % {"years": age_words(asked["age"])})
        if asked.get("sex"):
            said.append(str(Sex(asked["sex"]).label))
        if asked.get("reaches"):
            said.append(_reaches_in_words(asked["reaches"], asked["years"] or 0))
        if asked.get("joined"):
            said.append(gettext("Joined in fiscal year %(year)s") % {"year": asked["joined"]})
        if asked.get("left"):
            said.append(gettext("Left in fiscal year %(year)s") % {"year": asked["left"]})
        return " · ".join(said)


def _label_of(field: forms.ChoiceField, asked: str) -> str:
    """The words of a choice, of a group of choices too."""
    told: dict[Any, Any] = {}
    for key, label in cast("Choices", field.choices):
        told |= dict(label) if isinstance(label, list | tuple) else {key: label}
    return str(told.get(asked, ""))


def _reaches_in_words(age: int, years: int) -> str:
    told = {"age": age, "n": years}
    if not years:
        return gettext("%(age)s years and over today") % told
    words = ngettext(
        "%(age)s years and over in %(n)s year", "%(age)s years and over in %(n)s years", years
    )
    return words % told


def _of_level_or_office(asked: str) -> Q:
    """A level of work, or an office that is held today, or one whose term is over."""
    if asked == TERM_OVER:
        return Q(pk__in=holders_of_offices(term_over_on=today()))
    if asked.startswith(OFFICE):
        return Q(pk__in=holders_of_offices(position=asked.removeprefix(OFFICE)))
    return Q(responsibility=asked)


def _in_state(state: str) -> Q:
    if state == ACTIVE:
        return is_active()
    if state == INACTIVE:
        return Q(state=VolunteerState.REGISTERED) & ~is_active()
    place = place_of(state)
    # Where the entries of a state stand in the list, so that none of the others is read.
    return Q(state=state, list_order__gte=place, list_order__lt=after(place))


def area_choices(user: User) -> Choices:
    """Districts of the user's areas, and the tambons within them."""
    codes = scope(user, *LEADS, *OFFICES)
    if WHOLE_COUNTRY in codes:
        return [(one.code, one.name) for one in areas_under(WHOLE_COUNTRY, Level.PROVINCE)]
    return [
        (name_of(district), [(district, gettext("Whole district")), *tambons])
        for district, tambons in tambons_by_district(codes)
    ]


class RegistrationNumberField(CleanTextField):
    """Number and year of the volunteer card → (number, year B.E.)."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return registration_number(text)
        except DomainError as error:
            raise ValidationError(str(error), code="invalid") from error


def why_new_field() -> CleanTextField:
    """Why somebody is new, although entries are alike."""
    return CleanTextField(
        label=_("It is really somebody new, because"),
        help_text=_("Such as: has another id card, lives elsewhere"),
        max_length=300,
        required=False,
    )


class RegisterForm(AsaForm):
    """Everything about a new volunteer."""

    title = CleanTextField(label=_("Title"), max_length=60, required=False)
    given_name = CleanTextField(label=_("Given name"), max_length=100)
    family_name = CleanTextField(label=_("Family name"), max_length=100)
    citizen_id = CitizenIdField()
    birth = PartialDateField(label=_("Birth date"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=Sex, widget=forms.RadioSelect, initial=Sex.UNKNOWN
    )
    phone = PhoneField(required=False)
    address = CleanTextField(label=_("House number"), max_length=200, required=False)
    tambon = AreaField(label=_("Sub-district"), level=Level.TAMBON)
    moo = forms.IntegerField(label=_("Village number"), required=False, min_value=1, max_value=99)
    responsibility = forms.ChoiceField(
        label=_("Level"), choices=Responsibility, initial=Responsibility.VILLAGE
    )
    number = RegistrationNumberField(
        label=_("Registration number"), help_text=_("Number and year, such as 868600022/2546")
    )
    registered_on = ThaiDateField(label=_("Registered on"), not_future=True, initial=today)
    # Asked after the entries that may be the same person were shown.
    why_new = why_new_field()

    def __init__(self, *args: Any, under: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit(self.fields["tambon"], under)

    def details(self) -> NewVolunteer:
        told = dict(self.cleaned_data)
        number, year = told.pop("number")
        told["prefix"] = told.pop("title")
        for name in ("tambon", "moo", "why_new"):
            told.pop(name)
        return NewVolunteer(registration_no=number, registration_year_be=year or 0, **told)


def limit(field: forms.Field, under: list[str]) -> None:
    assert isinstance(field, AreaField)  # noqa: S101 - tells the type
    field.limit_to(under)


class OfficeForm(AsaForm):
    level = forms.ChoiceField(label=_("Centre"), choices=CentreLevel, widget=forms.RadioSelect)
    position = forms.ChoiceField(label=_("Office"), choices=Position)
    on = ThaiDateField(label=_("Since"), not_future=True, initial=today)
    term_ends_on = ThaiDateField(
        label=_("Term ends"),
        help_text=_("Empty: the office has no term"),
        required=False,
    )


class LeaveForm(AsaForm):
    on = ThaiDateField(label=_("Since"), not_future=True, initial=today)
