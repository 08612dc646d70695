from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "asa.partners"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.partners.moving import register_movers
        from asa.partners.rules import can_list_partners
        from asa.partners.wording import RECORDS, VERBS

        menu.register(
            _("Agencies"),
            "partners:list",
            place=menu.Place.PERSON,
            shown=can_list_partners,
            icon="hand",
            order=60,
        )
        register_movers()
        verbs.register(VERBS, RECORDS)
