from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "asa.training"

    def ready(self) -> None:
        from asa.places import moving
        from asa.training.models import Cohort, Enrolment, Quota, Workshop

        for model, name in (
            (Workshop, "owner"),
            (Cohort, "place"),
            (Quota, "area"),
            (Enrolment, "area"),
        ):
            moving.stays(model, name, "a workshop shows the areas as they were on its days")
