"""What the product tells people, through which channels, and how each of them wants to be told."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.thaidate import BANGKOK
from asa.common.versions import Dated
from asa.notices.codes import FEED_WINDOW, NEXT_STATES, Channel, DeliveryState, Why
from asa.people.models import User


class Notice(models.Model):
    """One message to one person; its words come from its kind, without anybody's name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    # The one thing that is said in somebody's own words: why something was refused.
    reason = EncryptedTextField(null=True, blank=True)
    # A path inside the product; the page behind it decides again who may see it.
    link = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=8)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "read_at", "created_at"], name="notices_of_user")]

    def __str__(self) -> str:
        return f"{self.kind} {self.user_id}"


class QuietHours(Dated):
    """From when until when nobody is told outside of the product, from a day on."""

    starts_at = models.TimeField(_("Quiet from"))
    ends_at = models.TimeField(_("Quiet until"))
    started_on = models.DateField(unique=True)

    class Meta:
        ordering = ["-started_on"]

    def __str__(self) -> str:
        return f"{self.starts_at}-{self.ends_at} {self.started_on}"


class UrgentKind(models.Model):
    """A kind of notice that does not wait for the end of the quiet hours."""

    kind = models.CharField(primary_key=True, max_length=60)

    def __str__(self) -> str:
        return self.kind


class Contact(models.Model):
    """Where a person is told through a channel, and when and of what the person wants it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="contacts")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    # Empty until the code that was sent there came back.
    address = EncryptedTextField(purpose="contact", null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # Asked for, and not confirmed yet; the code is kept as its index.
    asked_address = EncryptedTextField(purpose="contact_asked", null=True, blank=True)
    code_index = models.CharField(max_length=80, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    code_fault = models.CharField(max_length=12, choices=Why, blank=True)
    # Groups of kinds that the person does not want here.
    muted = models.JSONField(default=list, blank=True)
    # Own quiet hours; without them those of the product hold.
    quiet_from = models.TimeField(_("Quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("Quiet until"), null=True, blank=True)
    language = models.CharField(max_length=5, default="th")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "channel"], name="one_contact_per_channel")
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.user_id}"


class Delivery(models.Model):
    """One message to one person through one channel: waiting, sent, or failed with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel)
    state = models.CharField(max_length=8, choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    # When it may be tried, or tried again.
    next_try_at = models.DateTimeField()
    taken_up_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=12, choices=Why, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"], name="delivery_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="told_once_per_channel"),
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="delivery_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.notice_id} {self.state}"

    def move_to(self, state: DeliveryState, **changes: Any) -> bool:
        """Take it to another state, if nobody did since it was read; tells whether this call did.

        Every taking up counts a try, so that who comes back late to a message that somebody else
        has taken up meanwhile writes nothing.
        """
        before = [old for old, new in NEXT_STATES.items() if state in new]
        same = Delivery.objects.filter(
            pk=self.pk, state=self.state, attempts=self.attempts, next_try_at=self.next_try_at
        )
        moved = same.filter(state__in=before).update(state=state, **changes)
        if moved:
            self.refresh_from_db()
        return bool(moved)


class CalendarAddress(models.Model):
    """The secret address under which a person's calendar is asked for; only its index is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="calendar_address")
    token_index = models.CharField(max_length=80, unique=True)
    made_at = models.DateTimeField()
    language = models.CharField(max_length=5, default="th")
    # How often it was asked for since when, so that nobody asks without end.
    asked_since = models.DateTimeField(null=True, blank=True)
    asked = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.user_id)

    def move_to(self, *, at: datetime) -> int:
        """Count that it was asked for; tells how often that was in a quarter of an hour."""
        own = CalendarAddress.objects.filter(pk=self.pk)
        if not own.filter(asked_since__gt=at - FEED_WINDOW).update(asked=models.F("asked") + 1):
            own.update(asked_since=at, asked=1)
        self.refresh_from_db(fields=["asked", "asked_since"])
        return self.asked


def quiet_until(moment: datetime, starts_at: time, ends_at: time) -> datetime | None:
    """Until when a moment has to wait for the end of quiet hours, None when it need not.

    Hours that start after they end go over midnight; those that do both at once are none.
    """
    here = moment.astimezone(BANGKOK)
    clock = here.time()
    over_midnight = starts_at > ends_at
    is_quiet = (
        clock >= starts_at or clock < ends_at if over_midnight else starts_at <= clock < ends_at
    )
    if not is_quiet:
        return None
    ends_on = here.date() + timedelta(days=over_midnight and clock >= starts_at)
    return datetime.combine(ends_on, ends_at, BANGKOK)
