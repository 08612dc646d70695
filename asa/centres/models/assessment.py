"""The look at a centre's own capacity: ratings with evidence, priorities, and their work plan."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.centres.codes import WorkState
from asa.centres.models.lists import Component
from asa.common.ids import uuid7
from asa.people.models import User
from asa.volunteers.models import Centre, Volunteer


class Assessment(models.Model):
    """One look at all components on a day; it is never changed, the next is compared with it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField(_("Day"))
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "assessed_on"], name="one_assessment_per_centre_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.assessed_on}"


class Rating(models.Model):
    """How one component stands, from 1 (nothing yet) to 5 (others learn from it), and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField()
    evidence = models.CharField(_("Evidence"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "component"], name="one_rating_per_component"
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=1, score__lte=5), name="score_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component_id} {self.score}"


class Priority(models.Model):
    """A component chosen to be made better, and what is done for it by whom until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="priorities")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="+")
    work = models.CharField(_("What will be done"), max_length=300, blank=True)
    owner = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("By"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "component"], name="one_priority_per_component"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=WorkState.values), name="work_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.component_id} {self.state}"
