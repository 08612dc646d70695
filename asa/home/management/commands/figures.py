import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from asa.common.pastday import past_day
from asa.common.thaidate import thai_date, today
from asa.home.queries import definitions, figures, figures_as_at
from asa.places.models import Area


class Command(BaseCommand):
    help = "The standing numbers of an area with their definitions and their day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default="TH", help="DOPA code; without it the country")
        parser.add_argument(
            "--as-at",
            help="a day, such as 30/9/2561, or a fiscal year (B.E.), for its last day: on the areas"
            " of that day",
        )
        parser.add_argument("--json", action="store_true", help="JSON alone on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        area = Area.objects.filter(code=options["area"]).first()
        if area is None:
            sentence = _("There is no area with the code %(code)s.") % {"code": options["area"]}
            raise CommandError(sentence, returncode=2)
        with translation.override("th"):
            if options["as_at"]:
                self._tell_as_at(area, options)
                return
            found = figures(area.code, today())
            if options["json"]:
                self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
                return
            self.stdout.write(f"{area.name_th} ({area.code}) ณ {thai_date(found.as_of)}")
            words = definitions()
            for name, value in vars(found).items():
                if isinstance(value, int):
                    self.stdout.write(f"{value:>9,}  {name}  {words.get(name, words['areas'])}")

    def _tell_as_at(self, area: Area, options: dict[str, Any]) -> None:
        day = past_day(options["as_at"])
        found = figures_as_at(area.code, day).as_json()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{area.name_th} ({area.code}) ณ {thai_date(day)}")
        words, without = found["definitions"], len(found["without_volunteer"])
        for name, n in found["areas"].items():
            self.stdout.write(f"{n:>9,}  {name}  {words['areas']}")
        self.stdout.write(f"{found['volunteers']['working']:>9,}  working  {words['working']}")
        self.stdout.write(f"{without:>9,}  without_volunteer  {words['without_volunteer']}")
