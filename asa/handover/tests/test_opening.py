"""Whoever leaves: what she had in hand is listed, and comes back with her."""

from datetime import timedelta

import pytest

from asa.common import journal
from asa.handover.codes import HandoverState, ItemState, Leaving
from asa.handover.models import Handover, HandoverItem
from asa.handover.queries import handovers_for, items_for, preview_for, successors_for
from asa.handover.tests.factories import (
    ON,
    OTHER_VILLAGE,
    VILLAGE,
    end,
    give_work,
    items_of,
    make_working,
)
from asa.households.tests.factories import make_household, put_on_team
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_post, make_user
from asa.places.tests.factories import make_area
from asa.tasks.tests.factories import make_task
from asa.volunteers.actions import (
    Order,
    move_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
    take_step_back,
)
from asa.volunteers.codes import EndReason

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


@pytest.fixture
def lead():
    return make_user(Role.TAMBON_LEAD, "860101")


def told(user):
    return list(Notice.objects.filter(user=user).values_list("kind", flat=True))


def test_an_end_lists_every_household_and_open_task_and_tells_the_lead(officer, lead):
    volunteer, mali = make_working()
    homes, tasks = give_work(mali, households=2, tasks=1)
    done = make_task(mali, homes[1], state="done")
    end(volunteer, officer)
    handover = Handover.objects.get()
    assert (handover.leaving, handover.state, handover.area) == (Leaving.ENDED, "open", VILLAGE)
    assert {item.household for item in items_of(volunteer, task=None)} == set(homes)
    assert [item.task for item in items_of(volunteer, task__isnull=False)] == tasks
    assert done not in {item.task for item in items_of(volunteer)}
    assert {item.due_on for item in items_of(volunteer)} == {ON + timedelta(days=14)}
    assert told(lead) == ["handover.opened"]
    # Without a post she reads no page of the province any more.
    assert told(mali) == told(officer) == []
    assert [line.verb for line in journal.history_of(handover)] == ["handover.opened"]


def test_without_a_lead_the_office_is_told(officer):
    volunteer, mali = make_working()
    give_work(mali)
    end(volunteer, officer)
    assert told(officer) == ["handover.opened"]


def test_who_has_nothing_in_hand_or_never_signs_in_leaves_no_handover(officer):
    volunteer, _mali = make_working()
    end(volunteer, officer)
    assert not Handover.objects.exists()


def test_the_deceased_is_not_told_and_her_handover_says_so(officer):
    volunteer, mali = make_working()
    make_post(mali, Role.ANALYST, "86")
    give_work(mali)
    end(volunteer, officer, reason=EndReason.DECEASED)
    assert Handover.objects.get().leaving == Leaving.DECEASED
    assert told(mali) == []


def test_a_suspension_opens_one_and_the_end_after_it_lists_nothing_twice(officer):
    volunteer, mali = make_working()
    give_work(mali, households=1, tasks=1)
    suspend_volunteer(volunteer, order=Order("พักงาน"), by=officer, on=ON)
    end(volunteer, officer)
    assert [one.leaving for one in Handover.objects.all()] == [Leaving.SUSPENDED]
    assert HandoverItem.objects.count() == 2


def test_who_moves_hands_over_what_lies_outside_the_new_sub_district(officer):
    volunteer, mali = make_working()
    here, _tasks = give_work(mali, households=1, tasks=1)
    kept = make_household("86010204", caretaker=mali)
    move_volunteer(volunteer, to=make_area("86010204"), by=officer, on=ON)
    assert {item.household for item in items_of(volunteer)} == set(here)
    assert kept not in {item.household for item in items_of(volunteer)}
    handover = Handover.objects.get()
    assert (handover.leaving, handover.area) == (Leaving.MOVED, VILLAGE)
    # She works in the province still, and reads what becomes of it.
    assert told(mali) == ["handover.yours"]
    assert list(handovers_for(mali)) == [handover]


def test_who_moves_within_the_sub_district_keeps_everything(officer):
    volunteer, mali = make_working()
    give_work(mali)
    move_volunteer(volunteer, to=make_area(OTHER_VILLAGE), by=officer, on=ON)
    assert not Handover.objects.exists()


def test_who_moves_back_gets_what_nobody_accepted(officer):
    volunteer, mali = make_working()
    give_work(mali)
    move_volunteer(volunteer, to=make_area("86010204"), by=officer, on=ON)
    move_volunteer(volunteer, to=make_area(VILLAGE), by=officer, on=ON)
    assert {item.state for item in items_of(volunteer)} == {ItemState.RETURNED}
    assert Handover.objects.get().state == HandoverState.CLOSED


def test_a_move_taken_back_returns_it_and_lists_what_was_taken_on_there(officer):
    volunteer, mali = make_working()
    homes, _tasks = give_work(mali)
    there = make_area("86010204")
    move_volunteer(volunteer, to=there, by=officer, on=ON)
    taken_on = make_household(there.pk, caretaker=mali)

    take_step_back(volunteer, reason="บันทึกผิดคน", by=officer, on=ON)

    states = {item.household: item.state for item in items_of(volunteer, task=None)}
    assert states == dict.fromkeys(homes, ItemState.RETURNED) | {taken_on: ItemState.WAITING}
    opened = Handover.objects.get(state=HandoverState.OPEN)
    assert (opened.area, opened.leaving) == (there.pk, Leaving.MOVED)


def test_an_end_taken_back_returns_what_was_not_accepted_yet(officer, lead):
    volunteer, mali = make_working()
    homes, _tasks = give_work(mali)
    end(volunteer, officer)
    take_step_back(volunteer, reason="บันทึกผิดคน", by=officer, on=ON)
    assert {item.state for item in items_of(volunteer)} == {ItemState.RETURNED}
    assert Handover.objects.get().state == HandoverState.CLOSED
    homes[0].refresh_from_db()
    assert homes[0].caretaker == mali
    assert told(lead) == ["handover.opened", "handover.closed"]


def test_a_reinstated_volunteer_gets_back_what_was_not_accepted_yet(officer):
    volunteer, mali = make_working()
    give_work(mali)
    suspend_volunteer(volunteer, order=Order("พักงาน"), by=officer, on=ON)
    reinstate_volunteer(volunteer, by=officer, on=ON)
    assert {item.state for item in items_of(volunteer)} == {ItemState.RETURNED}


def test_a_sealed_household_is_known_to_its_team_alone_not_even_by_count(officer, lead):
    volunteer, mali = make_working()
    sealed = make_household(VILLAGE, is_sealed=True)
    make_task(mali, sealed)
    worker = make_user(Role.SOCIAL_WORKER, "86")
    put_on_team(sealed, worker)
    assert not preview_for(officer, volunteer, ON)
    assert preview_for(worker, volunteer, ON).tasks == 1
    end(volunteer, officer)
    assert [item.household for item in items_for(worker)] == [sealed]
    for other in (officer, lead, make_user(Role.PROVINCE_HEAD, "86"), mali):
        assert not handovers_for(other).exists()
        assert told(other) == []
    assert told(worker) == ["handover.opened"]


def test_the_preview_counts_what_the_reader_may_know_and_names_the_nearest_first(officer):
    volunteer, mali = make_working()
    give_work(mali, households=3, tasks=2)
    _far, busy = make_working(OTHER_VILLAGE)
    give_work(busy, households=2, tasks=0, area=OTHER_VILLAGE)
    _idle, free = make_working(OTHER_VILLAGE)
    _near, near = make_working(VILLAGE)
    give_work(near, households=4, tasks=0)
    found = preview_for(officer, volunteer, ON)
    assert (found.households, found.tasks, found.days) == (3, 2, 14)
    assert [(one.user, one.households) for one in found.successors] == [
        (near, 4),
        (free, 0),
        (busy, 2),
    ]
    for role, area in (
        (Role.PROVINCE_OFFICER, "85"),
        (Role.DEPARTMENT_OFFICER, "TH"),
        (Role.VOLUNTEER, OTHER_VILLAGE),
    ):
        assert not preview_for(make_user(role, area), volunteer, ON)


def test_the_dead_are_never_proposed(officer):
    volunteer, mali = make_working()
    give_work(mali)
    _dead, gone = make_working()
    gone.person.died_on = ON
    gone.person.save()
    assert preview_for(officer, volunteer, ON).successors == []


def test_how_much_somebody_has_in_care_counts_no_sealed_household():
    home = make_household(VILLAGE)
    _entry, mali = make_working()
    _entry, nari = make_working()
    make_household(VILLAGE, caretaker=nari, house_no="7")
    make_household(VILLAGE, caretaker=nari, is_sealed=True, house_no="8")
    found = {one.user: one.households for one in successors_for(home, mali, on=ON)}
    assert found == {nari: 1}
