import json
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.common.thaidate import fiscal_year, today
from asa.people.actions import system_user
from asa.places.codes import WHOLE_COUNTRY
from asa.places.models import Area
from asa.volunteers.actions.linkage import note_likely, read_to_link
from asa.volunteers.linkage import likely_pairs, why_not_linkable
from asa.volunteers.queries.linkage import last_day_of, linkage_percent


class Command(BaseCommand):
    help = "The yearly clean-up: put entries that are likely one person before who judges them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", default=WHOLE_COUNTRY, help="DOPA code; else the country")
        parser.add_argument(
            "--year", type=int, help="fiscal year (B.E.) until whose last day entries are read"
        )
        parser.add_argument("--json", action="store_true", help="JSON alone on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("th"):
            if reason := why_not_linkable():
                raise CommandError(reason, returncode=2)
            if not Area.objects.filter(code=options["area"]).exists():
                sentence = _("There is no area with the code %(code)s.")
                raise CommandError(sentence % {"code": options["area"]}, returncode=2)
            try:
                found = linked(options["area"], options["year"] or fiscal_year(today()))
            except DomainError as error:
                raise CommandError(str(error), returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for name, value in found.items():
            self.stdout.write(f"{name:16}  {value}")


def linked(area: str, year: int) -> dict[str, Any]:
    """Read, compare, note; the long part in between holds no transaction."""
    by, start = system_user(), time.monotonic()
    until = last_day_of(year, today())
    percent = linkage_percent(until)
    entries = read_to_link(area, until=until, by=by)
    found = likely_pairs(entries, threshold=percent / 100)
    province = {entry.key: entry.area[:2] for entry in entries}
    across = [one for one in found.pairs if province[str(one.one)] != province[str(one.other)]]
    new = note_likely(area, pairs=found.pairs, percent=percent, by=by, on=today())
    return {
        "area": area,
        "year": year,
        "until": until.isoformat(),
        "percent": percent,
        "read": len(entries),
        "learned": found.has_learned,
        "pairs": len(found.pairs),
        "across_provinces": len(across),
        "new": new,
        "seconds": round(time.monotonic() - start, 1),
    }
