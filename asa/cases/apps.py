from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "asa.cases"

    def ready(self) -> None:
        from asa.cases.checks import checks_waiting, households_waiting_for
        from asa.cases.forms.filters import count_mine
        from asa.cases.kinds import register_reporting
        from asa.cases.kinds_office import register_office
        from asa.cases.linking import register_links
        from asa.cases.moving import register_movers
        from asa.cases.rules.checking import may_check
        from asa.cases.rules.lists import can_read_programmes, names_protection
        from asa.cases.rules.office import can_list_cases, can_list_referrals, pays_aid
        from asa.cases.rules.tasks import can_open_case, can_open_follow_up
        from asa.cases.wording_office import LOGGED, RECORDS
        from asa.common import menu, verbs
        from asa.households.kinds import register_waiting
        from asa.people.rules import works_in_the_field

        register_links()
        register_movers()
        register_reporting(may_open_case=can_open_case)
        register_office(may_open_case=can_open_case, may_open_follow_up=can_open_follow_up)
        verbs.register(LOGGED, RECORDS)
        register_waiting(households_waiting_for)
        menu.register(
            _("Reports to check"), "cases:checks", shown=may_check, count=checks_waiting, order=15
        )
        for where in (menu.Place.FIELD, menu.Place.OFFICE):
            menu.register(
                _("My reports"),
                "cases:reports",
                place=where,
                shown=works_in_the_field,
                icon="file",
                order=35,
            )
        menu.register(_("Cases"), "cases:list", shown=can_list_cases, count=count_mine, order=20)
        menu.register(_("Payments"), "cases:payments", shown=pays_aid, order=21)
        menu.register(_("Referrals"), "cases:referrals", shown=can_list_referrals, order=22)
        menu.register(
            _("Aid programmes"),
            "cases:programmes",
            place=menu.Place.PERSON,
            shown=can_read_programmes,
            order=60,
        )
        menu.register(
            _("Rules of the work"),
            "cases:working_rules",
            place=menu.Place.PERSON,
            shown=can_read_programmes,
            order=60,
        )
        menu.register(
            _("Cases"),
            "cases:working_rules",
            place=menu.Place.RULES,
            shown=can_read_programmes,
            order=10,
        )
        menu.register(
            _("Protection and duty"),
            "cases:protection",
            place=menu.Place.PERSON,
            shown=names_protection,
            order=61,
        )
