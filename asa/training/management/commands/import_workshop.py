from argparse import ArgumentParser
from typing import Any

from asa.common.imports import Report
from asa.common.imports.command import ImportCommand, check_province
from asa.common.thaidate import parse_thai_date, today
from asa.people.actions import system_user
from asa.places.codes import Level
from asa.places.models import Area
from asa.training.importers import import_workshop


class Command(ImportCommand):
    help = "Bring a list of participants with its seats into a cohort of a workshop."
    looks_first = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--workshop", help="its name, where the list does not tell it")
        parser.add_argument("--cohort", type=int, help="number of the cohort")
        parser.add_argument("--from", dest="starts_on", help="first day, such as 21/03/2561")
        parser.add_argument("--until", dest="ends_on", help="last day")
        parser.add_argument("--venue", help="venue with its province")
        parser.add_argument("--course", help="code of the course, such as potential")

    def bring_in(self, **options: Any) -> Report:
        province = options["province"]
        known = Area.objects.filter(pk=province, level=Level.PROVINCE).exists()
        check_province(province, known)
        days = {name: options[name] for name in ("starts_on", "ends_on") if options[name]}
        said = {name: parse_thai_date(day) for name, day in days.items()}
        said |= {key: options[key] for key in ("cohort", "venue", "course")}
        return import_workshop(
            options["file"],
            by=system_user(),
            province=province,
            said=said | {"name": options["workshop"]},
            trial=options["trial"],
            all_or_nothing=options["all_or_nothing"],
            on=today(),
        )
