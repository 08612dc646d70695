"""Practices worth repeating: what was done, what it cost and brought, and who did it after."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.ids import uuid7
from asa.common.versions import Dated, Named
from asa.knowledge.codes import NEXT_STATES, PracticeState
from asa.people.models import User
from asa.places.models import Area
from asa.volunteers.models import Centre


class Topic(Named, Dated):
    """What a practice is about: a list that the department keeps."""

    code = models.CharField(primary_key=True, max_length=40)
    number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["number"]


class Practice(models.Model):
    """Something that helped somewhere, told so that others can repeat it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(_("Title of the practice"), max_length=160)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="practices")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, verbose_name=_("Place"))
    # Whose it is, where it is the work of a whole centre.
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="practices"
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="practices")
    problem = models.TextField(_("Problem"), max_length=2000)
    context = models.TextField(_("Context"), max_length=2000, blank=True)
    steps = models.TextField(_("Steps"), max_length=4000)
    cost = models.DecimalField(
        _("Cost (baht)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    result = models.TextField(_("What it brought"), max_length=2000)
    evidence = models.TextField(_("Evidence"), max_length=2000, blank=True)
    # At which workshop it was told; that app keeps its own record, known here by its key alone.
    presented_at = models.CharField(_("Presented at"), max_length=200, blank=True)
    presented_on = models.DateField(null=True, blank=True)
    workshop = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=PracticeState, default=PracticeState.DRAFT)
    written_on = models.DateField()
    reason = models.CharField(_("Reason"), max_length=500, blank=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    published_on = models.DateField(null=True, blank=True)
    # The key of all that it says: what a search looks into.
    search_key = models.TextField(editable=False)

    class Meta:
        indexes = [models.Index(fields=["state", "area"], name="practice_by_place")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=PracticeState.values), name="practice_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def move_to(self, state: PracticeState, **changes: Any) -> None:
        """Take the practice to its next state, once: of two who act, the second is told no."""
        may_come_from = [old for old, new in NEXT_STATES.items() if state in new]
        moved = Practice.objects.filter(pk=self.pk, state__in=may_come_from).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(
                _("Somebody else was faster: this is now “%(state)s”.")
                % {"state": self.get_state_display()}
            )


class PracticePhoto(models.Model):
    """A photo that shows the practice at work; `id` is its name in the media folder."""

    id = models.UUIDField(primary_key=True, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="photos")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()

    def __str__(self) -> str:
        return str(self.pk)


class Adoption(models.Model):
    """Somebody else did it too, and says what it brought there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="adoptions")
    adopter = models.ForeignKey(User, on_delete=models.PROTECT, related_name="adoptions")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, verbose_name=_("Place"))
    # In whose name, where a whole centre did it.
    centre = models.ForeignKey(
        Centre, on_delete=models.PROTECT, null=True, blank=True, related_name="adoptions"
    )
    adopted_on = models.DateField(_("Since"))
    result = models.TextField(_("Measured result"), max_length=2000)
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["practice", "adopter"], name="adopted_once_by_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.practice_id} {self.adopter_id}"
