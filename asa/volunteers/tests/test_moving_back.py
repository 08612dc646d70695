"""A move is taken back: place, work, offices and posts of before, or what cannot be is named."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.people.actions import give_post
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import (
    Order,
    end_volunteer,
    give_assignment,
    hold_office,
    leave_office,
    move_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
    take_step_back,
)
from asa.volunteers.codes import CentreLevel, EndReason, Position
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ON, LATER = date(2026, 11, 16), date(2026, 11, 20)
HERE, THERE, FAR = "86010104", "86020101", "85010101"
CHAIR = {"level": CentreLevel.TAMBON, "position": Position.CHAIR}


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


@pytest.fixture
def department():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


def move(volunteer, by, to=THERE):
    return move_volunteer(volunteer, to=make_area(to), by=by, on=ON)


def back(volunteer, by, **more):
    return take_step_back(volunteer, reason="ผิดคน", by=by, on=LATER, **more)


def current(user):
    user.forget_posts()
    return sorted((post.role, post.area_id) for post in user.current_posts)


def test_place_work_offices_and_posts_are_as_before(officer):
    mali = make_user(Role.VOLUNTEER, HERE)
    give_post(mali, role=Role.TAMBON_LEAD, area=make_area("860101"), started_on=ON, by=officer)
    held_before = current(mali)
    volunteer = make_volunteer(HERE, person=mali.person)
    main = volunteer.assignments.get()
    office = hold_office(volunteer, by=officer, on=ON, **CHAIR)
    move(volunteer, officer)
    new_office = hold_office(volunteer, by=officer, on=ON, **CHAIR)
    office.refresh_from_db()
    assert (current(mali), office.ended_on) == ([("volunteer", THERE)], ON)

    step = back(volunteer, officer)

    assert (volunteer.area_id, volunteer.state) == (HERE, "registered")
    # What the move began has never been, and what it ended goes on as if it had not.
    assert volunteer.assignments.get() == main
    main.refresh_from_db()
    office.refresh_from_db()
    new_office.refresh_from_db()
    assert (main.ended_on, office.ended_on, new_office.ended_on) == (None, None, LATER)
    assert current(mali) == held_before
    assert step.details == {"before": THERE, "after": HERE}
    assert (step.takes_back.kind, step.text) == ("moved", "ผิดคน")


def test_it_stands_in_the_journals_of_both_provinces(department):
    volunteer = make_volunteer(HERE)
    move(volunteer, department, FAR)

    back(volunteer, department)

    found = JournalEntry.objects.filter(verb="volunteer.taken_back")
    assert sorted(line.area for line in found) == [FAR, HERE]
    assert [line.text for line in journal.history_of(volunteer)[:2]] == ["ผิดคน"] * 2


def test_areas_of_work_left_in_the_other_province_end_and_come_back(officer, department):
    volunteer = make_volunteer(HERE)
    more = give_assignment(volunteer, area=make_area("8602"), by=officer, on=ON)
    move(volunteer, department, FAR)
    more.refresh_from_db()
    assert more.ended_on == ON

    back(volunteer, department)

    more.refresh_from_db()
    assert more.ended_on is None
    assert volunteer.assignments.filter(ended_on__isnull=True).count() == 2


def test_an_office_and_a_lead_that_somebody_else_is_by_now_are_named(officer):
    mali, volunteer = make_user(Role.TAMBON_LEAD, "860101"), None
    volunteer, other = make_volunteer(HERE, person=mali.person), make_volunteer(HERE)
    post = mali.posts.get()
    office = hold_office(volunteer, by=officer, on=ON, **CHAIR)
    move(volunteer, officer)
    hold_office(other, by=officer, on=ON, **CHAIR)
    make_user(Role.TAMBON_LEAD, "860101")

    step = back(volunteer, officer)

    missing = {"offices": [str(office.pk)], "posts": [str(post.pk)]}
    assert step.details["missing"] == missing
    assert (volunteer.area_id, current(mali)) == (HERE, [])


def test_what_ended_before_the_move_stays_ended(officer):
    volunteer = make_volunteer(HERE)
    office = hold_office(volunteer, by=officer, on=date(2026, 1, 5), **CHAIR)
    leave_office(office, by=officer, on=date(2026, 2, 5))
    move(volunteer, officer)

    back(volunteer, officer)

    office.refresh_from_db()
    assert office.ended_on == date(2026, 2, 5)


def test_a_move_that_kept_no_keys_finds_the_work_of_before(officer):
    volunteer = make_volunteer(HERE)
    main = volunteer.assignments.get()
    move(volunteer, officer)
    step = volunteer.steps.get()
    step.details = {"before": HERE, "after": THERE}
    step.save()

    back(volunteer, officer)

    assert volunteer.assignments.get() == main


def test_work_begins_anew_where_none_of_before_is_found(officer):
    volunteer = make_volunteer(HERE)
    volunteer.assignments.all().delete()
    move(volunteer, officer)

    back(volunteer, officer)

    assert volunteer.assignments.get().area_id == HERE


def test_moves_and_other_steps_are_taken_back_one_after_another(officer):
    volunteer = make_volunteer(HERE)
    suspend_volunteer(volunteer, order=Order("ป่วย"), by=officer, on=ON)
    reinstate_volunteer(volunteer, by=officer, on=ON)
    move(volunteer, officer)
    move(volunteer, officer, "86010203")
    end_volunteer(volunteer, reason=EndReason.RESIGNED, by=officer, on=ON)

    places = []
    for _step in range(4):
        back(volunteer, officer)
        places.append((volunteer.area_id, volunteer.state))

    assert places == [
        ("86010203", "registered"),
        (THERE, "registered"),
        (HERE, "registered"),
        (HERE, "suspended"),
    ]


@pytest.mark.parametrize(
    ("role", "area", "to"),
    [
        (Role.SOCIAL_WORKER, "86", THERE),
        (Role.TAMBON_LEAD, "860201", THERE),
        (Role.PROVINCE_OFFICER, "84", THERE),
        (Role.PROVINCE_OFFICER, "86", FAR),
        (Role.PROVINCE_HEAD, "85", FAR),
    ],
)
def test_nobody_takes_a_move_back_who_may_not_move_there_and_back(department, role, area, to):
    volunteer = make_volunteer(HERE)
    move(volunteer, department, to)

    with pytest.raises(PermissionDenied):
        back(volunteer, make_user(role, area))
    assert Volunteer.objects.get().area_id == to


def test_nobody_takes_the_own_move_back(officer, department):
    volunteer = make_volunteer(HERE, person=officer.person)
    move(volunteer, department)

    with pytest.raises(PermissionDenied):
        back(volunteer, officer)


def test_a_reason_is_written_and_the_day_is_not_before_the_move(officer):
    volunteer = make_volunteer(HERE)
    move(volunteer, officer)

    with pytest.raises(DomainError, match="taken back"):
        take_step_back(volunteer, reason=" ", by=officer, on=LATER)
    with pytest.raises(DomainError, match="own day"):
        take_step_back(volunteer, reason="ผิดคน", by=officer, on=date(2026, 11, 15))
    assert volunteer.area_id == THERE


def test_nobody_goes_back_to_a_place_that_is_not_in_force(officer):
    volunteer = make_volunteer(HERE)
    move(volunteer, officer)
    Area.objects.filter(pk=HERE).update(ended_on=LATER)

    with pytest.raises(DomainError, match="not in force"):
        back(volunteer, officer)
    assert volunteer.area_id == THERE


def test_a_change_of_areas_since_then_is_no_part_of_the_move(officer):
    volunteer = make_volunteer(HERE)
    move(volunteer, officer)
    Volunteer.objects.update(area=make_area("86020301"))

    with pytest.raises(DomainError, match="Areas were changed"):
        back(volunteer, officer)


def test_the_next_step_is_not_before_the_move(officer):
    volunteer = make_volunteer(HERE)
    move(volunteer, officer)

    with pytest.raises(DomainError, match="step before it"):
        move_volunteer(volunteer, to=make_area(HERE), by=officer, on=date(2026, 11, 15))


def test_the_second_of_two_takes_no_other_step_back(officer):
    volunteer = make_volunteer(HERE)
    move(volunteer, officer)
    move(volunteer, officer, "86010203")
    shown = volunteer.steps.order_by("recorded_at").last().pk
    back(volunteer, officer, only=shown)

    with pytest.raises(DomainError, match="once more"):
        back(volunteer, officer, only=shown)
    assert volunteer.area_id == THERE


def test_the_page_takes_a_move_back_and_the_story_tells_it(client, officer):
    load_chumphon()
    volunteer = make_volunteer(HERE)
    move(volunteer, officer)
    client.force_login(officer)
    address = reverse("volunteers:take_back", args=[volunteer.pk])
    detail = reverse("volunteers:detail", args=[volunteer.pk])
    assert address in client.get(detail).text
    page = client.get(address)
    assert "ย้ายพื้นที่" in page.text
    step = str(volunteer.steps.get().pk)
    assert f'value="{step}"' in page.text

    sent = {"reason": "บันทึกผิดคน", "step": step}
    answer = client.post(address, sent, follow=True)

    assert "บันทึกผิดคน" in answer.text
    volunteer.refresh_from_db()
    assert volunteer.area_id == HERE
    assert client.post(address, sent).status_code == 200


def test_the_office_that_may_not_move_back_is_shown_no_way(client, department):
    volunteer = make_volunteer(HERE)
    move(volunteer, department, FAR)
    client.force_login(make_user(Role.PROVINCE_OFFICER, "85"))
    address = reverse("volunteers:take_back", args=[volunteer.pk])

    assert address not in client.get(reverse("volunteers:detail", args=[volunteer.pk])).text
    assert client.get(address).status_code == 403
    client.force_login(department)
    assert address in client.get(reverse("volunteers:detail", args=[volunteer.pk])).text
    assert client.get(address).status_code == 200
