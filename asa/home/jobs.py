"""Long work of the top floor: walking the chains of both logs."""

from typing import Any

from django.urls import reverse

from asa.common import accesslog, chains, jobs, journal
from asa.common.models import AccessEntry, Job, JournalEntry
from asa.home.queries import VERIFY


def verify_logs(job: Job) -> dict[str, Any]:
    """Walk every chain of both logs; tells how many lines were read and where a chain is broken."""
    read, found = 0, []
    for model, log in ((JournalEntry, journal.LOG), (AccessEntry, accesslog.LOG)):
        counted, faults = chains.verify(model, log)
        read += counted
        found += [[fault.chain, fault.seq, fault.what] for fault in faults]
    return {"page": reverse("home:first"), "read": read, "faults": found}


def register() -> None:
    jobs.register(VERIFY, verify_logs)
