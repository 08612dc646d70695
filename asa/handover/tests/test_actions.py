"""Offered, accepted or declined one by one, given back in time, never without an owner for long."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import journal
from asa.common.errors import DomainError
from asa.handover.actions import (
    accept_item,
    decline_item,
    give_item_back,
    offer_item,
    watch_handovers,
    withdraw_offer,
)
from asa.handover.codes import HandoverState, ItemState, Told
from asa.handover.models import HandoverItem
from asa.handover.queries import offers_to, overdue_before, waiting_before
from asa.handover.tests.factories import (
    ON,
    OTHER_VILLAGE,
    end,
    give_work,
    items_of,
    make_working,
)
from asa.households.actions import assign_caretaker
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.actions import take_step_back
from asa.volunteers.codes import EndReason

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


class Story:
    """Mali left one household and one task; Nari works in the next village."""

    def __init__(self, reason=EndReason.RESIGNED):
        self.officer = make_user(Role.PROVINCE_OFFICER, "86")
        self.lead = make_user(Role.TAMBON_LEAD, "860101")
        self.volunteer, self.mali = make_working()
        (self.home,), (self.task,) = give_work(self.mali)
        _entry, self.nari = make_working(OTHER_VILLAGE)
        end(self.volunteer, self.officer, reason=reason)
        (self.care,) = items_of(self.volunteer, task=None)
        (self.visit,) = items_of(self.volunteer, task__isnull=False)
        Notice.objects.all().delete()

    def offer(self, *items, by=None):
        for item in items or (self.care, self.visit):
            offer_item(item, to=self.nari, by=by or self.lead, on=ON)

    def accept(self, *items, on=ON):
        for item in items:
            accept_item(item, by=self.nari, on=on)


@pytest.fixture
def story():
    return Story()


def told(user):
    return sorted(Notice.objects.filter(user=user).values_list("kind", flat=True))


def verbs(item):
    return [line.verb for line in reversed(journal.history_of(item))]


def test_what_is_accepted_one_by_one_is_hers_and_both_sides_are_told(story):
    story.offer()
    assert told(story.nari) == ["handover.offered", "handover.offered"]
    assert set(offers_to(story.nari)) == {story.care, story.visit}
    story.accept(story.care)
    story.home.refresh_from_db()
    assert story.home.caretaker == story.nari
    story.care.handover.refresh_from_db()
    assert story.care.handover.state == HandoverState.OPEN
    story.accept(story.visit)
    story.task.refresh_from_db()
    assert story.task.assignee == story.nari
    story.care.handover.refresh_from_db()
    assert story.care.handover.state == HandoverState.DONE
    assert told(story.lead) == ["handover.accepted", "handover.accepted"]
    assert {"households.caretaker", "tasks.assigned"} <= set(told(story.nari))
    assert verbs(story.care) == ["handover_item.offered", "handover_item.accepted"]
    given = journal.history_of(story.home)[0]
    assert (given.verb, given.actor_id) == ("household.caretaker_assigned", story.lead.pk)


def test_the_dead_are_told_of_nothing():
    story = Story(EndReason.DECEASED)
    story.offer()
    story.accept(story.care, story.visit)
    assert told(story.mali) == []


def test_who_declines_says_why_and_it_waits_for_somebody_else(story):
    story.offer(story.care)
    with pytest.raises(DomainError, match="Write why not"):
        decline_item(story.care, reason="  ", by=story.nari, on=ON)
    decline_item(story.care, reason="บ้านอยู่ไกล", by=story.nari, on=ON)
    assert (story.care.state, story.care.offered_to) == (ItemState.WAITING, None)
    assert (story.care.refused_by, story.care.reason) == (story.nari, "บ้านอยู่ไกล")
    notice = Notice.objects.get(user=story.lead)
    assert (notice.kind, notice.reason) == ("handover.declined", "บ้านอยู่ไกล")
    assert journal.history_of(story.care)[0].text == "บ้านอยู่ไกล"
    offer_item(story.care, to=story.lead, by=story.officer, on=ON)
    assert (story.care.refused_by, story.care.reason) == (None, None)


def test_only_who_gives_households_away_there_offers_and_withdraws(story):
    for role, area in (
        (Role.TAMBON_LEAD, "860102"),
        (Role.PROVINCE_OFFICER, "85"),
        (Role.DEPARTMENT_OFFICER, "TH"),
        (Role.VOLUNTEER, OTHER_VILLAGE),
        (Role.FINANCE, "86"),
    ):
        with pytest.raises(PermissionDenied):
            offer_item(story.care, to=story.nari, by=make_user(role, area), on=ON)
    past = make_user(Role.TAMBON_LEAD, "860101", ended_on=ON - timedelta(days=300))
    with pytest.raises(PermissionDenied):
        offer_item(story.care, to=story.nari, by=past, on=ON)
    story.offer(story.care)
    with pytest.raises(PermissionDenied):
        withdraw_offer(story.care, by=story.nari, on=ON)
    withdraw_offer(story.care, by=story.officer, on=ON)
    assert story.care.state == ItemState.WAITING
    assert "handover.withdrawn" in told(story.nari)


def test_only_who_works_there_is_asked_and_not_who_left(story):
    _entry, far = make_working("86020101")
    for somebody in (far, story.mali, story.officer):
        with pytest.raises(DomainError, match="cannot take this on"):
            offer_item(story.care, to=somebody, by=story.lead, on=ON)


def test_only_who_was_asked_answers(story):
    story.offer(story.care)
    _entry, other = make_working(OTHER_VILLAGE)
    for somebody in (other, story.lead, story.officer, story.mali):
        with pytest.raises(PermissionDenied):
            accept_item(story.care, by=somebody, on=ON)
        with pytest.raises(PermissionDenied):
            decline_item(story.care, reason="ไม่ได้", by=somebody, on=ON)


def test_an_offer_falls_with_the_post_of_whoever_made_it(story):
    story.offer(story.care)
    story.lead.posts.update(ended_on=ON - timedelta(days=1))
    story.care.refresh_from_db()
    with pytest.raises(DomainError, match="new offer"):
        accept_item(HandoverItem.objects.get(pk=story.care.pk), by=story.nari, on=ON)
    story.care.refresh_from_db()
    assert story.care.state == ItemState.OFFERED


def test_who_reads_an_old_page_is_told_no(story):
    story.offer(story.care)
    first, second = (HandoverItem.objects.get(pk=story.care.pk) for _page in range(2))
    accept_item(first, by=story.nari, on=ON)
    with pytest.raises(DomainError, match="“Accepted by the successor”"):
        withdraw_offer(second, by=story.lead, on=ON)


def test_what_got_an_owner_in_another_way_is_not_taken_and_is_settled_at_night(story):
    story.offer(story.care)
    assign_caretaker(story.home, to=story.lead, by=story.officer, on=ON)
    assert story.care not in waiting_before(story.lead)
    with pytest.raises(DomainError, match="meanwhile"):
        accept_item(story.care, by=story.nari, on=ON)
    watch_handovers(on=ON)
    story.care.refresh_from_db()
    assert story.care.state == ItemState.SETTLED


def test_what_was_accepted_is_given_back_within_the_term_and_stays_until_somebody_takes_it(story):
    story.offer()
    story.accept(story.care, story.visit)
    later = ON + timedelta(days=7)
    with pytest.raises(PermissionDenied):
        give_item_back(story.care, reason="ย้ายบ้าน", by=story.lead, on=later)
    with pytest.raises(DomainError, match="Write why"):
        give_item_back(story.care, reason="", by=story.nari, on=later)
    with pytest.raises(DomainError, match="within 7 days"):
        give_item_back(story.care, reason="ย้ายบ้าน", by=story.nari, on=later + timedelta(days=1))
    give_item_back(story.care, reason="ย้ายบ้าน", by=story.nari, on=later)
    story.home.refresh_from_db()
    assert story.home.caretaker == story.nari
    assert (story.care.state, story.care.due_on) == (ItemState.WAITING, later + timedelta(days=14))
    story.care.handover.refresh_from_db()
    assert story.care.handover.state == HandoverState.OPEN
    _entry, other = make_working(OTHER_VILLAGE)
    offer_item(story.care, to=other, by=story.lead, on=later)
    accept_item(story.care, by=other, on=later)
    story.home.refresh_from_db()
    assert story.home.caretaker == other


def test_an_end_taken_back_leaves_what_was_accepted_with_who_accepted_it(story):
    story.offer()
    story.accept(story.care)
    take_step_back(story.volunteer, reason="บันทึกผิดคน", by=story.officer, on=ON)
    story.care.refresh_from_db()
    story.visit.refresh_from_db()
    assert (story.care.state, story.visit.state) == (ItemState.ACCEPTED, ItemState.RETURNED)
    story.home.refresh_from_db()
    assert story.home.caretaker == story.nari
    assert "handover.withdrawn" in told(story.nari)


def test_what_is_late_is_before_the_lead_and_a_week_later_before_the_office(story):
    due = story.care.due_on
    assert watch_handovers(on=due) == 0
    after = due + timedelta(days=1)
    assert watch_handovers(on=after) == 2
    assert told(story.lead) == ["handover.overdue"]
    assert told(story.officer) == []
    assert overdue_before(story.lead, after).count() == 2
    assert overdue_before(story.officer, after).count() == 0
    assert watch_handovers(on=after) == 0
    much_later = due + timedelta(days=8)
    assert watch_handovers(on=much_later) == 2
    assert told(story.officer) == ["handover.overdue"]
    assert overdue_before(story.officer, much_later).count() == 2
    assert watch_handovers(on=much_later) == 0
    for stranger in (make_user(Role.TAMBON_LEAD, "860102"), make_user(Role.PROVINCE_OFFICER, "85")):
        assert overdue_before(stranger, much_later).count() == 0


def test_where_nobody_leads_what_is_late_is_before_the_office_at_once(story):
    story.lead.posts.update(ended_on=ON)
    watch_handovers(on=story.care.due_on + timedelta(days=1))
    assert told(story.officer) == ["handover.overdue"]
    story.care.refresh_from_db()
    assert story.care.told == Told.OFFICE
