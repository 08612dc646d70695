"""Who may keep rounds, answer in them, and carry out what the answers ask."""

from asa.people.codes import Role
from asa.people.models import User
from asa.people.rules import holds, scope
from asa.places.codes import Level as AreaLevel
from asa.reverification.models import Entry
from asa.reverification.queries import answerable_by
from asa.volunteers.queries import LEADS, OFFICES, REGISTRARS
from asa.volunteers.rules import can_change_volunteer, can_move_from

LEVELS = (AreaLevel.COUNTRY, AreaLevel.PROVINCE, AreaLevel.DISTRICT)
KEEPERS = (*REGISTRARS, Role.DEPARTMENT_OFFICER)


def sees_rounds(user: User) -> bool:
    """Rounds are read by leads, the provincial office and the department."""
    return holds(user, *LEADS, *OFFICES)


def keeps_rounds(user: User) -> bool:
    """Whether the user opens rounds of any area at all."""
    return holds(user, *KEEPERS)


def can_keep_round(user: User, area: str) -> bool:
    """A round is planned, opened and closed by the provincial office or the department of the
    area.
    """
    return holds(user, *KEEPERS, area=area)


def can_answer(user: User, entry: Entry) -> bool:
    """Each volunteer is answered for by the nearest lead who is not asked about herself, or by
    those above; nobody answers about oneself.
    """
    return answerable_by(user).filter(pk=entry.pk).exists()


def can_decide(user: User, entry: Entry) -> bool:
    """What an answer asks is carried out by who keeps the register there, never about oneself."""
    return can_change_volunteer(user, entry.volunteer) or can_move_from(user, entry.volunteer)


def can_export(user: User) -> bool:
    """The list of a round is taken out by the provincial office or the department."""
    return holds(user, *KEEPERS)


def can_read_rules(user: User) -> bool:
    """The days of re-verification are no secret: whoever holds a post may read them."""
    return holds(user)


def can_change_rules(user: User) -> bool:
    """The days of re-verification are set by the department, for the whole country."""
    return "TH" in scope(user, Role.DEPARTMENT_OFFICER)
