"""The life of a volunteer: the steps from the application on, and other volunteer roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.people.models import User
from asa.places.models import Area
from asa.volunteers.codes import EndReason, OtherRole, StepKind, VolunteerState
from asa.volunteers.models.register import Volunteer


class SignUpDay(models.Model):
    """A day at a place on which people came to apply, and the list that was keyed from it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    held_on = models.DateField(_("Day"))
    # The tambon or the district whose people came.
    area = models.ForeignKey(Area, on_delete=models.PROTECT, verbose_name=_("Area"))
    place = models.CharField(_("Place"), max_length=200)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["held_on", "area", "place"], name="sign_up_day_once_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.area_id}"


class VolunteerStep(models.Model):
    """One step in a volunteer's life; steps are only added, a mistake is taken back by another.

    Volunteers of an old list have none of their first steps; `story_of` tells those from the entry.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=StepKind)
    # Empty where the entry begins with this step.
    from_state = models.CharField(max_length=12, choices=VolunteerState, blank=True)
    to_state = models.CharField(max_length=12, choices=VolunteerState)
    on = models.DateField()
    order_no = models.CharField(_("Order no."), max_length=60, blank=True)
    reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    # Codes and keys alone: papers that were seen, rules deviated from, what an end has ended.
    details = models.JSONField(default=dict, blank=True)
    # Words about the person.
    text = EncryptedTextField(purpose="volunteer_step", null=True, blank=True)
    sign_up_day = models.ForeignKey(
        SignUpDay, on_delete=models.PROTECT, null=True, blank=True, related_name="steps"
    )
    takes_back = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="taken_back_by"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=StepKind.values), name="volunteer_step_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"

    @property
    def moves_to(self) -> str:
        """The code of the place to which a move goes, or goes back where it is taken back."""
        return str(self.details.get("after", ""))

    @property
    def moves_from(self) -> str:
        """The code of the place that a move leaves; empty where none is told."""
        return str(self.details.get("before", "")) if self.moves_to else ""


class Affiliation(models.Model):
    """Another volunteer role of the same person, such as village health volunteer."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="affiliations")
    role = models.CharField(_("Role"), max_length=16, choices=OtherRole)
    # Which role, where it is none of the list.
    name = models.CharField(_("Which role"), max_length=120, blank=True)
    started_on = models.DateField(_("From"), null=True, blank=True)
    ended_on = models.DateField(_("Until"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "role", "name"],
                condition=models.Q(ended_on__isnull=True),
                name="one_current_affiliation_of_a_role",
            )
        ]

    def __str__(self) -> str:
        return self.name or str(OtherRole(self.role).label)


class GrownUpTold(models.Model):
    """The office was told, once, that a youth volunteer is old enough to be one in full."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="grown_up_told")
    told_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.told_on}"
