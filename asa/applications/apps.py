from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "asa.applications"

    def ready(self) -> None:
        from asa.applications.kinds import register_notices
        from asa.applications.moving import register_movers
        from asa.applications.rules import sees_applications
        from asa.applications.wording import LOGGED, RECORDS
        from asa.common import menu, verbs

        menu.register(
            _("Applications from the page"),
            "applications:list",
            place=menu.Place.REGISTER,
            shown=sees_applications,
            order=55,
        )
        register_notices()
        register_movers()
        verbs.register(LOGGED, RECORDS)
