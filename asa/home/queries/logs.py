"""The journal and the access log as an auditor reads them: who, what verb, which record, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from asa.cases.models import Case, Referral
from asa.common import accesslog, journal
from asa.common.codes import JobState
from asa.common.models import AccessEntry, ChainedEntry, ChainHead, Job, JournalEntry
from asa.households.models import Household, HouseholdMember, Photo
from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import scope
from asa.places.codes import WHOLE_COUNTRY
from asa.places.queries import covers, within
from asa.tasks.models import Task

VERIFY, NIGHTLY = "home.verify", "home.nightly"
# Digits in the code of a province.
PROVINCE = 2
LOGS: dict[str, type[ChainedEntry]] = {journal.LOG: JournalEntry, accesslog.LOG: AccessEntry}


def entries_for(user: User, log: str) -> QuerySet[ChainedEntry]:
    """The lines of a log in the areas that the user audits, newest first by chain; no words.

    Who audits a district or a sub-district reads no line about a protected case or household.
    """
    codes = scope(user, Role.AUDITOR)
    found: QuerySet[ChainedEntry] = LOGS[log]._default_manager.filter(within("area", codes))
    if narrow := {code[:2] for code in codes if code != WHOLE_COUNTRY and len(code) > PROVINCE}:
        found = without_sealed(found, narrow)
    return found.defer("ciphertext").order_by("chain", "-seq")


# Kinds of records, and where a record of the kind belongs to a protected case or household: the
# rows, the field with the record's key, and the field with the area.
SEALED: dict[str, tuple[QuerySet[Any], str, str]] = {
    "cases.case": (Case.objects.filter(is_protected=True), "pk", "province"),
    "cases.referral": (Referral.objects.filter(case__is_protected=True), "pk", "case__province"),
    "households.household": (Household.objects.filter(is_sealed=True), "pk", "area"),
    "households.photo": (Photo.objects.filter(household__is_sealed=True), "pk", "household__area"),
    "tasks.task": (Task.objects.filter(household__is_sealed=True), "pk", "area"),
    "people.person": (
        HouseholdMember.objects.filter(household__is_sealed=True), "person_id", "household__area",
    ),
}  # fmt: skip


def without_sealed(entries: QuerySet[ChainedEntry], provinces: Iterable[str]) -> Any:
    """The lines but for those about protected cases and households of some provinces."""
    codes = list(provinces)
    for kind, (rows, key, area) in SEALED.items():
        found = rows.filter(within(area, codes)).values_list(key, flat=True)
        hidden = [str(one) for one in found]
        if hidden:
            entries = entries.exclude(target_type=kind, target_id__in=hidden)
    return entries


def sealed_among(entries: Iterable[ChainedEntry]) -> set[tuple[str, str]]:
    """Of the records that some lines are about, those of protected cases and households."""
    asked: dict[str, set[UUID]] = {}
    for entry in entries:
        if entry.target_type in SEALED and (key := _as_key(entry.target_id)):
            asked.setdefault(entry.target_type, set()).add(key)
    found: set[tuple[str, str]] = set()
    for kind, keys in asked.items():
        rows, key_field, _area = SEALED[kind]
        hidden = rows.filter(**{f"{key_field}__in": keys}).values_list(key_field, flat=True)
        found |= {(kind, str(key)) for key in hidden}
    return found


def _as_key(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


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
