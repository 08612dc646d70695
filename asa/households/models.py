"""Households, who lives in them, how they stand in five dimensions, and who visited when."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.common.languages import in_language
from asa.households.codes import (
    ConsentKind,
    Dimension,
    DimensionLevel,
    Health,
    PhotoKind,
    Tenure,
    VisitKind,
    VisitMethod,
)
from asa.people.models import Person, User
from asa.places.models import Area
from asa.volunteers.models import Volunteer


class Household(models.Model):
    """The people who live in one place, and the place: its area is a village, else a tambon."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, verbose_name=_("Area"), db_index=False)
    # The number that an office's own list gives it (ชพ-0001); unique within its province.
    reference = models.CharField(_("Household number"), max_length=30, blank=True)
    province = models.CharField(max_length=2, editable=False)
    house_code = models.CharField(_("House code"), max_length=11, blank=True)
    house_no = models.CharField(_("House number"), max_length=40, blank=True)
    village_name = models.CharField(_("Village name"), max_length=120, blank=True)
    alley = models.CharField(_("Alley"), max_length=80, blank=True)
    soi = models.CharField(_("Soi"), max_length=80, blank=True)
    road = models.CharField(_("Road"), max_length=120, blank=True)
    postcode = models.CharField(_("Postal code"), max_length=5, blank=True)
    landmark = models.CharField(_("Landmark"), max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    shown_as = models.CharField(_("Name to be shown"), max_length=100, blank=True)
    tenure = models.CharField(_("Housing"), max_length=20, choices=Tenure, default=Tenure.UNKNOWN)
    rent_per_month = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    shelter_condition = models.CharField(_("Condition of the home"), max_length=200, blank=True)
    income_per_month = models.DecimalField(
        _("Household income per month"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    income_source = models.CharField(_("Source of income"), max_length=120, blank=True)
    burdens = models.JSONField(_("Dependants"), default=list, blank=True)
    problems = models.JSONField(_("Problems found"), default=list, blank=True)
    aid_history = models.JSONField(_("Help received before"), default=dict, blank=True)
    surveyed_on = models.DateField(_("Surveyed on"), null=True, blank=True)
    surveyor = models.ForeignKey(
        Volunteer, on_delete=models.PROTECT, null=True, blank=True, related_name="surveyed"
    )
    surveyor_text = models.CharField(_("Surveyor as written"), max_length=160, blank=True)
    reported_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="reported_households"
    )
    # The volunteer who looks after this household today.
    caretaker = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="kept_households"
    )
    # Known only because of a protected case: nobody but the named team sees that it exists.
    is_sealed = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    # Kept by the assessment itself, so that lists can put the worst first without looking further.
    latest_round = models.ForeignKey(
        "LogbookRound", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    worst_level = models.PositiveSmallIntegerField(
        choices=DimensionLevel, null=True, blank=True, editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "worst_level"], name="household_by_area"),
            models.Index(fields=["house_code"], name="household_by_house_code"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "reference"],
                condition=~models.Q(reference=""),
                name="household_reference_once_per_province",
            ),
            models.CheckConstraint(
                condition=models.Q(tenure__in=Tenure.values), name="household_tenure_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.shown_as or self.house_no or str(self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.province = self.area_id[:2]
        super().save(*args, **kwargs)


class HouseholdTeamMember(models.Model):
    """One of the named people who may see a sealed household."""

    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="team")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="sealed_households")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["household", "user"], name="household_team_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.user_id}"


class HouseholdMember(models.Model):
    """A person who lives in a household from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    number = models.PositiveSmallIntegerField(default=1)
    relation = models.CharField(_("Relation to the head of household"), max_length=60, blank=True)
    is_head = models.BooleanField(default=False)
    marital_status = models.CharField(_("Marital status"), max_length=60, blank=True)
    education = models.CharField(_("Education level"), max_length=80, blank=True)
    occupation = models.CharField(_("Occupation"), max_length=80, blank=True)
    income_per_month = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    income_source = models.CharField(max_length=120, blank=True)
    health = models.CharField(_("Health"), max_length=10, choices=Health, default=Health.UNKNOWN)
    health_detail = models.CharField(_("Health in detail"), max_length=200, blank=True)
    disability = models.CharField(_("Kind of disability"), max_length=80, blank=True)
    disability_card = models.CharField(_("Disability card"), max_length=60, blank=True)
    self_care = models.CharField(_("Can look after oneself"), max_length=60, blank=True)
    race = models.CharField(_("Race"), max_length=60, blank=True)
    religion = models.CharField(_("Religion"), max_length=60, blank=True)
    groups = models.JSONField(_("Target groups"), default=list, blank=True)
    benefits = models.JSONField(_("Benefits received"), default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return str(self.person)


class LogbookRound(models.Model):
    """One look at a household in the five dimensions, on a day, by one person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="rounds")
    province = models.CharField(max_length=2)
    number = models.PositiveSmallIntegerField()
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["household", "number"], name="logbook_round_once")
        ]

    def __str__(self) -> str:
        return f"{self.household_id} #{self.number}"


class DimensionAssessment(models.Model):
    """The level of one dimension in one round, as the person who looked set it."""

    round = models.ForeignKey(LogbookRound, on_delete=models.CASCADE, related_name="levels")
    dimension = models.CharField(max_length=10, choices=Dimension)
    level = models.PositiveSmallIntegerField(choices=DimensionLevel)
    reason = models.CharField(_("Why this level"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "dimension"], name="dimension_once_per_round"),
            models.CheckConstraint(
                condition=models.Q(dimension__in=Dimension.values), name="dimension_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(level__in=DimensionLevel.values), name="dimension_level_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.level}"

    @property
    def dimension_short(self) -> str:
        """The dimension's name for a narrow place."""
        return Dimension(self.dimension).short


class Visit(models.Model):
    """Someone went to a household, or called it: what was seen and done. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="visits")
    province = models.CharField(max_length=2)
    area = models.CharField(max_length=8)
    kind = models.CharField(max_length=14, choices=VisitKind)
    method = models.CharField(max_length=8, choices=VisitMethod, default=VisitMethod.VISIT)
    visited_on = models.DateField()
    visited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="visits")
    note = EncryptedTextField(_("What was seen and done"), null=True, blank=True)
    round = models.OneToOneField(LogbookRound, on_delete=models.PROTECT, null=True, blank=True)
    # What the visit was for, such as a case; households know no case.
    subject_id = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-visited_on"]
        indexes = [
            models.Index(fields=["area", "visited_on"], name="visit_by_area"),
            models.Index(fields=["visited_by", "visited_on"], name="visit_by_visitor"),
        ]

    def __str__(self) -> str:
        return f"{self.household_id} {self.visited_on}"


class Photo(models.Model):
    """A picture taken for a household's sake; the file lies encrypted in the data folder."""

    id = models.UUIDField(primary_key=True, editable=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="photos")
    kind = models.CharField(max_length=16, choices=PhotoKind, default=PhotoKind.OTHER)
    # A case or a payment that it belongs to, where the picture is of more than the house.
    subject_id = models.UUIDField(null=True, blank=True)
    visit = models.ForeignKey(
        Visit, on_delete=models.PROTECT, null=True, blank=True, related_name="photos"
    )
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)


class PrivacyNotice(models.Model):
    """The words that are read out before anything is recorded; each wording is kept for ever."""

    version = models.CharField(max_length=20, primary_key=True)
    name_th = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160)
    text_th = models.TextField()
    text_en = models.TextField()
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.version

    @property
    def name(self) -> str:
        """The title in the language of the page."""
        return in_language(self.name_th, self.name_en)

    @property
    def text(self) -> str:
        """The words in the language of the page."""
        return in_language(self.text_th, self.text_en)


class Consent(models.Model):
    """The notice was read out; what the person answered, who witnessed, which version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="consents")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=14, choices=ConsentKind)
    notice_version = models.CharField(max_length=20)
    reason = models.CharField(_("Why not possible"), max_length=200, blank=True)
    guardian_name = models.CharField(_("Guardian"), max_length=120, blank=True)
    witness_name = models.CharField(_("Witness"), max_length=120, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.notice_version}"
