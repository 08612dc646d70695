"""The ministry's rules as dated rows, loaded from `data/*.csv`; the department may edit them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.cases.codes import AidUnit, CaseState
from asa.common.languages import in_language
from asa.common.versions import Dated, Named
from asa.people.codes import Role
from asa.people.models import User
from asa.places.models import Area


class ProblemArea(Named, Dated):
    """One of the nine areas 6.1–6.9 of the petition; five of their names are unverified."""

    code = models.CharField(max_length=30, primary_key=True)
    number = models.PositiveSmallIntegerField()
    is_verified = models.BooleanField(default=True)

    class Meta:
        ordering = ["number"]


class Problem(Named, Dated):
    """A tick in the list of problems; some make the case protected at once."""

    code = models.CharField(max_length=40, primary_key=True)
    area = models.ForeignKey(ProblemArea, on_delete=models.PROTECT, related_name="problems")
    number = models.PositiveSmallIntegerField(default=0)
    protects = models.BooleanField(default=False)

    class Meta:
        ordering = ["area__number", "number"]


class AidProgramme(Named, Dated):
    """A regulation under which aid is given: cap, times in a fiscal year, papers, in force when.

    A change makes a new row with the same code and another day; decisions keep the row they were
    made under.
    """

    code = models.CharField(max_length=20)
    department = models.CharField(max_length=10, blank=True)
    legal_basis = models.CharField(_("Legal basis"), max_length=300, blank=True)
    unit = models.CharField(max_length=10, choices=AidUnit, default=AidUnit.PERSON)
    # Baht for one time; none = actual cost.
    cap = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    # Times in a fiscal year; none = no limit.
    times_per_fiscal_year = models.PositiveSmallIntegerField(null=True, blank=True)
    # Whether the governor's letter may lift the cap.
    governor_may_exceed = models.BooleanField(default=False)
    income_limit_per_year = models.DecimalField(
        max_digits=10, decimal_places=2, null=True, blank=True
    )
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    documents = models.JSONField(default=list, blank=True)
    # Until how many months after the death it is asked for; none = no such limit.
    months_after_death = models.PositiveSmallIntegerField(null=True, blank=True)
    # What no column holds, such as who gets another sum; the office reads it and judges.
    conditions_th = models.CharField(max_length=300, blank=True)
    conditions_en = models.CharField(max_length=300, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["code", "started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "started_on"], name="aid_programme_version_once"
            )
        ]

    @property
    def conditions(self) -> str:
        """What no column holds, in the language of the page."""
        return in_language(self.conditions_th, self.conditions_en)


class CheckStep(Dated):
    """One step of the chain of checks before the provincial office takes a case in."""

    state = models.CharField(max_length=20)
    role = models.CharField(max_length=20, choices=Role)
    # Digits of the area code whose holders check: 6 for the tambon, 4 for the district.
    digits = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    # After so many days the provincial officer may take it.
    days = models.PositiveSmallIntegerField(default=3)

    ORDER = ("number",)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.state

    @property
    def label(self) -> str:
        """The step in the words of the state in which a case waits there."""
        return str(CaseState(self.state).label)


class ServiceTime(Dated):
    """Within how many calendar days a case is to be helped, and when the colour changes."""

    code = models.CharField(max_length=20)
    days = models.PositiveSmallIntegerField()
    soon_from = models.PositiveSmallIntegerField()
    near_from = models.PositiveSmallIntegerField()

    ORDER = ("code",)

    def __str__(self) -> str:
        return self.code

    @property
    def label(self) -> str:
        """For which cases the time holds."""
        known = self.code == "known"
        return str(_("Household known before") if known else _("Household reported first"))


class AppealTerm(Dated):
    """Within how many days after being told a person may appeal against a refusal.

    Fifteen days under section 44 of the Administrative Procedure Act B.E. 2539; unverified that
    the ministry applies it to every programme, so it is a list and not code.
    """

    days = models.PositiveSmallIntegerField()

    ORDER: tuple[str, ...] = ()

    def __str__(self) -> str:
        return str(self.days)


class ProtectionTeamMember(Dated):
    """A named person of a province who handles protected cases."""

    province = models.ForeignKey(Area, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="protection_teams")

    def __str__(self) -> str:
        return f"{self.province_id} {self.user_id}"


class DutyShift(models.Model):
    """Who is on duty for emergencies in a province on a day."""

    province = models.ForeignKey(Area, on_delete=models.PROTECT)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duties")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "user", "day"], name="duty_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.province_id} {self.day}"
