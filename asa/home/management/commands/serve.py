import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from asa.home.preparing import why_not_ready
from asa.home.serving import serve_until_stopped


class Command(BaseCommand):
    help = "Serve the pages and do the jobs, until stopped."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if reason := why_not_ready():
            raise CommandError(reason)
        self.stdout.write(f"Asa: http://{settings.ASA_HOST}:{settings.ASA_PORT}/")
        self.stdout.flush()
        sys.exit(serve_until_stopped())
