"""Every state of a volunteer, tried by every role from every relation: whoever has no right is
told so whatever the state, and whoever has it is told what the state does not allow.
"""

import pytest
from django.db import transaction

from asa.common.errors import DomainError
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.people.tests.roles import DEPARTMENT, KEEPERS, only, who_may
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import (
    end_assignment,
    fill_office,
    hold_office,
    leave_office,
    move_volunteer,
)
from asa.volunteers.codes import CentreLevel, Position, StepKind
from asa.volunteers.models import Assignment, Centre, Volunteer, VolunteerStep
from asa.volunteers.tests.factories import make_centre, make_office
from asa.volunteers.tests.test_life import ON, S, make_at, take_back
from asa.volunteers.tests.test_roles import give

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english", "chumphon")]
# By which step each state is reached, and from which state; nothing leads to who applies.
REACHED = {
    S.VERIFIED: (StepKind.VERIFIED, S.APPLIED),
    S.TRAINED: (StepKind.TRAINED, S.VERIFIED),
    S.REGISTERED: (StepKind.REGISTERED, S.TRAINED),
    S.SUSPENDED: (StepKind.SUSPENDED, S.REGISTERED),
    S.ENDED: (StepKind.ENDED, S.REGISTERED),
}


@pytest.fixture
def chumphon(db):
    load_chumphon()
    for code in ("860102", "86010106"):
        make_area(code)


def made_in(state):
    """Somebody in a state, with the step that led there."""
    volunteer = make_at(state)
    if state in REACHED and not volunteer.steps.exists():
        kind, before = REACHED[state]
        by = make_user(Role.PROVINCE_OFFICER, "86")
        VolunteerStep.objects.create(
            volunteer=volunteer, kind=kind, from_state=before, to_state=state, on=ON, by=by
        )
    return volunteer


def with_assignment(state):
    volunteer = made_in(state)
    return Assignment.objects.create(
        volunteer=volunteer,
        area=make_area("86010106"),
        responsibility="village",
        started_on=ON,
        is_main=False,
    )


def with_office(state):
    return make_office(made_in(state), make_centre("860101", "tambon"))


def move(volunteer, by):
    move_volunteer(volunteer, to=make_area("860102"), by=by, on=ON)


def chair(volunteer, by):
    hold_office(volunteer, level=CentreLevel.TAMBON, position=Position.CHAIR, by=by, on=ON)


def fill(volunteer, by):
    centre = Centre.objects.filter(area="860101").first() or make_centre("860101", "tambon")
    fill_office(centre, volunteer=volunteer, position=Position.CHAIR, by=by, on=ON)


OFFICE_ALONE, AND_DEPARTMENT = only(KEEPERS), only(KEEPERS, DEPARTMENT)
# What the record is, the act on it, who has the right, and in which states it goes through.
ACTS = {
    "take_back": (made_in, take_back, OFFICE_ALONE, {*REACHED}),
    "move": (made_in, move, AND_DEPARTMENT, {S.REGISTERED}),
    "give_assignment": (made_in, give, OFFICE_ALONE, {S.REGISTERED}),
    "end_assignment": (
        with_assignment,
        lambda one, by: end_assignment(one, by=by, on=ON),
        OFFICE_ALONE,
        {*S},
    ),
    "hold_office": (made_in, chair, OFFICE_ALONE, {S.REGISTERED}),
    "fill_office": (made_in, fill, AND_DEPARTMENT, {S.REGISTERED}),
    "leave_office": (
        with_office,
        lambda one, by: leave_office(one, by=by, on=ON),
        AND_DEPARTMENT,
        {*S},
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_the_right_is_asked_before_the_state_in_every_state(name):
    make, act, who, goes_through = ACTS[name]
    done = set()

    def tried(state):
        def try_it(record, by):
            try:
                act(record, by)
            except DomainError:
                return
            done.add(state)

        return (lambda: make(state)), try_it

    found = who_may({state: tried(state) for state in S})
    assert found == dict.fromkeys(S, who)
    assert done == goes_through


def test_what_is_refused_for_its_state_leaves_everything_as_it_was():
    by = make_user(Role.PROVINCE_OFFICER, "86")
    for state in {*S} - {S.REGISTERED}:
        volunteer = made_in(state)
        before = [*Volunteer.objects.filter(pk=volunteer.pk).values()]
        for act in (move, give, chair, fill):
            with pytest.raises(DomainError), transaction.atomic():
                act(Volunteer.objects.get(pk=volunteer.pk), by)
        assert [*Volunteer.objects.filter(pk=volunteer.pk).values()] == before
        assert not volunteer.offices.exists()
