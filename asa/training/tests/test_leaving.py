"""Who leaves the register leaves the lists of what is still to come, and no other."""

from datetime import timedelta

import pytest

from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.training.codes import CohortState, EnrolmentState
from asa.training.loader import load_lists
from asa.training.models import Going
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.training.tests.factories_activities import make_activity, make_going
from asa.volunteers.actions import Order, end_volunteer, suspend_volunteer
from asa.volunteers.codes import EndReason
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()


@pytest.fixture(autouse=True)
def lists():
    load_lists()


def test_the_seat_of_who_has_left_passes_to_who_waits(officer):
    quota = make_quota(make_cohort(starts_on=ON + timedelta(days=20)), seats=1)
    leaves, waits = make_volunteer(), make_volunteer()
    seat = make_enrolment(quota, leaves)
    next_one = make_enrolment(quota, waits, state=EnrolmentState.RESERVE)
    over = make_enrolment(make_quota(make_cohort(state=CohortState.DONE)), leaves)

    end_volunteer(leaves, reason=EndReason.RESIGNED, by=officer, on=ON)

    for line in (seat, next_one, over, quota):
        line.refresh_from_db()
    assert seat.state == EnrolmentState.WITHDRAWN
    assert (next_one.state, quota.taken) == (EnrolmentState.NOMINATED, 1)
    assert over.state == EnrolmentState.CONFIRMED


def test_who_planned_the_activity_of_a_suspended_volunteer_is_told(officer):
    leaves, stays = make_volunteer(), make_volunteer()
    activity = make_activity(planned_by=officer)
    make_going(activity, leaves)
    make_going(activity, stays)

    suspend_volunteer(leaves, order=Order(text="ตรวจสอบข้อเท็จจริง"), by=officer, on=ON)

    assert [one.volunteer for one in Going.objects.all()] == [stays]
    assert Notice.objects.filter(user=officer, kind="training.gone_from_activity").exists()
