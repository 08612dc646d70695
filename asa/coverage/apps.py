from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoverageConfig(AppConfig):
    name = "asa.coverage"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.coverage.moving import register_movers
        from asa.coverage.rules import sees_coverage
        from asa.coverage.wording import RECORDS, VERBS

        menu.register(
            _("Coverage"),
            "coverage:show",
            place=menu.Place.PERSON,
            shown=sees_coverage,
            icon="map",
            order=65,
        )
        menu.register(
            _("Coverage"), "coverage:show", place=menu.Place.REGISTER, shown=sees_coverage, order=20
        )
        register_movers()
        verbs.register(VERBS, RECORDS)
