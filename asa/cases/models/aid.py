"""Aid inside a case: what was proposed, decided within the rules, paid and handed over."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.cases.codes import NEXT_AID_STATES, AidState, HelpKind, PaymentMethod
from asa.cases.models.case import Case
from asa.cases.models.lists import AidProgramme
from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.people.models import Person, User


class AidRequest(models.Model):
    """Aid under one programme for one beneficiary: one proposal, one decision, its payments."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="aid_requests")
    programme = models.ForeignKey(AidProgramme, on_delete=models.PROTECT)
    beneficiary = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="aid_requests")
    kind = models.CharField(max_length=8, choices=HelpKind, default=HelpKind.MONEY)
    detail = EncryptedTextField(_("What for"), null=True, blank=True)
    amount_proposed = models.DecimalField(max_digits=10, decimal_places=2)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    state = models.CharField(max_length=16, choices=AidState, default=AidState.PROPOSED)
    amount_approved = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    # The head's title under the signature as it was that day, line by line; acting ones have three.
    decided_as = models.CharField(max_length=400, blank=True)
    # The fiscal year of the decision, in which the times are counted.
    fiscal_year_be = models.PositiveSmallIntegerField(null=True, blank=True)
    decision_note = EncryptedTextField(_("Instructions"), null=True, blank=True)
    # Over the times: the head's reason. Over the cap: the number of the governor's letter.
    over_times_reason = EncryptedTextField(null=True, blank=True)
    governor_letter_no = models.CharField(max_length=60, blank=True)
    refusal_reason = EncryptedTextField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    delivered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    received_by_name = EncryptedTextField(_("Received by"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["beneficiary", "programme", "fiscal_year_be"], name="aid_of_person_in_year"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=AidState.values), name="aid_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(amount_proposed__gt=0), name="aid_amount_is_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.programme_id}"

    def move_to(self, state: AidState, **changes: Any) -> None:
        """Take the request to its next state, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_AID_STATES.items() if state in new]
        moved = AidRequest.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("Aid that is “%(old)s” cannot become “%(new)s”.")
                % {"old": self.get_state_display(), "new": state.label}
            )


class ApprovalMemo(models.Model):
    """The memo on which the head decides, as it stood on that day."""

    aid_request = models.OneToOneField(AidRequest, on_delete=models.PROTECT, related_name="memo")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    # The writer's title under the signature as it was that day.
    writer_title = models.CharField(max_length=200, blank=True)
    background = EncryptedTextField()
    facts = EncryptedTextField()
    laws = EncryptedTextField()
    consideration = EncryptedTextField()
    proposal = EncryptedTextField()

    def __str__(self) -> str:
        return str(self.aid_request_id)


class MoneyReturn(models.Model):
    """Money that came back after finance had paid it, all of one request's, with its receipt."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    aid_request = models.ForeignKey(
        AidRequest, on_delete=models.PROTECT, related_name="money_returns"
    )
    province = models.CharField(max_length=2)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    receipt_no = models.CharField(_("Number of the receipt"), max_length=60)
    reason = EncryptedTextField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    returned_on = models.DateField()

    class Meta:
        constraints = [
            # What is dropped is never paid again, so its money comes back once.
            models.UniqueConstraint(fields=["aid_request"], name="money_comes_back_once"),
        ]

    def __str__(self) -> str:
        return f"{self.aid_request_id} {self.amount}"


class Payment(models.Model):
    """Money that finance paid out for a request, with its evidence."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    aid_request = models.ForeignKey(AidRequest, on_delete=models.PROTECT, related_name="payments")
    province = models.CharField(max_length=2)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    method = models.CharField(max_length=10, choices=PaymentMethod)
    evidence_no = models.CharField(_("Number of the payment's evidence"), max_length=60)
    photo_id = models.UUIDField(null=True, blank=True)
    paid_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.aid_request_id} {self.amount}"
