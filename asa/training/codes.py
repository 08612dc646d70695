from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from asa.volunteers.codes import ActivityKind


class WorkshopState(TextChoices):
    """How far a workshop, the project, has come."""

    DRAFTED = "drafted", pgettext_lazy("workshop", "Drafted")
    APPROVED = "approved", pgettext_lazy("workshop", "Approved")
    OPEN = "open", pgettext_lazy("workshop", "Accepting names")
    RUNNING = "running", pgettext_lazy("workshop", "Being held")
    DONE = "done", pgettext_lazy("workshop", "Held")
    REPORTED = "reported", pgettext_lazy("workshop", "Reported")
    CANCELLED = "cancelled", pgettext_lazy("workshop", "Cancelled")


class CohortState(TextChoices):
    """How far a cohort of a workshop has come."""

    PLANNED = "planned", pgettext_lazy("cohort", "Planned")
    OPEN = "open", pgettext_lazy("cohort", "Accepting names")
    CONFIRMED = "confirmed", pgettext_lazy("cohort", "List confirmed")
    RUNNING = "running", pgettext_lazy("cohort", "Being held")
    DONE = "done", pgettext_lazy("cohort", "Held")
    CANCELLED = "cancelled", pgettext_lazy("cohort", "Cancelled")


class EnrolmentState(TextChoices):
    """Whether somebody has a seat of a cohort, waits for one, or has none any more."""

    PROPOSED = "proposed", pgettext_lazy("enrolment", "Proposed")
    NOMINATED = "nominated", _("Awaiting confirmation")
    CONFIRMED = "confirmed", _("Confirmed")
    RESERVE = "reserve", _("Ready to take a seat")
    DECLINED = "declined", _("Gave up the seat")
    WITHDRAWN = "withdrawn", _("Nomination taken back")
    ABSENT = "absent", _("Did not come")


# Who has a seat. The number of these in a quota is its `taken`, never more than its seats.
SEATED: Final = (EnrolmentState.NOMINATED, EnrolmentState.CONFIRMED)
# In whose own calendar the cohort stands.
IN_CALENDARS: Final = (*SEATED, EnrolmentState.ABSENT)

NEXT_WORKSHOP_STATES: dict[str, set[str]] = {
    WorkshopState.DRAFTED: {WorkshopState.APPROVED, WorkshopState.CANCELLED},
    WorkshopState.APPROVED: {WorkshopState.OPEN, WorkshopState.DRAFTED, WorkshopState.CANCELLED},
    WorkshopState.OPEN: {WorkshopState.RUNNING, WorkshopState.CANCELLED},
    WorkshopState.RUNNING: {WorkshopState.DONE},
    WorkshopState.DONE: {WorkshopState.REPORTED, WorkshopState.RUNNING},
    WorkshopState.REPORTED: {WorkshopState.DONE},
    WorkshopState.CANCELLED: set(),
}
NEXT_COHORT_STATES: dict[str, set[str]] = {
    CohortState.PLANNED: {CohortState.OPEN, CohortState.CANCELLED},
    CohortState.OPEN: {CohortState.CONFIRMED, CohortState.CANCELLED},
    # Open again: the list was confirmed too early.
    CohortState.CONFIRMED: {CohortState.RUNNING, CohortState.OPEN, CohortState.CANCELLED},
    CohortState.RUNNING: {CohortState.DONE},
    # Held again: it was ended too early.
    CohortState.DONE: {CohortState.RUNNING},
    CohortState.CANCELLED: set(),
}
NEXT_ENROLMENT_STATES: dict[str, set[str]] = {
    # Whoever nominates for the area puts the name on the list; the person may apply herself.
    EnrolmentState.PROPOSED: {
        EnrolmentState.NOMINATED,
        EnrolmentState.RESERVE,
        EnrolmentState.DECLINED,
        EnrolmentState.WITHDRAWN,
    },
    EnrolmentState.NOMINATED: {
        EnrolmentState.CONFIRMED,
        EnrolmentState.DECLINED,
        EnrolmentState.WITHDRAWN,
        EnrolmentState.ABSENT,
    },
    EnrolmentState.CONFIRMED: {
        EnrolmentState.DECLINED,
        EnrolmentState.WITHDRAWN,
        EnrolmentState.ABSENT,
    },
    EnrolmentState.RESERVE: {
        EnrolmentState.NOMINATED,
        EnrolmentState.CONFIRMED,
        EnrolmentState.DECLINED,
        EnrolmentState.WITHDRAWN,
    },
    # Whoever gave up may be nominated again: at the end of the reserve, or into a free seat.
    EnrolmentState.DECLINED: {
        EnrolmentState.NOMINATED,
        EnrolmentState.RESERVE,
        EnrolmentState.PROPOSED,
    },
    EnrolmentState.WITHDRAWN: {
        EnrolmentState.NOMINATED,
        EnrolmentState.RESERVE,
        EnrolmentState.PROPOSED,
    },
    # Somebody called absent who comes through the door after all.
    EnrolmentState.ABSENT: {EnrolmentState.CONFIRMED},
}


# Until the first day a seat passes to the next by itself; on the days the registrar sees who came.
PASSING: Final = (CohortState.OPEN, CohortState.CONFIRMED)


class Result(TextChoices):
    """What came of somebody's days, by the rule of the course."""

    NONE = "", _("Not yet known")
    PASSED = "passed", _("Passed")
    FAILED = "failed", _("Failed")
    ATTENDED = "attended", _("Attended")
    ABSENT = "absent", _("Absent")


# What a certificate is given for.
EARNED: Final = (Result.PASSED, Result.ATTENDED)


class SessionKind(TextChoices):
    """What is done in a part of the programme."""

    LECTURE = "lecture", _("Lecture")
    DISCUSSION = "discussion", _("Discussion")
    GROUP_WORK = "group_work", _("Group work")
    PRESENTATION = "presentation", _("Presentation")
    PRACTICE = "practice", pgettext_lazy("session", "Practice")
    FIELD_WORK = "field_work", _("Field work")
    OPENING = "opening", _("Opening or closing")
    TEST = "test", pgettext_lazy("training", "Test")
    OTHER = "other", _("Something else")


class MarkKind(TextChoices):
    """What a mark was given for."""

    BEFORE = "before", _("Score before")
    AFTER = "after", _("Score after")
    WORK = "work", _("Work handed in")


class SittingState(TextChoices):
    """Whether a test can be answered."""

    PLANNED = "planned", pgettext_lazy("test", "Not open yet")
    OPEN = "open", pgettext_lazy("test", "Open")
    CLOSED = "closed", pgettext_lazy("test", "Closed")


NEXT_SITTING_STATES: dict[str, set[str]] = {
    SittingState.PLANNED: {SittingState.OPEN},
    SittingState.OPEN: {SittingState.CLOSED},
    # Somebody came too late to answer.
    SittingState.CLOSED: {SittingState.OPEN},
}
# What a test is given for; work handed in is marked by hand.
TESTED: Final = (MarkKind.BEFORE, MarkKind.AFTER)
MOST_QUESTIONS: Final = 60
MOST_CHOICES: Final = 8


class BudgetKind(TextChoices):
    """What the money of a workshop is for."""

    SPEAKER = "speaker", _("Speakers' fees")
    SNACK = "snack", _("Snacks and drinks")
    LUNCH = "lunch", _("Meals")
    LODGING = "lodging", _("Lodging")
    TRAVEL = "travel", _("Travel")
    DOCUMENTS = "documents", _("Documents and material")
    VENUE = "venue", _("Venue")
    OTHER = "other", _("Something else")


class Measure(TextChoices):
    """Where the value reached of an indicator comes from: typed, or counted from the event."""

    TYPED = "typed", _("Written at the report")
    CAME = "came", _("People who came")
    FILLED = "filled", _("Seats filled, in a hundred seats")
    EARNED = "earned", _("People who passed or attended, as the course gives it")
    EARNED_SHARE = "share", _("Of a hundred who came, those who passed or attended")
    GAIN = "gain", _("Mean gain from the score before to the score after")
    SATISFACTION = "satisfied", _("Mean of the satisfaction form")


# What the value of each measure is in; what is typed has words of its own.
MEASURE_UNITS: Final[dict[str, Any]] = {
    Measure.CAME: _("people"),
    Measure.FILLED: "%",
    Measure.EARNED: _("people"),
    Measure.EARNED_SHARE: "%",
    Measure.GAIN: _("percentage points"),
    Measure.SATISFACTION: _("of 5"),
}
# What is to be reached is said before the first day.
BEFORE_THE_DAYS: Final = (WorkshopState.DRAFTED, WorkshopState.APPROVED, WorkshopState.OPEN)
MOST_INDICATORS: Final = 30
MOST_VALUE: Final = Decimal("99999999.99")


class CertificateKind(TextChoices):
    """The paper at the end: of passing, or of attendance and merit."""

    PASSED = "passed", _("Certificate (passed)")
    HONOUR = "honour", _("Certificate of honour")


class CertificateState(TextChoices):
    """Whether a certificate counts; that it is over follows from its last day."""

    VALID = "valid", pgettext_lazy("certificate", "Valid")
    REVOKED = "revoked", pgettext_lazy("certificate", "Taken back")


NEXT_CERTIFICATE_STATES: dict[str, set[str]] = {
    CertificateState.VALID: {CertificateState.REVOKED},
    CertificateState.REVOKED: set(),
}


class Numbering(TextChoices):
    """The year by which the numbers of certificates begin anew."""

    CALENDAR = "calendar", _("Calendar year, as the register of orders")
    FISCAL = "fiscal", _("Fiscal year")


class AttendanceWay(TextChoices):
    """How somebody was noted as present."""

    TAP = "tap", _("Tapped on the list")
    QR = "qr", _("QR code")
    LIST = "list", _("From a list")


class PlannedState(TextChoices):
    """How far a planned activity has come."""

    PLANNED = "planned", pgettext_lazy("activity", "Planned")
    HELD = "held", pgettext_lazy("activity", "Held")
    CANCELLED = "cancelled", pgettext_lazy("activity", "Cancelled")


NEXT_ACTIVITY_STATES: dict[str, set[str]] = {
    PlannedState.PLANNED: {PlannedState.HELD, PlannedState.CANCELLED},
    PlannedState.HELD: set(),
    PlannedState.CANCELLED: set(),
}


class GoingPart(TextChoices):
    """As what somebody goes to an activity."""

    DOES = "does", _("Does the duty")
    LEARNS = "learns", _("Comes along to learn")


class Readiness(StrEnum):
    """Whether somebody has a skill on the last day of an activity."""

    READY = "ready"
    # Held today, and it ends before the activity is over.
    ENDING = "ending"
    LACKING = "lacking"


class Outcome(TextChoices):
    """What came of something that a telephone sent in from the roll."""

    RECEIVED = "received", pgettext_lazy("roll", "Received")
    APPLIED = "applied", pgettext_lazy("roll", "Written down")
    DUPLICATE = "duplicate", pgettext_lazy("roll", "Known already")
    QUARANTINED = "quarantined", pgettext_lazy("roll", "Waits for somebody to look at it")
    SETTLED = "settled", pgettext_lazy("roll", "Waited and was looked at")


NEXT_OUTCOMES: dict[str, set[str]] = {
    Outcome.RECEIVED: {Outcome.APPLIED, Outcome.DUPLICATE, Outcome.QUARANTINED},
    Outcome.QUARANTINED: {Outcome.SETTLED},
}


class Why(TextChoices):
    """Why something sent in from the roll changed nothing."""

    NONE = "", pgettext_lazy("roll", "No remark")
    SAME = "same", _("The list says so already.")
    OLDER = "older", _("Something said later holds.")
    UNREADABLE = "unreadable", _("What was sent cannot be read.")
    OTHER_SENDER = "other_sender", _("It was tapped by somebody else than who sent it.")
    NO_SESSION = "no_session", _("This part of the programme does not exist any more.")
    CANCELLED = "cancelled", _("This part of the programme is cancelled.")
    NOT_CALLED = "not_called", _("No roll is called in this part of the programme.")
    NOT_ENROLLED = "not_enrolled", _("This person is not on the list of the cohort.")
    NO_SEAT = "no_seat", _("This person has no seat any more.")
    SEAT_GIVEN = "seat_given", _("This person was noted as absent, and the seat was given away.")
    TOO_EARLY = "too_early", _("It was tapped before the day of this part of the programme.")
    TOO_LATE = "too_late", _("It was tapped after the cohort was over.")


# Of a badge's code: 40 bits, and only for who calls the roll.
BADGE_LENGTH: Final = 8
# Of the address of a cohort's calendar: 80 bits.
FEED_LENGTH: Final = 16
# A telephone's clock that is off by more is told so; what it said is put right either way.
MOST_SECONDS_OFF: Final = 120
# Nothing that a tap says is longer, in bytes.
MOST_SAID: Final = 4096
# So many days after the last one the page of the roll may still be on a telephone, and say.
DAYS_ON_THE_PHONE: Final = 1

# Fewer answers than these show neither means nor words: one could tell whose they are.
LEAST_ANSWERS: Final = 5
MOST_RATED: Final = 5
MOST_WORDS: Final = 2000

# Of one problem or one proposal, and of the minutes of a cohort, in characters.
MOST_POINT: Final = 1000
MOST_MINUTES: Final = 60000
MOST_GROUPS: Final = 60
MOST_GROUP_POINTS: Final = 60

MOST_PHOTOS: Final = 200
# So many photos of a cohort stand in the closing report.
MOST_IN_REPORT: Final = 8

# The ways of travel that are paid by the kilometre; of every other one what was paid is given
# back, up to the rate.
BY_DISTANCE: Final = ("travel_car", "travel_motorcycle")
MOST_KILOMETRES: Final = Decimal("9999.9")
MOST_BEDS: Final = 60
# So many rooms are added at a time.
MOST_ROOMS: Final = 200

# No workshop has more seats; a larger one is several cohorts.
MOST_SEATS: Final = 5000
# The most points that a mark is out of.
MOST_POINTS: Final = 1000
MOST_BAHT: Final = Decimal("100000000.00")
# No rate is lower: one of nothing would ask for a reason at each line.
LEAST_RATE: Final = Decimal("0.01")
# So many days before a skill ends its holder is told.
REMINDED_AT: Final = (60, 30, 7)
MOST_PEOPLE: Final = 500
# What an activity may count as. Visits, meetings and courses count where they are written down; of
# something else one says what.
COUNTED_AS: Final = tuple(
    kind
    for kind in ActivityKind
    if kind
    not in (
        ActivityKind.HOME_VISIT,
        ActivityKind.MEETING,
        ActivityKind.TRAINING_ATTENDED,
        ActivityKind.OTHER,
    )
)
# The longest activity, in days.
MOST_ACTIVITY_DAYS: Final = 31
# So many days before a day people are reminded of it at most.
MOST_DAYS_BEFORE: Final = 60
