"""What coverage is measured by, which villages are an exception, and the outlines of the map."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.coverage.codes import NEXT_STATES, ExceptionKind, ExceptionState
from asa.people.models import User
from asa.places.models import Area


class CoverageRule(models.Model):
    """What every village and tambon of an area is to have, from a day on.

    The rule of the smallest area around a place holds there; the country has one from the start.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    per_village = models.PositiveSmallIntegerField(_("Volunteers of a village, at least"))
    per_tambon = models.PositiveSmallIntegerField(_("Volunteers of a sub-district, at least"))
    # One volunteer for at most so many households; none = households set no target.
    households_per_volunteer = models.PositiveSmallIntegerField(
        _("Households for one volunteer, at most"), null=True, blank=True
    )
    # How often each household of a village is visited in a fiscal year.
    visits_per_household = models.PositiveSmallIntegerField(
        _("Visits to each household in a fiscal year"), default=1
    )
    # The age at which volunteers stop; none = there is no such age.
    retires_at = models.PositiveSmallIntegerField(
        _("Age at which volunteers stop"), null=True, blank=True
    )
    started_on = models.DateField(_("In force from"))
    # The first day on which the rule does not hold any more.
    ended_on = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["area", "started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "started_on"], name="coverage_rule_once_per_day"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="coverage_rule_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.started_on}"


class AreaException(models.Model):
    """A village that cannot be reached, or that is left out: asked for with a reason, decided by
    somebody else, and ended when it is over.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("What is asked for"), max_length=12, choices=ExceptionKind)
    state = models.CharField(max_length=8, choices=ExceptionState, default=ExceptionState.ASKED)
    reason = models.CharField(_("Reason"), max_length=300)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    decision_reason = models.CharField(_("Reason of the decision"), max_length=300, blank=True)
    # The first day on which the village counts like any other again.
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ExceptionState.values),
                name="area_exception_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=models.Q(state__in=[ExceptionState.ASKED, ExceptionState.APPROVED]),
                name="one_open_exception_per_area",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.kind} {self.state}"

    def move_to(self, state: ExceptionState, **changes: Any) -> None:
        """Take the request to its next state, once: of two who decide, the second is told no."""
        may_come_from = [old for old, new in NEXT_STATES.items() if state in new]
        moved = AreaException.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This request is “%(old)s” already.") % {"old": self.get_state_display()}
            )


class Outline(models.Model):
    """The simplified outline of an area: rings of points on a plane, drawn as they are."""

    area = models.OneToOneField(Area, on_delete=models.PROTECT, primary_key=True, related_name="+")
    # Rings of [x, y] in hundred-thousandths of a degree: longitude, latitude.
    rings = models.JSONField()
    source = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return self.area_id


class ProvinceTally(models.Model):
    """The counts of a province as they were when its journal ended in `mac`, on that day.

    As long as both are true nothing has changed there since, so the counts are exact.
    """

    province = models.OneToOneField(
        Area, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    mac = models.CharField(max_length=64)
    counted_on = models.DateField()
    counts = models.JSONField()

    def __str__(self) -> str:
        return f"{self.province_id} {self.counted_on}"
