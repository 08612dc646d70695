"""Taking back a list of centres as one act: founded ones go, proposals and offices are undone."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from asa.centres.codes import ProposalState
from asa.centres.models import ChangeProposal, CommitteeTerm, Profile
from asa.centres.rules import can_import_centres
from asa.common import bulk, journal, verbs
from asa.common.errors import allow
from asa.common.imports import Progress
from asa.common.imports.taking_back import Kept, TakenBack, take_back
from asa.common.models import ImportBatch
from asa.common.thaidate import thai_date
from asa.people.models import User
from asa.volunteers.codes import VolunteerState
from asa.volunteers.importers.since import relations_to
from asa.volunteers.models import Centre, Office, Volunteer

TARGET = "volunteers.centre"


@transaction.atomic
def take_back_centres(
    batch: ImportBatch,
    *,
    by: User,
    on: date,
    reason: str = "",
    trial: bool = False,
    progress: Progress | None = None,
) -> TakenBack:
    """Take back a list of centres; a trial only says what would go and what would stay.

    What the list founded is removed, its proposals are withdrawn, and the offices that it filled
    are as before; a row stays whole as soon as anybody changed its centre or built on it.
    """
    allow(can_import_centres(by, batch.area))

    def take(did: dict[str, Any], done: TakenBack) -> None:
        row = _Row(did, batch)
        if why := row.why_not():
            done.kept.append(Kept(str(row.key), why))
            return
        done.removed += row.is_founded
        done.returned += not row.is_founded
        if not trial:
            row.take_back(by=by, on=on)

    return take_back(batch, take, by=by, on=on, reason=reason, trial=trial, progress=progress)


class _Row:
    """What one row did to one centre."""

    def __init__(self, did: dict[str, Any], batch: ImportBatch) -> None:
        self.key, self.is_founded = UUID(did["centre"]), bool(did["founded"])
        self.since = batch.written_at
        self.offices = _found(Office, did.get("offices", ()))
        self.ended = _found(Office, did.get("ended", ()))
        # Entries before their centre, as in every act on offices.
        people = {office.volunteer_id for office in (*self.offices, *self.ended)}
        list(Volunteer.objects.select_for_update().filter(pk__in=people).order_by("pk").only("pk"))
        self.centre = Centre.objects.select_for_update().filter(pk=self.key).first()
        self.begun = len(did.get("offices", ()))
        self.term = CommitteeTerm.objects.filter(pk__in=_key(did, "term")).first()
        self.proposal = ChangeProposal.objects.filter(pk__in=_key(did, "proposal")).first()

    def why_not(self) -> str:
        """Why the row stays as it is, in a sentence; "" where it can be taken back."""
        if self.centre is None:
            return _("The centre is not there any more.")
        if lines := journal.lines_since(self.since, TARGET, [str(self.key)]):
            words = _("Changed since: %(what)s, on %(day)s.")
            last = lines[-1]
            return words % {
                "what": verbs.words_of(last.verb), "day": thai_date(last.happened_on)
            }  # fmt: skip
        if any(office.ended_on for office in self.offices) or len(self.offices) != self.begun:
            return _("Somebody left an office of this committee since.")
        if any(one.volunteer.state != VolunteerState.REGISTERED for one in self.ended):
            return _("Somebody of the former committee is no volunteer any more.")
        return self._hanging() if self.is_founded else ""

    def _hanging(self) -> str:
        """What was built on a centre that the list founded."""
        own: dict[type[Model], Sequence[Model]] = {
            Office: self.offices,
            CommitteeTerm: [self.term] if self.term else [],
        }
        for model, field in relations_to(Centre):
            rows = model._base_manager.filter(**{field: self.key})
            keys = [one.pk for one in own.get(model, [])]
            if model is not Profile and rows.exclude(pk__in=keys).exists():
                return _("Something hangs on this centre by now.")
        return ""

    def take_back(self, *, by: User, on: date) -> None:
        """Undo what the row did; the journal tells it of the centre and of each office."""
        assert self.centre is not None  # noqa: S101 - else there is a reason to leave it
        if self.proposal is not None and self.proposal.is_waiting:
            self.proposal.move_to(ProposalState.WITHDRAWN, decided_by=by, decided_on=on)
        for office in self.offices:
            _note(office, "office.removed", by, on)
        bulk.delete(Office, [office.pk for office in self.offices])
        for office in self.ended:
            office.ended_on = None
            office.save(update_fields=["ended_on"])
            _note(office, "office.returned", by, on)
        if self.term is not None:
            self.term.delete()
        area = str(self.centre.area_id)
        verb = "centre.removed" if self.is_founded else "centre.restored"
        journal.record(by, verb, self.centre, area=area, on=on)
        if self.is_founded:
            Profile.objects.filter(pk=self.key).delete()
            self.centre.delete()


def _key(did: dict[str, Any], name: str) -> list[UUID]:
    return [UUID(did[name])] if name in did else []


def _found(model: type[Office], keys: Any) -> list[Office]:
    found = model.objects.filter(pk__in=[UUID(key) for key in keys])
    return list(found.select_related("volunteer").order_by("pk"))


def _note(office: Office, verb: str, by: User, on: date) -> None:
    journal.record(
        by, verb, office.volunteer, area=office.volunteer.area_id, on=on,
        office=str(office.pk), position=office.position, centre=str(office.centre_id),
    )  # fmt: skip
