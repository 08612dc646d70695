import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from asa.common.thaidate import thai_date, today
from asa.home.queries import definitions, figures
from asa.places.models import Area


class Command(BaseCommand):
    help = "The standing numbers of an area with their definitions and their day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default="TH", help="DOPA code; without it the country")
        parser.add_argument("--json", action="store_true", help="JSON alone on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        area = Area.objects.filter(code=options["area"]).first()
        if area is None:
            sentence = _("There is no area with the code %(code)s.") % {"code": options["area"]}
            raise CommandError(sentence, returncode=2)
        with translation.override("th"):
            found = figures(area.code, today())
            if options["json"]:
                self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
                return
            self.stdout.write(f"{area.name_th} ({area.code}) ณ {thai_date(found.as_of)}")
            words = definitions()
            for name, value in vars(found).items():
                if isinstance(value, int):
                    self.stdout.write(f"{value:>9,}  {name}  {words.get(name, words['areas'])}")
