"""Rules with days: a change is a new row, and the row before it ends on that day."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from asa.common.errors import DomainError
from asa.common.languages import in_language

Row = TypeVar("Row", bound=models.Model)


class Named(models.Model):
    """Something with a Thai and an English name."""

    name_th = models.CharField(gettext_lazy("Thai name"), max_length=200)
    name_en = models.CharField(gettext_lazy("English name"), max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return in_language(self.name_th, self.name_en)


class Dated(models.Model):
    """A row that holds from a day until the day before another."""

    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


@transaction.atomic
def begin_version(
    versions: models.QuerySet[Row], *, changes: Mapping[str, object], started_on: date, on: date
) -> tuple[Row, Row, list[str]]:
    """Write the next version of a rule: the one before, the new one, the fields that differ.

    versions: every row of this one rule. What was decided under a row keeps it, so a version never
    begins in the past, and nothing is written where nothing differs.
    """
    newest_first = versions.order_by("-started_on")
    last = newest_first.select_for_update()[0]
    # Whoever waited for the lock holds what was the last version until then.
    if newest_first.values_list("pk", flat=True)[0] != last.pk:
        raise DomainError(_("Somebody else has just changed this rule. Look at it again."))
    before_it: date = last.started_on  # type: ignore[attr-defined] # every rule has its days
    if started_on <= before_it:
        raise DomainError(_("The new version must start after the one before it."))
    if started_on < on:
        raise DomainError(_("Choose today or a later day: decisions of before stay as they are."))
    changed = [name for name, value in changes.items() if getattr(last, name) != value]
    if not changed:
        raise DomainError(_("Nothing was changed."))
    last.ended_on = started_on  # type: ignore[attr-defined]
    last.save(update_fields=["ended_on"])
    new = versions.get(pk=last.pk)
    new.pk, new.started_on, new.ended_on = None, started_on, None  # type: ignore[attr-defined]
    for name in changed:
        setattr(new, name, changes[name])
    new.save(force_insert=True)
    return last, new, changed
