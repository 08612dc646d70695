from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from asa.common.marks import is_demo
from asa.home.preparing import prepare_what_changed, why_not_ready, why_not_this_data
from asa.home.serving import serve_until_stopped, why_not_reachable
from asa.people.models import Person


class Command(BaseCommand):
    help = "Serve the pages and do the jobs, until stopped."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from-nothing",
            action="store_true",
            help="first prepare what changed, and bring the demonstration where no person is",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        why_not = self._begin if options["from_nothing"] else why_not_ready
        if reason := why_not_reachable() or why_not():
            raise CommandError(reason)
        signins = Path(settings.ASA_DATA_DIR) / "demo-signins.txt"
        if is_demo() and signins.exists():
            self.stdout.write(signins.read_text(encoding="utf-8"))
        host = f"[{settings.ASA_HOST}]" if ":" in settings.ASA_HOST else settings.ASA_HOST
        self.stdout.write(f"Asa: http://{host}:{settings.ASA_PORT}/")
        self.stdout.flush()
        serve_until_stopped()

    def _begin(self) -> str:
        """What `asa prepare` and `asa demo --if-empty` do, in this one process."""
        if prepare_what_changed():
            self.stdout.write("Asa is prepared.")
        if not Person.objects.exists():
            call_command("demo", if_empty=True, stdout=self.stdout)  # serving tells the sign-ins
            is_demo.cache_clear()
        return why_not_this_data()
