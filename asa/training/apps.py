from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "asa.training"

    def ready(self) -> None:
        from asa.common import occasions, verbs
        from asa.notices.calendars import register_events
        from asa.training import jobs
        from asa.training.actions.joining import (
            hold_cohorts,
            join_enrolments,
            part_enrolments,
        )
        from asa.training.kinds import register_notices
        from asa.training.kinds_certificates import register_certificate_notices
        from asa.training.linking import register_links
        from asa.training.moving import register_movers
        from asa.training.queries import occasion_held, occasions_held, own_events
        from asa.training.queries.activities import activity_events
        from asa.training.receivers import volunteer_took_a_step
        from asa.training.views.imports import PAGES
        from asa.training.wording import RECORDS, VERBS
        from asa.volunteers.signals import volunteer_stepped

        _show_in_menus()
        volunteer_stepped.connect(volunteer_took_a_step, dispatch_uid="training.step")
        jobs.register()
        register_certificate_notices()
        verbs.register(VERBS, RECORDS)
        register_notices()
        occasions.register_holder("training", occasions_held, occasion_held)
        register_events("training.cohorts", own_events)
        register_events("training.activities", activity_events)

        register_movers()
        register_links(join_enrolments, part_enrolments, hold_cohorts)
        PAGES.register()


def _show_in_menus() -> None:
    from asa.common import menu
    from asa.training.rules import (
        plans_workshops,
        sees_activities,
        sees_rates,
        sees_signers,
        sees_skills,
        sees_workshops,
    )

    menu.register(_("Training"), "training:list", shown=sees_workshops, icon="people", order=50)
    menu.register(
        _("Skills"), "training:skills", place=menu.Place.REGISTER, shown=sees_skills, order=50
    )
    menu.register(
        _("Planned activities"),
        "training:activities",
        place=menu.Place.REGISTER,
        shown=sees_activities,
        order=51,
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
    menu.register(
        _("Rates of budgets"),
        "training:rates",
        place=menu.Place.RULES,
        shown=sees_rates,
        order=46,
    )
