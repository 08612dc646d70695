"""What a form, an import or a phone hands over about a household."""

from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from typing import Any

from django.db.models import Model

from asa.common.thaidate import PartialDate
from asa.households.codes import Health, Tenure
from asa.households.models import Household, HouseholdMember
from asa.people.codes import Sex
from asa.people.models import Person


def _take_over(record: Model, values: dict[str, Any]) -> list[str]:
    """Set the fields that differ; tells which."""
    changed = [name for name, value in values.items() if getattr(record, name) != value]
    for name in changed:
        setattr(record, name, values[name])
    return changed


@dataclass(frozen=True)
class HouseholdPlace:
    """Where a household lives and how; the area stands apart."""

    house_no: str = ""
    house_code: str = ""
    village_name: str = ""
    alley: str = ""
    soi: str = ""
    road: str = ""
    postcode: str = ""
    landmark: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    shown_as: str = ""
    tenure: str = Tenure.UNKNOWN
    rent_per_month: Decimal | None = None
    shelter_condition: str = ""
    income_per_month: Decimal | None = None
    income_source: str = ""
    burdens: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, household: Household) -> "HouseholdPlace":
        """A household that is written down already, with everything that is known of its home."""
        return cls(**{one.name: getattr(household, one.name) for one in fields(cls)})

    def fields(self) -> dict[str, Any]:
        return asdict(self)

    def write_to(self, household: Household) -> list[str]:
        """Set what differs; tells which fields."""
        return _take_over(household, self.fields())


PERSON_FIELDS = (
    "prefix",
    "given_name",
    "family_name",
    "shown_as",
    "sex",
    "nationality",
    "no_id_reason",
    "phone",
)


@dataclass(frozen=True)
class MemberDetails:
    """A person of a household: who it is, and how life is for this person there.

    A citizen id (13 digits) or the reason why there is none. `same_as` names a person who is
    known already and whom someone recognised; the rest about the person is then not used.
    """

    given_name: str
    family_name: str = ""
    prefix: str = ""
    shown_as: str = ""
    sex: str = Sex.UNKNOWN
    citizen_id: str = ""
    no_id_reason: str = ""
    birth: PartialDate | None = None
    nationality: str = ""
    phone: str = ""
    relation: str = ""
    is_head: bool = False
    marital_status: str = ""
    education: str = ""
    occupation: str = ""
    income_per_month: Decimal | None = None
    income_source: str = ""
    health: str = Health.UNKNOWN
    health_detail: str = ""
    disability: str = ""
    disability_card: str = ""
    self_care: str = ""
    groups: list[str] = field(default_factory=list)
    benefits: list[str] = field(default_factory=list)
    note: str = ""
    same_as: Person | None = None

    def person_fields(self) -> dict[str, Any]:
        """What is known of the person wherever this person lives."""
        found = {name: getattr(self, name) for name in PERSON_FIELDS}
        if self.citizen_id:
            found["no_id_reason"] = ""
        return found

    def write_to(self, member: HouseholdMember) -> list[str]:
        """Set what differs on the membership and its person; tells which fields."""
        values = self.person_fields() | {"citizen_id": self.citizen_id or None}
        values["birth_on"] = self.birth.day if self.birth else None
        if self.birth:
            values["birth_precision"] = self.birth.precision
        return _take_over(member.person, values) + _take_over(member, self.member_fields())

    def member_fields(self) -> dict[str, Any]:
        """What is known of the person as a member of this household; the head is set apart."""
        apart = {*PERSON_FIELDS, "citizen_id", "birth", "same_as", "is_head"}
        return {name: value for name, value in vars(self).items() if name not in apart}


@dataclass(frozen=True)
class ConsentAnswer:
    """What a person answered when the notice was read out, and who heard it."""

    kind: str
    notice_version: str
    reason: str = ""
    guardian_name: str = ""
    witness_name: str = ""
