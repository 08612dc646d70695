from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "asa.notices"

    def ready(self) -> None:
        from asa.common import menu
        from asa.notices.models import Notice
        from asa.notices.queries import unread_count
        from asa.places import moving

        menu.register(
            _("Notices"),
            "notices:list",
            place=menu.Place.TOOLS,
            count=unread_count,
            icon="bell",
            order=20,
        )
        moving.stays(Notice, "area", "what was told on a day, of the area of then")
