"""The page of whom to nominate: found by part of the area, no tick lost, all said that is known."""

from datetime import timedelta

import pytest

from asa.centres.models import Meeting
from asa.centres.tests import factories as centres
from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.codes import CohortState
from asa.training.models import Enrolment
from asa.training.queries import fitness_of
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop
from asa.volunteers.models import Centre
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()
ROWS = 20


@pytest.fixture
def quota():
    return make_quota(make_cohort(), "86", seats=30)


@pytest.fixture
def office(client):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    return client


def make_meeting(one, **fields):
    """A meeting to which a volunteer is invited."""
    number = 1 + Meeting.objects.count()
    centre = Centre.objects.first() or centres.make_centre("8601", "district")
    return centres.make_meeting(centre, system_user(), volunteers=[one], number=number, **fields)


def page_of(quota):
    return f"/training/quotas/{quota.pk}/search/"


def people(answer):
    return [one for one, *_rest in answer.context["rows"]]


def test_who_is_ticked_stays_ticked_over_pages_words_and_areas(office, quota):
    everybody = [make_volunteer("86010104") for _n in range(ROWS + 2)]
    other = make_volunteer("86020104", given_name="อารี")
    page = page_of(quota)
    first = people(office.get(page))[:2]
    ticked = [str(one.pk) for one in first]

    second = office.post(page, {"volunteer": ticked, "page": "2"})
    assert not {*first} & {*people(second)}
    assert (second.context["others"], second.context["ticked"]) == (first, 2)

    searched = office.post(page, {"volunteer": ticked, "q": "อารี"})
    assert people(searched) == [other]
    assert searched.context["others"] == first
    for area in ("8602", "860201"):
        assert people(office.post(page, {"volunteer": ticked, "area": area})) == [other]

    back = office.post(page, {"volunteer": [*ticked, str(other.pk)]})
    assert [one for one, _fitness, is_ticked in back.context["rows"] if is_ticked] == first
    assert back.context["others"] == [other]
    assert back.content.decode().count("checked") == len(ticked) + 1

    office.post(f"/training/quotas/{quota.pk}/nominate/", {"volunteer": [*ticked, str(other.pk)]})
    assert {one.volunteer for one in Enrolment.objects.all()} == {*first, other}
    assert len(everybody) == ROWS + 2


def test_nobody_of_elsewhere_is_shown_for_being_ticked(office, quota):
    stranger = make_volunteer("85010104")
    shown = office.post(page_of(quota), {"volunteer": [str(stranger.pk), "no key"]})
    assert (shown.context["others"], shown.context["ticked"]) == ([], 0)


def test_each_row_says_what_lies_on_the_same_days_and_what_was_attended_last(office, quota):
    one = make_volunteer()
    held = ON - timedelta(days=400)
    for name, days in (("อบรมเก่า", 0), ("อบรมล่าสุด", 100)):
        day = held + timedelta(days=days)
        before = make_cohort(
            make_workshop(name=name), starts_on=day, ends_on=day, state=CohortState.DONE
        )
        make_enrolment(make_quota(before), one)
    cohort = quota.cohort
    other = make_workshop(name="อบรมซ้อน")
    make_enrolment(make_quota(make_cohort(other, starts_on=cohort.ends_on)), one)

    shown = office.get(page_of(quota)).content.decode()

    assert "อบรมซ้อน" in shown
    assert "อบรมล่าสุด" in shown
    assert "อบรมเก่า" not in shown


def test_what_lies_on_other_days_and_what_is_cancelled_is_no_conflict(quota):
    one, cohort = make_volunteer(), quota.cohort
    after = cohort.ends_on + timedelta(days=1)
    make_enrolment(make_quota(make_cohort(starts_on=after)), one)
    gone = make_cohort(starts_on=cohort.starts_on, state=CohortState.CANCELLED)
    make_enrolment(make_quota(gone), one)
    make_meeting(one, day=after)
    make_meeting(one, day=cohort.starts_on, state="cancelled")
    assert fitness_of(cohort, [one])[one.pk].clashes == []


def test_a_meeting_of_a_centre_on_the_same_days_is_a_conflict(quota):
    one, cohort = make_volunteer(), quota.cohort
    meeting = make_meeting(one, day=cohort.ends_on)
    (said,) = fitness_of(cohort, [one])[one.pk].clashes
    assert str(meeting.centre) in said


def own_pages(client, cohort, one):
    """The page of the cohort to one who may apply, and her own place after she did."""
    client.force_login(make_user(Role.VOLUNTEER, "86010104", person=one.person))
    page = f"/training/cohorts/{cohort.pk}/"
    before = client.get(page).content.decode()
    after = client.post(f"{page}apply/", follow=True).content.decode()
    return before, after


def test_who_applies_herself_is_told_of_the_conflict_and_may_go_on(client, quota):
    one, cohort = make_volunteer(), quota.cohort
    meeting = make_meeting(one, day=cohort.starts_on)

    before, after = own_pages(client, cohort, one)

    for shown in (before, after):
        assert str(meeting.centre) in shown
    assert "สมัครเข้าร่วม" in before
    assert Enrolment.objects.get(volunteer=one).has_seat


def test_who_confirms_is_told_of_the_conflict_and_may_go_on(client, quota):
    one = make_volunteer()
    other = make_cohort(make_workshop(name="อบรมซ้อน"), starts_on=quota.cohort.starts_on)
    make_enrolment(make_quota(other), one)
    line = make_enrolment(quota, one, state="nominated", answer_by=ON)
    client.force_login(make_user(Role.VOLUNTEER, "86010104", person=one.person))
    page = f"/training/enrolments/{line.pk}/"

    assert "อบรมซ้อน" in client.get(page).content.decode()
    client.post(page, {"confirm": "yes"})
    line.refresh_from_db()
    assert line.state == "confirmed"


def test_who_has_no_conflict_reads_of_none(client, quota):
    one = make_volunteer()
    make_meeting(make_volunteer(), day=quota.cohort.starts_on)
    for shown in own_pages(client, quota.cohort, one):
        assert "วันตรงกัน" not in shown


def test_who_may_not_come_reads_why_instead_of_a_button(client, quota):
    one = make_volunteer()
    quota.cohort.skills_needed = ["leadership"]
    quota.cohort.save()
    client.force_login(make_user(Role.VOLUNTEER, "86010104", person=one.person))
    shown = client.get(f"/training/cohorts/{quota.cohort_id}/").content.decode()
    assert "ท่านสมัครรุ่นนี้ไม่ได้" in shown
    assert "สมัครเข้าร่วม" not in shown


def test_the_page_asks_the_same_for_one_name_and_for_many(office, quota, django_assert_num_queries):
    def with_something_else():
        one = make_volunteer("86020104")
        make_enrolment(make_quota(make_cohort(starts_on=quota.cohort.starts_on)), one)
        make_meeting(one, day=quota.cohort.starts_on)
        return one

    ticked = {"volunteer": [str(make_volunteer("86010104", given_name="อารี").pk)]}
    with_something_else()
    asked = {**ticked, "area": "8602"}
    office.post(page_of(quota), asked)
    with django_assert_num_queries(19):
        office.post(page_of(quota), asked)
    for _n in range(ROWS):
        with_something_else()
    with django_assert_num_queries(19):
        office.post(page_of(quota), asked)
