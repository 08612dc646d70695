from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "asa.tasks"

    def ready(self) -> None:
        from asa.common import menu, verbs
        from asa.households.kinds import register_panel
        from asa.households.rules import can_visit, works_with_households
        from asa.households.signals import visit_recorded
        from asa.notices import kinds as notices
        from asa.notices.calendars import register_events
        from asa.tasks import kinds
        from asa.tasks.moving import register_movers
        from asa.tasks.queries import task_events, tasks_on_page
        from asa.tasks.receivers import visit_was_recorded
        from asa.tasks.wording import RECORDS, VERBS

        visit_recorded.connect(visit_was_recorded, dispatch_uid="tasks.visit")
        kinds.register(
            kinds.VISIT,
            _("Visit the household"),
            url_name="households:visit",
            may_open=lambda user, task: can_visit(user, task.household),
        )
        notices.register("tasks.planned", _("You are asked to visit a household. See your tasks."))
        notices.register("tasks.assigned", _("A task was given to you. See your tasks."))
        notices.register("tasks.handed_on", _("A task of yours was given to a colleague."))
        notices.register_group(
            notices.Group("tasks", _("Tasks"), _("There is news of your tasks"), open_words=True)
        )
        register_events("tasks.due", task_events)
        register_panel("tasks/_panel.html", tasks_on_page, order=10)
        menu.register(
            _("Tasks"),
            "tasks:list",
            place=menu.Place.PERSON,
            shown=works_with_households,
            icon="today",
            order=20,
        )
        register_movers()
        verbs.register(VERBS, RECORDS)
