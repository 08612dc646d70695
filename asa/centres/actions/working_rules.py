"""The department changes the years of office, the services, and what is looked at."""

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from asa.centres.codes import (
    LEAST_PRIORITIES,
    MOST_REMIND_DAYS,
    MOST_TERM_YEARS,
    MOST_UNSEEN_MONTHS,
)
from asa.centres.models import Component, Question, Service, SupportRule, TermLength
from asa.centres.rules import can_change_lists
from asa.common import journal
from asa.common.bounds import check_fits, check_number
from asa.common.errors import DomainError, allow, written
from asa.common.versions import begin_version
from asa.people.models import User
from asa.volunteers.codes import CentreLevel

InList = Service | Component | Question
ADDED = {
    Service: "service.added", Component: "component.added", Question: "question.added",
}  # fmt: skip
CHANGED = {
    Service: "service.changed", Component: "component.changed", Question: "question.changed",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What a service or a side of the assessment is called; hints stand at the latter alone."""

    name_th: str
    name_en: str = ""
    hint_th: str = ""
    hint_en: str = ""

    def columns(self, model: type[InList]) -> dict[str, str]:
        """As the list keeps them; a DomainError where the Thai name is missing or one too long."""
        written(self.name_th, _("Write the Thai name."))
        found = {name: text.strip() for name, text in asdict(self).items() if hasattr(model, name)}
        check_fits(model, **found)
        return found


@transaction.atomic
def change_term_length(
    level: CentreLevel, *, years: int, started_on: date, by: User, on: date
) -> TermLength:
    """From a day on, elect the committees of a level for other years; terms that run stay."""
    allow(can_change_lists(by))
    check_number(years, least=1, most=MOST_TERM_YEARS)
    _last, new, _changed = begin_version(
        TermLength.objects.filter(level=level),
        changes={"years": years},
        started_on=started_on,
        on=on,
    )
    journal.record(
        by, "term_length.changed", new, area="TH", on=on, level=str(level), years=years,
        started_on=started_on.isoformat(),
    )  # fmt: skip
    return new


@transaction.atomic
def change_support_rule(
    *, unseen_months: int, remind_days: int, started_on: date, by: User, on: date
) -> SupportRule:
    """From a day on, look after volunteers after other months without a visit, and call agreed
    visits to mind other days before.
    """
    allow(can_change_lists(by))
    check_number(unseen_months, least=1, most=MOST_UNSEEN_MONTHS)
    check_number(remind_days, least=1, most=MOST_REMIND_DAYS)
    _last, new, _changed = begin_version(
        SupportRule.objects.all(),
        changes={"unseen_months": unseen_months, "remind_days": remind_days},
        started_on=started_on,
        on=on,
    )
    journal.record(
        by, "support_rule.changed", new, area="TH", on=on, unseen_months=unseen_months,
        remind_days=remind_days, started_on=started_on.isoformat(),
    )  # fmt: skip
    return new


@transaction.atomic
def add_listed(
    model: type[InList], *, words: Words, started_on: date, by: User, on: date
) -> InList:
    """Put one more row last into its list from a day."""
    allow(can_change_lists(by))
    columns = words.columns(model)
    if started_on < on:
        raise DomainError(_("Choose today or a later day: decisions of before stay as they are."))
    number = max((one.number for one in _locked(model)), default=0) + 1
    kind = model._meta.model_name
    added = model.objects.create(
        code=f"{kind}_{number}", number=number, started_on=started_on, **columns
    )
    journal.record(by, ADDED[model], added, area="TH", on=on, code=added.code)
    return added


@transaction.atomic
def change_listed(
    row: InList, *, words: Words, ended_on: date | None, by: User, on: date
) -> InList:
    """Correct what a service or a side of the assessment is called, or say from which day it is
    not in the list any more.
    """
    allow(can_change_lists(by))
    model = type(row)
    wanted: dict[str, object] = {**words.columns(model), "ended_on": ended_on}
    rows = {one.pk: one for one in _locked(model)}
    held = rows[row.pk]
    if ended_on != held.ended_on:
        _check_end(held, ended_on, on)
        if ended_on is not None and model is Component:
            _check_left([one for one in rows.values() if one != held])
    changed = [name for name, value in wanted.items() if getattr(held, name) != value]
    if not changed:
        raise DomainError(_("Nothing was changed."))
    for name in changed:
        setattr(held, name, wanted[name])
    held.save(update_fields=changed)
    journal.record(by, CHANGED[model], held, area="TH", on=on, code=held.code, fields=changed)
    return held


def _locked(model: type[InList]) -> list[InList]:
    """The whole list: of two who change it at once the second sees what the first made of it."""
    return list(model.objects.select_for_update().order_by("pk"))


def _check_end(held: InList, ended_on: date | None, on: date) -> None:
    if held.ended_on is not None and held.ended_on <= on:
        raise DomainError(_("This is not in the list any more. Add it anew."))
    if ended_on is not None and ended_on <= held.started_on:
        raise DomainError(_("The last day must come after the first."))
    if ended_on is not None and ended_on < on:
        raise DomainError(_("Choose today or a later day: decisions of before stay as they are."))


def _check_left(others: list[InList]) -> None:
    """A centre chooses its priorities among the sides, so as many must be left for good."""
    if sum(one.ended_on is None for one in others) < LEAST_PRIORITIES:
        raise DomainError(
            _("At least %(n)s sides of the assessment must stay. Add another one first.")
            % {"n": LEAST_PRIORITIES}
        )
