from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReverificationConfig(AppConfig):
    name = "asa.reverification"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.notices.calendars import register_events
        from asa.places import moving
        from asa.reverification.kinds import register_notices
        from asa.reverification.models import Entry, Round
        from asa.reverification.queries import round_events
        from asa.reverification.rules import can_read_rules, sees_rounds
        from asa.reverification.wording import RECORDS, VERBS

        menu.register(
            _("Re-verification"),
            "reverification:list",
            place=menu.Place.PERSON,
            shown=sees_rounds,
            icon="tick",
            order=66,
        )
        menu.register(
            _("Re-verification"),
            "reverification:list",
            place=menu.Place.REGISTER,
            shown=sees_rounds,
            order=70,
        )
        menu.register(
            _("Re-verification"),
            "reverification:working_rules",
            place=menu.Place.RULES,
            shown=can_read_rules,
            order=50,
        )
        register_notices()
        register_events("reverification.rounds", round_events)
        for model, name in ((Round, "area"), (Entry, "area"), (Entry, "moved_to")):
            moving.stays(model, name, "a round counts where the register had her on its first day")
        verbs.register(VERBS, RECORDS)
