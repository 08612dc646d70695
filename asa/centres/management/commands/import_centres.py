from typing import Any

from asa.centres.importers import import_centres
from asa.common.imports import Report
from asa.common.imports.command import ImportCommand, check_province
from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.places.codes import Level
from asa.places.models import Area


class Command(ImportCommand):
    looks_first = False
    help = "Bring in a list of coordination centres, or say what must be mended first."

    def bring_in(self, **options: Any) -> Report:
        province = options["province"]
        known = Area.objects.filter(pk=province, level=Level.PROVINCE).exists()
        check_province(province, known)
        return import_centres(
            options["file"],
            by=system_user(),
            province=province,
            trial=options["trial"],
            all_or_nothing=options["all_or_nothing"],
            on=today(),
            name=str(options["file"]),
        )
