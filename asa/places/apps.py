from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "asa.places"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.places.wording import RECORDS, VERBS

        menu.register(
            _("Areas of the country"),
            "places:country",
            place=menu.Place.PERSON,
            icon="map",
            order=70,
        )
        verbs.register(VERBS, RECORDS)
