from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "asa.notices"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.notices import jobs
        from asa.notices.channels import register_channels
        from asa.notices.models import Notice
        from asa.notices.queries import unread_count
        from asa.notices.rules import can_read_quiet_hours, sees_outbox
        from asa.notices.wording import LOGGED, RECORDS
        from asa.places import moving

        menu.register(
            _("Notices"),
            "notices:list",
            place=menu.Place.TOOLS,
            count=unread_count,
            icon="bell",
            order=20,
        )
        menu.register(
            _("How I am told"),
            "notices:telling",
            place=menu.Place.PERSON,
            icon="bell",
            order=12,
        )
        menu.register(
            _("Outbox"),
            "notices:outbox",
            place=menu.Place.PERSON,
            shown=sees_outbox,
            icon="send",
            order=75,
        )
        menu.register(
            _("Quiet hours"),
            "notices:quiet_hours",
            place=menu.Place.RULES,
            shown=can_read_quiet_hours,
            order=80,
        )
        moving.stays(Notice, "area", "what was told on a day, of the area of then")
        register_channels()
        jobs.register()
        verbs.register(LOGGED, RECORDS)
