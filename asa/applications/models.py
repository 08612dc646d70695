"""An application from the public page, until the office has said what becomes of it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.applications.codes import NEXT_STATES, ApplicationState
from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.people.models import User
from asa.places.models import Area
from asa.volunteers.models import Volunteer


class PublicApplication(models.Model):
    """What a stranger told to become a volunteer; nobody is a person on record by it.

    What was told lies sealed as a whole, and goes when it is not needed any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The code of the receipt itself is nowhere. A form that is sent twice is kept once.
    code_index = models.CharField(max_length=64, unique=True)
    # The sub-district: a village becomes known only when somebody of the office takes it in.
    area = models.ForeignKey(Area, on_delete=models.PROTECT, db_index=False)
    state = models.CharField(
        max_length=12, choices=ApplicationState, default=ApplicationState.RECEIVED
    )
    told = EncryptedTextField(purpose="public_application", null=True)
    # A keyed hash of the number that was told, to see who is on record already.
    number_index = models.CharField(max_length=64, blank=True)
    notice_version = models.CharField(max_length=20)
    sent_on = models.DateField()
    sent_at = models.DateTimeField(auto_now_add=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Words that the applicant reads.
    reason = EncryptedTextField(purpose="public_application_reason", null=True, blank=True)
    volunteer = models.ForeignKey(
        Volunteer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="public_applications",
    )

    class Meta:
        indexes = [
            models.Index(fields=["state", "area", "sent_at"], name="public_application_queue"),
            models.Index(fields=["number_index"], name="public_application_by_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ApplicationState.values),
                name="public_application_state_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.area_id}"

    def move_to(self, state: ApplicationState, **changes: Any) -> None:
        """Take the application to its next state, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_STATES.items() if state in new]
        moved = PublicApplication.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        if not moved:
            raise DomainError(
                _("Somebody else has decided about this application by now. Look at it again.")
            )
        self.refresh_from_db()
