"""Duties: what volunteers are called to do, and the skills that it needs."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.ids import uuid7
from asa.common.versions import Dated, Named


class Duty(Named, Dated):
    """Something that volunteers do, such as visiting homes, with the skills without which it is
    not given to them; a change is a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField()
    # Codes of Skill, all of which are needed.
    skills_needed = models.JSONField(_("Skills needed"), default=list, blank=True)
    source = models.CharField(_("Source"), max_length=300, blank=True)

    class Meta:
        ordering = ["number", "started_on"]
        constraints = [
            models.UniqueConstraint(fields=["code", "started_on"], name="one_duty_per_code_and_day")
        ]
