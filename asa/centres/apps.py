from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentresConfig(AppConfig):
    name = "asa.centres"

    def ready(self) -> None:
        from asa.centres.kinds import register_notices
        from asa.centres.rules import can_read_lists, sees_centres
        from asa.centres.views import imports
        from asa.centres.wording import LOGGED, RECORDS
        from asa.common import menu, verbs

        # The bar is full at a desk; whoever works there daily comes by the first page's count.
        menu.register(
            _("Centres"),
            "centres:list",
            place=menu.Place.PERSON,
            shown=sees_centres,
            icon="house",
            order=55,
        )
        menu.register(
            _("Centres"), "centres:list", place=menu.Place.REGISTER, shown=sees_centres, order=30
        )
        menu.register(
            _("Centres"),
            "centres:working_rules",
            place=menu.Place.RULES,
            shown=can_read_lists,
            order=30,
        )
        register_notices()
        imports.PAGES.register()
        verbs.register(LOGGED, RECORDS)
