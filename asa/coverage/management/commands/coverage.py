import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from asa.common.thaidate import thai_date, today
from asa.coverage.queries import coverage_of, tambons_without, villages_without
from asa.coverage.wording import definitions
from asa.places.models import Area


class Command(BaseCommand):
    help = "Where volunteers are in an area and where none is, with definitions and day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default="TH", help="DOPA code; without it the country")
        parser.add_argument("--json", action="store_true", help="JSON alone on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["area"]
        area = Area.objects.filter(code=code, ended_on__isnull=True).first()
        with translation.override("th"):
            if area is None or len(code) > 6:
                sentence = _("There is no area from the country to a sub-district with this code:")
                raise CommandError(f"{sentence} {code}", returncode=2)
            found = told(area.code, today())
            if options["json"]:
                self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
                return
            self.stdout.write(f"{area.name_th} ({area.code}) ณ {thai_date(today())}")
            for name, sentence in definitions().items():
                if name in found:
                    value = found[name]
                    shown = len(value) if isinstance(value, list) else value
                    self.stdout.write(f"{'–' if shown is None else shown:>9}  {name}  {sentence}")


def told(area: str, on: date) -> dict[str, Any]:
    """The coverage of an area in the shape that `asa coverage --json` prints."""
    total = coverage_of(area, on).total
    found: dict[str, Any] = {
        "as_of": on.isoformat(),
        "area": area,
        "tambons": total.tambons,
        "villages": total.villages,
        "without_volunteer": tambons_without(area, on),
        "villages_without_volunteer": villages_without(area, on),
        "volunteers": total.volunteers,
        "active": total.active,
        "households": total.households,
        "ratio": total.ratio,
        "tambons_below_target": total.tambons_short,
        "villages_below_target": total.villages_short,
    }
    sentences = definitions()
    short = sentences.pop("short")
    del sentences["states"]
    sentences |= {"tambons_below_target": short, "villages_below_target": short}
    return {**found, "definitions": sentences}
