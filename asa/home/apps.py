from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "asa.home"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.home import jobs
        from asa.home.rules import can_audit, has_a_post
        from asa.home.wording import RECORDS, VERBS
        from asa.people.rules import works_in_the_field

        jobs.register()
        menu.register(_("Home"), "home:first", shown=has_a_post, order=10)
        menu.register(
            _("Today"),
            "home:first",
            place=menu.Place.FIELD,
            shown=works_in_the_field,
            icon="today",
            order=10,
        )
        menu.register(_("Journal and access log"), "home:audit", shown=can_audit, order=70)
        verbs.register(VERBS, RECORDS)
