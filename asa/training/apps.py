from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "asa.training"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.notices.calendars import register_events
        from asa.places import moving
        from asa.training import jobs
        from asa.training.actions.joining import join_enrolments, part_enrolments
        from asa.training.kinds import register_notices
        from asa.training.kinds_certificates import register_certificate_notices
        from asa.training.linking import register_links
        from asa.training.models import (
            Certificate,
            CertificateCounter,
            Cohort,
            Enrolment,
            Quota,
            Signer,
            Workshop,
        )
        from asa.training.queries import own_events
        from asa.training.rules import plans_workshops, sees_signers, sees_skills, sees_workshops
        from asa.training.views.imports import PAGES
        from asa.training.wording import RECORDS, VERBS

        menu.register(_("Training"), "training:list", shown=sees_workshops, icon="people", order=50)
        menu.register(
            _("Skills"), "training:skills", place=menu.Place.REGISTER, shown=sees_skills, order=50
        )
        menu.register(
            _("My certificates and skills"),
            "training:mine",
            place=menu.Place.PERSON,
            shown=sees_workshops,
            icon="card",
            order=40,
        )
        menu.register(
            _("Certificates"),
            "training:signers",
            place=menu.Place.RULES,
            shown=sees_signers,
            order=55,
        )
        menu.register(
            _("Reminders of workshops"),
            "training:reminders",
            place=menu.Place.RULES,
            shown=plans_workshops,
            order=57,
        )
        menu.register(
            _("Courses"),
            "training:courses",
            place=menu.Place.RULES,
            shown=plans_workshops,
            order=45,
        )
        jobs.register()
        register_certificate_notices()
        verbs.register(VERBS, RECORDS)
        register_notices()
        register_events("training.cohorts", own_events)

        for model, name in (
            (Workshop, "owner"),
            (Cohort, "place"),
            (Quota, "area"),
            (Enrolment, "area"),
            (Enrolment, "nominated_for"),
            (Certificate, "owner"),
            (CertificateCounter, "owner"),
            (Signer, "owner"),
        ):
            moving.stays(model, name, "a workshop shows the areas as they were on its days")
        register_links(join_enrolments, part_enrolments)
        PAGES.register()
