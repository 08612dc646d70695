"""Courses, skills and rates: what the department keeps as dated rows, from `data/*.csv`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.languages import in_language
from asa.common.versions import Dated, Named
from asa.training.codes import BudgetKind, CertificateKind, SessionKind


class Skill(Named, Dated):
    """Something that a volunteer can do and that a course proves, such as crisis work."""

    code = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]


class Course(Named, Dated):
    """A curriculum: its topics, and the rule by which one passes."""

    code = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveSmallIntegerField()
    # The share of the sessions at which the roll is called that one must have been at.
    attendance_percent = models.PositiveSmallIntegerField(_("Attendance needed (%)"))
    # The share of the points; none where presence alone counts.
    pass_percent = models.PositiveSmallIntegerField(_("Pass mark (%)"), null=True, blank=True)
    certificate = models.CharField(
        _("Certificate"), max_length=10, choices=CertificateKind, default=CertificateKind.PASSED
    )
    valid_months = models.PositiveSmallIntegerField(
        _("Months for which it holds"), null=True, blank=True
    )
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True)
    # Passing it lets an applicant be registered.
    is_basic = models.BooleanField(_("Basic course for new volunteers"), default=False)
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(attendance_percent__lte=100)
                & (models.Q(pass_percent__isnull=True) | models.Q(pass_percent__lte=100)),
                name="course_percents_within_a_hundred",
            )
        ]

    @property
    def is_honour(self) -> bool:
        """Whether its paper is of attendance or merit, so that nobody “passes” it."""
        return self.certificate == CertificateKind.HONOUR


class RefresherRule(Dated):
    """After how many years who finished a course is invited to take it again, from a day on.

    It is advice: a certificate and its skill stay valid for as long as they say.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="refreshers")
    years = models.PositiveSmallIntegerField(_("Years until a refresher"))
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta:
        ordering = ["course_id", "-started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "started_on"], name="one_refresher_rule_per_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.years}"


class CourseTopic(Named):
    """One part of a course, in its order."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="topics")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=SessionKind)
    minutes = models.PositiveSmallIntegerField(_("Minutes"))
    # The day of the course and the time of its beginning, where a programme says them.
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ["course_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="topic_once_per_course")
        ]


class ReminderRule(Dated):
    """How many days before a day people are reminded of it, from a day on."""

    # Who nominates, of seats that are free before names are closed.
    days_before_names_end = models.PositiveSmallIntegerField()
    # Who has not answered, of the day by which to answer.
    days_before_answer = models.PositiveSmallIntegerField()
    # Who comes, of the first day.
    days_before_start = models.PositiveSmallIntegerField()
    started_on = models.DateField(unique=True)

    class Meta:
        ordering = ["-started_on"]

    def __str__(self) -> str:
        return f"{self.days_before_answer} {self.days_before_start} {self.started_on}"


class BudgetRate(Named, Dated):
    """What may be paid at most for one unit of something, from a day on, and who says so."""

    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=BudgetKind)
    amount = models.DecimalField(_("Baht per unit"), max_digits=10, decimal_places=2)
    # "per hour", "per person and day"
    unit_th = models.CharField(max_length=60)
    unit_en = models.CharField(max_length=60)
    source = models.CharField(_("Source"), max_length=300)

    class Meta:
        ordering = ["code", "-started_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "started_on"], name="one_rate_per_code_and_day")
        ]

    @property
    def unit(self) -> str:
        """What one unit is, in the language of the page."""
        return in_language(self.unit_th, self.unit_en)
