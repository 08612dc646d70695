from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VolunteersConfig(AppConfig):
    name = "asa.volunteers"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from asa.common import menu, verbs
        from asa.people import linking, merging
        from asa.volunteers.kinds import register_notices
        from asa.volunteers.linking import ENTRY, is_registered_in
        from asa.volunteers.models import Volunteer
        from asa.volunteers.models.order import keep_list_order
        from asa.volunteers.moving import register_movers
        from asa.volunteers.receivers import volunteer_took_a_step
        from asa.volunteers.rules import (
            keeps_register,
            keys_in_applications,
            sees_grown_up,
            sees_register,
        )
        from asa.volunteers.signals import volunteer_stepped
        from asa.volunteers.views import change_imports, imports
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
            _("Youth who are old enough"),
            "volunteers:grown_up",
            place=menu.Place.REGISTER,
            shown=sees_grown_up,
            order=65,
        )
        menu.register(
            _("Volunteers"),
            "volunteers:working_rules",
            place=menu.Place.RULES,
            shown=sees_register,
            order=20,
        )
        menu.register(
            _("Transfers between provinces"),
            "volunteers:transfers",
            place=menu.Place.REGISTER,
            shown=keeps_register,
            order=62,
        )
        post_migrate.connect(keep_list_order, sender=self)
        volunteer_stepped.connect(volunteer_took_a_step, dispatch_uid="volunteers.transfers")
        register_notices()
        imports.PAGES.register()
        change_imports.PAGES.register()
        register_movers()
        linking.register(is_registered_in)
        merging.register(Volunteer, "person", ENTRY)
        verbs.register(LOGGED, RECORDS)
