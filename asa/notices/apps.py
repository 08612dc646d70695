from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "asa.notices"

    def ready(self) -> None:
        from asa.common import menu
        from asa.notices.queries import unread_count

        menu.register(
            _("Notices"),
            "notices:list",
            place=menu.Place.TOOLS,
            count=unread_count,
            icon="bell",
            order=20,
        )
