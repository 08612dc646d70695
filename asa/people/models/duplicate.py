from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.people.codes import Agreement, DuplicateState, Likeness
from asa.people.models.person import Person
from asa.people.models.user import User

NEXT_STATES = {
    DuplicateState.OPEN: (DuplicateState.NOT_DUPLICATE, DuplicateState.MERGED),
    DuplicateState.NOT_DUPLICATE: (DuplicateState.OPEN,),
    DuplicateState.MERGED: (DuplicateState.OPEN,),
}


class PossibleDuplicate(models.Model):
    """Two people on record who may be one, for a person to judge; found once and never again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The record that was made first, and the later one.
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Where each stood when the pair was found: whoever judges must see both places.
    first_area = models.CharField(max_length=8)
    second_area = models.CharField(max_length=8)
    likeness = models.CharField(max_length=12, choices=Likeness)
    # What the clean-up across provinces said: how likely they are one, of a hundred, and the codes
    # of `Agreement` in what they agree.
    percent = models.PositiveSmallIntegerField(null=True)
    agrees = models.JSONField(default=list)
    state = models.CharField(max_length=14, choices=DuplicateState, default=DuplicateState.OPEN)
    found_on = models.DateField()
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    judged_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_stands_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=DuplicateState.values),
                name="duplicate_state_is_known",
            ),
        ]
        indexes = [models.Index(fields=["state", "first_area"], name="duplicates_to_judge")]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"

    @property
    def agrees_in_words(self) -> list[str]:
        """In what the two agree, as the clean-up across provinces saw it."""
        return [str(Agreement(code).label) for code in self.agrees]

    def move_to(self, state: DuplicateState, **changes: Any) -> None:
        """Take the pair to its next state, once: of two who judge, the second is told no."""
        before = [old for old, new in NEXT_STATES.items() if state in new]
        moved = PossibleDuplicate.objects.filter(pk=self.pk, state__in=before).update(
            state=state, **changes
        )
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("Somebody else has judged this pair in the meantime."))


class Merge(models.Model):
    """Two people on record became one: who was kept, and all that is needed to undo it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    pair = models.ForeignKey(PossibleDuplicate, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    merged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    merged_on = models.DateField()
    # Every changed field with its values before and after, and what was taken away, as JSON.
    changes = EncryptedTextField(null=True, purpose="merge")
    # The keys of records that were put into others, by their kind: their history goes on there.
    joined = models.JSONField(default=dict)
    undone_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    undone_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.kept_id} {self.merged_id}"

    def move_to(self, **changes: Any) -> None:
        """Undo once: of two who try, the second is told no."""
        moved = Merge.objects.filter(pk=self.pk, undone_on__isnull=True).update(**changes)
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("This was undone already."))
