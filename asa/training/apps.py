from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "asa.training"

    def ready(self) -> None:
        from asa.common import verbs
        from asa.places import moving
        from asa.training.linking import register_links
        from asa.training.models import Cohort, Enrolment, Quota, Workshop
        from asa.training.views.imports import PAGES
        from asa.training.wording import RECORDS, VERBS

        for model, name in (
            (Workshop, "owner"),
            (Cohort, "place"),
            (Quota, "area"),
            (Enrolment, "area"),
        ):
            moving.stays(model, name, "a workshop shows the areas as they were on its days")
        register_links()
        PAGES.register()
        verbs.register(VERBS, RECORDS)
