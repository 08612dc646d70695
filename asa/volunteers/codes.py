from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VolunteerState(TextChoices):
    APPLIED = "applied", _("Applied")
    VERIFIED = "verified", _("Papers checked")
    TRAINED = "trained", _("Trained")
    REGISTERED = "registered", _("Registered")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("Ended")


NEXT_STATES: dict[str, set[str]] = {
    VolunteerState.APPLIED: {VolunteerState.VERIFIED, VolunteerState.ENDED},
    VolunteerState.VERIFIED: {
        VolunteerState.TRAINED,
        VolunteerState.APPLIED,
        VolunteerState.ENDED,
    },
    VolunteerState.TRAINED: {
        VolunteerState.REGISTERED,
        VolunteerState.VERIFIED,
        VolunteerState.ENDED,
    },
    VolunteerState.REGISTERED: {VolunteerState.SUSPENDED, VolunteerState.ENDED},
    VolunteerState.SUSPENDED: {VolunteerState.REGISTERED, VolunteerState.ENDED},
    # Re-entry keeps the person and the history.
    VolunteerState.ENDED: {VolunteerState.APPLIED, VolunteerState.REGISTERED},
}


# The bands of ages by the least age of each, the oldest first; below the last stand the youth.
FROM_AGES = (80, 70, 60, 50, 40, 26, 18, 0)
UNKNOWN_AGE = "unknown"
AGE_BANDS = (*(str(age) for age in FROM_AGES), UNKNOWN_AGE)


class EndReason(TextChoices):
    RESIGNED = "resigned", _("Resigned")
    DECEASED = "deceased", _("Deceased")
    LOST_QUALIFICATION = "lost_qualification", _("Lost a qualification")
    MISCONDUCT = "misconduct", _("Misconduct")
    NO_WORK = "no_work", _("Did no work")


class VolunteerKind(TextChoices):
    ADULT = "adult", _("Volunteer")
    YOUTH = "youth", _("Youth volunteer")


class Responsibility(TextChoices):
    """How wide a volunteer's area of work is."""

    VILLAGE = "village", _("Village")
    TAMBON = "tambon", _("Sub-district")
    DISTRICT = "district", _("District")
    PROVINCE = "province", _("Province")


class CentreLevel(TextChoices):
    TAMBON = "tambon", _("Sub-district")
    DISTRICT = "district", _("District")
    PROVINCE = "province", _("Province")


class Position(TextChoices):
    """An office in a coordination centre, held for a term; it grants no rights by itself."""

    CHAIR = "chair", _("Chair")
    VICE_CHAIR = "vice_chair", _("Vice-chair")
    SECRETARY = "secretary", _("Secretary")
    TREASURER = "treasurer", _("Treasurer")
    PUBLIC_RELATIONS = "publicity", _("Public relations")
    COMMITTEE = "committee", _("Committee member")
    ADVISER = "adviser", _("Adviser")


# Offices that one person at a time holds in a centre.
HELD_BY_ONE = (Position.CHAIR, Position.SECRETARY, Position.TREASURER)
