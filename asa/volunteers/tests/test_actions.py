from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_person, make_post, make_user
from asa.places.tests.factories import make_area
from asa.volunteers.actions import (
    NewVolunteer,
    Order,
    end_volunteer,
    hold_office,
    leave_office,
    move_volunteer,
    register_volunteer,
    reinstate_volunteer,
    suspend_volunteer,
)
from asa.volunteers.codes import NEXT_STATES, CentreLevel, EndReason, Position, VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import lacks_post_there, volunteer_counts
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

ON = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


def details(**fields):
    return NewVolunteer(
        **{
            "given_name": "มะลิ",
            "family_name": "ใหม่",
            "citizen_id": CITIZEN_IDS[0],
            "registration_no": "868600777",
            "registration_year_be": 2568,
            "registered_on": date(2025, 5, 2),
        }
        | fields
    )


def verbs(volunteer):
    return [line.verb for line in journal.history_of(volunteer)]


def test_a_registered_volunteer_has_an_assignment_and_a_line_in_the_journal(officer):
    volunteer = register_volunteer(
        details(responsibility="tambon"), area=make_area("86010104"), by=officer, on=ON
    )

    assert (volunteer.state, volunteer.registration_province) == ("registered", "86")
    assert volunteer.assignments.get().area_id == "860101"
    assert verbs(volunteer) == ["volunteer.registered"]


@pytest.mark.parametrize(("area", "is_one"), [("86", True), ("85", False)])
def test_someone_of_the_area_known_by_number_and_name_stays_one_person(officer, area, is_one):
    mali = make_person("มะลิ", "ใหม่", citizen_id=CITIZEN_IDS[0])
    make_user("finance", area, person=mali)

    volunteer = register_volunteer(details(), area=make_area("860101"), by=officer, on=ON)

    assert (volunteer.person == mali) is is_one


@pytest.mark.parametrize(
    "taken",
    [
        {"registration_no": "868600777", "registration_year_be": 2568},
        {"citizen_id": CITIZEN_IDS[0]},
    ],
)
def test_no_number_is_given_twice(officer, taken):
    make_volunteer(**taken)

    with pytest.raises(DomainError):
        register_volunteer(details(), area=make_area("860101"), by=officer, on=ON)
    assert Volunteer.objects.count() == 1


def test_nobody_is_registered_before_the_day_or_for_a_district(officer):
    with pytest.raises(DomainError):
        register_volunteer(
            details(registered_on=date(2026, 11, 21)), area=make_area("860101"), by=officer, on=ON
        )
    with pytest.raises(DomainError):
        register_volunteer(details(), area=make_area("8601"), by=officer, on=ON)


@pytest.mark.parametrize("role", [Role.TAMBON_LEAD, Role.SOCIAL_WORKER, Role.FINANCE])
def test_only_the_provincial_office_registers_and_changes(role):
    user = make_user(role, {"tambon_lead": "860101"}.get(role, "86"))
    volunteer = make_volunteer()

    with pytest.raises(PermissionDenied):
        register_volunteer(details(), area=make_area("860101"), by=user, on=ON)
    with pytest.raises(PermissionDenied):
        suspend_volunteer(volunteer, order=Order("ป่วย"), by=user, on=ON)
    with pytest.raises(PermissionDenied):
        end_volunteer(volunteer, reason=EndReason.RESIGNED, by=user, on=ON)
    with pytest.raises(PermissionDenied):
        hold_office(volunteer, level=CentreLevel.TAMBON, position=Position.CHAIR, by=user, on=ON)


def test_the_next_province_and_an_ended_post_may_do_nothing():
    volunteer = make_volunteer()
    for user in (
        make_user(Role.PROVINCE_OFFICER, "85"),
        make_user(Role.PROVINCE_OFFICER, "86", ended_on=today()),
    ):
        with pytest.raises(PermissionDenied):
            suspend_volunteer(volunteer, order=Order("ป่วย"), by=user, on=ON)


def test_nobody_changes_the_own_entry():
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    own = make_volunteer(person=officer.person)

    with pytest.raises(PermissionDenied):
        end_volunteer(own, reason=EndReason.RESIGNED, by=officer, on=ON)


def test_a_suspension_keeps_its_reason_sealed_and_ends_the_post(officer):
    mali = make_user(Role.VOLUNTEER, "86010104")
    volunteer = make_volunteer(person=mali.person)

    suspend_volunteer(volunteer, order=Order("ป่วย"), by=officer, on=ON)

    line = journal.history_of(volunteer)[0]
    assert (line.verb, line.text, line.data) == ("volunteer.suspended", "ป่วย", {})
    assert mali.posts.get().ended_on == ON
    reinstate_volunteer(volunteer, by=officer, on=ON)
    assert volunteer.state == "registered"


def test_an_end_ends_assignment_office_and_posts(officer):
    mali = make_user(Role.VOLUNTEER, "86010104")
    make_post(mali, Role.TAMBON_LEAD, "860101")
    volunteer = make_volunteer(person=mali.person)
    hold_office(volunteer, level=CentreLevel.TAMBON, position=Position.CHAIR, by=officer, on=ON)

    end_volunteer(volunteer, reason=EndReason.DECEASED, order=Order("ที่บ้าน"), by=officer, on=ON)

    assert (volunteer.state, volunteer.end_reason, volunteer.ended_on) == ("ended", "deceased", ON)
    assert volunteer.assignments.get().ended_on == volunteer.offices.get().ended_on == ON
    assert set(mali.posts.values_list("ended_on", flat=True)) == {ON}
    assert volunteer.person.died_on == ON


@pytest.mark.parametrize("state", VolunteerState)
def test_only_steps_of_the_table_are_taken(state):
    volunteer = make_volunteer(state=state)
    for following in VolunteerState:
        Volunteer.objects.filter(pk=volunteer.pk).update(state=state)
        if following in NEXT_STATES[state]:
            volunteer.move_to(following)
        else:
            with pytest.raises(DomainError):
                volunteer.move_to(following)


def test_a_move_within_the_province_begins_an_assignment_there(officer):
    volunteer = make_volunteer()
    office = hold_office(
        volunteer, level=CentreLevel.TAMBON, position=Position.CHAIR, by=officer, on=ON
    )

    move_volunteer(volunteer, to=make_area("860201"), by=officer, on=ON)

    old, new = volunteer.assignments.order_by("pk")
    assert (old.ended_on, new.area_id, new.ended_on) == (ON, "860201", None)
    office.refresh_from_db()
    assert office.ended_on == ON
    assert journal.history_of(volunteer)[0].data == {"before": "86010104", "after": "860201"}


@pytest.mark.parametrize(
    ("role", "area", "to", "held"),
    [
        ("volunteer", "86010104", "86020101", ["86020101"]),
        ("volunteer", "86010104", "860201", ["860201"]),
        ("volunteer", "860101", "86020101", ["860201"]),
        ("volunteer", "86010104", "86010105", ["86010105"]),
        ("volunteer", "860101", "86010105", ["860101"]),
        ("volunteer", "86030101", "860201", ["86030101"]),
        ("tambon_lead", "860101", "860201", []),
        ("district_lead", "8601", "86010201", ["8601"]),
    ],
)
def test_the_posts_of_the_old_place_end_with_a_move(officer, role, area, to, held):
    volunteer = make_volunteer()
    user = make_user(role, area, person=volunteer.person)

    move_volunteer(volunteer, to=make_area(to), by=officer, on=today())

    user.forget_posts()
    assert [post.area_id for post in user.current_posts] == held
    assert {post.role for post in user.current_posts} <= {role}


def test_the_post_ends_also_where_the_department_moves_which_gives_none():
    volunteer = make_volunteer()
    user = make_user("volunteer", "86010104", person=volunteer.person)

    ministry = make_user(Role.DEPARTMENT_OFFICER, "TH")
    move_volunteer(volunteer, to=make_area("850101"), by=ministry, on=today())

    user.forget_posts()
    assert user.current_posts == []
    assert lacks_post_there(volunteer)


def test_a_switched_off_user_gets_no_new_post(officer):
    volunteer = make_volunteer()
    user = make_user("volunteer", "86010104", person=volunteer.person, is_active=False)

    move_volunteer(volunteer, to=make_area("860201"), by=officer, on=today())

    user.forget_posts()
    assert user.current_posts == []


def test_a_move_to_another_province_is_the_departments_and_stands_in_both_journals(officer):
    volunteer, there = make_volunteer(), make_area("850101")
    with pytest.raises(PermissionDenied):
        move_volunteer(volunteer, to=there, by=officer, on=ON)

    move_volunteer(volunteer, to=there, by=make_user(Role.DEPARTMENT_OFFICER, "TH"), on=ON)

    assert verbs(volunteer) == ["volunteer.moved", "volunteer.moved"]
    assert volunteer.registration_province == "86"


@pytest.mark.parametrize(
    ("state", "to"), [("suspended", "860201"), ("registered", "86010104"), ("registered", "8602")]
)
def test_a_move_that_makes_no_sense_is_refused(officer, state, to):
    with pytest.raises(DomainError):
        move_volunteer(make_volunteer(state=state), to=make_area(to), by=officer, on=ON)


def test_a_centre_has_one_chair(officer):
    first, second = make_volunteer(), make_volunteer()
    office = hold_office(
        first, level=CentreLevel.DISTRICT, position=Position.CHAIR, by=officer, on=ON
    )
    for volunteer in (first, second):
        with pytest.raises(DomainError):
            hold_office(
                volunteer, level=CentreLevel.DISTRICT, position=Position.CHAIR, by=officer, on=ON
            )
    leave_office(office, by=officer, on=ON)
    hold_office(second, level=CentreLevel.DISTRICT, position=Position.CHAIR, by=officer, on=ON)
    with pytest.raises(DomainError):
        leave_office(office, by=officer, on=ON)


def test_counts_tell_ever_registered_current_and_active_apart():
    make_volunteer(last_active_on=date(2026, 1, 1))
    make_volunteer(last_active_on=date(2025, 8, 19))
    make_volunteer(state="suspended", last_active_on=date(2026, 10, 1))
    make_volunteer(state="ended")
    make_volunteer(state="applied", registration_no="", registered_on=None)
    make_volunteer("850101", last_active_on=date(2026, 1, 1))

    counts = volunteer_counts("86", ON)

    assert (counts.ever_registered, counts.current, counts.active) == (4, 2, 1)
    assert volunteer_counts("TH", ON).current == 3
