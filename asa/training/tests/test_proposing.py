"""Names inside a quota: centres below propose them, who nominates there decides."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_post, make_user
from asa.training.actions import (
    accept_proposal,
    apply_for_seat,
    nominate,
    propose,
    withdraw_nomination,
)
from asa.training.codes import CohortState, EnrolmentState
from asa.training.models import Cohort, Enrolment
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.training.tests.test_seats import check_sums
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()
STATES = EnrolmentState


@pytest.fixture
def quota():
    return make_quota(make_cohort(), "86", seats=1)


@pytest.fixture
def lead():
    return make_user(Role.TAMBON_LEAD, "860101")


def proposed(quota, by, area="86010104"):
    return propose(quota, volunteer=make_volunteer(area), by=by, on=ON)


def test_a_proposal_takes_no_seat_and_is_told_to_who_decides_once(quota, lead, officer):
    other = make_user(Role.PROVINCE_OFFICER, "85")
    lines = [proposed(quota, lead) for _n in range(2)]

    assert {(one.state, one.nominated_by, one.nominated_as) for one in lines} == {
        (STATES.PROPOSED, lead, "tambon_lead")
    }
    assert {one.nominated_for_id for one in lines} == {"860101"}
    quota.refresh_from_db()
    assert quota.taken == 0
    assert [one.kind for one in Notice.objects.filter(user=officer)] == ["training.proposed"]
    assert not Notice.objects.filter(user=other).exists()
    assert JournalEntry.objects.filter(verb="enrolment.proposed").count() == 2


def test_who_is_taken_from_the_proposals_gets_a_seat_or_waits_and_keeps_who_proposed_her(
    quota, lead, officer
):
    lines = [proposed(quota, lead) for _n in range(2)]
    for line in lines:
        accept_proposal(line, by=officer, on=ON)

    found = list(Enrolment.objects.order_by("rank"))
    assert [(one.state, one.rank) for one in found] == [(STATES.NOMINATED, 1), (STATES.RESERVE, 2)]
    assert {(one.nominated_by, one.nominated_for_id) for one in found} == {(lead, "860101")}
    check_sums(quota.cohort)
    with pytest.raises(DomainError):
        accept_proposal(found[0], by=officer, on=ON)


def test_of_two_who_take_a_proposal_at_once_the_second_is_told_no(quota, lead, officer):
    line = proposed(quota, lead)
    acts = [
        partial(accept_proposal, Enrolment.objects.get(pk=line.pk), by=officer, on=ON)
        for _n in range(2)
    ]
    acts[0]()
    with pytest.raises(DomainError):
        acts[1]()
    check_sums(quota.cohort)


def test_each_name_says_by_which_office_it_came(quota, officer):
    make_post(officer, Role.TAMBON_LEAD, "860101")
    one = nominate(quota, volunteer=make_volunteer(), by=officer, on=ON)
    assert (one.nominated_as, one.nominated_for_id) == ("province_officer", "86")
    assert "ชุมพร" in one.on_behalf_of
    department = make_user(Role.DEPARTMENT_OFFICER, "TH")
    two = nominate(quota, volunteer=make_volunteer(), by=department, on=ON)
    assert (two.nominated_as, two.nominated_for_id) == ("department_officer", "TH")
    own = make_volunteer()
    user = make_user(Role.VOLUNTEER, "86010104", person=own.person)
    three = apply_for_seat(quota.cohort, by=user, on=ON)
    assert (three.nominated_as, three.on_behalf_of) == ("", "")


def test_who_is_proposed_may_apply_herself(quota, lead):
    line = proposed(quota, lead)
    user = make_user(Role.VOLUNTEER, "86010104", person=line.person)

    apply_for_seat(quota.cohort, by=user, on=ON)

    line.refresh_from_db()
    assert (line.state, line.rank, line.nominated_by) == (STATES.CONFIRMED, 1, lead)
    check_sums(quota.cohort)


def test_nobody_is_proposed_twice_nor_who_cannot_come(quota, lead):
    line = proposed(quota, lead)
    for volunteer in (line.volunteer, make_volunteer(state="suspended")):
        with pytest.raises(DomainError):
            propose(quota, volunteer=volunteer, by=lead, on=ON)
    Cohort.objects.update(state=CohortState.CONFIRMED)
    with pytest.raises(DomainError):
        proposed(quota, lead)


def test_only_leads_inside_the_area_propose_and_their_own_people_alone(quota, lead, officer):
    for stranger in (
        officer,
        make_user(Role.TAMBON_LEAD, "850101"),
        make_user(Role.VOLUNTEER, "86010104"),
        make_user(Role.SOCIAL_WORKER, "86"),
        make_user(Role.TAMBON_LEAD, "860101", ended_on=ON - timedelta(days=1)),
    ):
        with pytest.raises(PermissionDenied):
            proposed(quota, stranger)
    with pytest.raises(PermissionDenied):
        proposed(quota, lead, "86010203")


def test_a_proposal_is_decided_by_who_nominates_and_taken_back_by_its_lead_too(
    quota, lead, officer
):
    line = proposed(quota, lead)
    other = make_user(Role.TAMBON_LEAD, "860102")
    for act in (
        partial(accept_proposal, line, by=lead, on=ON),
        partial(nominate, quota, volunteer=line.volunteer, by=lead, on=ON),
        partial(withdraw_nomination, line, reason="ซ้ำ", by=other, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            act()
    withdraw_nomination(line, reason="ซ้ำ", by=lead, on=ON)
    assert line.state == STATES.WITHDRAWN
    again = propose(quota, volunteer=line.volunteer, by=lead, on=ON)
    assert (again.pk, again.state) == (line.pk, STATES.PROPOSED)
    accept_proposal(again, by=officer, on=ON)
    again.refresh_from_db()
    with pytest.raises(PermissionDenied):
        withdraw_nomination(again, reason="ซ้ำ", by=lead, on=ON)


def test_on_her_pages_a_lead_proposes_and_the_office_takes_the_name(client, quota, lead, officer):
    make_enrolment(quota, make_volunteer("86020104"))
    one = make_volunteer()
    client.force_login(lead)
    page = f"/training/quotas/{quota.pk}/search/"
    shown = client.get(page)
    assert {row.area_id[:6] for row, *_rest in shown.context["rows"]} == {"860101"}
    said = client.post(
        f"/training/quotas/{quota.pk}/nominate/", {"volunteer": [one.pk]}, follow=True
    )
    assert "เสนอ 1 คน" in said.content.decode()
    assert [line.volunteer for line, *_rest in said.context["rows"]] == [one]

    line = Enrolment.objects.get(volunteer=one)
    own = f"/training/enrolments/{line.pk}/"
    assert 'name="accept"' not in client.get(own).content.decode()
    client.force_login(officer)
    assert 'name="accept"' in client.get(own).content.decode()
    client.post(own, {"accept": "yes"})
    line.refresh_from_db()
    assert line.state == STATES.RESERVE
    listed = client.get(f"/training/quotas/{quota.pk}/").content.decode()
    assert "เสนอโดย" in listed
