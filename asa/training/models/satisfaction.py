"""How content the participants were: asked by dated items, answered without a name."""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.fields import EncryptedTextField
from asa.common.versions import Dated, Named
from asa.training.models.cohort import Cohort
from asa.training.models.enrolment import Enrolment


class SatisfactionItem(Named, Dated):
    """Something of a cohort that is rated from 1 to 5, kept by the department as dated rows."""

    code = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "started_on"], name="one_item_per_code_and_day")
        ]


class SatisfactionSheet(models.Model):
    """What one of the participants said. It has neither a name nor a time, and its key is by
    chance: not even the order tells who it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="satisfaction")
    # From 1 to 5, by the code of the item; what was left out is missing.
    ratings = models.JSONField(default=dict)
    words = EncryptedTextField(purpose="satisfaction", null=True, blank=True)

    class Meta:
        ordering = ["cohort_id", "pk"]

    def __str__(self) -> str:
        return str(self.cohort_id)


class SatisfactionGiven(models.Model):
    """That somebody has filled the form in, once; nothing leads from here to the sheet."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    enrolment = models.OneToOneField(
        Enrolment, on_delete=models.PROTECT, related_name="satisfaction_given"
    )

    def __str__(self) -> str:
        return str(self.enrolment_id)
