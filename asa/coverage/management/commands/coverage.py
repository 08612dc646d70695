import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from asa.common.pastday import past_day
from asa.common.thaidate import thai_date, today
from asa.coverage.queries import as_at, coverage_of, tambons_without, villages_without
from asa.coverage.wording import definitions, definitions_as_at
from asa.places.models import Area
from asa.places.queries import areas_on


class Command(BaseCommand):
    help = "Where volunteers are in an area and where none is, with definitions and day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default="TH", help="DOPA code; without it the country")
        parser.add_argument(
            "--as-at", help="a day, such as 30/9/2561, or a fiscal year (B.E.), for its last day"
        )
        parser.add_argument("--json", action="store_true", help="JSON alone on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["area"]
        with translation.override("th"):
            day = past_day(options["as_at"]) if options["as_at"] else None
            area = areas_on(Area.objects.filter(code=code), day or today()).first()
            if area is None or len(code) > 6:
                sentence = _("There is no area from the country to a sub-district with this code:")
                raise CommandError(f"{sentence} {code}", returncode=2)
            found = told_as_at(area.code, day) if day else told(area.code, today())
            if options["json"]:
                self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
                return
            self.stdout.write(f"{area.name_th} ({area.code}) ณ {thai_date(day or today())}")
            for name, sentence in found["definitions"].items():
                if name in found:
                    value = found[name]
                    shown = len(value) if isinstance(value, list) else value
                    self.stdout.write(f"{'–' if shown is None else shown:>9}  {name}  {sentence}")


def told_as_at(area: str, day: date) -> dict[str, Any]:
    """The coverage of an area as it was on a day; what was not kept of a day is not there."""
    found = as_at(area, day)
    total = found.total
    return {
        "as_of": day.isoformat(),
        "area": area,
        "tambons": total.tambons,
        "villages": total.villages,
        "without_volunteer": found.tambons_without,
        "villages_without_volunteer": found.villages_without,
        "volunteers": total.volunteers,
        "households": total.households,
        "ratio": total.ratio,
        "tambons_below_target": total.tambons_short,
        "villages_below_target": total.villages_short,
        "ages": {
            band.code: {sex.value: n for sex, n in band.by_sex.items()} for band in found.ages
        },
        "definitions": definitions_as_at(),
    }


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
