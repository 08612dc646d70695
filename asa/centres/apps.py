from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CentresConfig(AppConfig):
    name = "asa.centres"

    def ready(self) -> None:
        from asa.centres.kinds import register_notices
        from asa.centres.linking import join_support
        from asa.centres.queries import meeting_events
        from asa.centres.rules import can_read_lists, sees_centres, supports_somebody
        from asa.centres.views import imports
        from asa.centres.views.support import part_of_volunteer
        from asa.centres.wording import LOGGED, RECORDS
        from asa.common import menu, verbs
        from asa.notices.calendars import register_events
        from asa.volunteers.kinds import register_part
        from asa.volunteers.linking import join_by

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
        menu.register(
            _("Who needs support"),
            "centres:support",
            place=menu.Place.REGISTER,
            shown=supports_somebody,
            order=35,
        )
        register_part("centres/_supported_part.html", part_of_volunteer)
        join_by(join_support)
        register_notices()
        register_events("centres.meetings", meeting_events)
        imports.PAGES.register()
        verbs.register(LOGGED, RECORDS)
