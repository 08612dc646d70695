"""Who is to come to a cohort, who came, and what came of it."""

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.languages import in_language
from asa.people.codes import Role
from asa.people.models import Person, User
from asa.people.names import post_in_words
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.queries import shown_place
from asa.training.codes import (
    IN_CALENDARS,
    NEXT_ENROLMENT_STATES,
    SEATED,
    AttendanceWay,
    EnrolmentState,
    MarkKind,
    Result,
    SessionKind,
)
from asa.training.models.cohort import Cohort, Quota, Room
from asa.training.models.lists import CourseTopic
from asa.volunteers.models import Volunteer


class Enrolment(models.Model):
    """One person in one cohort: nominated within a quota, seated or in reserve, and the result."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    # The entry of the register; none for somebody whom the register does not know.
    volunteer = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    # Where the person came from on that day: as the register had it, or the province alone.
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    # What somebody is there: chair of the province's volunteers, participant.
    part = models.CharField(_("Part"), max_length=120, blank=True)
    # As a list told it, where the register does not know the person.
    registration = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=EnrolmentState)
    # The order within the quota: of the seated, and of the reserve, who moves up by it.
    rank = models.PositiveSmallIntegerField()
    answer_by = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    reason = EncryptedTextField(purpose="enrolment_reason", null=True, blank=True)
    # Whose seat it was.
    in_place_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    nominated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField(auto_now_add=True)
    # On behalf of whom: the role and the area of the post by which it was done; neither for who
    # applied herself and for whom a list brought.
    nominated_as = models.CharField(max_length=20, choices=Role, blank=True)
    nominated_for = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The day of which somebody was reminded last: by which to answer, and on which to come. Another
    # day is reminded of anew.
    reminded_to_answer = models.DateField(null=True, blank=True)
    reminded_to_come = models.DateField(null=True, blank=True)
    # Of the event in the person's own calendar, beside the cohort's: grows whenever a seat is taken
    # or left, at that moment.
    sequence = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(null=True, blank=True)
    # Of two lines of people who turned out to be one, the one that goes on.
    joined_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="joined"
    )
    room = models.ForeignKey(Room, on_delete=models.SET_NULL, null=True, related_name="guests")
    meal = models.CharField(_("Meal"), max_length=120, blank=True)
    result = models.CharField(max_length=8, choices=Result, blank=True, default=Result.NONE)
    result_on = models.DateField(null=True, blank=True)
    # At how many parts the person was, of how many, when the result was decided.
    decided_present = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_of = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["quota_id", "rank", "pk"]
        indexes = [
            models.Index(fields=["cohort", "area", "state"], name="enrolment_by_area"),
            models.Index(fields=["person", "cohort"], name="enrolment_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=models.Q(joined_to__isnull=True),
                name="once_per_cohort",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=EnrolmentState.values),
                name="enrolment_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.person_id} {self.state}"

    @property
    def has_seat(self) -> bool:
        return self.state in SEATED

    @property
    def seat_area(self) -> str:
        """Where somebody comes from, as near as the quotas are: the sub-district where the seats
        are of sub-districts, otherwise the district or the province.
        """
        return str(self.area_id)[: max(len(self.quota.area_id or ""), 2)]

    @property
    def seat_place(self) -> str:
        """The same in words, as the rows of a list have it."""
        return shown_place(self.seat_area, Level.DISTRICT)

    @property
    def on_behalf_of(self) -> str:
        """The office or the lead that put the name forward, in words; "" where nobody did."""
        if not self.nominated_as or self.nominated_for_id is None:
            return ""
        return post_in_words(self.nominated_as, self.nominated_for_id)

    def move_to(self, state: EnrolmentState, **changes: Any) -> None:
        """Take the enrolment to its next state, once: of two who try, the second is told no."""
        may_come_from = {old for old, new in NEXT_ENROLMENT_STATES.items() if state in new}
        if (state in IN_CALENDARS) != (self.state in IN_CALENDARS):
            changes |= {"sequence": models.F("sequence") + 1, "moved_at": timezone.now()}
        moved = Enrolment.objects.filter(pk=self.pk, state__in=may_come_from & {self.state}).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if moved and state not in SEATED and self.room is not None:
            self.change_room(None)
        if not moved:
            raise DomainError(
                _("Somebody else has just changed this: it is “%(old)s” now.")
                % {"old": self.get_state_display()}
            )

    def change_room(self, room: Room | None) -> bool:
        """Give a bed of the room, and back the one held so far; False where no bed is left, or
        where somebody else changed it meanwhile. Call it in a transaction.
        """
        if room is not None and not room.move_to(taken=1):
            return False
        before = self.room
        found = Enrolment.objects.select_for_update().filter(pk=self.pk, room=before).first()
        if found is None:
            if room is not None:
                room.move_to(taken=-1)
            return False
        found.room = room
        found.save(update_fields=["room"])
        if before is not None:
            before.move_to(taken=-1)
        self.room = room
        return True


class Session(models.Model):
    """A part of a cohort's programme."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    topic = models.ForeignKey(CourseTopic, on_delete=models.PROTECT, null=True, blank=True)
    day = models.DateField(_("Day"))
    starts_at = models.TimeField(_("From"))
    ends_at = models.TimeField(_("Until"))
    name = models.CharField(_("Topic"), max_length=200)
    name_en = models.CharField(_("Topic in English"), max_length=200, blank=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=SessionKind)
    place = models.CharField(_("Room"), max_length=120, blank=True)
    # Whether the roll is called in it; the attendance share counts these.
    counts = models.BooleanField(_("The roll is called"), default=True)
    # Taken out of the programme after the cohort had begun: the roll of it is not called, and what
    # telephones still say about it finds out why.
    is_cancelled = models.BooleanField(default=False)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["cohort_id", "day", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The topic in the language of the page."""
        return in_language(self.name, self.name_en)


class Speaker(models.Model):
    """Who speaks in a session."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("Speaker"), max_length=160)
    position = models.CharField(_("Position"), max_length=200, blank=True)

    class Meta:
        ordering = ["session_id", "pk"]

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """Whether somebody was at a session, as last said."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    is_present = models.BooleanField(default=True)
    way = models.CharField(max_length=4, choices=AttendanceWay)
    # When it was tapped, the telephone's clock put right; of two, the later one holds.
    said_at = models.DateTimeField()
    received_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.enrolment_id} {self.is_present}"

    def move_to(self, *, is_present: bool, said_at: datetime, **changes: Any) -> bool:
        """Say anew whether somebody was there; False where something said later holds already."""
        older = Attendance.objects.filter(pk=self.pk, said_at__lt=said_at)
        moved = older.update(is_present=is_present, said_at=said_at, **changes)
        self.refresh_from_db()
        return bool(moved)


class Mark(models.Model):
    """The points somebody got, of how many."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=8, choices=MarkKind)
    points = models.DecimalField(_("Points"), max_digits=6, decimal_places=2)
    out_of = models.DecimalField(_("Out of"), max_digits=6, decimal_places=2)
    given_on = models.DateField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "kind"], name="one_mark_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(points__gte=0)
                & models.Q(out_of__gt=0)
                & models.Q(points__lte=models.F("out_of")),
                name="points_within_the_full_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.kind} {self.points}"
