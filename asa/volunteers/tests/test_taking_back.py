"""A step is taken back: what it ended holds again, or is named where it cannot be given."""

from datetime import date

import pytest

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.actions import (
    Order,
    Registration,
    apply_again,
    end_volunteer,
    enrol_volunteer,
    give_assignment,
    hold_office,
    leave_office,
    reinstate_volunteer,
    suspend_volunteer,
    take_step_back,
    verify_volunteer,
)
from asa.volunteers.codes import CentreLevel, EndReason, Position, VolunteerState
from asa.volunteers.models import Volunteer, VolunteerStep
from asa.volunteers.tests.factories import make_volunteer
from asa.volunteers.tests.test_life import TICKS, make_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ON = date(2026, 11, 20)
S = VolunteerState
CHAIR = {"level": CentreLevel.TAMBON, "position": Position.CHAIR}


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


def end(volunteer, by, reason=EndReason.RESIGNED):
    return end_volunteer(volunteer, reason=reason, order=Order("ลาออก"), by=by, on=ON)


def back(volunteer, by, on=ON):
    return take_step_back(volunteer, reason="บันทึกผิดคน", by=by, on=on)


def test_an_end_taken_back_restores_work_office_and_post(officer):
    mali = make_user(Role.VOLUNTEER, "86010104")
    volunteer = make_volunteer(person=mali.person)
    second = give_assignment(volunteer, area=make_area("8601"), by=officer, on=ON)
    office = hold_office(volunteer, by=officer, on=ON, **CHAIR)
    end(volunteer, officer)

    step = back(volunteer, officer, on=today())

    assert (volunteer.state, volunteer.ended_on, volunteer.end_reason) == ("registered", None, "")
    second.refresh_from_db()
    office.refresh_from_db()
    assert second.ended_on is office.ended_on is volunteer.assignments.get(is_main=True).ended_on
    mali.forget_posts()
    assert [post.area_id for post in mali.current_posts] == ["86010104"]
    assert step.details == {}
    line = journal.history_of(volunteer)[0]
    assert (line.verb, line.text, line.data) == (
        "volunteer.taken_back",
        "บันทึกผิดคน",
        {"step": "ended"},
    )


def test_a_chair_that_somebody_else_has_by_now_is_named(officer):
    first, second = make_volunteer(), make_volunteer()
    office = hold_office(first, by=officer, on=ON, **CHAIR)
    end(first, officer)
    hold_office(second, by=officer, on=ON, **CHAIR)

    step = back(first, officer)

    office.refresh_from_db()
    assert (office.ended_on, step.details) == (ON, {"missing": {"offices": [str(office.pk)]}})


def test_a_post_that_the_actor_may_not_give_is_named(officer):
    mali = make_user(Role.VOLUNTEER, "86010104")
    volunteer = make_volunteer(person=mali.person)
    suspend_volunteer(volunteer, order=Order("ป่วย"), by=officer, on=ON)
    mali.is_active = False
    mali.save()

    step = back(volunteer, officer)

    assert volunteer.state == S.REGISTERED
    assert step.details == {"missing": {"posts": [str(mali.posts.get().pk)]}}


def test_a_registration_taken_back_frees_the_number_and_ends_what_began_with_it(officer):
    volunteer = make_at(S.TRAINED)
    registration = Registration("868600777", 2569)
    enrol_volunteer(volunteer, registration=registration, by=officer, on=ON)
    office = hold_office(volunteer, by=officer, on=ON, **CHAIR)

    back(volunteer, officer)

    assert (volunteer.state, volunteer.registration_no) == (S.TRAINED, "")
    assert (volunteer.registration_year_be, volunteer.registered_on) == (None, None)
    office.refresh_from_db()
    assert office.ended_on == volunteer.assignments.get().ended_on == ON
    other = make_at(S.TRAINED)
    enrol_volunteer(other, registration=registration, by=officer, on=ON)
    assert other.registration_no == "868600777"


def test_a_reinstatement_and_a_second_application_taken_back_end_as_before(officer):
    for act in (reinstate_volunteer, apply_again):
        volunteer = make_at(S.ENDED)
        act(volunteer, by=officer, on=ON)
        assert volunteer.ended_on is None

        back(volunteer, officer)

        assert (volunteer.state, volunteer.ended_on) == (S.ENDED, date(2026, 3, 1))
        assert volunteer.end_reason == EndReason.RESIGNED
        assert not volunteer.assignments.filter(ended_on__isnull=True).exists()


def test_a_suspended_volunteer_reinstated_by_mistake_keeps_the_area_of_work(officer):
    volunteer = make_at(S.SUSPENDED)
    reinstate_volunteer(volunteer, by=officer, on=ON)

    back(volunteer, officer)

    assert volunteer.state == S.SUSPENDED
    assert volunteer.assignments.get().ended_on is None


def test_several_steps_are_taken_back_one_after_another_and_all_stay_written(officer):
    volunteer = make_volunteer()
    suspend_volunteer(volunteer, order=Order("ป่วย"), by=officer, on=ON)
    end(volunteer, officer)

    back(volunteer, officer)
    assert volunteer.state == S.SUSPENDED
    back(volunteer, officer)
    assert volunteer.state == S.REGISTERED

    kinds = [step.kind for step in VolunteerStep.objects.order_by("pk")]
    assert kinds == ["suspended", "ended", "taken_back", "taken_back"]
    with pytest.raises(DomainError, match="entry began"):
        back(volunteer, officer)


def test_after_a_step_was_taken_back_it_is_taken_anew(officer):
    volunteer = make_at(S.APPLIED)
    for _again in range(2):
        verify_volunteer(volunteer, seen=TICKS, by=officer, on=ON)
        back(volunteer, officer)
    verify_volunteer(volunteer, seen=TICKS, by=officer, on=ON)

    assert volunteer.state == S.VERIFIED


def test_a_reason_is_written_and_the_day_is_not_before_the_step(officer):
    volunteer = make_volunteer()
    end(volunteer, officer)

    with pytest.raises(DomainError, match="taken back"):
        take_step_back(volunteer, reason=" ", by=officer, on=ON)
    with pytest.raises(DomainError, match="own day"):
        back(volunteer, officer, on=date(2026, 11, 19))


def test_of_two_who_take_the_same_step_back_the_second_finds_nothing_to_take_back(officer):
    volunteer = make_volunteer()
    end(volunteer, officer)
    seen_before = Volunteer.objects.get(pk=volunteer.pk)
    back(volunteer, officer)

    with pytest.raises(DomainError):
        back(seen_before, make_user(Role.PROVINCE_HEAD, "86"))
    assert VolunteerStep.objects.filter(kind="taken_back").count() == 1


def test_an_office_that_ended_before_stays_ended(officer):
    volunteer = make_volunteer()
    office = hold_office(volunteer, by=officer, on=date(2026, 1, 5), **CHAIR)
    leave_office(office, by=officer, on=date(2026, 2, 5))
    end(volunteer, officer)

    back(volunteer, officer)

    office.refresh_from_db()
    assert office.ended_on == date(2026, 2, 5)
