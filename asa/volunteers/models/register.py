"""The register: who is a volunteer, since when, for which area, and in which centre's offices."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.people.models import Person, Post, User
from asa.places.models import Area
from asa.volunteers.codes import (
    NEXT_STATES,
    CentreLevel,
    EndReason,
    Position,
    Responsibility,
    Standing,
    VolunteerKind,
    VolunteerState,
)


class Volunteer(models.Model):
    """A person's entry in the register of volunteers of a province."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="volunteer")
    # Where the volunteer lives and is counted: the village, or the tambon where no moo is known.
    area = models.ForeignKey(Area, on_delete=models.PROTECT, verbose_name=_("Area"), db_index=False)
    responsibility = models.CharField(
        _("Level"), max_length=10, choices=Responsibility, default=Responsibility.VILLAGE
    )
    kind = models.CharField(max_length=8, choices=VolunteerKind, default=VolunteerKind.ADULT)
    state = models.CharField(max_length=12, choices=VolunteerState, default=VolunteerState.APPLIED)
    registration_no = models.CharField(_("Registration number"), max_length=30, blank=True)
    registration_year_be = models.PositiveSmallIntegerField(null=True, blank=True)
    # The province that gave the number; it stays when the volunteer moves.
    registration_province = models.CharField(max_length=2, blank=True)
    registered_on = models.DateField(_("Registered on"), null=True, blank=True)
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason, blank=True)
    # The last day on which something was reported.
    last_active_on = models.DateField(null=True, blank=True)
    # Why the volunteer is active or not by the formula of the province, and since which day it is
    # so; computed when something is reported, and every night.
    standing = models.CharField(max_length=8, choices=Standing, blank=True)
    standing_since = models.DateField(null=True, blank=True)
    address = models.CharField(_("Address"), max_length=200, blank=True)
    postcode = models.CharField(_("Postcode"), max_length=5, blank=True)
    skills = models.CharField(_("Skills"), max_length=300, blank=True)
    occupation = models.CharField(_("Occupation"), max_length=120, blank=True)
    education = models.CharField(_("Education"), max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    # Where the entry stands in lists, by its state and the name; the database keeps it: `order`.
    list_order = models.CharField(max_length=201, default="", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "state"], name="volunteer_by_area"),
            models.Index(fields=["list_order", "id"], name="volunteer_in_order"),
            models.Index(fields=["registration_no"], name="volunteer_by_number"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=VolunteerState.values), name="volunteer_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["registration_province", "registration_year_be", "registration_no"],
                condition=~models.Q(registration_no=""),
                name="registration_number_once_per_province_and_year",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def move_to(
        self, state: VolunteerState, *, only_from: str = "", back: bool = False, **changes: Any
    ) -> None:
        """Take the volunteer to the next state, once: of two who try, the second is told no.

        only_from: from this state and no other. back: the way of a step that is taken back.
        """
        may_come_from = {old for old, new in NEXT_STATES.items() if state in new}
        if only_from:
            may_come_from = {only_from} if back else may_come_from & {only_from}
        moved = Volunteer.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("A volunteer who is “%(old)s” cannot become “%(new)s”.")
                % {"old": self.get_state_display(), "new": state.label}
            )


class Assignment(models.Model):
    """A volunteer's area of work from a day on; one is the main one. It grants no rights."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="assignments")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, db_index=False)
    responsibility = models.CharField(max_length=10, choices=Responsibility)
    is_main = models.BooleanField(default=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [
            # Who works where today: coverage asks it by ranges of areas.
            models.Index(
                fields=["area", "ended_on", "started_on", "is_main", "volunteer"],
                name="assignment_by_area",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer"],
                condition=models.Q(is_main=True, ended_on__isnull=True),
                name="one_current_main_assignment",
            )
        ]

    def __str__(self) -> str:
        return f"{self.volunteer_id} {self.area_id}"


class Centre(models.Model):
    """A coordination centre of volunteers in a tambon, district or province."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    level = models.CharField(_("Level"), max_length=10, choices=CentreLevel)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    name_th = models.CharField(_("Name"), max_length=160)
    place = models.CharField(_("Place"), max_length=200, blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "area"], name="one_centre_per_level_and_area")
        ]

    def __str__(self) -> str:
        return self.name_th


class Office(models.Model):
    """Who is chair, secretary, treasurer … of a centre, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="offices")
    volunteer = models.ForeignKey(Volunteer, on_delete=models.PROTECT, related_name="offices")
    position = models.CharField(_("Position"), max_length=12, choices=Position)
    started_on = models.DateField(_("From"))
    # The day on which the term runs out; who holds the office longer is shown as over the term.
    term_ends_on = models.DateField(_("Term ends"), null=True, blank=True)
    ended_on = models.DateField(_("Until"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="office_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_position_display()} {self.centre_id}"

    current_on = staticmethod(Post.current_on)
