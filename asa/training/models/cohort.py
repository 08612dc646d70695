"""A cohort (รุ่น): its days, its seats, and how these are shared among areas."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.people.models import User
from asa.places.models import Area, Region
from asa.training.codes import NEXT_COHORT_STATES, CohortState
from asa.training.models.workshop import Workshop


class Cohort(models.Model):
    """One time that a workshop is held: days, venue, seats, and who may come."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="cohorts")
    number = models.PositiveSmallIntegerField(_("Cohort"))
    starts_on = models.DateField(_("From"))
    # The last day.
    ends_on = models.DateField(_("Until"))
    venue = models.CharField(_("Venue"), max_length=200)
    # Where the venue lies.
    place = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(_("Seats"))
    # Seats that are in no quota at the moment: what areas gave back.
    unassigned = models.PositiveSmallIntegerField(default=0)
    names_until = models.DateField(_("Names until"), null=True, blank=True)
    # The last day for names of which those who nominate were reminded; another is reminded of anew.
    reminded_of_names = models.DateField(null=True, blank=True)
    # So many days somebody has to answer who was nominated.
    answer_days = models.PositiveSmallIntegerField(_("Days to answer"), default=7)
    # Who may come.
    registered_only = models.BooleanField(_("Registered volunteers only"), default=True)
    not_attended_years = models.PositiveSmallIntegerField(
        _("Has not attended this course for so many years"), null=True, blank=True
    )
    # Codes of Skill.
    skills_needed = models.JSONField(default=list, blank=True)
    # What who comes is reminded to bring.
    bring = models.CharField(_("What to bring"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=CohortState, default=CohortState.PLANNED)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    # Of the event in calendars: grows with each change of its name, days or venue.
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["workshop_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="cohort_once_per_workshop"),
            models.CheckConstraint(
                condition=Q(state__in=CohortState.values), name="cohort_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="cohort_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(unassigned__lte=F("seats")), name="unassigned_within_the_seats"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.number}"

    def move_to(self, state: CohortState, **changes: Any) -> None:
        """Take the cohort to its next state, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_COHORT_STATES.items() if state in new]
        moved = Cohort.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This cohort is “%(old)s” already.") % {"old": self.get_state_display()}
            )


class Room(models.Model):
    """A room of the lodging, and how many it sleeps."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("Room"), max_length=60)
    beds = models.PositiveSmallIntegerField(_("Beds"))
    # Kept by `move_to` alone, in one statement each: of two who come at once for the last bed, the
    # second is told no, and the database refuses what would be one too many.
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["cohort_id", "name"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "name"], name="room_once_per_cohort"),
            models.CheckConstraint(condition=Q(taken__lte=F("beds")), name="no_room_overfull"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def left(self) -> int:
        """How many beds nobody has."""
        return self.beds - self.taken

    def move_to(self, *, taken: int) -> bool:
        """Take so many beds (or give back, below zero) in one statement; False if none is left."""
        enough = Q(taken__lte=F("beds") - taken) & Q(taken__gte=-taken)
        moved = Room.objects.filter(enough, pk=self.pk).update(taken=F("taken") + taken)
        self.refresh_from_db(fields=["taken", "beds"])
        return bool(moved)


class Registrar(models.Model):
    """Who may call the roll of a cohort, beside those whose workshop it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="registrars")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # None for who was named before this was kept.
    added_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "user"], name="registrar_once_per_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.user_id}"


class Quota(models.Model):
    """How many seats of a cohort are for an area or a region, and how many of them are taken."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="quotas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)
    seats = models.PositiveSmallIntegerField(_("Seats"))
    # Kept by `take_seat` and `free_seat` alone, in one statement each, so that no two who come at
    # once get the last seat; the database refuses what would be one too many.
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["cohort_id", "region_id", "area_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "area"],
                condition=Q(area__isnull=False),
                name="one_quota_per_area",
            ),
            models.UniqueConstraint(
                fields=["cohort", "region"],
                condition=Q(region__isnull=False),
                name="one_quota_per_region",
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=True) ^ Q(region__isnull=True),
                name="quota_is_of_an_area_or_a_region",
            ),
            models.CheckConstraint(condition=Q(taken__lte=F("seats")), name="nothing_oversold"),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.area_id or self.region_id} {self.seats}"

    @property
    def left(self) -> int:
        """How many seats nobody holds."""
        return self.seats - self.taken

    def move_to(self, *, taken: int) -> bool:
        """Take so many seats (or give back, below zero) in one statement; False if none is left."""
        enough = Q(taken__lte=F("seats") - taken) & Q(taken__gte=-taken)
        moved = Quota.objects.filter(enough, pk=self.pk).update(taken=F("taken") + taken)
        self.refresh_from_db(fields=["taken", "seats"])
        return bool(moved)
