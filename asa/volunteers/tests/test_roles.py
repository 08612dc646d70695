"""Every act on a volunteer is tried by every role from every relation to the place."""

from datetime import date

import pytest

from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.people.tests.roles import DEPARTMENT, KEEPERS, LEADS, only, who_may
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import (
    Done,
    add_affiliation,
    end_affiliation,
    end_assignment,
    fill_office,
    give_assignment,
    hold_office,
    leave_office,
    move_volunteer,
    record_activity,
    set_active_formula,
    withdraw_activity,
)
from asa.volunteers.codes import ActivityKind, CentreLevel, OtherRole, Position
from asa.volunteers.queries import PROMISED
from asa.volunteers.tests.factories import make_activity, make_centre, make_office, make_volunteer
from asa.volunteers.tests.test_life import ACTS, BORN, S, make_at, suspend, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "chumphon")]
ON = date(2026, 11, 20)
MEETING = Done(ActivityKind.MEETING, date(2026, 11, 1))


@pytest.fixture
def chumphon(db):
    load_chumphon()


def at_the_first_state_of(act):
    state = next(state for state in S if state in ACTS[act][0])
    return lambda: make_at(state)


def test_the_office_of_the_province_alone_leads_a_life_on():
    acts = {act.__name__: (at_the_first_state_of(act), act) for act in ACTS}
    assert who_may(acts) == dict.fromkeys(acts, only(KEEPERS))


def suspended():
    volunteer = make_volunteer(birth_on=BORN)
    suspend(volunteer, make_user(Role.PROVINCE_OFFICER, "86"))
    return volunteer


def with_assignment():
    volunteer = make_volunteer()
    by = make_user(Role.PROVINCE_OFFICER, "86")
    return give_assignment(volunteer, area=make_area("86010106"), by=by, on=ON)


def with_affiliation():
    by = make_user(Role.PROVINCE_OFFICER, "86")
    return add_affiliation(make_volunteer(), role=OtherRole.HEALTH, by=by, on=ON)


def held_office():
    return make_office(make_volunteer(), make_centre("860101", "tambon"))


def give(volunteer, by):
    give_assignment(volunteer, area=make_area("86010106"), by=by, on=ON)


def chair(volunteer, by):
    hold_office(volunteer, level=CentreLevel.TAMBON, position=Position.CHAIR, by=by, on=ON)


def fill(volunteer, by):
    centre = make_centre("860101", "tambon")
    fill_office(centre, volunteer=volunteer, position=Position.CHAIR, by=by, on=ON)


OF_THE_OFFICE = {
    "take_back": (suspended, take_back),
    "give_assignment": (make_volunteer, give),
    "end_assignment": (with_assignment, lambda one, by: end_assignment(one, by=by, on=ON)),
    "add_affiliation": (
        make_volunteer,
        lambda one, by: add_affiliation(one, role=OtherRole.HEALTH, by=by, on=ON),
    ),
    "end_affiliation": (with_affiliation, lambda one, by: end_affiliation(one, by=by, on=ON)),
    "hold_office": (make_volunteer, chair),
}


def test_the_office_of_the_province_alone_changes_the_entry():
    assert who_may(OF_THE_OFFICE) == dict.fromkeys(OF_THE_OFFICE, only(KEEPERS))


WITH_THE_DEPARTMENT = {
    "move": (
        make_volunteer,
        lambda one, by: move_volunteer(one, to=make_area("860102"), by=by, on=ON),
    ),
    "fill_office": (make_volunteer, fill),
    "leave_office": (held_office, lambda one, by: leave_office(one, by=by, on=ON)),
    "set_active_formula": (
        lambda: Area.objects.get(pk="86"),
        lambda area, by: set_active_formula(
            area, formula=PROMISED, started_on=today(), by=by, on=today()
        ),
    ),
}


def test_the_department_moves_and_keeps_offices_too():
    assert who_may(WITH_THE_DEPARTMENT) == dict.fromkeys(
        WITH_THE_DEPARTMENT, only(KEEPERS, DEPARTMENT)
    )


def test_beyond_the_province_only_whose_post_covers_both_moves():
    def move(volunteer, by):
        move_volunteer(volunteer, to=make_area("850101"), by=by, on=ON)

    over_both = {role: ["parent"] for role in KEEPERS}
    assert who_may({"move": (make_volunteer, move)}) == {"move": over_both | only(DEPARTMENT)}


ACTIVITIES = {
    "record": (
        make_volunteer,
        lambda one, by: record_activity(one, done=MEETING, by=by, on=today()),
    ),
    "withdraw": (
        lambda: make_activity(make_volunteer(), MEETING.happened_on),
        lambda one, by: withdraw_activity(one, reason="ผิดคน", by=by, on=today()),
    ),
}


def test_leads_and_the_office_write_work_down_and_take_it_back():
    assert who_may(ACTIVITIES) == dict.fromkeys(ACTIVITIES, only(LEADS, KEEPERS))
