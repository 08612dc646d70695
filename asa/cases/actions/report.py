"""What the pages, the demo or a phone hand over when a report is sent."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Literal, cast
from uuid import UUID

from asa.cases.codes import ReportChannel, Triage
from asa.cases.models import Problem
from asa.cases.wish import Wish
from asa.common.thaidate import PartialDate
from asa.households.actions import ConsentAnswer, HouseholdPlace, MemberDetails
from asa.households.actions.details import PERSON_FIELDS
from asa.households.actions.visits import Levels
from asa.households.models import Household, HouseholdMember
from asa.places.models import Area


@dataclass(frozen=True)
class Report:
    """One household in trouble, as it was found.

    area: the tambon, with the number of the village apart. members: people not yet written down;
    subject: which of them is in trouble. For a household that is known already, `household` and,
    if the person in trouble is known, `known_subject`; then `members` are new people alone.
    photos: keys of pictures that were stored with the draft.
    """

    problems: Sequence[Problem]
    summary: str
    area: Area
    consent: ConsentAnswer
    members: Sequence[MemberDetails] = ()
    subject: int = 0
    place: HouseholdPlace = field(default_factory=HouseholdPlace)
    moo: int | None = None
    triage: str = Triage.NORMAL
    detail: str = ""
    amount_wanted: Decimal | None = None
    channel: str = ReportChannel.VOLUNTEER
    levels: Levels | None = None
    photos: Sequence[UUID] = ()
    household: Household | None = None
    known_subject: HouseholdMember | None = None

    @staticmethod
    def details_of(member: HouseholdMember) -> MemberDetails:
        """A person who is written down already, with everything that is known, to write on from."""
        person, found = member.person, {}
        for one in fields(MemberDetails):
            if one.name not in {"citizen_id", "birth", "same_as"}:
                found[one.name] = getattr(person if one.name in PERSON_FIELDS else member, one.name)
        birth = None
        if person.birth_on:
            precision = cast(Literal["day", "month", "year"], person.birth_precision or "day")
            birth = PartialDate(person.birth_on, precision)
        return MemberDetails(**found, citizen_id=person.citizen_id or "", birth=birth)

    @property
    def wish(self) -> Wish:
        return Wish(self.problems, self.triage, self.summary, self.detail, self.amount_wanted)

    @property
    def is_protected(self) -> bool:
        """Whether a ticked problem makes the case one for the named team alone."""
        return any(problem.protects for problem in self.problems)
