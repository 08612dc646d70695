"""A case handed on to an agency."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.cases.codes import NEXT_REFERRAL_STATES, ReferralState
from asa.cases.models.case import Case
from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.partners.models import Partner
from asa.people.models import User


class Referral(models.Model):
    """A case sent to an agency, which accepts it or refuses with a reason and tells of its help."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="referrals")
    # All that the agency is told; it does not see the case.
    request = EncryptedTextField(_("What we ask of the agency"))
    # Why the data may be passed on: consent, or a named override.
    basis = models.CharField(max_length=20)
    basis_reason = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=ReferralState, default=ReferralState.SENT)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    answer = EncryptedTextField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ReferralState.values), name="referral_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.partner_id}"

    def move_to(self, state: ReferralState, **changes: Any) -> None:
        """Take the referral to its next state, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_REFERRAL_STATES.items() if state in new]
        moved = Referral.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("A referral that is “%(old)s” cannot become “%(new)s”.")
                % {"old": self.get_state_display(), "new": state.label}
            )
