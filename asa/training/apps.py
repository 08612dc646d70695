from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "asa.training"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.places import moving
        from asa.training.linking import register_links
        from asa.training.models import Cohort, Enrolment, Quota, Workshop
        from asa.training.rules import plans_workshops, sees_workshops
        from asa.training.views.imports import PAGES
        from asa.training.wording import RECORDS, VERBS

        menu.register(_("Training"), "training:list", shown=sees_workshops, icon="people", order=50)
        menu.register(
            _("Courses"),
            "training:courses",
            place=menu.Place.RULES,
            shown=plans_workshops,
            order=45,
        )
        verbs.register(VERBS, RECORDS)

        for model, name in (
            (Workshop, "owner"),
            (Cohort, "place"),
            (Quota, "area"),
            (Enrolment, "area"),
        ):
            moving.stays(model, name, "a workshop shows the areas as they were on its days")
        register_links()
        PAGES.register()
