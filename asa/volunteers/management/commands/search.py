import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from asa.people.actions import system_user
from asa.places.codes import WHOLE_COUNTRY
from asa.places.models import Area
from asa.volunteers.queries import volunteers_for
from asa.volunteers.searching import Search

# More than a country has.
ALL = 100_000_000


class Command(BaseCommand):
    help = "Look for volunteers by a fragment of the name, or by a number."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", help="fragment of a name, registration number, telephone, id")
        parser.add_argument("--area", default=WHOLE_COUNTRY, help="DOPA code; else the country")
        parser.add_argument("--most", type=int, default=ALL, help="at most so many; else all")
        parser.add_argument("--json", action="store_true", help="JSON alone on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        area = options["area"]
        if not Area.objects.filter(code=area).exists():
            sentence = _("There is no area with the code %(code)s.") % {"code": area}
            raise CommandError(sentence, returncode=2)
        if options["most"] < 1:
            raise CommandError(_("Ask for one volunteer at least."), returncode=2)
        if not options["text"].strip():
            raise CommandError(_("Write what to look for."), returncode=2)
        user = system_user()
        search = Search(user, options["text"], [area], rows=options["most"])
        found = search.among(volunteers_for(user))
        search.note(found)
        if found.more:
            self.stderr.write(_("More fit than these; --most says how many are shown."))
        rows = [
            {
                "id": str(row.pk),
                "name": row.name,
                "registration_no": _number(row.registration_no, row.registration_year_be),
                "area": row.area,
            }
            for row in found.rows
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['area']:8}  {row['registration_no']:16}  {row['name']}")


def _number(number: str, year: int | None) -> str:
    return f"{number}/{year}" if number and year else number
