"""Who a new entry is of: the one person who is known already, or a new one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from asa.common import crypto, thaitext
from asa.common.bounds import check_has_come
from asa.common.errors import DomainError, written
from asa.common.thaidate import PartialDate
from asa.people.actions import make_person
from asa.people.codes import IdKind, Sex
from asa.people.linking import persons_to_link
from asa.people.models import Person
from asa.places.codes import Level
from asa.places.models import Area
from asa.volunteers.checks import number_and_kind
from asa.volunteers.models import Volunteer


@dataclass(frozen=True)
class Identity:
    """A person as a form tells it: with a citizen id, a passport, or why there is no number.

    Numbers that begin with 0, 6, 7 or 8 are of people without registration status or nationality.
    """

    given_name: str
    family_name: str
    number: str = ""
    no_id_reason: str = ""
    nationality: str = ""
    prefix: str = ""
    sex: str = Sex.UNKNOWN
    birth: PartialDate | None = None
    phone: str = ""

    @property
    def id_kind(self) -> IdKind:
        """What the number is, by itself; a DomainError where it is none that there is."""
        return number_and_kind(self.number)[1] if self.number else IdKind.NONE


@transaction.atomic
def as_kept(told: Identity) -> Identity:
    """A person as the register keeps what was told: the number in its one spelling.

    Raises DomainError where the number is none that there is, or there is neither a number nor a
    reason why there is none; where there is no name, and where the birth is still to come.
    """
    if not told.number and not told.no_id_reason.strip():
        raise DomainError(_("Write the number, or why there is none."))
    number = number_and_kind(told.number)[0] if told.number else ""
    written(told.given_name, _("Write the given name."))
    if told.birth is not None:
        check_has_come(told.birth.day)
    return replace(told, number=number, no_id_reason="" if number else told.no_id_reason)


@transaction.atomic
def check_place(area: Area) -> Area:
    """Stop an entry for anything but a sub-district or a village."""
    if area.level not in (Level.TAMBON, Level.VILLAGE):
        raise DomainError(_("Choose the sub-district or the village where the volunteer lives."))
    return area


@transaction.atomic
def check_not_known(number: str) -> str:
    """Stop a second entry of the same person; whoever was ended comes back to the old entry."""
    if not number:
        return number
    index = crypto.blind_index("citizen_id", number_and_kind(number)[0])
    if Volunteer.objects.filter(person__citizen_id_index=index).exists():
        raise DomainError(
            _(
                "This number is in the register already. Look for the entry: it can be moved here,"
                " and whoever was ended can apply again there."
            )
        )
    return number


@transaction.atomic
def person_of(identity: Identity, *, areas: Sequence[str]) -> Person:
    """The one person of the areas with this number and name, or a new one.

    Raises DomainError as `as_kept` does.
    """
    told = as_kept(identity)
    key = thaitext.name_key(told.given_name, told.family_name)[:200]
    index = crypto.blind_index("citizen_id", told.number) if told.number else None
    same = (
        {one.pk: one for one in Person.objects.filter(citizen_id_index=index, name_key=key)}
        if index
        else {}
    )
    known = persons_to_link(areas, same.keys())
    if len(known) == 1:
        return same[known.pop()]
    return make_person(
        given_name=told.given_name,
        family_name=told.family_name,
        prefix=told.prefix,
        sex=told.sex,
        citizen_id=told.number,
        id_kind=told.id_kind,
        no_id_reason=told.no_id_reason,
        nationality=told.nationality,
        birth=told.birth,
        phone=told.phone,
    )
