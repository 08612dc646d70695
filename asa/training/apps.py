from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "asa.training"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.notices.calendars import register_events
        from asa.people import merging
        from asa.places import moving
        from asa.training.kinds import register_notices
        from asa.training.linking import ENROLMENT
        from asa.training.models import Cohort, Enrolment, Quota, Workshop
        from asa.training.queries import own_events
        from asa.training.rules import plans_workshops, sees_workshops
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
        register_notices()
        merging.register(Enrolment, "person", ENROLMENT)
        register_events("training.cohorts", own_events)

        for model, name in (
            (Workshop, "owner"),
            (Cohort, "place"),
            (Quota, "area"),
            (Enrolment, "area"),
        ):
            moving.stays(model, name, "a workshop shows the areas as they were on its days")
