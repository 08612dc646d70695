from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.common.languages import in_language
from asa.places.codes import NEXT_STATES, ChangeKind, ChangeState, Level, SuccessorBasis


class Area(models.Model):
    """The country, a province, district, tambon or village; a code begins with its parent's."""

    code = models.CharField(max_length=8, primary_key=True)
    level = models.CharField(max_length=8, choices=Level)
    name_th = models.CharField(_("Thai name"), max_length=80, blank=True)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    # What two spellings of one name have in common (asa.places.names); search reads these.
    name_key = models.CharField(max_length=80, blank=True)
    english_key = models.CharField(max_length=80, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="children", db_index=False
    )
    moo = models.PositiveSmallIntegerField(_("Village number"), null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    confirmed = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code"]
        indexes = [
            models.Index(fields=["level", "name_key"], name="area_level_name"),
            models.Index(fields=["level", "code"], name="area_level_code"),
            models.Index(fields=["parent", "code"], name="area_parent_code"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values), name="area_level_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(level=Level.VILLAGE, moo__isnull=False)
                | (~models.Q(level=Level.VILLAGE) & models.Q(moo__isnull=True)),
                name="area_village_has_moo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_language(self.name_th, self.name_en)


class Postcode(models.Model):
    """A postcode of a tambon; some tambons have several, and most postcodes serve many."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="postcodes")
    code = models.CharField(_("Postcode"), max_length=5, db_index=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["area", "code"], name="postcode_once_per_area")
        ]

    def __str__(self) -> str:
        return self.code


class AreaSuccessor(models.Model):
    """An area that took the place of an abolished one, and how sure we are of it."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="successors")
    successor = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="predecessors")
    basis = models.CharField(max_length=8, choices=SuccessorBasis)
    in_force_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["area", "successor"]
        constraints = [
            models.UniqueConstraint(fields=["area", "successor"], name="successor_once_per_area"),
            models.CheckConstraint(
                condition=~models.Q(area=models.F("successor")), name="successor_is_another_area"
            ),
            models.CheckConstraint(
                condition=models.Q(basis__in=SuccessorBasis.values), name="successor_basis_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} → {self.successor_id}"


class RegionScheme(models.Model):
    """One way to divide the country into regions, such as the four regions."""

    code = models.CharField(max_length=20, primary_key=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.code


class Region(models.Model):
    """A group of provinces within a scheme; which provinces, is dated."""

    scheme = models.ForeignKey(RegionScheme, on_delete=models.PROTECT, related_name="regions")
    code = models.CharField(max_length=20)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)

    class Meta:
        ordering = ["scheme", "code"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="region_once_per_scheme")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_language(self.name_th, self.name_en)


class RegionMember(models.Model):
    """A province belongs to a region from a day to a day."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="members")
    province = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="regions")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["region", "province"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "province", "started_on"], name="region_member_once_per_day"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="region_member_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}: {self.province_id}"


class PlaceSource(models.Model):
    """Where the areas come from, which release was loaded, and whom to credit on the page."""

    name = models.CharField(max_length=80, unique=True)
    version = models.CharField(max_length=40)
    loaded_on = models.DateField()
    attribution = models.TextField()

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def release(self) -> str:
        """The release as its publisher names it, without our own number behind the stroke."""
        return self.version.partition("/")[0]


class AreaChange(models.Model):
    """An announced change of areas: renamed, moved, split or merged, with all that it carried."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("What changes"), max_length=8, choices=ChangeKind)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.PROPOSED)
    # The two digits of the province in which all of it lies.
    province = models.CharField(max_length=2)
    # The first day of the new areas, and so the first without the old ones.
    in_force_on = models.DateField(_("In force from"))
    source = models.CharField(_("Announcement"), max_length=300)
    # What was announced, as `asa.places.changes.Announced` writes it: codes, names, house numbers.
    announced = models.JSONField()
    # The users, of the people app above this one.
    proposed_by_id = models.UUIDField()
    proposed_on = models.DateField()
    done_by_id = models.UUIDField(null=True)
    done_on = models.DateField(null=True, blank=True)
    undone_by_id = models.UUIDField(null=True)
    undone_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    # Numbers by kind of record and by area, of the moment before and of the moment after.
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    # What the change made of the tree itself, for the undo: codes made, ended, linked.
    made = models.JSONField(default=dict, blank=True)
    # The last line of the province's journal that belongs to the change.
    journal_seq = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["-proposed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=ChangeState.values), name="area_change_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=ChangeKind.values), name="area_change_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.province} {self.in_force_on}"

    def move_to(self, state: ChangeState, **changes: Any) -> None:
        """Take the change to its next state, once: of two who act, the second is told no."""
        may_come_from = [old for old, new in NEXT_STATES.items() if state in new]
        moved = AreaChange.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                gettext("This change is “%(state)s” already.") % {"state": self.get_state_display()}
            )


class FormerName(models.Model):
    """The name that an area had until a day."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="former_names")
    change = models.ForeignKey(AreaChange, on_delete=models.PROTECT, related_name="former_names")
    name_th = models.CharField(max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    name_key = models.CharField(max_length=80, blank=True, db_index=True)
    english_key = models.CharField(max_length=80, blank=True, db_index=True)
    # The first day of the next name.
    ended_on = models.DateField()

    class Meta:
        ordering = ["area", "ended_on"]

    def __str__(self) -> str:
        return f"{self.area_id} {self.name_th}"


class CarriedRecords(models.Model):
    """Records of one kind that a change took from one area to another: what the undo puts back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    change = models.ForeignKey(AreaChange, on_delete=models.PROTECT, related_name="carried")
    # The model ("households.household") and its field.
    kind = models.CharField(max_length=60)
    field = models.CharField(max_length=40)
    # The values of the field; codes of areas, but for what goes over to another record.
    was = models.CharField(max_length=40)
    became = models.CharField(max_length=40)
    keys = models.JSONField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.was} → {self.became}"
