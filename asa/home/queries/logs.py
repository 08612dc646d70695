"""The journal and the access log as an auditor reads them: who, what verb, which record, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from asa.common import accesslog, journal
from asa.common.codes import JobState
from asa.common.models import AccessEntry, ChainedEntry, ChainHead, Job, JournalEntry
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import covers, within

VERIFY, NIGHTLY = "home.verify", "home.nightly"
LOGS: dict[str, type[ChainedEntry]] = {journal.LOG: JournalEntry, accesslog.LOG: AccessEntry}


def entries_for(user: User, log: str) -> QuerySet[ChainedEntry]:
    """The lines of a log in the areas that the user audits, newest first by chain; no words."""
    found: QuerySet[ChainedEntry] = LOGS[log]._default_manager.filter(
        within("area", scope(user, Role.AUDITOR))
    )
    return found.defer("ciphertext").order_by("chain", "-seq")


def chains_for(user: User, log: str) -> list[ChainHead]:
    """The chains of a log that reach into the areas that the user audits."""
    codes = scope(user, Role.AUDITOR)
    heads = ChainHead.objects.filter(chain__startswith=f"{log}:").order_by("chain")
    if WHOLE_COUNTRY in codes:
        return list(heads)
    wanted = {f"{log}:{code[:2]}" for code in codes}
    return [head for head in heads if head.chain in wanted]


def lines_for(user: User, log: str, head: ChainHead) -> int:
    """How many lines of a chain the user audits: all, or those of the own part of the province."""
    if covers(scope(user, Role.AUDITOR), head.chain.split(":")[1]):
        return head.seq
    return entries_for(user, log).filter(chain=head.chain).count()


def names_of(keys: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names of those who acted, by key."""
    users = User.objects.filter(pk__in={key for key in keys if key}).select_related("person")
    return {user.pk: user.shown_name for user in users}


@dataclass(frozen=True)
class Verification:
    """What came of the last walk: when, how many lines, and the first broken place of a chain."""

    ended_at: datetime | None
    read: int
    faults: list[tuple[str, int]]


def last_verification(user: User, seen: set[str]) -> Verification | None:
    """The last walk over the logs, the user's own or the night's, with the faults of the chains
    that the user may see.
    """
    own = Q(kind=VERIFY, started_by_id=user.pk)
    walks = Job.objects.filter(own | Q(kind=NIGHTLY), state=JobState.DONE)
    job = walks.order_by("-ended_at").first()
    if job is None:
        return None
    faults = [(chain, seq) for chain, seq, _what in job.result["faults"] if chain in seen]
    return Verification(job.ended_at, job.result["read"], faults)
