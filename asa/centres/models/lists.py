"""Rules and lists of centres as dated rows, loaded from `data/*.csv`."""

from django.db import models

from asa.common.languages import in_language
from asa.common.versions import Dated, Named
from asa.volunteers.codes import CentreLevel


class Listed(Named, Dated):
    """A dated row of a list with a Thai and an English name."""

    code = models.CharField(max_length=40, primary_key=True)
    number = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True
        ordering = ["number"]


class Service(Listed):
    """Something that a centre can offer to the people of its area."""


class Hinted(Listed):
    """A row of a list that says what to look at."""

    hint_th = models.CharField(max_length=300, blank=True)
    hint_en = models.CharField(max_length=300, blank=True)

    class Meta(Listed.Meta):
        abstract = True

    @property
    def hint(self) -> str:
        """What to look at, in the language of the page."""
        return in_language(self.hint_th, self.hint_en)


class Component(Hinted):
    """A side of a centre's capacity that the yearly look rates from 1 to 5."""


class Question(Hinted):
    """A line of the checklist that a supervision visit goes through."""


class SupportRule(Dated):
    """After how many months without a visit a volunteer is to be looked after, and how many days
    before an agreed visit it is called to mind, from a day on.
    """

    unseen_months = models.PositiveSmallIntegerField()
    remind_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.UniqueConstraint(fields=["started_on"], name="one_support_rule_per_day"),
            models.CheckConstraint(
                condition=models.Q(unseen_months__gte=1, remind_days__gte=1),
                name="support_rule_can_be_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unseen_months} {self.remind_days}"


class TermLength(Dated):
    """For how many years the committee of a centre is elected, from a day on."""

    level = models.CharField(max_length=10, choices=CentreLevel)
    years = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "started_on"], name="one_term_length_per_level_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.years}"
