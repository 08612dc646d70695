"""The facts of a centre as a proposal compares them, and in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from asa.centres.codes import FIELDS, OF_CENTRE
from asa.centres.models import ChangeProposal, Profile, Service
from asa.centres.wording import LABELS
from asa.common import phones
from asa.common.thaidate import thai_date
from asa.people.models import Post
from asa.volunteers.models import Centre, Volunteer

NOTHING = "–"


def profile_of(centre: Centre) -> Profile:
    """What is known of a centre; an empty profile where nothing was validated yet."""
    found = Profile.objects.filter(centre=centre).select_related("focal_volunteer__person").first()
    return found or Profile(centre=centre)


def facts_of(centre: Centre, profile: Profile) -> dict[str, Any]:
    """The values of all fields as a proposal keeps them (text, numbers, codes, ISO days)."""
    found = {name: getattr(centre, name) for name in OF_CENTRE}
    found |= {
        name: getattr(profile, name)
        for name in ("focal_name", "focal_phone", "hours", "seats", "vehicles")
    }
    focal, day = profile.focal_volunteer_id, profile.evidence_on
    return {
        **found,
        "focal_volunteer": str(focal) if focal else "",
        "services": list(profile.services),
        "evidence_on": day.isoformat() if day else "",
    }


def services_on(day: date) -> list[Service]:
    """What a centre can offer on a day, in the order of the list."""
    return list(Service.objects.filter(Post.current_on(day)))


@dataclass(frozen=True)
class FieldLine:
    """One field of a proposal: what stood there, what is to stand there, what stands there now."""

    label: str
    old: str
    new: str
    now: str
    # The value was changed by something else since the proposal was made.
    has_moved: bool


def field_lines(proposal: ChangeProposal, now: dict[str, Any]) -> list[FieldLine]:
    """The proposal field by field in words, in two queries."""
    names = _Names([proposal.old, proposal.new, now])
    return [
        FieldLine(
            str(LABELS[name]),
            names.said(name, proposal.old.get(name)),
            names.said(name, proposal.new[name]),
            names.said(name, now[name]),
            proposal.is_waiting and proposal.old.get(name) != now[name],
        )
        for name in FIELDS
        if name in proposal.new
    ]


class _Names:
    """The names of the services and volunteers that some facts speak of."""

    def __init__(self, facts: list[dict[str, Any]]) -> None:
        keys = {one["focal_volunteer"] for one in facts if one.get("focal_volunteer")}
        found = Volunteer.objects.filter(pk__in=keys).select_related("person")
        self.people = {str(one.pk): one.person.full_name for one in found}
        self.services = {one.code: one.name for one in Service.objects.all()}

    def said(self, name: str, value: Any) -> str:
        if value in (None, "", []):
            return NOTHING
        if name == "services":
            return ", ".join(self.services.get(code, code) for code in value)
        if name == "focal_volunteer":
            return self.people.get(str(value), NOTHING)
        if name == "evidence_on":
            return thai_date(date.fromisoformat(value))
        return phones.shown(value) if name == "focal_phone" else str(value)
