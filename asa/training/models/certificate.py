"""Certificates: who signs them since when, their numbers, and each paper as it was printed."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.shortcodes import grouped
from asa.common.thaidate import today
from asa.places.models import Area
from asa.training.codes import (
    NEXT_CERTIFICATE_STATES,
    CertificateKind,
    CertificateState,
    Numbering,
)
from asa.training.models.enrolment import Enrolment
from asa.training.models.lists import Skill


class Signer(models.Model):
    """Who signs the certificates of an owner of workshops, and how its papers are written, from a
    day until the day before another.

    A change makes a new row; a certificate keeps the row that stands on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The department (the country) or a province.
    owner = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    # Empty while nobody has told it: then the paper has a dotted line to be signed with the name.
    name = models.CharField(_("Name of the signer"), max_length=120, blank=True)
    title = models.CharField(_("Title of the signer"), max_length=160)
    # The second line of who signs for another, such as ปฏิบัติราชการแทน อธิบดี….
    acting = models.CharField(_("Acting for"), max_length=160, blank=True)
    numbering = models.CharField(
        _("Numbers run by"), max_length=8, choices=Numbering, default=Numbering.CALENDAR
    )
    thai_digits = models.BooleanField(_("Thai digits on the paper"), default=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["owner_id", "started_on"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "started_on"], name="one_signer_per_day")
        ]

    def __str__(self) -> str:
        return self.name or self.title


class CertificateCounter(models.Model):
    """The last number that an owner gave in a year; whoever takes the next one locks the row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    year_be = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "year_be"], name="one_counter_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.last}/{self.year_be}"


class Certificate(models.Model):
    """One certificate as it is printed; the paper keeps its words whatever is corrected later."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    owner = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("Number"))
    year_be = models.PositiveSmallIntegerField()
    kind = models.CharField(_("Kind"), max_length=10, choices=CertificateKind)
    state = models.CharField(
        _("State"), max_length=8, choices=CertificateState, default=CertificateState.VALID
    )
    # As printed.
    name = models.CharField(_("Name"), max_length=260)
    # What somebody is, such as อาสาสมัคร… จังหวัดเชียงราย.
    role = models.CharField(max_length=300, blank=True)
    course = models.CharField(_("Course"), max_length=300)
    course_en = models.CharField(max_length=300, blank=True)
    cohort_number = models.PositiveSmallIntegerField()
    fiscal_year_be = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    venue = models.CharField(max_length=400)
    issued_on = models.DateField(_("Date of issue"))
    # The last day on which the course counts; none where it counts for good.
    expires_on = models.DateField(_("Valid until"), null=True, blank=True)
    signer = models.ForeignKey(Signer, on_delete=models.PROTECT, related_name="+")
    # What the course proves, as long as the certificate is valid.
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True)
    # Behind the QR: random, and no other number tells it.
    code = models.CharField(max_length=12, unique=True, editable=False)
    revoked_on = models.DateField(null=True, blank=True)
    reason = EncryptedTextField(purpose="certificate_reason", null=True, blank=True)
    # Taken back by the office, not for a result: nobody gives another one but by writing it anew.
    is_withheld = models.BooleanField(default=False)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["owner_id", "year_be", "number"]
        indexes = [
            models.Index(fields=["skill", "state", "expires_on"], name="certificate_by_skill")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "year_be", "number"], name="certificate_number_once"
            ),
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(state=CertificateState.VALID),
                name="one_valid_certificate",
            ),
            models.CheckConstraint(
                condition=Q(state__in=CertificateState.values), name="certificate_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner_id} {self.full_number}"

    @property
    def full_number(self) -> str:
        """Number and year as the register of orders writes them: 118/2569."""
        return f"{self.number}/{self.year_be}"

    @property
    def shown_code(self) -> str:
        """The code as it is printed beside the QR."""
        return grouped(self.code)

    def has_expired_on(self, day: date) -> bool:
        return self.expires_on is not None and self.expires_on < day

    def is_valid_on(self, day: date) -> bool:
        """Neither taken back nor over; its last day still counts."""
        return self.state == CertificateState.VALID and not self.has_expired_on(day)

    @property
    def tone(self) -> str:
        """The tone in which a page shows where the certificate stands today."""
        if self.state == CertificateState.REVOKED:
            return ""
        if self.has_expired_on(today()):
            return "soon"
        if self.expires_on is not None and self.expires_on < today() + timedelta(days=60):
            return "near"
        return "well"

    @property
    def standing(self) -> str:
        """Where the certificate stands today, in a word."""
        if self.state == CertificateState.VALID and self.has_expired_on(today()):
            return str(_("No longer valid"))
        return str(self.get_state_display())

    def move_to(self, state: CertificateState, **changes: Any) -> None:
        """Take the certificate to its next state, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_CERTIFICATE_STATES.items() if state in new]
        moved = Certificate.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This certificate is “%(old)s” already.") % {"old": self.get_state_display()}
            )


class SkillReminder(models.Model):
    """That somebody was told, so many days before, that a certificate ends; told once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["certificate", "days"], name="reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.days}"
