from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from asa.home.demo.building import build
from asa.home.demo.crowd import COUNTRY
from asa.home.demo.people import signins_file
from asa.home.preparing import why_not_ready
from asa.people.models import Person


class Command(BaseCommand):
    help = "Fill an empty installation with a demonstration of invented people."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where people are already there"
        )
        parser.add_argument(
            "--national",
            action="store_true",
            help=f"with the register of all provinces: {COUNTRY:,} volunteers, a minute more",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.IN_PRODUCTION:
            raise CommandError(_("Production has no demonstration."), returncode=2)
        if reason := why_not_ready():
            raise CommandError(reason, returncode=2)
        if Person.objects.exists():
            if options["if_empty"]:
                return
            sentence = _(
                "There are people in this database already. "
                "The demonstration needs an empty one: set ASA_DATA_DIR to a new folder."
            )
            raise CommandError(sentence, returncode=2)
        with translation.override("th"):
            build(
                country=COUNTRY if options["national"] else 0,
                say=lambda line: self.stdout.write(f"  {line}"),
            )
        if not options["if_empty"]:  # `serve` follows it, and prints them beside the address
            self.stdout.write(signins_file().read_text(encoding="utf-8"))
