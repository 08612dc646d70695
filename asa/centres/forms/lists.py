from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.centres.codes import Show
from asa.centres.queries import centres_matching, shown_as_asked
from asa.common.forms import FilterForm
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.queries import areas_under, name_of, within
from asa.volunteers.codes import CentreLevel
from asa.volunteers.models import Centre
from asa.volunteers.queries import LEADS, OFFICES


class CentreFilter(FilterForm):
    """What the list of centres is narrowed by."""

    q = forms.CharField(label=_("Name or place"), required=False, max_length=100)
    level = forms.ChoiceField(
        label=_("Level"), required=False, choices=[("", _("All")), *CentreLevel.choices]
    )
    area = forms.ChoiceField(label=_("Area"), required=False)
    show = forms.ChoiceField(
        label=_("To see to"), required=False, choices=[("", _("All")), *Show.choices]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = _areas_of(user)
        if len(areas) < 2:
            # One tambon or none has nothing to choose from.
            del self.fields["area"]
            return
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type
        field.choices = [("", gettext("All")), *areas]

    def apply(self, centres: QuerySet[Centre], on: date) -> QuerySet[Centre]:
        """The centres that fit; none if the question makes no sense."""
        if not self.is_valid():
            return centres.none()
        asked = self.cleaned_data
        centres = centres_matching(centres, asked["q"])
        if asked["level"]:
            centres = centres.filter(level=asked["level"])
        if asked.get("area"):
            centres = centres.filter(within("area", [asked["area"]]))
        return shown_as_asked(centres, asked["show"], on)


def _areas_of(user: User) -> list[tuple[str, str]]:
    """The provinces of whoever sees the country, else the districts of the own areas."""
    codes = scope(user, *LEADS, *OFFICES)
    wide = [code for code in codes if len(code) == 2]
    if WHOLE_COUNTRY in codes or len(wide) > 1:
        under = areas_under(WHOLE_COUNTRY, Level.PROVINCE)
        found = [area.code for area in under if WHOLE_COUNTRY in codes or area.code in wide]
        return [(code, name_of(code)) for code in found]
    districts = [area.code for code in wide for area in areas_under(code, Level.DISTRICT)]
    return [(code, name_of(code)) for code in districts]
