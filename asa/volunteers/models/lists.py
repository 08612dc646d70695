"""Rules of the register as dated rows, loaded from `data/*.csv`; the department edits them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.versions import Dated, Named
from asa.places.models import Area
from asa.volunteers.codes import TICKED, WITH_YEARS, Check, VolunteerKind, VolunteerState


class Qualification(Named, Dated):
    """What a person must be, have or show before a step of a volunteer's life is taken.

    A change is a new row with the same code and another day.
    """

    code = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    check_kind = models.CharField(max_length=16, choices=Check)
    # The state that is refused to who does not qualify: verified or registered.
    step = models.CharField(max_length=12, choices=VolunteerState)
    # Of which kind of volunteers; empty: of all.
    kind = models.CharField(max_length=8, choices=VolunteerKind, blank=True)
    # Years, where the check counts them.
    years = models.PositiveSmallIntegerField(_("Years"), null=True, blank=True)
    may_deviate = models.BooleanField(
        _("The office may deviate from it with a reason"), default=False
    )
    is_asked = models.BooleanField(_("It is asked"), default=True)

    class Meta:
        ordering = ["number", "started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "started_on"], name="qualification_version_once"
            )
        ]

    @property
    def is_ticked(self) -> bool:
        """Whether the office confirms it by a tick, and nothing can be computed."""
        return self.check_kind in TICKED

    @property
    def has_years(self) -> bool:
        return self.check_kind in WITH_YEARS


class LinkageRule(Dated):
    """From how many of a hundred on two entries are put before somebody in the yearly clean-up."""

    percent = models.PositiveSmallIntegerField(_("Likely one person, of 100"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["started_on"], name="linkage_rule_version_once"),
            models.CheckConstraint(
                condition=models.Q(percent__gte=50, percent__lte=99),
                name="linkage_rule_is_of_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent}"


class NumberPattern(Dated):
    """How a province makes its registration numbers: the digits in front, then a running number."""

    province = models.ForeignKey(Area, on_delete=models.PROTECT)
    prefix = models.CharField(_("Digits in front"), max_length=20, blank=True)
    # Digits of the running number, filled with zeros.
    width = models.PositiveSmallIntegerField(_("Digits of the running number"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province", "started_on"], name="number_pattern_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{'0' * self.width}"
