from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VolunteerState(TextChoices):
    APPLIED = "applied", _("Applied")
    VERIFIED = "verified", _("Papers checked")
    TRAINED = "trained", _("Trained")
    REGISTERED = "registered", _("Registered")
    SUSPENDED = "suspended", _("Suspended")
    ENDED = "ended", _("Ended")


# Forward alone: what was done by mistake is taken back by a step of its own.
NEXT_STATES: dict[str, set[str]] = {
    VolunteerState.APPLIED: {VolunteerState.VERIFIED, VolunteerState.ENDED},
    VolunteerState.VERIFIED: {VolunteerState.TRAINED, VolunteerState.ENDED},
    VolunteerState.TRAINED: {VolunteerState.REGISTERED, VolunteerState.ENDED},
    VolunteerState.REGISTERED: {VolunteerState.SUSPENDED, VolunteerState.ENDED},
    VolunteerState.SUSPENDED: {VolunteerState.REGISTERED, VolunteerState.ENDED},
    # Re-entry keeps the person and the history.
    VolunteerState.ENDED: {VolunteerState.APPLIED, VolunteerState.REGISTERED},
}


class StepKind(TextChoices):
    """What happened in a volunteer's life; most of it moves the state."""

    APPLIED = "applied", _("Applied")
    VERIFIED = "verified", _("Papers checked")
    TRAINED = "trained", _("Trained")
    REGISTERED = "registered", _("Registered")
    SUSPENDED = "suspended", _("Suspended")
    REINSTATED = "reinstated", _("Reinstated")
    ENDED = "ended", _("Ended")
    MOVED = "moved", _("Moved to another area")
    GROWN_UP = "grown_up", _("Became a full volunteer")
    TAKEN_BACK = "taken_back", _("Step taken back")


class TransferState(TextChoices):
    """What became of a transfer to another province that an office asked for."""

    WAITING = "waiting", _("Waits for the answer")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Overtaken by another step")


class Channel(TextChoices):
    """How an application came to the office."""

    PAPER = "paper", _("Paper form")
    SIGN_UP_DAY = "sign_up_day", _("Sign-up day")
    AGAIN = "again", _("Applied again")
    PAGE = "page", _("Public page")


class Check(TextChoices):
    """What a qualification looks at."""

    MIN_AGE = "min_age", _("Least age")
    MAX_AGE = "max_age", _("Greatest age")
    LIVES_THERE = "lives_there", _("Lives in the area")
    NO_MISCONDUCT = "no_misconduct", _("Years since an end for misconduct")
    TRAINED = "trained", _("Basic course")
    PAPER = "paper", _("Paper to be seen")
    DECLARED = "declared", _("Confirmed by the office")


# What the office ticks while it checks the papers.
TICKED = (Check.PAPER, Check.DECLARED)
# What has a number: years.
WITH_YEARS = (Check.MIN_AGE, Check.MAX_AGE, Check.NO_MISCONDUCT)


class OtherRole(TextChoices):
    """As what else a volunteer serves; one person often holds several such roles."""

    HEALTH = "health", _("Village health volunteer")
    PROBATION = "probation", _("Probation volunteer")
    ELDERLY = "elderly", _("Volunteer caring for older people at home")
    DISABLED = "disabled", _("Helper of persons with disabilities")
    DRUGS = "drugs", _("Volunteer against drugs")
    CIVIL_DEFENCE = "civil_defence", _("Civil defence volunteer")
    AGRICULTURE = "agriculture", _("Village agricultural volunteer")
    OTHER = "other", _("Other volunteer role")


class Identified(TextChoices):
    """By what volunteers are known, and who of them is no Thai: groups of the register's list."""

    FOREIGN = "foreign", _("Foreigners")
    NON_REGISTERED = "non_registered", _("Without registration status (0)")
    PINK_CARD = "pink_card", _("Without Thai nationality (6, 7, 8)")
    PASSPORT = "passport", _("Passport")
    G_CODE = "g_code", _("Student code (G)")
    NONE = "none", _("No number")


# How lists write that somebody is Thai; most leave it empty.
THAI = ("", "ไทย", "Thai")
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
    AGE = "age", _("Age")
    REFUSED = "refused", _("Application not accepted")
    OTHER = "other", _("Another reason")


# Why the way of somebody ends who was not registered yet, and what none but such a way ends for.
OF_APPLICANTS = (EndReason.RESIGNED, EndReason.REFUSED, EndReason.DECEASED, EndReason.OTHER)
OF_APPLICANTS_ALONE = (EndReason.REFUSED,)


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


# The bounds of what the department and the provinces set.
MOST_YEARS = 100
MOST_DIGITS, MOST_IN_FRONT = 9, 20
MOST_MONTHS, MOST_QUIET_MONTHS, MOST_REPORTS, MOST_HOURS_PER_MONTH = 60, 24, 999, 300


class ActivityKind(TextChoices):
    """What volunteers do; the duties of the programme."""

    HOME_VISIT = "home_visit", _("Home visit")
    SEARCH = "search", _("Finding people in trouble")
    SURVEILLANCE = "surveillance", _("Keeping watch")
    COUNSELLING = "counselling", _("Giving advice")
    AID_COORDINATION = "aid_coordination", _("Coordinating help")
    REFERRAL = "referral", _("Passing on to an agency")
    FOLLOW_UP = "follow_up", _("Follow-up")
    PREVENTION_CAMPAIGN = "prevention_campaign", _("Prevention campaign")
    COMMUNITY_STUDY = "community_study", _("Study of the community")
    DISASTER_RESPONSE = "disaster_response", _("Help in a disaster")
    MISSING_PERSON_SEARCH = "missing_person_search", _("Search for a missing person")
    TRAINING_ATTENDED = "training_attended", _("Training attended")
    MEETING = "meeting", _("Meeting")
    DATA_SURVEY = "data_survey", _("Survey of households")
    CERTIFICATION = "certification", _("Certifying facts")
    OTHER = "other", _("Something else")


class ActivitySource(TextChoices):
    """Who wrote an activity down: a person, or what was held by itself."""

    TYPED = "typed", _("Written down")
    VISIT = "visit", _("Counted from a visit")
    MEETING = "meeting", _("Counted from minutes")
    PLANNED = "planned", _("Counted from a planned activity")


class Standing(TextChoices):
    """Why a registered volunteer counts as active, or not."""

    REPORTS = "reports", _("Enough reports")
    HOURS = "hours", _("Enough hours")
    QUIET = "quiet", _("Enough before the latest months")
    NEW = "new", _("New on the register")
    FEW = "few", _("Too few reports")
    NOTHING = "nothing", _("No report")


ACTIVE_STANDINGS = (Standing.REPORTS, Standing.HOURS, Standing.QUIET, Standing.NEW)
