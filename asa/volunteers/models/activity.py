"""What volunteers do, and the formula of a province that says who of them is active."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.versions import Dated
from asa.people.models import User
from asa.places.models import Area
from asa.volunteers.codes import ActivityKind, ActivitySource
from asa.volunteers.models.register import Volunteer


class Activity(models.Model):
    """One thing that a volunteer did on a day; each counts as one report.

    A row says nothing of a household: of a visit it keeps the day alone, so that whoever may read
    a volunteer's work learns of no household that is hidden from them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, related_name="activities", db_index=False
    )
    kind = models.CharField(_("What was done"), max_length=24, choices=ActivityKind)
    happened_on = models.DateField(_("Day"))
    # None where nobody said how long it took.
    hours = models.DecimalField(_("Hours"), max_digits=4, decimal_places=1, null=True, blank=True)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    # Words that may be about a person.
    note = EncryptedTextField(purpose="activity", null=True, blank=True)
    source = models.CharField(max_length=8, choices=ActivitySource, default=ActivitySource.TYPED)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    # Written down by mistake: it stays to be read, and does not count.
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            # All that the sums of a night read stands in the index.
            models.Index(
                fields=["volunteer", "happened_on", "withdrawn_on", "hours"],
                name="activity_by_volunteer",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ActivityKind.values), name="activity_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(hours__isnull=True) | models.Q(hours__gt=0, hours__lte=24),
                name="activity_hours_of_one_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"

    def move_to(self, **changes: Any) -> None:
        """Take it back, once: of two who try, the second is told no."""
        moved = Activity.objects.filter(pk=self.pk, withdrawn_on__isnull=True).update(**changes)
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("This has been taken back already."))


class ActiveFormula(Dated):
    """Who counts as active in a province from a day on; the country's holds where none is set."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    # How far back is looked, in months.
    months = models.PositiveSmallIntegerField(_("Months looked back"))
    # So many of the latest months do not count against anybody yet.
    quiet_months = models.PositiveSmallIntegerField(_("Latest months that do not count against"))
    # Either is enough; None = it is not asked.
    reports = models.PositiveSmallIntegerField(_("Reports in that time"), null=True, blank=True)
    hours_per_month = models.PositiveSmallIntegerField(
        _("Hours a month on average"), null=True, blank=True
    )
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["area", "started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "started_on"], name="active_formula_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(reports__gte=1) | models.Q(hours_per_month__gte=1),
                name="active_formula_asks_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.started_on}"
