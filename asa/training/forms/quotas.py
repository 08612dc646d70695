from typing import Any

from django import forms

from asa.common.forms import AsaForm
from asa.places.models import Area, Region
from asa.places.queries import shown_place
from asa.training.codes import MOST_SEATS
from asa.training.models import Cohort


class QuotasForm(AsaForm):
    """How many seats each area or region has; an area with none has no quota."""

    def __init__(
        self, *args: Any, cohort: Cohort, places: list[Area | Region], shares: dict[str, int],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.cohort, self.places = cohort, {_key(place): place for place in places}
        for key, place in self.places.items():
            self.fields[key] = forms.IntegerField(
                label=place.name if isinstance(place, Region) else shown_place(place.pk),
                min_value=0,
                max_value=MOST_SEATS,
                required=False,
                initial=shares.get(key, 0),
            )

    def shares(self) -> dict[Area | Region, int]:
        told = self.cleaned_data
        return {place: told[key] or 0 for key, place in self.places.items()}

    @property
    def total(self) -> int:
        """The seats of all fields together, as they stand on the page."""
        return sum(int(self[key].value() or 0) for key in self.places if _is_number(self[key]))


def _key(place: Area | Region) -> str:
    return f"region-{place.pk}" if isinstance(place, Region) else f"area-{place.pk}"


def _is_number(bound: forms.BoundField) -> bool:
    return str(bound.value() or 0).isdigit()
