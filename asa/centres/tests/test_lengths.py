"""What is typed is as long as its column and no longer; a longer text is refused in a sentence."""

import pytest
from django.db import transaction
from django.utils import translation

from asa.centres.actions import (
    Correction,
    Minutes,
    NewPoint,
    Rated,
    Work,
    assess_centre,
    cancel_meeting,
    correct_minutes,
    finish_point,
    plan_meeting,
    plan_work,
    propose_change,
    record_minutes,
    reject_change,
)
from asa.centres.codes import Coming, WorkState
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
from asa.common.errors import DomainError
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


def propose(note="", **facts):
    centre = make_centre()
    propose_change(centre, facts=make_facts(centre, **facts), note=note, by=officer(), on=ON)


def reject(reason):
    proposal = make_proposal(make_centre(), make_user(Role.TAMBON_LEAD, "860101"))
    reject_change(proposal, reason=reason, by=officer(), on=ON)


def rate(evidence):
    ratings = make_ratings() | {"funds": Rated(3, evidence)}
    assess_centre(make_centre(), ratings=ratings, by=make_user(Role.TAMBON_LEAD, "860101"), on=ON)


def plan_a_work(text):
    centre, by = make_centre(), officer()
    ((chair, _office),) = make_committee(centre, "chair")
    priority = make_assessment(centre, by, priorities=1).priorities.get()
    plan_work(priority, work=Work(text, chair, ON, WorkState.OPEN), by=by, on=ON)


def plan(place):
    centre = make_centre()
    make_committee(centre, "chair")
    plan_meeting(centre, plan=make_plan(place=place), by=officer(), on=ON)


def cancel(reason):
    by = officer()
    cancel_meeting(make_meeting(make_centre(), by), reason=reason, by=by, on=ON)


def correct(reason):
    by = officer()
    meeting = make_meeting(make_centre(), by, state="held", minutes="เดิม")
    correct_minutes(meeting, correction=Correction("ใหม่", "", reason, 0), by=by, on=ON)


def give(text):
    by, volunteer = officer(), make_volunteer("86010104")
    meeting = make_meeting(make_centre(), by, volunteers=[volunteer])
    points = [NewPoint(text, volunteer, ON)]
    minutes = Minutes({volunteer.pk: Coming.PRESENT}, "ประชุมแล้ว", "", points=points)
    record_minutes(meeting, minutes=minutes, by=by, on=ON)


def finish(note):
    by = officer()
    meeting = make_meeting(make_centre(), by, state="held")
    finish_point(make_point(meeting, make_volunteer("86010104")), note=note, by=by, on=ON)


@pytest.mark.parametrize(
    ("act", "most"),
    [
        pytest.param(lambda text: propose(name_th=text), 160, id="name"),
        pytest.param(lambda text: propose(place=text), 200, id="place"),
        pytest.param(lambda text: propose(phone=text), 40, id="telephone"),
        pytest.param(lambda text: propose(hours=text), 160, id="hours"),
        pytest.param(lambda text: propose(focal_name=text), 160, id="focal person"),
        pytest.param(lambda text: propose(text, place="ศาลา"), 300, id="note"),
        pytest.param(reject, 300, id="reject"),
        pytest.param(rate, 300, id="evidence"),
        pytest.param(plan_a_work, 300, id="work"),
        pytest.param(plan, 200, id="meeting"),
        pytest.param(cancel, 300, id="cancel"),
        pytest.param(correct, 300, id="correct"),
        pytest.param(give, 300, id="point"),
        pytest.param(finish, 300, id="done"),
    ],
)
def test_a_text_fills_its_column_and_a_longer_one_is_refused(act, most):
    said = f"at most {most} characters here: this text has {most + 1}"
    with pytest.raises(DomainError, match=said), transaction.atomic():
        act("ก" * (most + 1))
    act("ก" * most)
