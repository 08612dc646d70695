from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "asa.volunteers"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.people import linking, merging
        from asa.volunteers.linking import ENTRY, is_registered_in
        from asa.volunteers.models import Volunteer
        from asa.volunteers.rules import keys_in_applications, sees_register
        from asa.volunteers.views.imports import PAGES
        from asa.volunteers.wording import LOGGED, RECORDS

        menu.register(
            _("Volunteers"), "volunteers:list", shown=sees_register, icon="people", order=40
        )
        menu.register(
            _("Register of volunteers"),
            "volunteers:list",
            place=menu.Place.REGISTER,
            shown=sees_register,
            order=10,
        )
        menu.register(
            _("Sign-up days"),
            "volunteers:sign_up_days",
            place=menu.Place.REGISTER,
            shown=keys_in_applications,
            order=60,
        )
        menu.register(
            _("Volunteers"),
            "volunteers:working_rules",
            place=menu.Place.RULES,
            shown=sees_register,
            order=20,
        )
        PAGES.register()
        linking.register(is_registered_in)
        merging.register(Volunteer, "person", ENTRY)
        verbs.register(LOGGED, RECORDS)
