"""Founding a centre, and changing what is known of it by proposals that are validated above."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.centres.checks import check_facts
from asa.centres.codes import FIELDS, OF_CENTRE, ProposalState
from asa.centres.kinds import ACCEPTED, OVERTAKEN, REJECTED
from asa.centres.models import ChangeProposal, Profile
from asa.centres.queries import facts_of, overtaken, profile_of
from asa.centres.rules import can_decide, can_found_centre, can_propose, can_withdraw
from asa.common import journal
from asa.common.bounds import check_fits
from asa.common.errors import DomainError, allow, written
from asa.notices.actions import tell
from asa.people.models import User
from asa.places.models import Area
from asa.volunteers.actions import ensure_centre
from asa.volunteers.codes import CentreLevel
from asa.volunteers.models import Centre
from asa.volunteers.names import centre_name


@dataclass(frozen=True)
class CentreFacts:
    """What is known of a centre; a day as an ISO text, a volunteer by the key."""

    name_th: str
    evidence_on: str
    place: str = ""
    phone: str = ""
    focal_volunteer: str = ""
    focal_name: str = ""
    focal_phone: str = ""
    hours: str = ""
    services: list[str] = field(default_factory=list)
    seats: int | None = None
    vehicles: int | None = None


@transaction.atomic
def found_centre(*, area: Area, facts: CentreFacts, by: User, on: date) -> Centre:
    """Found the coordination centre of a province, district or tambon, once."""
    if area.level not in CentreLevel.values:
        raise DomainError(_("Choose a province, a district or a sub-district."))
    level = CentreLevel(area.level)
    allow(can_found_centre(by, level=level, area=area.pk))
    # The area's row is the lock: of two who found its centre the second is told no.
    Area.objects.select_for_update().get(pk=area.pk)
    if Centre.objects.filter(level=level, area=area).exists():
        raise DomainError(_("This area has its centre already. Propose a change on its page."))
    told = _with_evidence(facts) | {"name_th": facts.name_th.strip() or centre_name(level, area.pk)}
    check_facts(area.pk, told, FIELDS, on=on)
    centre = ensure_centre(level=level, area=area.pk, by=by, on=on)
    _write(centre, told, founded_on=on)
    journal.record(by, "centre.founded", centre, area=area.pk, on=on)
    return centre


@transaction.atomic
def propose_change(
    centre: Centre, *, facts: CentreFacts, by: User, on: date, note: str = ""
) -> ChangeProposal:
    """Propose what is to stand about a centre; whose older proposal it overtakes is told."""
    allow(can_propose(by, centre))
    centre.refresh_from_db()
    now = facts_of(centre, profile_of(centre))
    wanted = _with_evidence(facts)
    fields = [name for name, value in wanted.items() if value != now[name]]
    if not fields:
        raise DomainError(_("Nothing is different from what stands there. Change a field first."))
    check_facts(str(centre.area_id), wanted, fields, on=on)
    check_fits(ChangeProposal, note=note.strip())
    proposal = ChangeProposal.objects.create(
        centre=centre,
        old={name: now[name] for name in fields},
        new={name: wanted[name] for name in fields},
        note=note.strip(),
        proposed_by=by,
    )
    _note(by, "centre.change_proposed", proposal, on)
    for older in overtaken(proposal):
        if older.proposed_by_id != by.pk:
            _tell(older, OVERTAKEN)
    return proposal


def _with_evidence(facts: CentreFacts) -> dict[str, Any]:
    """What is told of a centre; it says on which day somebody saw that it is so."""
    written(facts.evidence_on, _("Say on which day you saw that all this is so."))
    return asdict(facts)


@transaction.atomic
def accept_change(proposal: ChangeProposal, *, by: User, on: date) -> ChangeProposal:
    """Validate a change: from now on it stands, and the proposer is told."""
    allow(can_decide(by, proposal))
    proposal.move_to(ProposalState.ACCEPTED, decided_by=by, decided_on=on)
    centre = Centre.objects.select_for_update().get(pk=proposal.centre_id)
    # Since it was proposed the focal person may have left, or another change been validated.
    told = facts_of(centre, profile_of(centre)) | proposal.new
    check_facts(str(centre.area_id), told, proposal.new, on=on)
    _write(centre, proposal.new)
    _note(by, "centre.change_accepted", proposal, on)
    _tell(proposal, ACCEPTED)
    return proposal


@transaction.atomic
def reject_change(proposal: ChangeProposal, *, reason: str, by: User, on: date) -> ChangeProposal:
    """Reject a change; the proposer reads the reason."""
    allow(can_decide(by, proposal))
    why = written(reason, _("Say why the change is rejected."))
    check_fits(ChangeProposal, reason=why)
    proposal.move_to(ProposalState.REJECTED, decided_by=by, decided_on=on, reason=why)
    _note(by, "centre.change_rejected", proposal, on)
    _tell(proposal, REJECTED, reason=why)
    return proposal


@transaction.atomic
def withdraw_change(proposal: ChangeProposal, *, by: User, on: date) -> ChangeProposal:
    """Take one's own proposal back while it waits."""
    allow(can_withdraw(by, proposal))
    proposal.move_to(ProposalState.WITHDRAWN, decided_by=by, decided_on=on)
    _note(by, "centre.change_withdrawn", proposal, on)
    return proposal


def _write(centre: Centre, facts: dict[str, Any], founded_on: date | None = None) -> None:
    """Put validated values in their places: some into the centre, the rest into its profile."""
    profile, _new = Profile.objects.get_or_create(centre=centre)
    for name, value in facts.items():
        if name in OF_CENTRE:
            setattr(centre, name, value)
        elif name == "focal_volunteer":
            profile.focal_volunteer_id = UUID(value) if value else None
        elif name == "evidence_on":
            profile.evidence_on = date.fromisoformat(value) if value else None
        else:
            setattr(profile, name, value)
    if founded_on is not None:
        profile.founded_on = founded_on
    centre.save(update_fields=OF_CENTRE)
    profile.save()


def _note(by: User, verb: str, proposal: ChangeProposal, on: date) -> None:
    centre = proposal.centre
    journal.record(
        by, verb, centre, area=str(centre.area_id), on=on,
        proposal=str(proposal.pk), fields=sorted(proposal.new),
    )  # fmt: skip


def _tell(proposal: ChangeProposal, kind: str, reason: str = "") -> None:
    tell(
        [proposal.proposed_by],
        kind=kind,
        area=str(proposal.centre.area_id),
        link=reverse("centres:proposal", args=[proposal.pk]),
        reason=reason,
    )
