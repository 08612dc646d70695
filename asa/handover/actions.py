"""Everything that people change about handovers. One function, one thing a person does."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from asa.common import journal
from asa.common.bounds import check_number
from asa.common.errors import DomainError, allow, written
from asa.common.versions import begin_version
from asa.handover.codes import LONGEST_TERM, OPEN_STATES, HandoverState, ItemState, Leaving, Told
from asa.handover.models import Handover, HandoverItem, HandoverTerm
from asa.handover.queries import (
    can_have_again,
    can_read_of,
    first_before,
    in_hand,
    kept_after,
    office_of,
    taken_on_otherwise,
    takers_of,
    team_of,
    term_on,
    unowned,
)
from asa.handover.rules import (
    can_answer,
    can_change_terms,
    can_give_back,
    can_offer,
    can_undo,
    can_withdraw,
    may_still_give,
)
from asa.handover.telling import (
    area_of,
    overdue_page,
    page_of,
    tell_first,
    tell_givers,
    tell_if_reads,
)
from asa.households.actions import assign_caretaker
from asa.households.models import Household
from asa.notices.actions import tell
from asa.people.actions import system_user
from asa.people.models import User
from asa.tasks.actions import assign_task
from asa.tasks.models import Task
from asa.volunteers.codes import EndReason, StepKind
from asa.volunteers.models import VolunteerStep
from asa.volunteers.queries import user_of

OFFERED, ACCEPTED, WAITING = ItemState.OFFERED, ItemState.ACCEPTED, ItemState.WAITING


@transaction.atomic
def open_handover(step: VolunteerStep, *, by: User, on: date) -> Handover | None:
    """List what a volunteer who left had in hand; None where there was nothing.

    Part of a step of which the rule has been asked. The days count from the day of the step.
    """
    volunteer, leaving = step.volunteer, _leaving(step)
    leaver = user_of(volunteer)
    if leaver is None:
        return None
    found = in_hand(leaver, kept=kept_after(volunteer, leaving, on))
    owned: list[tuple[Household, Task | None]] = [
        *((household, None) for household in found.households),
        *((task.household, task) for task in found.tasks),
    ]
    if not owned:
        return None
    area = step.moves_from or volunteer.area_id
    handover = Handover.objects.create(
        volunteer=volunteer, leaver=leaver, step=step, leaving=leaving, area=area, left_on=on,
        opened_by=by,
    )  # fmt: skip
    due_on = on + timedelta(days=term_on(on).days)
    items = [
        HandoverItem.objects.create(
            handover=handover, household=household, task=task, holder=leaver, due_on=due_on
        )
        for household, task in owned
    ]
    journal.record(by, "handover.opened", handover, area=area, on=on, leaving=str(leaving))
    tell_first("handover.opened", handover, items, on)
    if leaving != Leaving.DECEASED:
        tell_if_reads(leaver, "handover.yours", handover, area, on)
    return handover


def _leaving(step: VolunteerStep) -> Leaving:
    if step.moves_from:
        return Leaving.MOVED
    if step.kind == StepKind.SUSPENDED:
        return Leaving.SUSPENDED
    return Leaving.DECEASED if step.reason == EndReason.DECEASED else Leaving.ENDED


@transaction.atomic
def offer_item(item: HandoverItem, *, to: User, by: User, on: date) -> HandoverItem:
    """Ask somebody to take on one household or task; who is asked is told."""
    allow(can_offer(by, item))
    if to.pk not in {one.user.pk for one in takers_of(item, by, on=on)}:
        raise DomainError(
            _("%(name)s cannot take this on. Choose somebody who works there today.")
            % {"name": to.shown_name}
        )
    item.move_to(
        OFFERED, only_from=WAITING, offered_to=to, offered_by=by, offered_on=on,
        refused_by=None, reason=None,
    )  # fmt: skip
    _record(by, "handover_item.offered", item, on, to=str(to.pk))
    tell([to], kind="handover.offered", area=area_of(item), link=reverse("handover:list"))
    return item


@transaction.atomic
def withdraw_offer(item: HandoverItem, *, by: User, on: date) -> HandoverItem:
    """Take an offer back that was not answered; who was asked is told."""
    allow(can_withdraw(by, item))
    asked = item.offered_to
    item.move_to(WAITING, only_from=OFFERED, offered_to=None)
    _record(by, "handover_item.withdrawn", item, on, to=str(asked.pk) if asked else "")
    tell([asked] if asked else [], kind="handover.withdrawn", area=area_of(item))
    return item


@transaction.atomic
def accept_item(item: HandoverItem, *, by: User, on: date) -> HandoverItem:
    """Take on one household or task: it is hers from now on, and both sides are told.

    It is given by whoever offered it, who has to work there still.
    """
    allow(can_answer(by, item))
    giver, before = item.offered_by, item.holder
    if giver is None or not may_still_give(giver, item):
        raise DomainError(
            _("Whoever offered it does not give it away any more. Ask for a new offer.")
        )
    if not _is_still_held(item):
        raise DomainError(_("Somebody else has taken this on meanwhile, or it is done."))
    item.move_to(ACCEPTED, only_from=OFFERED, holder=by, accepted_on=on)
    _record(by, "handover_item.accepted", item, on, before=str(before.pk))
    _give(item, by, giver, on)
    tell([giver], kind="handover.accepted", area=area_of(item), link=page_of(item.handover))
    # Who had a task is told by the task itself.
    if item.task is None and item.handover.leaving != Leaving.DECEASED:
        tell_if_reads(before, "handover.taken_on", item.handover, area_of(item), on)
    _finish(item.handover, by, on)
    return item


def _is_still_held(item: HandoverItem) -> bool:
    """Under lock: whether it still belongs to whom it is to be taken from."""
    if item.task is not None:
        task = Task.objects.select_for_update().get(pk=item.task.pk)
        return task.assignee_id == item.holder_id
    household = Household.objects.select_for_update().get(pk=item.household_id)
    return household.caretaker_id == item.holder_id


@transaction.atomic
def decline_item(item: HandoverItem, *, reason: str, by: User, on: date) -> HandoverItem:
    """Say no to an offer, with the reason; it waits for somebody else."""
    allow(can_answer(by, item))
    words = written(reason, _("Write why not, so that whoever asked can read it."))
    giver = item.offered_by
    item.move_to(WAITING, only_from=OFFERED, offered_to=None, refused_by=by, reason=words)
    _record(by, "handover_item.declined", item, on, words=words)
    tell_givers(giver, "handover.declined", item, words, on)
    return item


@transaction.atomic
def give_item_back(item: HandoverItem, *, reason: str, by: User, on: date) -> HandoverItem:
    """Give back what one accepted; it stays with her until somebody else accepts it."""
    allow(can_give_back(by, item))
    words = written(reason, _("Write why you give it back."))
    accepted_on = item.accepted_on or on
    # It was accepted under the days of that day.
    days = term_on(accepted_on).days_to_give_back
    if (on - accepted_on).days > days:
        raise DomainError(
            _("This could be given back within %(n)s days. Talk to your lead or the office.")
            % {"n": days}
        )
    giver = item.offered_by
    item.move_to(
        WAITING, only_from=ACCEPTED, offered_to=None, refused_by=by, reason=words, told="",
        due_on=on + timedelta(days=term_on(on).days),
    )  # fmt: skip
    item.handover.move_to(HandoverState.OPEN)
    _record(by, "handover_item.given_back", item, on, words=words)
    tell_givers(giver, "handover.given_back", item, words, on)
    return item


@transaction.atomic
def undo_acceptance(item: HandoverItem, *, reason: str, by: User, on: date) -> HandoverItem:
    """The office undoes what a successor accepted; both sides are told.

    Where who had it before works there again, it is hers as before. Otherwise it waits for another
    successor, and stays with the one who accepted it until then.
    """
    allow(can_undo(by, item))
    words = written(reason, _("Write why it is undone, so that both sides can read it."))
    accepted_on = item.accepted_on or on
    # It was accepted under the days of that day.
    days = term_on(accepted_on).days_to_undo
    if (on - accepted_on).days > days:
        raise DomainError(
            _("This could be undone within %(n)s days. Offer it to somebody else.") % {"n": days}
        )
    if not _is_still_held(item):
        raise DomainError(_("Somebody else has taken this on meanwhile, or it is done."))
    successor, leaver = item.holder, item.handover.leaver
    is_back = can_have_again(item, by, on=on)
    if is_back:
        item.move_to(ItemState.RETURNED, only_from=ACCEPTED, holder=leaver, offered_to=None)
        _give(item, leaver, by, on)
    else:
        item.move_to(
            WAITING, only_from=ACCEPTED, offered_to=None, refused_by=by, reason=words, told="",
            due_on=on + timedelta(days=term_on(on).days),
        )  # fmt: skip
        item.handover.move_to(HandoverState.OPEN)
    _record(by, "handover_item.undone", item, on, words=words, before=str(successor.pk))
    for user in (successor, leaver):
        if user.pk != by.pk and not user.has_died and can_read_of(user, area_of(item), on):
            page = page_of(item.handover)
            tell([user], kind="handover.undone", area=area_of(item), link=page, reason=words)
    return item


def _give(item: HandoverItem, to: User, by: User, on: date) -> None:
    if item.task is not None:
        assign_task(item.task, to=to, by=by, on=on)
    else:
        assign_caretaker(item.household, to=to, by=by, on=on)


@transaction.atomic
def return_items(step: VolunteerStep, *, by: User, on: date) -> int:
    """The volunteer came back: what nobody accepted yet is hers as before; tells how many.

    Who moved back gets what lies there; who is a volunteer again gets all but what a move left.
    Part of a step of which the rule has been asked.
    """
    found = HandoverItem.objects.filter(
        handover__volunteer=step.volunteer_id, handover__state=HandoverState.OPEN,
        state__in=OPEN_STATES,
    ).select_related("handover__leaver", "household", "offered_to")  # fmt: skip
    if step.moves_to:
        found = found.filter(household__area__code__startswith=step.moves_to[:6])
    else:
        found = found.exclude(handover__leaving=Leaving.MOVED)
    items = list(found.order_by("pk"))
    for item in items:
        asked = item.offered_to
        # What its new owner wanted to give back was accepted once, and stays with her.
        is_hers = item.holder_id == item.handover.leaver_id
        to = ItemState.RETURNED if is_hers else ACCEPTED
        item.move_to(to, only_from=ItemState(item.state), offered_to=None)
        _record(by, "handover_item.returned", item, on)
        tell([asked] if asked else [], kind="handover.withdrawn", area=area_of(item))
    for handover in {item.handover_id: item.handover for item in items}.values():
        _close(handover, by, on)
    return len(items)


def _close(handover: Handover, by: User, on: date) -> None:
    if handover.items.filter(state__in=OPEN_STATES).exists():
        return
    if handover.move_to(HandoverState.CLOSED):
        journal.record(by, "handover.closed", handover, area=handover.area, on=on)
        tell_first("handover.closed", handover, handover.items.select_related("household"), on)
        tell_if_reads(handover.leaver, "handover.closed", handover, handover.area, on)


@dataclass(frozen=True)
class TermDays:
    """Within how many days all is to have an owner, how much later the office is told, and how
    long a successor may give back and the office undo.
    """

    days: int
    days_until_office: int
    days_to_give_back: int
    days_to_undo: int = 30


@transaction.atomic
def change_term(*, days: TermDays, started_on: date, by: User, on: date) -> HandoverTerm:
    """From a day on, handovers that begin have other days; those that are open keep theirs."""
    allow(can_change_terms(by))
    check_number(days.days, least=1, most=LONGEST_TERM)
    check_number(days.days_until_office, least=1, most=LONGEST_TERM)
    check_number(days.days_to_give_back, least=0, most=LONGEST_TERM)
    check_number(days.days_to_undo, least=0, most=LONGEST_TERM)
    _last, new, changed = begin_version(
        HandoverTerm.objects.all(), changes=asdict(days), started_on=started_on, on=on
    )
    journal.record(
        by, "handover_term.changed", new, area="TH", on=on, fields=changed,
        started_on=started_on.isoformat(),
    )  # fmt: skip
    return new


@transaction.atomic
def watch_handovers(*, on: date) -> int:
    """The work of the night: what got an owner in another way is settled, and what has none for
    too long is told to the lead, and some days later to the office; tells how many were told of.
    """
    by = system_user()
    # Who answers at the same moment waits, and what was answered before is not met here any more.
    for item in taken_on_otherwise().select_for_update(of=("self",)):
        item.move_to(ItemState.SETTLED, only_from=ItemState(item.state), offered_to=None)
        _record(by, "handover_item.settled", item, on)
        _finish(item.handover, by, on)
    told: dict[Handover, list[User]] = {}
    without = unowned(on).select_for_update(of=("self",))
    late = [(item, found) for item in without if (found := _next_told(item, on))]
    for item, (whom, users) in late:
        item.told = whom
        item.save(update_fields=["told"])
        _record(by, "handover_item.escalated", item, on, told=str(whom))
        told.setdefault(item.handover, []).extend(users)
    for handover, users in told.items():
        tell(users, kind="handover.overdue", area=handover.area, link=overdue_page())
    return len(late)


def _next_told(item: HandoverItem, on: date) -> tuple[Told, list[User]] | None:
    """Whom to tell tonight of an item that is overdue, if anybody."""
    place = area_of(item)
    if item.household.is_sealed:
        return (Told.LEAD, team_of(item.household, on)) if not item.told else None
    if not item.told:
        return first_before(place, on)
    # The days of the day on which it fell due hold for it.
    is_late = (on - item.due_on).days > term_on(item.due_on).days_until_office
    return (Told.OFFICE, office_of(place, on)) if item.told == Told.LEAD and is_late else None


def _finish(handover: Handover, by: User, on: date) -> None:
    """The last item has an owner: the handover is done."""
    if handover.items.filter(state__in=OPEN_STATES).exists():
        return
    if handover.move_to(HandoverState.DONE):
        journal.record(by, "handover.done", handover, area=handover.area, on=on)


def _record(
    by: User, verb: str, item: HandoverItem, on: date, words: str = "", **more: str
) -> None:
    """A line of the journal about an item; words stay sealed under whoever wrote them."""
    subject = by.person_id if words else None
    journal.record(
        by, verb, item, area=area_of(item), on=on, subject=subject,
        text=words if subject else "", household=str(item.household_id), **more,
    )  # fmt: skip
