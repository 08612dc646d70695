import json
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from asa.common.errors import DomainError
from asa.coverage.importers import load_shapes
from asa.people.actions import system_user


class Command(BaseCommand):
    help = "Outlines of areas for the maps, from GeoJSON or TopoJSON with DOPA codes or p-codes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a file such as tambons.geojson")
        parser.add_argument("--json", action="store_true", help="JSON alone on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        with translation.override("th"):
            try:
                with path.open("rb") as file:
                    loaded = load_shapes(file, name=path.name, by=system_user())
            except OSError:
                sentence = _("There is no such file, or it cannot be read:")
                raise CommandError(f"{sentence} {path.name}", returncode=2) from None
            except (DomainError, PermissionDenied) as error:
                raise CommandError(str(error), returncode=2) from None
            if options["json"]:
                self.stdout.write(json.dumps(vars(loaded), ensure_ascii=False))
                return
            said = _("%(n)s outlines are kept; %(unknown)s codes are unknown here: %(codes)s")
            self.stdout.write(
                said
                % {
                    "n": f"{loaded.outlines:,}",
                    "unknown": len(loaded.unknown),
                    "codes": ", ".join(loaded.unknown[:20]) or "–",
                }
            )
