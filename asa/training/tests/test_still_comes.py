"""Who may come is asked again when a seat is confirmed and when somebody moves up."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_person, make_user
from asa.training.actions import (
    confirm_seat,
    give_up_seat,
    offer_seats,
    pass_on_unanswered,
    put_in_place,
    return_seats,
)
from asa.training.actions.swapping import swap_on_the_spot
from asa.training.codes import CohortState, EnrolmentState
from asa.training.jobs import watch_cohorts
from asa.training.models import Cohort, Enrolment, Quota
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.volunteers.models import Volunteer

pytestmark = pytest.mark.django_db
ON = today()
STATES = EnrolmentState


@pytest.fixture
def quota():
    return make_quota(make_cohort(), "86", seats=1)


def suspended(line):
    """Her entry of the register no longer lets her come, whatever the lists say."""
    Volunteer.objects.filter(pk=line.volunteer_id).update(state="suspended")
    return Enrolment.objects.get(pk=line.pk)


def states(*lines):
    return [Enrolment.objects.get(pk=one.pk).state for one in lines]


def test_who_no_longer_may_come_does_not_confirm_and_is_told_what_is_missing(quota, officer):
    line = suspended(make_enrolment(quota, state=STATES.NOMINATED, answer_by=ON + timedelta(2)))

    with pytest.raises(DomainError) as caught:
        confirm_seat(line, by=officer, on=ON)

    assert "ปัจจุบันไม่ได้ขึ้นทะเบียนเป็น อพม." in str(caught.value)
    assert "หน่วยงานที่จัดอบรม" in str(caught.value)
    assert states(line) == [STATES.NOMINATED]
    # The seat does not hang: it passes on with the day by which to answer.
    assert pass_on_unanswered(quota, on=ON + timedelta(3)) == 1
    assert Quota.objects.get().taken == 0


def test_the_office_of_the_workshop_changes_who_may_come_and_then_it_is_confirmed(officer):
    cohort = make_cohort(skills_needed=["leadership"])
    line = make_enrolment(make_quota(cohort), state=STATES.NOMINATED)
    with pytest.raises(DomainError):
        confirm_seat(line, by=officer, on=ON)
    Cohort.objects.filter(pk=cohort.pk).update(skills_needed=[])
    assert confirm_seat(line, by=officer, on=ON).state == STATES.CONFIRMED


def test_the_place_on_the_list_itself_and_an_earlier_course_of_another_kind_are_no_obstacle(
    quota, officer
):
    line = make_enrolment(quota, state=STATES.NOMINATED)
    before = make_cohort(state=CohortState.DONE, starts_on=ON - timedelta(30))
    make_enrolment(make_quota(before), line.volunteer, result="passed")
    assert confirm_seat(line, by=officer, on=ON).state == STATES.CONFIRMED


def test_whom_the_register_does_not_know_confirms_as_the_list_brought_her(quota, officer):
    line = make_enrolment(quota, person=make_person(), state=STATES.NOMINATED)
    assert confirm_seat(line, by=officer, on=ON).state == STATES.CONFIRMED


def test_another_province_confirms_for_nobody_fit_or_not(quota):
    line = make_enrolment(quota, state=STATES.NOMINATED)
    with pytest.raises(PermissionDenied):
        confirm_seat(line, by=make_user(Role.PROVINCE_OFFICER, "84"), on=ON)


def test_a_free_seat_goes_to_the_first_of_the_reserve_who_still_may_come(quota, officer):
    seated = make_enrolment(quota)
    first, second = (make_enrolment(quota, state=STATES.RESERVE) for _n in range(2))
    suspended(first)

    give_up_seat(seated, by=officer, on=ON)

    assert states(first, second) == [STATES.RESERVE, STATES.NOMINATED]
    Volunteer.objects.filter(pk=first.volunteer_id).update(state="registered")
    give_up_seat(Enrolment.objects.get(pk=second.pk), by=officer, on=ON)
    assert states(first) == [STATES.NOMINATED]


def test_where_nobody_of_the_reserve_may_come_the_seat_is_free(quota, officer):
    seated = make_enrolment(quota)
    waiting = suspended(make_enrolment(quota, state=STATES.RESERVE))
    give_up_seat(seated, by=officer, on=ON)
    assert (states(waiting), Quota.objects.get().taken) == ([STATES.RESERVE], 0)


def test_who_may_come_again_moves_up_in_the_night_into_a_seat_that_stayed_free(quota, officer):
    seated = make_enrolment(quota)
    waiting = suspended(make_enrolment(quota, state=STATES.RESERVE))
    user = make_user(Role.VOLUNTEER, "86010104", person=waiting.person)
    give_up_seat(seated, by=officer, on=ON)
    assert watch_cohorts(on=ON)["moved_up"] == 0

    Volunteer.objects.filter(pk=waiting.volunteer_id).update(state="registered")

    assert [watch_cohorts(on=ON)["moved_up"] for _run in range(2)] == [1, 0]
    assert states(waiting) == [STATES.NOMINATED]
    assert Notice.objects.get(user=user).kind == "training.moved_up"
    assert Quota.objects.get().taken == 1


def test_offered_seats_pass_over_who_may_not_come(officer):
    cohort = make_cohort(seats=3)
    full, other = make_quota(cohort, "86", seats=1), make_quota(cohort, "84", seats=2)
    make_enrolment(full)
    lines = [make_enrolment(full, state=STATES.RESERVE) for _n in range(3)]
    suspended(lines[0])
    return_seats(other, seats=2, by=make_user(Role.PROVINCE_OFFICER, "84"), on=ON)

    offer_seats(full, seats=2, by=make_user(Role.DEPARTMENT_OFFICER, "TH"), on=ON)

    assert states(*lines) == [STATES.RESERVE, STATES.NOMINATED, STATES.NOMINATED]


def test_nobody_who_may_not_come_is_put_in_place_of_another(quota, officer):
    seated = make_enrolment(quota)
    waiting = suspended(make_enrolment(quota, state=STATES.RESERVE))
    with pytest.raises(DomainError):
        put_in_place(waiting, of=seated, reason="ป่วย", by=officer, on=ON)
    assert states(seated, waiting) == [STATES.CONFIRMED, STATES.RESERVE]


def test_at_the_door_who_may_not_come_takes_no_seat():
    cohort = make_cohort(state=CohortState.RUNNING, starts_on=ON)
    quota = make_quota(cohort, "86", seats=1)
    absent = make_enrolment(quota)
    waiting = suspended(make_enrolment(quota, state=STATES.RESERVE))
    keeper = make_user(Role.DEPARTMENT_OFFICER, "TH")
    with pytest.raises(DomainError):
        swap_on_the_spot(absent, substitute=waiting, by=keeper, on=ON)
    assert states(absent, waiting) == [STATES.CONFIRMED, STATES.RESERVE]


def test_the_page_says_what_is_missing_and_shows_no_button_that_would_be_refused(
    client, quota, officer
):
    line = make_enrolment(quota, state=STATES.NOMINATED, answer_by=ON + timedelta(2))
    client.force_login(officer)
    address = f"/training/enrolments/{line.pk}/"
    assert 'name="confirm"' in client.get(address).content.decode()
    suspended(line)
    page = client.get(address).content.decode()
    assert 'name="confirm"' not in page
    assert "ปัจจุบันไม่ได้ขึ้นทะเบียนเป็น อพม." in page
    assert "หน่วยงานที่จัดอบรม" in client.post(address, {"confirm": "yes"}).content.decode()
