"""The workshop as a project: its aim, its approval, its money."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.common.languages import in_language
from asa.people.models import User
from asa.places.models import Area
from asa.training.codes import (
    MEASURE_UNITS,
    NEXT_WORKSHOP_STATES,
    BudgetKind,
    Measure,
    WorkshopState,
)
from asa.training.models.lists import BudgetRate, Course


class Workshop(models.Model):
    """A project (โครงการ): one plan and one approval, held in one or several cohorts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name of the project"), max_length=300)
    name_en = models.CharField(_("Name in English"), max_length=300, blank=True)
    fiscal_year_be = models.PositiveSmallIntegerField(_("Fiscal year"))
    # Whose project it is: the department (the country) or a province.
    owner = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="workshops")
    objective = models.TextField(_("Objective"), max_length=2000, blank=True)
    indicators = models.TextField(_("Indicators"), max_length=2000, blank=True)
    approval_no = models.CharField(_("Approval no."), max_length=60, blank=True)
    approved_on = models.DateField(_("Approved on"), null=True, blank=True)
    source = models.CharField(_("Source of the money"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=WorkshopState, default=WorkshopState.DRAFTED)
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    # Words of the closing report that no figure can say.
    problems = models.TextField(_("Problems met"), max_length=4000, blank=True)
    suggestions = models.TextField(_("Suggestions"), max_length=4000, blank=True)
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-fiscal_year_be", "-pk"]
        indexes = [models.Index(fields=["owner", "fiscal_year_be"], name="workshop_by_owner")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=WorkshopState.values), name="workshop_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """The name in the language of the page."""
        return in_language(self.name, self.name_en)

    def move_to(self, state: WorkshopState, **changes: Any) -> None:
        """Take the workshop to its next state, once: of two who try, the second is told no."""
        may_come_from = [old for old, new in NEXT_WORKSHOP_STATES.items() if state in new]
        moved = Workshop.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("This workshop is “%(old)s” already.") % {"old": self.get_state_display()}
            )


class Indicator(models.Model):
    """What a workshop is to reach, as a number beside which stands the number that it reached."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workshop = models.ForeignKey(
        Workshop, on_delete=models.PROTECT, related_name="measured_indicators"
    )
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("Indicator"), max_length=300)
    measure = models.CharField(_("Where the value comes from"), max_length=10, choices=Measure)
    target = models.DecimalField(_("To reach, at least"), max_digits=10, decimal_places=2)
    # Of a value that is typed; of one that is counted it follows from the measure.
    unit_typed = models.CharField(_("Unit"), max_length=40, blank=True)
    # Typed at the report; none where it is counted from the event.
    reached = models.DecimalField(
        _("Value reached"), max_digits=10, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["workshop_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "number"], name="indicator_once_per_workshop"
            ),
            models.CheckConstraint(
                condition=models.Q(target__gt=0)
                & (models.Q(reached__isnull=True) | models.Q(reached__gte=0)),
                name="indicator_is_a_number_above_zero",
            ),
            models.CheckConstraint(
                condition=models.Q(reached__isnull=True) | models.Q(measure=Measure.TYPED),
                name="indicator_counted_is_not_typed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_typed(self) -> bool:
        """Whether a person writes what was reached."""
        return self.measure == Measure.TYPED

    @property
    def unit(self) -> str:
        """What its values are in, in the language of the page or as typed."""
        return self.unit_typed if self.is_typed else str(MEASURE_UNITS[self.measure])


class BudgetLine(models.Model):
    """What one thing of a workshop is to cost, and what it did cost."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="budget_lines")
    kind = models.CharField(_("For"), max_length=10, choices=BudgetKind)
    # The rate in force on the day on which the line was written.
    rate = models.ForeignKey(BudgetRate, on_delete=models.PROTECT, null=True, blank=True)
    description = models.CharField(_("Description"), max_length=200)
    # People, hours or pieces; then how many times (days, meals).
    quantity = models.PositiveIntegerField(_("How many"))
    times = models.PositiveSmallIntegerField(_("How many times"), default=1)
    unit_price = models.DecimalField(_("Baht per unit"), max_digits=10, decimal_places=2)
    spent = models.DecimalField(
        _("Spent (baht)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    paper_no = models.CharField(_("No. of the paper"), max_length=60, blank=True)
    # Why more is paid than the rate.
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["workshop_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit_price__gte=0)
                & (models.Q(spent__isnull=True) | models.Q(spent__gte=0)),
                name="budget_is_not_below_zero",
            )
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def planned(self) -> Decimal:
        """What the line is to cost, in baht."""
        return self.quantity * self.times * self.unit_price
