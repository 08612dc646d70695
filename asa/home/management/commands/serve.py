from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from asa.common.marks import is_demo
from asa.home.preparing import why_not_ready
from asa.home.serving import serve_until_stopped, why_not_reachable


class Command(BaseCommand):
    help = "Serve the pages and do the jobs, until stopped."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if reason := why_not_ready() or why_not_reachable():
            raise CommandError(reason)
        signins = Path(settings.ASA_DATA_DIR) / "demo-signins.txt"
        if is_demo() and signins.exists():
            self.stdout.write(signins.read_text(encoding="utf-8"))
        host = f"[{settings.ASA_HOST}]" if ":" in settings.ASA_HOST else settings.ASA_HOST
        self.stdout.write(f"Asa: http://{host}:{settings.ASA_PORT}/")
        self.stdout.flush()
        serve_until_stopped()
