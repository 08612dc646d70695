"""What the days of a cohort need beside the programme, and what they leave behind."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.ids import uuid7
from asa.people.models import User
from asa.training.models.cohort import Cohort
from asa.training.models.enrolment import Enrolment
from asa.training.models.lists import BudgetRate


class Travel(models.Model):
    """How somebody came to a cohort, and what is paid for it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="travel")
    # The way, with the rate in force on the first day of the cohort.
    rate = models.ForeignKey(BudgetRate, on_delete=models.PROTECT, related_name="+")
    # There and back; none where what was paid is given back.
    kilometres = models.DecimalField(
        _("Kilometres"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    amount = models.DecimalField(_("Baht"), max_digits=10, decimal_places=2)
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    noted_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="travel_is_not_below_zero"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.amount}"


class CohortPhoto(models.Model):
    """A picture of the days of a cohort with its caption; the file lies encrypted."""

    # The key of the stored file.
    id = models.UUIDField(primary_key=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="photos")
    caption = models.CharField(_("Caption"), max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    # Whether it stands in the closing report.
    is_in_report = models.BooleanField(default=False)
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["cohort_id", "created_at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)
