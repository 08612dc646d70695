from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "asa.places"

    def ready(self) -> None:
        from django.core.signals import request_started
        from django_tasks.signals import task_started

        from asa.common import menu, verbs
        from asa.common.models import AccessEntry, ImportBatch, Job, JournalEntry, KnownHeading
        from asa.places import jobs, moving
        from asa.places.models import AreaChange
        from asa.places.receivers import work_begins
        from asa.places.rules import sees_area_changes
        from asa.places.wording import RECORDS, VERBS

        menu.register(
            _("Areas of the country"),
            "places:country",
            place=menu.Place.PERSON,
            icon="map",
            order=70,
        )
        menu.register(
            _("Changes of areas"),
            "places:changes",
            place=menu.Place.PERSON,
            shown=sees_area_changes,
            icon="swap",
            order=71,
        )
        jobs.register()
        request_started.connect(work_begins, dispatch_uid="places.names")
        task_started.connect(work_begins, dispatch_uid="places.names")
        for model in (JournalEntry, AccessEntry):
            moving.stays(model, "area", "a line of a log is never changed")
        moving.stays(Job, "area", "a province or the country")
        moving.stays(KnownHeading, "area", "a province or the country")
        moving.stays(ImportBatch, "area", "a province or the country")
        moving.stays(AreaChange, "province", "a change stays within its province")
        verbs.register(VERBS, RECORDS)
