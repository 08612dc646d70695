"""Cards of volunteers: the photo, the card and its states, and who issues cards since when."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from asa.cards.codes import (
    IN_THE_MAKING,
    NEXT_STATES,
    Across,
    CardLanguage,
    CardState,
    Closeness,
    Down,
)
from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.shortcodes import grouped
from asa.people.models import User
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer


class CardPhoto(models.Model):
    """The one photo of a volunteer for cards, cut to 2.0 × 2.6 cm; both files lie encrypted."""

    # The key of the stored file that is cut; the picture it was cut from is another file.
    id = models.UUIDField(primary_key=True, editable=False)
    original = models.UUIDField(editable=False)
    volunteer = models.OneToOneField(Volunteer, on_delete=models.PROTECT, related_name="card_photo")
    closeness = models.CharField(max_length=8, choices=Closeness, default=Closeness.WHOLE)
    down = models.CharField(max_length=8, choices=Down, default=Down.UPPER)
    across = models.CharField(max_length=8, choices=Across, default=Across.MIDDLE)
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)


class ProposedPhoto(models.Model):
    """A photo that a volunteer sent of herself; no card shows it until the office has taken it."""

    # The keys of the stored files, as of a photo for cards.
    id = models.UUIDField(primary_key=True, editable=False)
    original = models.UUIDField(editable=False)
    volunteer = models.OneToOneField(
        Volunteer, on_delete=models.PROTECT, related_name="proposed_photo"
    )
    closeness = models.CharField(max_length=8, choices=Closeness, default=Closeness.WHOLE)
    down = models.CharField(max_length=8, choices=Down, default=Down.UPPER)
    across = models.CharField(max_length=8, choices=Across, default=Across.MIDDLE)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)


class CardIssuer(models.Model):
    """Who signs cards as their issuer, from a day until the day before another.

    A change makes a new row; a card keeps the row that stands on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # Empty while nobody has told it: then the card has a dotted line to be signed with the name.
    name_th = models.CharField(_("Name on Thai cards"), max_length=120, blank=True)
    name_en = models.CharField(_("Name on English cards"), max_length=120, blank=True)
    title_th = models.CharField(_("Title in Thai"), max_length=160)
    title_en = models.CharField(_("Title in English"), max_length=160, blank=True)
    # The second line of who signs for another, such as ปฏิบัติราชการแทน อธิบดี….
    acting_th = models.CharField(_("Acting for, in Thai"), max_length=160, blank=True)
    acting_en = models.CharField(_("Acting for, in English"), max_length=160, blank=True)
    # Pictures that the department gave, by their number in the store; nothing is printed in their
    # place but the dashed circle and the dotted line.
    seal = models.UUIDField(null=True, blank=True)
    signature = models.UUIDField(null=True, blank=True)
    started_on = models.DateField(unique=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["started_on"]

    def __str__(self) -> str:
        return self.name_th or self.title_th


class VolunteerCard(models.Model):
    """One card of a volunteer, as it is printed; what is told of it follows from its state."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="cards")
    # The first card of this volunteer is 1, the next one 2.
    serial = models.PositiveSmallIntegerField(_("Card"))
    language = models.CharField(
        _("Language"), max_length=2, choices=CardLanguage, default=CardLanguage.THAI
    )
    state = models.CharField(_("State"), max_length=10, choices=CardState, default=CardState.DRAFT)
    # As printed; the register may be corrected later, the paper is not.
    name_th = models.CharField(_("Name in Thai"), max_length=260)
    name_en = models.CharField(_("Name in English"), max_length=260, blank=True)
    registration_no = models.CharField(_("Registration number"), max_length=30)
    year_be = models.PositiveSmallIntegerField()
    province = models.CharField(_("Province"), max_length=2)
    # Behind the QR: random, and no other number of the card or the volunteer tells it.
    code = models.CharField(max_length=12, unique=True, editable=False)
    issued_on = models.DateField(_("Date of issue"), null=True, blank=True)
    expires_on = models.DateField(_("Valid until"), null=True, blank=True)
    issuer = models.ForeignKey(
        CardIssuer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = EncryptedTextField(_("Reason"), null=True, blank=True, purpose="card_reason")
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["state", "volunteer"], name="card_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CardState.values), name="card_state_is_known"
            ),
            models.UniqueConstraint(fields=["volunteer", "serial"], name="card_serial_once"),
            models.UniqueConstraint(
                fields=["volunteer", "language"],
                condition=Q(state__in=IN_THE_MAKING),
                name="one_card_in_the_making",
            ),
            models.UniqueConstraint(
                fields=["volunteer", "language"],
                condition=Q(state=CardState.ISSUED),
                name="one_card_handed_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.serial}"

    @property
    def number(self) -> str:
        """The registration number as the card shows it: 868600022/2546."""
        return f"{self.registration_no}/{self.year_be}"

    @property
    def shown_code(self) -> str:
        return grouped(self.code)

    def is_valid_on(self, day: date) -> bool:
        """Handed out, not expired, and of somebody who is a volunteer now."""
        is_over = self.expires_on is not None and self.expires_on < day
        is_volunteer = self.volunteer.state == VolunteerState.REGISTERED
        return self.state == CardState.ISSUED and is_volunteer and not is_over

    def move_to(self, state: CardState, **changes: Any) -> None:
        """Take the card to the next state, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_STATES.items() if state in new]
        moved = VolunteerCard.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("The card of %(name)s is “%(old)s” and cannot become “%(new)s”.")
                % {
                    "name": self.name_th,
                    "old": self.get_state_display(),
                    "new": state.label,
                }
            )
