"""What is typed is as long as its column and no longer; a longer text is refused in a sentence."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.actions import (
    Order,
    add_affiliation,
    add_sign_up_day,
    register_volunteer,
    suspend_volunteer,
)
from asa.volunteers.actions.activities import Done, record_activity, withdraw_activity
from asa.volunteers.actions.working_rules import QualificationTerms, change_qualification
from asa.volunteers.codes import ActivityKind, OtherRole
from asa.volunteers.models import Qualification
from asa.volunteers.tests.factories import make_activity, make_volunteer
from asa.volunteers.tests.test_actions import details
from asa.volunteers.tests.test_applying import take, who

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ON = date(2026, 11, 20)


def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


def apply(**told):
    take(officer(), **told)


def register(**told):
    register_volunteer(details(**told), area=make_area("86010104"), by=officer(), on=ON)


def hold_a_day(place):
    add_sign_up_day(make_area("860101"), held_on=ON, place=place, by=officer(), on=ON)


def suspend(number):
    suspend_volunteer(make_volunteer(), order=Order("ป่วย", number), by=officer(), on=ON)


def do(place):
    done = Done(ActivityKind.MEETING, today(), place=place)
    record_activity(make_volunteer(), done=done, by=officer(), on=today())


def withdraw(reason):
    activity = make_activity(make_volunteer(), today(), source="typed")
    withdraw_activity(activity, reason=reason, by=officer(), on=today())


def serve(name):
    add_affiliation(make_volunteer(), role=OtherRole.OTHER, name=name, by=officer(), on=ON)


def ask(name):
    rule = Qualification.objects.filter(ended_on__isnull=True, years__isnull=True)[0]
    change_qualification(
        rule, terms=QualificationTerms(name), started_on=today() + timedelta(days=1),
        by=make_user(Role.DEPARTMENT_OFFICER, "TH"), on=today(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("act", "most"),
    [
        pytest.param(lambda text: apply(address=text), 200, id="address"),
        pytest.param(lambda text: apply(occupation=text), 120, id="occupation"),
        pytest.param(lambda text: apply(education=text), 120, id="education"),
        pytest.param(lambda text: apply(skills=text), 300, id="skills"),
        pytest.param(lambda text: apply(person=who(given_name=text)), 100, id="given name"),
        pytest.param(lambda text: apply(person=who(family_name=text)), 100, id="family name"),
        pytest.param(lambda text: apply(person=who(prefix=text)), 60, id="title"),
        pytest.param(lambda text: apply(person=who(nationality=text)), 60, id="nationality"),
        pytest.param(
            lambda text: apply(person=who(number="", no_id_reason=text)), 120, id="no number"
        ),
        pytest.param(lambda text: register(address=text), 200, id="address of a registered one"),
        pytest.param(lambda text: register(note=text), 300, id="note"),
        pytest.param(lambda text: register(postcode=text), 5, id="postcode"),
        pytest.param(hold_a_day, 200, id="sign-up day"),
        pytest.param(suspend, 60, id="order"),
        pytest.param(do, 200, id="place of an activity"),
        pytest.param(withdraw, 300, id="withdrawal"),
        pytest.param(serve, 120, id="other role"),
        pytest.param(ask, 200, id="qualification"),
    ],
)
def test_a_text_fills_its_column_and_a_longer_one_is_refused(act, most):
    said = f"at most {most} characters here: this text has {most + 1}"
    with pytest.raises(DomainError, match=said), transaction.atomic():
        act("ก" * (most + 1))
    act("ก" * most)


def test_the_longest_name_is_taken():
    volunteer = take(officer(), person=who(given_name="ก" * 100, family_name="ข" * 100))
    assert len(volunteer.person.family_name) == 100
