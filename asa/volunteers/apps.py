from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "asa.volunteers"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.people import linking, merging
        from asa.volunteers.linking import ENTRY, is_registered_in
        from asa.volunteers.models import Volunteer
        from asa.volunteers.rules import sees_register
        from asa.volunteers.views.imports import PAGES
        from asa.volunteers.wording import LOGGED, RECORDS

        menu.register(
            _("Volunteers"), "volunteers:list", shown=sees_register, icon="people", order=40
        )
        PAGES.register()
        linking.register(is_registered_in)
        merging.register(Volunteer, "person", ENTRY)
        verbs.register(LOGGED, RECORDS)
