import sys
from typing import Any

from django.core.management.base import BaseCommand

from asa.common import accesslog, chains, journal
from asa.common.models import AccessEntry, JournalEntry


class Command(BaseCommand):
    help = "Check that nothing in the journal and the access log was changed, cut or taken out."

    def handle(self, *args: Any, **options: Any) -> None:
        sound = True
        for model, log in ((JournalEntry, journal.LOG), (AccessEntry, accesslog.LOG)):
            read, faults = chains.verify(model, log)
            self.stdout.write(f"{log}: {read} entries, {len(faults)} faults")
            for fault in faults:
                self.stdout.write(f"  {fault.chain} {fault.seq}: {fault.what}")
            sound = sound and not faults
        if not sound:
            sys.exit(1)
