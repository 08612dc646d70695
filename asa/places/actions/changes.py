"""Changes of areas: written down, carried out with all that stands on them, and undone whole."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.chains import chain_of
from asa.common.errors import DomainError, allow, written
from asa.common.models import ChainHead, JournalEntry
from asa.common.thaidate import thai_date
from asa.places import moving
from asa.places.codes import ChangeState, Level, SuccessorBasis
from asa.places.models import Area, AreaChange, AreaSuccessor, FormerName, Postcode
from asa.places.moving import Carrying, Shift, standing_in
from asa.places.names import place_key
from asa.places.queries import (
    Announced,
    Plan,
    announced_in,
    level_of,
    parent_code,
    plan_of,
    tell_of_new_names,
    within,
)
from asa.places.rules import can_carry_out_area_change, can_propose_area_change

if TYPE_CHECKING:
    from asa.people.models import User

# So long after a change it is looked for what was still written with an old code.
DAYS_LATE = 60


@transaction.atomic
def propose_change(announced: Announced, *, by: "User", on: date) -> AreaChange:
    """Write down an announced change of areas; nothing of the tree is touched yet."""
    allow(can_propose_area_change(by, announced.province))
    plan = plan_of(announced)
    # As they are called today, for whoever reads of the change in later years.
    tambons = Area.objects.filter(code__in={code[:6] for code in plan.old})
    called = {area.code: (area.name_th, area.name_en) for area in tambons}
    change = AreaChange.objects.create(
        kind=announced.kind,
        province=announced.province,
        in_force_on=announced.in_force_on,
        source=written(announced.source, _("Name the announcement.")),
        announced=announced.as_json() | {"called": called},
        proposed_by_id=by.pk,
        proposed_on=on,
    )
    journal.record(by, "area_change.proposed", change, area=plan.old[0], on=on)
    return change


@transaction.atomic
def withdraw_change(change: AreaChange, *, by: "User", on: date) -> AreaChange:
    """Take back a change that was written down and not carried out."""
    allow(can_carry_out_area_change(by, change))
    change.move_to(ChangeState.WITHDRAWN)
    journal.record(by, "area_change.withdrawn", change, area=change.province, on=on)
    return change


@transaction.atomic
def carry_out_change(change: AreaChange, *, by: "User", on: date) -> AreaChange:
    """Change the tree, and take along everything that stands on it; the totals stay the same."""
    allow(can_carry_out_area_change(by, change))
    change.move_to(ChangeState.DONE, done_by_id=by.pk, done_on=on)
    if change.in_force_on > on:
        sentence = _("The change is in force from %(day)s; carry it out on that day or later.")
        raise DomainError(sentence % {"day": thai_date(change.in_force_on)})
    # The line comes first: it holds the end of the province's journal, so that of two changes the
    # second sees what the first has done.
    journal.record(by, "area_change.done", change, area=change.province, on=on, kind=change.kind)
    plan = plan_of(announced_in(change))
    before = standing_in(plan.around, on)
    change.made = _change_tree(change, plan)
    carrying = Carrying(plan.pairs, on, plan.numbers, plan.old)
    shifts = moving.carry(change, carrying)
    after = standing_in(plan.around, on)
    if not after.adds_up_to(before):
        raise DomainError(_("The totals before and after differ. Nothing was changed."))
    _tell("area.carried", shifts, change, by=by, on=on)
    change.before, change.after = before.counted, after.counted
    change.journal_seq = _end_of_journal(change)
    change.save()
    transaction.on_commit(tell_of_new_names)
    return change


def _change_tree(change: AreaChange, plan: Plan) -> dict[str, Any]:
    """Make, end and link the areas; gives what the undo has to know."""
    for made in plan.made:
        _make_area(made.code, made.name_th, made.name_en, change.in_force_on, made.confirmed)
        for postcode in Postcode.objects.filter(area=made.like):
            Postcode.objects.get_or_create(area_id=made.code, code=postcode.code)
    moving.end_areas(plan.links, change.in_force_on)
    for old, successors in plan.links.items():
        for new in successors:
            AreaSuccessor.objects.create(
                area_id=old, successor_id=new, basis=SuccessorBasis.NOTICE,
                in_force_on=change.in_force_on, source=change.source,
            )  # fmt: skip
    if plan.names is not None:
        _rename(change, plan)
    return {
        "around": plan.around,
        "old": plan.old,
        "new": plan.new,
        "made": [made.code for made in plan.made],
        "ended": list(plan.links),
        "renamed": [plan.names.code] if plan.names else [],
        "pairs": dict(plan.pairs),
    }


def _make_area(code: str, name_th: str, name_en: str, started_on: date, confirmed: bool) -> None:
    Area.objects.create(
        code=code, level=level_of(code), parent_id=parent_code(code), name_th=name_th,
        name_en=name_en, name_key=place_key(name_th), english_key=place_key(name_en),
        moo=int(code[6:]) if len(code) == 8 else None, started_on=started_on, confirmed=confirmed,
    )  # fmt: skip


def _rename(change: AreaChange, plan: Plan) -> None:
    """Give an area another name, and keep the one that it had."""
    assert plan.names is not None  # noqa: S101 - asked before
    area = Area.objects.select_for_update().get(pk=plan.names.code)
    FormerName.objects.create(
        area=area, change=change, name_th=area.name_th, name_en=area.name_en,
        name_key=area.name_key, english_key=area.english_key, ended_on=change.in_force_on,
    )  # fmt: skip
    _name(area, plan.names.name_th, plan.names.name_en)


def _name(area: Area, name_th: str, name_en: str) -> None:
    area.name_th, area.name_en = name_th, name_en
    area.name_key, area.english_key = place_key(name_th), place_key(name_en)
    area.save(update_fields=["name_th", "name_en", "name_key", "english_key"])


def _tell(verb: str, shifts: Iterable[Shift], change: AreaChange, *, by: "User", on: date) -> None:
    """A line in the journal for each record whose history people read."""
    for kind, rows in moving.lines_of(shifts, change):
        journal.record_many(by, verb, kind, rows, on=on)


def _end_of_journal(change: AreaChange) -> int:
    return ChainHead.objects.get(chain=chain_of(journal.LOG, change.province)).seq


@transaction.atomic
def undo_change(change: AreaChange, *, reason: str, by: "User", on: date) -> AreaChange:
    """Put the tree and every record back as they were; only while nobody has gone on from there."""
    allow(can_carry_out_area_change(by, change))
    reason = written(reason, _("Write why the change is undone."))
    seen, made = change.journal_seq or 0, change.made
    change.move_to(ChangeState.UNDONE, undone_by_id=by.pk, undone_on=on, reason=reason)
    journal.record(by, "area_change.undone", change, area=change.province, on=on)
    if made["renamed"]:
        _take_name_back(change)
    elif _went_on(change, seen):
        raise DomainError(_went_on_words())
    shifts = moving.back(change)
    if shifts is None:
        raise DomainError(_went_on_words())
    _take_tree_back(made)
    _tell("area.carried_back", shifts, change, by=by, on=on)
    transaction.on_commit(tell_of_new_names)
    return change


def _went_on(change: AreaChange, seen: int) -> bool:
    """Whether anything has been written about the new areas since the change was carried out."""
    lines = JournalEntry.objects.filter(
        within("area", change.made["new"]),
        chain=chain_of(journal.LOG, change.province),
        seq__gt=seen,
    )
    return lines.exists()


def _went_on_words() -> str:
    return _(
        "People have worked on with the new areas since, so that not everything can be put back. "
        "Write down a change the other way instead."
    )


def _take_name_back(change: AreaChange) -> None:
    former = change.former_names.select_related("area").get()
    part = announced_in(change).parts[0]
    if (former.area.name_th, former.area.name_en) != (part.name_th, part.name_en):
        raise DomainError(_("The area has been renamed again since. Undo that change first."))
    _name(former.area, former.name_th, former.name_en)
    former.delete()


def _take_tree_back(made: dict[str, Any]) -> None:
    """Bring back what ended, and take away what was made; nothing may stand on it."""
    moving.end_areas(made["ended"], None)
    AreaSuccessor.objects.filter(
        area__in=made["ended"], successor__in=[*made["made"], *made["new"]]
    ).delete()
    if moving.anything_at(made["made"]):
        raise DomainError(_went_on_words())
    Postcode.objects.filter(area__in=made["made"]).delete()
    try:
        # The villages before what is around them.
        for level in (Level.VILLAGE, Level.TAMBON):
            Area.objects.filter(code__in=made["made"], level=level).delete()
    except ProtectedError as error:
        raise DomainError(_went_on_words()) from error


@transaction.atomic
def carry_late(*, by: "User", on: date) -> int:
    """Take along what was still written with an old code while a change was carried out or since;
    tells how many records that were.
    """
    first, late = on - timedelta(days=DAYS_LATE), 0
    done = AreaChange.objects.filter(state=ChangeState.DONE, done_on__gte=first)
    # Held, so that nobody else takes the same along or undoes a change meanwhile.
    for change in done.select_for_update().order_by("done_on", "pk"):
        shifts = moving.carry(change, Carrying(change.made["pairs"], on))
        _tell("area.carried", shifts, change, by=by, on=on)
        late += sum(len(one.keys) for one in shifts)
    return late
