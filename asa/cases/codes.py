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
    S.ASSESSED: {S.APPROVED, S.FACT_FINDING, S.REFERRED, S.INELIGIBLE, S.WITHDRAWN},
    S.APPROVED: {S.AWAITING_BUDGET, S.DISBURSING, S.WITHDRAWN},
    S.AWAITING_BUDGET: {S.DISBURSING, S.WITHDRAWN},
    S.DISBURSING: {S.HELPED},
    S.HELPED: {S.FOLLOWING_UP, S.ASSESSED},
    # An agency that refuses gives the case back to the office.
    S.REFERRED: {S.FOLLOWING_UP, S.FACT_FINDING, S.WITHDRAWN},
    S.FOLLOWING_UP: {S.CLOSED, S.FACT_FINDING, S.ASSESSED},
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
    A.TO_BE_PAID: {A.PAID},
    A.PAID: {A.DELIVERED},
    A.REFUSED: set(),
    A.DELIVERED: set(),
    A.CANCELLED: set(),
}
# Requests that count towards the times of a fiscal year.
AID_THAT_COUNTS = frozenset({A.APPROVED, A.AWAITING_BUDGET, A.TO_BE_PAID, A.PAID, A.DELIVERED})


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
    R.ACCEPTED: {R.DONE, R.REFUSED},
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
