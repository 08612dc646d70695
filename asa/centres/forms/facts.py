from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.centres.actions import CentreFacts
from asa.centres.codes import MOST_SEATS, MOST_VEHICLES
from asa.centres.forms.fields import VolunteerField
from asa.centres.models import Profile
from asa.centres.queries import services_on
from asa.common.forms import AsaForm, PhoneField, ThaiDateField
from asa.common.thaidate import today
from asa.people.models import User
from asa.people.rules import scope
from asa.places.forms import AreaField
from asa.places.models import Area
from asa.places.queries import within
from asa.volunteers.codes import CentreLevel
from asa.volunteers.forms import CleanTextField
from asa.volunteers.models import Centre
from asa.volunteers.queries import volunteers_for


class FactsForm(AsaForm):
    """What is to stand about a centre."""

    name_th = CleanTextField(label=_("Name"), max_length=160)
    place = CleanTextField(
        label=_("Where it is"),
        max_length=200,
        required=False,
        help_text=_("Building, house number, village: so that a stranger finds it"),
    )
    phone = CleanTextField(label=_("Telephone of the centre"), max_length=40, required=False)
    hours = CleanTextField(
        label=_("Opening hours"),
        max_length=160,
        required=False,
        help_text=_("Days and times, such as: Monday to Friday, 9.00 to 16.00"),
    )
    focal_volunteer = VolunteerField(label=_("Focal person: a volunteer"), required=False)
    focal_name = CleanTextField(
        label=_("Focal person: somebody else"),
        max_length=160,
        required=False,
        help_text=_("Name and position, where the focal person is no volunteer"),
    )
    focal_phone = PhoneField(label=_("Telephone of the focal person"), required=False)
    services = forms.MultipleChoiceField(
        label=_("Services"), required=False, widget=forms.CheckboxSelectMultiple
    )
    seats = forms.IntegerField(
        label=_("Seats for a meeting"), required=False, min_value=0, max_value=MOST_SEATS
    )
    vehicles = forms.IntegerField(
        label=_("Vehicles"), required=False, min_value=0, max_value=MOST_VEHICLES
    )
    evidence_on = ThaiDateField(
        label=_("Evidence of"),
        help_text=_("The day on which you saw that all this is so"),
        not_future=True,
        initial=today,
    )

    def __init__(self, *args: Any, user: User, area: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, services = self.fields["focal_volunteer"], self.fields["services"]
        assert isinstance(field, VolunteerField)  # noqa: S101 - tells the type
        assert isinstance(services, forms.MultipleChoiceField)  # noqa: S101 - the same
        field.limit_to(volunteers_for(user).filter(within("area", [area] if area else [])))
        services.choices = [(one.code, one.name) for one in services_on(today())]

    @staticmethod
    def initial_of(centre: Centre, profile: Profile) -> dict[str, Any]:
        """What stands there now; the evidence is new each time."""
        return {
            **{name: getattr(centre, name) for name in ("name_th", "place", "phone")},
            **{
                name: getattr(profile, name)
                for name in (
                    "focal_volunteer", "focal_name", "focal_phone", "services", "hours",
                    "seats", "vehicles",
                )
            },
        }  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("focal_volunteer") and told.get("focal_name"):
            raise ValidationError(
                {"focal_name": gettext("Name one focal person: a volunteer, or somebody else.")}
            )
        return told

    def facts(self) -> CentreFacts:
        """What the actions take."""
        told = self.cleaned_data
        focal = told["focal_volunteer"]
        return CentreFacts(
            focal_volunteer=str(focal.pk) if focal else "",
            focal_phone=told["focal_phone"] or "",
            evidence_on=told["evidence_on"].isoformat(),
            services=[one.code for one in services_on(today()) if one.code in told["services"]],
            **{
                name: told[name]
                for name in (
                    "name_th", "place", "phone", "hours", "focal_name", "seats", "vehicles",
                )
            },
        )  # fmt: skip


class ProposeForm(FactsForm):
    """A proposal says why as well."""

    note = CleanTextField(label=_("Why it changes"), max_length=300, required=False)


class FoundForm(FactsForm):
    """A new centre: for which area, and what is known of it."""

    area = AreaField(
        label=_("Area"), help_text=_("The province, district or sub-district of the centre")
    )
    field_order = ["area"]

    def __init__(self, *args: Any, user: User, under: list[str], **kwargs: Any) -> None:
        super().__init__(*args, user=user, area=under[0], **kwargs)
        area, focal = self.fields["area"], self.fields["focal_volunteer"]
        assert isinstance(area, AreaField)  # noqa: S101 - tells the type
        assert isinstance(focal, VolunteerField)  # noqa: S101 - the same
        area.limit_to(under)
        focal.limit_to(volunteers_for(user).filter(within("area", scope(user))))
        name = self.fields["name_th"]
        name.required = False
        name.help_text = gettext("Left empty, the centre is called after its area")

    def clean_area(self) -> Area:
        area: Area = self.cleaned_data["area"]
        if area.level not in CentreLevel.values:
            raise ValidationError(gettext("Choose a province, a district or a sub-district."))
        return area

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        area, focal = told.get("area"), told.get("focal_volunteer")
        if area and focal and not focal.area_id.startswith(area.pk):
            raise ValidationError(
                {
                    "focal_volunteer": gettext(
                        "The focal person is a registered volunteer of the centre's area."
                    )
                }
            )
        return told


class ReasonForm(AsaForm):
    """Why something is rejected or called off, for those who wait for it."""

    reason = CleanTextField(label=_("Reason"), max_length=300, widget=forms.Textarea)
