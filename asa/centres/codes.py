from typing import Final, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from asa.people.codes import Role
from asa.volunteers.codes import CentreLevel, Position


class ProposalState(TextChoices):
    WAITING = "waiting", _("Waits to be validated")
    ACCEPTED = "accepted", _("Validated")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Proposal withdrawn")


class MeetingState(TextChoices):
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Coming(TextChoices):
    """Whether an invited member of the committee came."""

    INVITED = "invited", _("Invited")
    PRESENT = "present", _("Came")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")


class WorkState(TextChoices):
    """How a piece of a work plan stands."""

    OPEN = "open", _("Not begun")
    DOING = "doing", _("Being done")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Given up")


class Show(TextChoices):
    """What the list of centres is narrowed to."""

    VACANT = "vacant", _("Chair or secretary vacant")
    TERM = "term", _("Term ends soon or has ended")
    UNSEEN = "unseen", _("No evidence within a year")


class Answer(TextChoices):
    """How a line of the checklist of a supervision visit stands."""

    WELL = "well", _("Goes well")
    PARTLY = "partly", _("Goes in part")
    HELP = "help", _("Needs help")


class Need(TextChoices):
    """Why somebody should look after a volunteer."""

    HELP = "help", _("Asked for support at the last visit")
    BEHIND = "behind", _("Below the target last month")
    DUE = "due", _("Agreed visit is overdue")
    UNSEEN = "unseen", _("Not supervised within the time set")


class ValidationStep(NamedTuple):
    """Who validates changes of a centre: by one of these roles, at an area of so many digits."""

    roles: tuple[Role, ...]
    digits: int


_DISTRICT: Final = ValidationStep((Role.DISTRICT_LEAD,), 4)
_PROVINCE: Final = ValidationStep((Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD), 2)
_DEPARTMENT: Final = ValidationStep((Role.DEPARTMENT_OFFICER,), 2)
# The level above a centre first; a step that nobody else holds is passed over to the next.
STEPS: Final[dict[str, tuple[ValidationStep, ...]]] = {
    CentreLevel.TAMBON: (_DISTRICT, _PROVINCE, _DEPARTMENT),
    CentreLevel.DISTRICT: (_PROVINCE, _DEPARTMENT),
    CentreLevel.PROVINCE: (_DEPARTMENT,),
}
# The posts that look after a centre of a level, besides its focal person and the offices above.
LEADS_OF: Final[dict[str, tuple[Role, ...]]] = {
    CentreLevel.TAMBON: (Role.TAMBON_LEAD, Role.DISTRICT_LEAD),
    CentreLevel.DISTRICT: (Role.DISTRICT_LEAD,),
    CentreLevel.PROVINCE: (),
}
DIGITS_OF: Final[dict[str, int]] = {
    CentreLevel.PROVINCE: 2,
    CentreLevel.DISTRICT: 4,
    CentreLevel.TAMBON: 6,
}

# What a proposal may change: of the centre itself, and of its profile.
OF_CENTRE: Final = ("name_th", "place", "phone")
OF_PROFILE: Final = (
    "focal_volunteer", "focal_name", "focal_phone", "services", "hours", "seats", "vehicles",
    "evidence_on",
)  # fmt: skip
FIELDS: Final = (*OF_CENTRE, *OF_PROFILE)
# Each proposal brings its own day of evidence; two that do are not about the same thing.
ALWAYS_NEW: Final = "evidence_on"

# Without a chair or a secretary a centre does not work; the other offices may stand empty.
MUST_BE_HELD: Final = (Position.CHAIR, Position.SECRETARY)
# A term that ends within so many days is shown to whoever prepares the next.
SOON_DAYS: Final = 90
# After so many months without evidence the facts of a centre are to be looked at again.
EVIDENCE_MONTHS: Final = 12
MOST_SEATS, MOST_VEHICLES = 2000, 100
# No committee is elected for longer.
MOST_TERM_YEARS: Final = 10
LEAST_PRIORITIES, MOST_PRIORITIES = 3, 5
SCORES: Final = (1, 2, 3, 4, 5)

# The posts that supervise the volunteers of their area, besides the focal persons of its centres.
SUPERVISORS: Final = (
    Role.TAMBON_LEAD, Role.DISTRICT_LEAD, Role.PROVINCE_OFFICER, Role.PROVINCE_HEAD,
)  # fmt: skip
# A month has no more working days than anybody could promise visits for.
MOST_A_MONTH: Final = 60
# What holds where the department has set nothing: who was not visited for so many months is shown
# to whoever supervises, and an agreed visit is called to mind so many days before.
UNSEEN_MONTHS, REMIND_DAYS = 3, 3
MOST_UNSEEN_MONTHS, MOST_REMIND_DAYS = 24, 30
# Agreed visits of the coming days stand in the work plan of the centre.
PLAN_DAYS: Final = 45
