"""Why a household of a list cannot be as before: somebody changed it or built on it since."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from asa.common import journal
from asa.common.ids import first_key_after, uuid7
from asa.households.importers.former import is_as_left
from asa.households.importers.households import TARGET
from asa.households.models import Consent, Household, HouseholdMember, LogbookRound, Visit
from asa.people.importers import as_text
from asa.volunteers.importers.since import in_words, relations_to

# What the taking back of a later list tells of a household: each undoes one line of that list.
UNDONE = ("household.restored", "household.member_removed", "household.member_restored")
# What may be named to whoever may see the household; all else may be hidden from the reader.
_CAN_BE_NAMED = {
    LogbookRound: gettext_noop("Five dimensions assessed"),
    Visit: gettext_noop("Visited"),
    Consent: gettext_noop("Answer to the notice"),
}
Reasons = dict[UUID, str]


def reasons_of(homes: Collection[UUID], moment: datetime, *, locks: bool) -> Reasons:
    """Of the households of a list that was written at a moment, those that stay, and why."""
    found = Household.objects.filter(pk__in=homes).order_by("pk")
    there = dict((found.select_for_update() if locks else found).values_list("pk", "is_sealed"))
    reasons: Reasons = {
        key: _("The household is not on record any more.") for key in homes if key not in there
    }
    told = _built_on(homes, moment) | _changed(homes, moment)
    # That a household was closed to all but some people is told to nobody else.
    return reasons | {key: _hidden() if there.get(key) else why for key, why in told.items()}


def _hidden() -> str:
    return _("Something else in Asa hangs on this household by now.")


def _changed(homes: Collection[UUID], moment: datetime) -> Reasons:
    """What the journal tells; a later list that was itself taken back had never been."""
    told: dict[str, list[journal.LineSince]] = defaultdict(list)
    for line in journal.lines_since(moment, TARGET, map(str, homes)):
        lines = told[line.key]
        if line.verb in UNDONE and lines:
            lines.pop()
        else:
            lines.append(line)
    return {UUID(key): in_words(lines[-1]) for key, lines in told.items() if lines}


def _built_on(homes: Collection[UUID], moment: datetime) -> Reasons:
    """Records of other kinds that were made since, and which kind.

    What has no key of its moment, photos and named teams, stands in the journal.
    """
    first, found = first_key_after(moment), dict[UUID, str]()
    for model, field in relations_to(Household):
        if model is HouseholdMember or model._meta.pk.default is not uuid7:
            continue
        rows = model._base_manager.filter(**{f"{field}__in": homes}, pk__gte=first)
        found |= dict.fromkeys(rows.values_list(field, flat=True), _hanging(model))
    return found


def _hanging(model: type[Model]) -> str:
    if model not in _CAN_BE_NAMED:
        return _hidden()
    what = _(_CAN_BE_NAMED[model])
    return _("Something hangs on this household by now: %(what)s.") % {"what": what}


def members_changed(did: dict[str, Any]) -> Iterator[tuple[UUID, str]]:
    """The households of whose members one is not as a part of a list left her, and why."""
    told_of = {UUID(key): (UUID(home), UUID(who)) for key, home, who, *_new in did["new_members"]}
    changed = {UUID(told[1]): told for told in did["members"]}
    told_of |= {key: (UUID(told[0]), UUID(told[2])) for key, told in changed.items()}
    rows = HouseholdMember.objects.filter(pk__in=told_of).select_related("person")
    found = {member.pk: member for member in rows}
    for key, (home, person) in told_of.items():
        member = found.get(key)
        if member is None or member.household_id != home:
            yield home, _("A member is not in this household any more.")
        elif member.person_id != person:
            yield home, _("A member was joined with another person since.")
        elif key in changed and not _is_as_left(member, *changed[key][3:]):
            yield home, _("What the list wrote has been changed since.")


def _is_as_left(member: HouseholdMember, values: Any, of_person: Any) -> bool:
    return is_as_left(member, values) and all(
        as_text(getattr(member.person, name)) == after
        for name, (_before, after) in of_person.items()
    )


def homes_changed(did: dict[str, Any]) -> Iterator[tuple[UUID, str]]:
    """The households that are not as a part of a list left them, and why."""
    told = {UUID(key): values for key, values in did["homes"]}
    for home in Household.objects.filter(pk__in=told):
        if not is_as_left(home, told[home.pk]):
            yield home.pk, _("What the list wrote has been changed since.")
