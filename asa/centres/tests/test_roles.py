"""Every act on a centre is tried by every role from every relation to the place."""

from datetime import date

import pytest

from asa.centres.actions import (
    Work,
    accept_change,
    assess_centre,
    cancel_meeting,
    choose_priorities,
    elect_committee,
    end_office,
    fill_seat,
    finish_point,
    found_centre,
    plan_meeting,
    plan_work,
    propose_change,
    record_minutes,
    reject_change,
    withdraw_change,
    write_term,
)
from asa.centres.codes import WorkState
from asa.centres.tests.factories import (
    ON,
    make_assessment,
    make_centre,
    make_committee,
    make_facts,
    make_meeting,
    make_plan,
    make_point,
    make_proposal,
    make_ratings,
)
from asa.centres.tests.test_assessing import codes
from asa.centres.tests.test_committees import seats
from asa.centres.tests.test_meetings import make_minutes
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.people.tests.roles import DEPARTMENT, KEEPERS, LEADS, only, who_may
from asa.places.tests.factories import make_area
from asa.volunteers.codes import Position
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


def someone():
    return make_user(Role.TAMBON_LEAD, "860101")


def proposed():
    return make_proposal(make_centre(), someone())


def with_committee():
    centre = make_centre()
    make_committee(centre, "chair")
    return centre


def seated():
    ((_volunteer, office),) = make_committee(make_centre(), "chair")
    return office


def planned():
    centre = make_centre()
    ((chair, _office),) = make_committee(centre, "chair")
    return make_meeting(centre, someone(), volunteers=[chair])


def decided():
    centre = make_centre()
    ((chair, _office),) = make_committee(centre, "chair")
    return make_point(make_meeting(centre, someone(), state="held"), chair)


def assessed():
    return make_assessment(make_centre(), someone(), on=date(2025, 1, 1))


def chosen():
    centre = with_committee()
    assessment = make_assessment(centre, someone(), on=date(2025, 1, 1), priorities=3)
    return assessment.priorities.first()


def fill(centre, by):
    other = make_volunteer("86010104")
    fill_seat(centre, volunteer=other, position=Position.SECRETARY, by=by, on=ON)


def minutes(meeting, by):
    (invitation,) = meeting.invitations.all()
    record_minutes(meeting, minutes=make_minutes(invitation.volunteer), by=by, on=ON)


def work(priority, by):
    owner = priority.assessment.centre.offices.get().volunteer
    plan_work(priority, work=Work("เปิดบัญชี", owner, ON, WorkState.OPEN), by=by, on=ON)


def propose(centre, by):
    propose_change(centre, facts=make_facts(centre, place="ศาลาใหม่"), note="ย้าย", by=by, on=ON)


BY_WHO_LOOKS_AFTER_IT = {
    "propose": (make_centre, propose),
    "plan_meeting": (
        with_committee,
        lambda one, by: plan_meeting(one, plan=make_plan(), by=by, on=ON),
    ),
    "cancel_meeting": (
        planned,
        lambda one, by: cancel_meeting(one, reason="ฝนตก", by=by, on=ON),
    ),
    "record_minutes": (planned, minutes),
    "finish_point": (decided, lambda one, by: finish_point(one, by=by, on=ON)),
    "assess": (
        make_centre,
        lambda one, by: assess_centre(one, ratings=make_ratings(), by=by, on=ON),
    ),
    "choose_priorities": (
        assessed,
        lambda one, by: choose_priorities(one, components=codes(3), by=by, on=ON),
    ),
    "plan_work": (chosen, work),
}
BY_THE_OFFICE = {
    "found": (
        lambda: make_area("860101"),
        lambda one, by: found_centre(area=one, facts=make_facts(), by=by, on=ON),
    ),
    "elect": (
        make_centre,
        lambda one, by: elect_committee(one, seats=seats(Position.CHAIR), by=by, on=ON),
    ),
    "write_term": (
        with_committee,
        lambda one, by: write_term(one, elected_on=date(2024, 1, 5), by=by, on=ON),
    ),
    "fill_seat": (with_committee, fill),
    "end_office": (seated, lambda one, by: end_office(one, by=by, on=ON)),
}
BY_WHO_IS_ABOVE = {
    "accept": (proposed, lambda one, by: accept_change(one, by=by, on=ON)),
    "reject": (proposed, lambda one, by: reject_change(one, reason="ไม่จริง", by=by, on=ON)),
}


def test_leads_and_the_office_look_after_the_centre_of_a_tambon():
    expected = dict.fromkeys(BY_WHO_LOOKS_AFTER_IT, only(LEADS, KEEPERS))
    assert who_may(BY_WHO_LOOKS_AFTER_IT) == expected


def test_office_and_department_found_and_elect():
    assert who_may(BY_THE_OFFICE) == dict.fromkeys(BY_THE_OFFICE, only(KEEPERS, DEPARTMENT))


def test_the_levels_above_validate_and_nobody_withdraws_for_another():
    acts = BY_WHO_IS_ABOVE | {
        "withdraw": (proposed, lambda one, by: withdraw_change(one, by=by, on=ON))
    }
    above = only([Role.DISTRICT_LEAD], KEEPERS, DEPARTMENT)
    assert who_may(acts) == dict.fromkeys(BY_WHO_IS_ABOVE, above) | {"withdraw": {}}


def test_the_department_looks_after_provincial_centres_too():
    acts = {"propose": (lambda: make_centre("86", "province"), propose)}
    assert who_may(acts) == {"propose": only(KEEPERS, DEPARTMENT)}
