from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CaseState(TextChoices):
    """Where a case stands, in the office's words; `wording.py` has the public ones."""

    DRAFT = "draft", _("Draft")
    TAMBON_REVIEW = "tambon_review", _("Awaiting sub-district volunteer check")
    DISTRICT_REVIEW = "district_review", _("Awaiting district volunteer check")
    RECEIVED = "received", _("Received")
    FACT_FINDING = "fact_finding", _("Fact-finding")
    ASSESSED = "assessed", _("Submitted to the provincial head")
    APPROVED = "approved", _("Approved")
    AWAITING_BUDGET = "awaiting_budget", _("Awaiting budget")
    DISBURSING = "disbursing", _("Disbursing")
    HELPED = "helped", _("Helped")
    REFERRED = "referred", _("Referred")
    FOLLOWING_UP = "following_up", _("Following up")
    CLOSED = "closed", _("Closed")
    RETURNED = "returned", _("Returned for correction")
    INELIGIBLE = "ineligible", _("Not eligible")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    DUPLICATE = "duplicate", _("Duplicate")


S = CaseState
REVIEWS = frozenset({S.TAMBON_REVIEW, S.DISTRICT_REVIEW})
AT_OFFICE = frozenset(
    {S.RECEIVED, S.FACT_FINDING, S.ASSESSED, S.APPROVED, S.AWAITING_BUDGET, S.DISBURSING, S.HELPED}
)
ENDED = frozenset({S.CLOSED, S.INELIGIBLE, S.WITHDRAWN, S.DUPLICATE})
OPEN = frozenset(set(S) - ENDED - {S.DRAFT})

NEXT_STATES: dict[str, set[str]] = {
    S.DRAFT: {S.TAMBON_REVIEW, S.DISTRICT_REVIEW, S.RECEIVED},
    S.TAMBON_REVIEW: {S.DISTRICT_REVIEW, S.RECEIVED, S.RETURNED, S.WITHDRAWN, S.DUPLICATE},
    S.DISTRICT_REVIEW: {S.RECEIVED, S.RETURNED, S.WITHDRAWN, S.DUPLICATE},
    # What was corrected comes back to the step that returned it.
    S.RETURNED: {S.TAMBON_REVIEW, S.DISTRICT_REVIEW, S.RECEIVED, S.FACT_FINDING, S.WITHDRAWN},
    S.RECEIVED: {S.FACT_FINDING, S.RETURNED, S.REFERRED, S.INELIGIBLE, S.WITHDRAWN, S.DUPLICATE},
    S.FACT_FINDING: {
        S.ASSESSED,
        S.RETURNED,
        S.REFERRED,
        S.INELIGIBLE,
        S.WITHDRAWN,
        S.DUPLICATE,
    },
    # Refused once more after earlier help: back to helped.
    S.ASSESSED: {S.APPROVED, S.FACT_FINDING, S.REFERRED, S.INELIGIBLE, S.WITHDRAWN, S.HELPED},
    S.APPROVED: {S.AWAITING_BUDGET, S.DISBURSING, S.WITHDRAWN},
    S.AWAITING_BUDGET: {S.DISBURSING, S.WITHDRAWN},
    # Money came back: the office looks on for another way, or what is proposed is considered.
    S.DISBURSING: {S.HELPED, S.WITHDRAWN, S.FACT_FINDING, S.ASSESSED},
    S.HELPED: {S.FOLLOWING_UP, S.ASSESSED, S.APPROVED},
    # An agency that refuses gives the case back to the office.
    S.REFERRED: {S.HELPED, S.FOLLOWING_UP, S.FACT_FINDING, S.WITHDRAWN},
    S.FOLLOWING_UP: {S.CLOSED, S.FACT_FINDING, S.ASSESSED, S.APPROVED},
    # Opening again keeps the number.
    S.CLOSED: {S.FACT_FINDING},
    S.INELIGIBLE: {S.FACT_FINDING},
    S.WITHDRAWN: {S.FACT_FINDING},
    S.DUPLICATE: {S.FACT_FINDING},
}


class Triage(TextChoices):
    EMERGENCY = "emergency", _("Emergency: life or safety, today")
    URGENT = "urgent", _("Urgent: within three days")
    NORMAL = "normal", _("Normal")


class ReportChannel(TextChoices):
    VOLUNTEER = "volunteer", _("Found by a volunteer")
    WALK_IN = "walk_in", _("Came in person")
    HOTLINE = "hotline_1300", _("Hotline 1300")
    LOCAL_GOVERNMENT = "local_government", _("Sent by the local government")
    LETTER = "letter", _("Letter")
    OTHER = "other", _("Other")


class AidUnit(TextChoices):
    """Over whom a programme counts its times in a fiscal year."""

    PERSON = "person", _("Person")
    HOUSEHOLD = "household", _("Household")


class AidState(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Not approved")
    AWAITING_BUDGET = "awaiting_budget", _("Awaiting budget")
    TO_BE_PAID = "to_be_paid", _("To be paid")
    PAID = "paid", _("Paid")
    DELIVERED = "delivered", _("Handed over")
    CANCELLED = "cancelled", _("Cancelled")


A = AidState
NEXT_AID_STATES: dict[str, set[str]] = {
    A.PROPOSED: {A.APPROVED, A.REFUSED, A.CANCELLED},
    A.APPROVED: {A.AWAITING_BUDGET, A.TO_BE_PAID, A.CANCELLED},
    A.AWAITING_BUDGET: {A.TO_BE_PAID, A.CANCELLED},
    # Dropped while nothing of it is paid.
    A.TO_BE_PAID: {A.PAID, A.CANCELLED},
    # Dropped when its money came back.
    A.PAID: {A.DELIVERED, A.CANCELLED},
    A.REFUSED: set(),
    A.DELIVERED: set(),
    A.CANCELLED: set(),
}
# What is still to be decided, paid or handed over.
AID_UNDER_WAY = frozenset({A.PROPOSED, A.APPROVED, A.AWAITING_BUDGET, A.TO_BE_PAID, A.PAID})
# Requests that count towards the times of a fiscal year.
AID_THAT_COUNTS = frozenset({A.APPROVED, A.AWAITING_BUDGET, A.TO_BE_PAID, A.PAID, A.DELIVERED})


class Acting(TextChoices):
    """How somebody signs who does not hold the post of the head for good."""

    IN_CHARGE = "in_charge", _("Acting head (the post is vacant or its holder away)")
    ON_BEHALF = "on_behalf", _("On behalf of the head (by an order)")


class HelpKind(TextChoices):
    MONEY = "money", _("Money")
    THINGS = "things", _("Things")
    OTHER = "other", _("Other help")


class PaymentMethod(TextChoices):
    CASH = "cash", _("Cash")
    CHEQUE = "cheque", _("Cheque")
    BANK = "bank", _("Bank transfer")
    PROMPTPAY = "promptpay", _("PromptPay")


class ReferralState(TextChoices):
    SENT = "sent", _("Sent, waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    DONE = "done", _("Help given")
    REVOKED = "revoked", _("Called back")


R = ReferralState
NEXT_REFERRAL_STATES: dict[str, set[str]] = {
    R.SENT: {R.ACCEPTED, R.REFUSED, R.REVOKED},
    R.ACCEPTED: {R.DONE, R.REFUSED, R.REVOKED},
    R.REFUSED: set(),
    R.DONE: set(),
    R.REVOKED: set(),
}


class Outcome(TextChoices):
    """How the household stood when the case was closed."""

    IMPROVED = "improved", _("Improved")
    SAME = "same", _("The same")
    WORSE = "worse", _("Worse")
    MOVED = "moved", _("Moved away")
    DECEASED = "deceased", _("Deceased")


class PassReason(TextChoices):
    """Why a step of the chain of checks was passed over."""

    NOBODY = "nobody", _("Nobody holds this post today")
    OWN_REPORT = "own_report", _("The only holder of this post made the report")
    CHECKED_BEFORE = "checked_before", _("The only holder of this post checked it before")
    OFFICE = "office", _("Recorded by the provincial office itself")
    EMERGENCY = "emergency", _("Emergency: straight to the provincial office")
    TAKEN_OVER = "taken_over", _("The provincial office took over the check")


class ReportPart(TextChoices):
    """The five steps in which a report is written down."""

    PROBLEM = "problem", _("What is wrong")
    PLACE = "place", _("Where the home is")
    PEOPLE = "people", _("Who lives there")
    LEVELS = "levels", _("First look at the five dimensions")
    CONSENT = "consent", _("Photos and consent")


class ReportField(TextChoices):
    """What a checker may send back, each in a line with its reason."""

    PROBLEMS = "problems", _("Problems ticked")
    TRIAGE = "triage", _("How urgent it is")
    SUMMARY = "summary", _("Help asked for")
    DETAIL = "detail", _("What was seen")
    AMOUNT = "amount_wanted", _("Amount asked (baht)")
    AREA = "area", _("Sub-district and village")
    HOUSE = "house", _("House number and landmark")
    POSITION = "position", _("Location")
    MEMBERS = "members", _("Who lives there")
    NAMES = "names", _("Names")
    CITIZEN_ID = "citizen_id", _("Citizen id")
    BIRTH = "birth", _("Date of birth")
    SUBJECT = "subject", _("Who the person in trouble is")
    LEVELS = "levels", _("Levels of the five dimensions")
    PHOTOS = "photos", _("Photos")
    CONSENT = "consent", _("Notice and consent")


F = ReportField
# In which step of the report each field is mended.
PART_OF_FIELD: dict[str, ReportPart] = {
    F.PROBLEMS: ReportPart.PROBLEM,
    F.TRIAGE: ReportPart.PROBLEM,
    F.SUMMARY: ReportPart.PROBLEM,
    F.DETAIL: ReportPart.PROBLEM,
    F.AMOUNT: ReportPart.PROBLEM,
    F.AREA: ReportPart.PLACE,
    F.HOUSE: ReportPart.PLACE,
    F.POSITION: ReportPart.PLACE,
    F.MEMBERS: ReportPart.PEOPLE,
    F.NAMES: ReportPart.PEOPLE,
    F.CITIZEN_ID: ReportPart.PEOPLE,
    F.BIRTH: ReportPart.PEOPLE,
    F.SUBJECT: ReportPart.PEOPLE,
    F.LEVELS: ReportPart.LEVELS,
    F.PHOTOS: ReportPart.CONSENT,
    F.CONSENT: ReportPart.CONSENT,
}


class ReturnAnswer(TextChoices):
    """What the reporter says of a field that came back."""

    EDITED = "edited", _("I have mended it")
    UNCHANGED = "unchanged_ok", _("It is right as it stands")
