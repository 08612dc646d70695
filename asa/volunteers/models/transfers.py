"""Transfers: a move to another province that one office asks for and the other answers."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.people.models import User
from asa.places.models import Area
from asa.volunteers.codes import TransferState
from asa.volunteers.models.register import Volunteer


class Transfer(models.Model):
    """A volunteer is to work in another province: asked for by one office, answered by the other.

    Nothing of the register changes until the answer; an accepted one is carried out as a move.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="transfers")
    # Where the volunteer worked when it was asked for, and where the volunteer is to work.
    origin = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    # The provinces whose offices ask and answer: one of each side.
    asking = models.CharField(max_length=2)
    answering = models.CharField(max_length=2)
    # The day from which the volunteer works there.
    on = models.DateField()
    order_no = models.CharField(_("Order no."), max_length=60, blank=True)
    # Words about the person, of whoever asks and of whoever refuses.
    reason = EncryptedTextField(purpose="transfer")
    answer = EncryptedTextField(purpose="transfer", null=True, blank=True)
    state = models.CharField(max_length=10, choices=TransferState, default=TransferState.WAITING)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["answering", "state"], name="transfer_by_office")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=TransferState.values), name="transfer_state_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(asking=models.F("answering")),
                name="transfer_is_between_two_offices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin_id} {self.to_id} {self.state}"

    @property
    def asking_place(self) -> str:
        """The code of the place on the side of the office that asks."""
        return str(self.origin_id if self.origin_id.startswith(self.asking) else self.to_id)

    @property
    def answering_place(self) -> str:
        """The code of the place on the side of the office that answers."""
        return str(self.to_id if self.origin_id.startswith(self.asking) else self.origin_id)

    def move_to(self, state: TransferState, **changes: Any) -> None:
        """Answer what waits, once: of two who do, the second is told no."""
        moved = Transfer.objects.filter(pk=self.pk, state=TransferState.WAITING).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This transfer does not wait any more: %(state)s.")
                % {"state": self.get_state_display()}
            )
