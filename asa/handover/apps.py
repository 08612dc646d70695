from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HandoverConfig(AppConfig):
    name = "asa.handover"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.handover.kinds import register_notices
        from asa.handover.moving import register_movers
        from asa.handover.receivers import volunteer_took_a_step
        from asa.handover.rules import can_read_terms, oversees_handovers
        from asa.handover.views import part_of_volunteer
        from asa.handover.wording import RECORDS, VERBS
        from asa.households.rules import works_with_households
        from asa.volunteers.kinds import register_part
        from asa.volunteers.signals import volunteer_stepped

        volunteer_stepped.connect(volunteer_took_a_step, dispatch_uid="handover.step")
        register_part("handover/_part.html", part_of_volunteer)
        register_notices()
        menu.register(
            _("Handovers"),
            "handover:list",
            place=menu.Place.PERSON,
            shown=works_with_households,
            icon="people",
            order=25,
        )
        menu.register(
            _("Handovers"),
            "handover:list",
            place=menu.Place.REGISTER,
            shown=oversees_handovers,
            order=80,
        )
        register_movers()
        menu.register(
            _("Handovers"),
            "handover:working_rules",
            place=menu.Place.RULES,
            shown=can_read_terms,
            order=40,
        )
        verbs.register(VERBS, RECORDS)
