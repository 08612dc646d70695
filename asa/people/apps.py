from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "asa.people"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from asa.common import menu, verbs
        from asa.people import merging
        from asa.people.models import User
        from asa.people.models.name_index import keep_name_index
        from asa.people.moving import register_movers
        from asa.people.rules import can_list_users, judges_duplicates, works_in_the_field
        from asa.people.wording import RECORDS, VERBS

        menu.register(
            _("My account"), "people:me", place=menu.Place.PERSON, icon="person", order=10
        )
        menu.register(
            _("My account"),
            "people:me",
            place=menu.Place.FIELD,
            shown=works_in_the_field,
            icon="person",
            order=90,
        )
        menu.register(
            _("Users and posts"),
            "people:users",
            place=menu.Place.PERSON,
            shown=can_list_users,
            icon="people",
            order=20,
        )
        menu.register(
            _("Possible duplicates"),
            "people:duplicates",
            place=menu.Place.PERSON,
            shown=judges_duplicates,
            icon="swap",
            order=25,
        )
        menu.register(
            _("Possible duplicates"),
            "people:duplicates",
            place=menu.Place.REGISTER,
            shown=judges_duplicates,
            order=50,
        )
        verbs.register(VERBS, RECORDS)
        register_movers()
        merging.register(User, "person", merging.ACCOUNT)
        post_migrate.connect(keep_name_index, sender=self)
