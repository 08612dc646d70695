from typing import Any

from django import forms
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from asa.common.forms import FilterForm
from asa.households.codes import Dimension, DimensionLevel
from asa.households.models import Household
from asa.households.queries import LEAD_ROLES, OFFICE_ROLES, households_matching
from asa.people.models import User
from asa.people.rules import scope
from asa.places.queries import name_of, tambons_by_district, within

NOBODY, MINE, NOT_ASSESSED, ASSESSED = "nobody", "mine", "none", "assessed"
Choices = list[tuple[Any, Any]]


class HouseholdFilter(FilterForm):
    """What a list of households is narrowed by; the worst come first."""

    q = forms.CharField(
        label=_("Name, house or number"), required=False, max_length=100, strip=True
    )
    tambon = forms.ChoiceField(label=_("Sub-district"), required=False)
    need = forms.ChoiceField(label=_("Dimension and level"), required=False)
    care = forms.ChoiceField(label=_("Volunteer in charge"), required=False)

    # What a number of a first page counted (sealed ones never count), in which area.
    counted = forms.BooleanField(required=False, widget=forms.HiddenInput)
    area = forms.RegexField(regex=r"^([0-9]{2}){1,4}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self._offer("need", _need_choices())
        tambons = _tambon_choices(user)
        if not tambons:
            # A volunteer's own few households need no area and no name of who looks after them.
            del self.fields["tambon"], self.fields["care"]
            return
        self._offer("tambon", [("", _("All")), *tambons])
        care = [(MINE, _("Looked after by me")), (NOBODY, _("Nobody looks after it yet"))]
        self._offer("care", [("", _("All")), *care])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = choices

    def apply(self, households: QuerySet[Household]) -> QuerySet[Household]:
        """The households that fit, the worst first; none if the question makes no sense."""
        if not self.is_valid():
            return households.none()
        asked = self.cleaned_data
        if asked["counted"]:
            households = households.filter(is_sealed=False)
        if asked["area"]:
            households = households.filter(within("area", [asked["area"]]))
        if asked["q"]:
            households = households_matching(households, asked["q"])
        if asked.get("tambon"):
            households = households.filter(within("area", [asked["tambon"]]))
        if asked.get("care") == MINE:
            households = households.filter(caretaker=self.user)
        elif asked.get("care") == NOBODY:
            households = households.filter(caretaker__isnull=True)
        return _in_need(households, asked["need"]).order_by(
            F("worst_level").asc(nulls_last=True), "area", "house_no", "pk"
        )


def _in_need(households: QuerySet[Household], need: str) -> QuerySet[Household]:
    if need == NOT_ASSESSED:
        return households.filter(latest_round__isnull=True)
    if need == ASSESSED:
        return households.filter(latest_round__isnull=False)
    dimension, _colon, level = need.partition(":")
    if not level:
        return households
    return households.filter(
        latest_round__levels__dimension=dimension, latest_round__levels__level=level
    )


def _need_choices() -> Choices:
    groups = [
        (dimension.label, [(f"{dimension}:{level}", level.label) for level in DimensionLevel])
        for dimension in Dimension
    ]
    whether = [(NOT_ASSESSED, _("Not assessed yet")), (ASSESSED, _("Assessed"))]
    return [("", _("All")), *whether, *groups]


def _tambon_choices(user: User) -> Choices:
    """The tambons of the user's areas, grouped by district: a name may stand in two of them."""
    groups = tambons_by_district(scope(user, *LEAD_ROLES, *OFFICE_ROLES))
    return [(name_of(district), tambons) for district, tambons in groups]
