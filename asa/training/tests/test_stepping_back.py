"""Steps that a keeper takes back: a list confirmed too early, a cohort ended too early."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import (
    confirm_list,
    finish_cohort,
    nominate,
    reopen_names,
    resume_cohort,
)
from asa.training.codes import (
    NEXT_COHORT_STATES,
    CohortState,
    WorkshopState,
)
from asa.training.models import Cohort
from asa.training.tests.factories import make_cohort, make_quota, make_workshop
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ON = today()
WHY = "ยืนยันเร็วเกินไป"


def confirmed(**fields):
    return make_cohort(make_workshop("86"), state=CohortState.CONFIRMED, **fields)


def ended(*, workshop_state=WorkshopState.DONE):
    workshop = make_workshop("86", state=workshop_state)
    return make_cohort(workshop, state=CohortState.DONE, starts_on=ON - timedelta(days=3))


def test_a_list_confirmed_too_early_takes_names_again(officer):
    cohort = confirmed()
    quota = make_quota(cohort, "86")
    head = make_user(Role.PROVINCE_HEAD, "86")

    reopen_names(cohort, reason=WHY, by=officer, on=ON)

    cohort.refresh_from_db()
    assert (cohort.state, cohort.reason) == (CohortState.OPEN, WHY)
    assert nominate(quota, volunteer=make_volunteer(), by=officer, on=ON)
    assert [one.kind for one in Notice.objects.filter(user=head)] == ["training.names_open"]
    confirm_list(cohort, by=officer, on=ON)
    reopen_names(cohort, reason=WHY, by=officer, on=ON)
    assert Notice.objects.filter(user=head).count() == 1
    assert JournalEntry.objects.filter(verb="cohort.reopened").count() == 2


def test_a_cohort_ended_too_early_goes_on_with_its_workshop(officer):
    cohort = ended()

    resume_cohort(cohort, reason=WHY, by=officer, on=ON)

    cohort.refresh_from_db()
    cohort.workshop.refresh_from_db()
    assert (cohort.state, cohort.workshop.state) == (CohortState.RUNNING, WorkshopState.RUNNING)
    assert JournalEntry.objects.filter(verb="workshop.resumed").count() == 1
    finish_cohort(cohort, by=officer, on=ON)
    cohort.workshop.refresh_from_db()
    assert cohort.workshop.state == WorkshopState.DONE


def test_a_cohort_of_a_workshop_with_others_to_come_goes_on_alone(officer):
    cohort = ended(workshop_state=WorkshopState.RUNNING)
    resume_cohort(cohort, reason=WHY, by=officer, on=ON)
    assert not JournalEntry.objects.filter(verb="workshop.resumed").exists()


def test_of_a_reported_workshop_the_report_is_taken_back_first(officer):
    with pytest.raises(DomainError):
        resume_cohort(ended(workshop_state=WorkshopState.REPORTED), reason=WHY, by=officer, on=ON)


@pytest.mark.parametrize(
    ("act", "state"),
    [(reopen_names, state) for state in CohortState if state != CohortState.CONFIRMED]
    + [(resume_cohort, state) for state in CohortState if state != CohortState.DONE],
)
def test_no_other_state_is_taken_back(officer, act, state):
    cohort = make_cohort(make_workshop("86"), state=state)
    with pytest.raises(DomainError):
        act(cohort, reason=WHY, by=officer, on=ON)
    cohort.refresh_from_db()
    assert cohort.state == state


def test_from_the_first_day_on_no_names_are_accepted_again(officer):
    with pytest.raises(DomainError):
        reopen_names(confirmed(starts_on=ON), reason=WHY, by=officer, on=ON)


def test_of_two_who_take_it_back_at_once_the_second_is_told_no(officer):
    cohort = confirmed()
    acts = [
        partial(reopen_names, Cohort.objects.get(pk=cohort.pk), reason=WHY, by=officer, on=ON)
        for _n in range(2)
    ]
    acts[0]()
    with pytest.raises(DomainError):
        acts[1]()


def test_only_keepers_take_a_step_back_and_say_why(officer):
    first, second = confirmed(), ended()
    for act, cohort in ((reopen_names, first), (resume_cohort, second)):
        for stranger in (
            make_user(Role.PROVINCE_OFFICER, "85"),
            make_user(Role.TAMBON_LEAD, "860101"),
            make_user(Role.AUDITOR, "86"),
            make_user(Role.PROVINCE_OFFICER, "86", ended_on=ON - timedelta(days=1)),
        ):
            with pytest.raises(PermissionDenied):
                act(cohort, reason=WHY, by=stranger, on=ON)
        with pytest.raises(DomainError):
            act(cohort, reason=" ", by=officer, on=ON)


def test_the_pages_offer_the_step_back_where_there_is_one(client, officer):
    client.force_login(officer)
    for cohort, name, state in (
        (confirmed(), "reopen", CohortState.OPEN),
        (ended(), "resume", CohortState.RUNNING),
    ):
        page = f"/training/cohorts/{cohort.pk}/"
        assert f"{page}step/{name}/" in client.get(page).content.decode()
        assert client.get(f"{page}step/{name}/").status_code == 200
        client.post(f"{page}step/{name}/", {"reason": WHY})
        cohort.refresh_from_db()
        assert cohort.state == state


def test_no_step_stands_in_the_table_that_nothing_takes():
    steps = {(old, new) for old, follows in NEXT_COHORT_STATES.items() for new in follows}
    assert (CohortState.OPEN, CohortState.PLANNED) not in steps
    assert {(CohortState.CONFIRMED, CohortState.OPEN), (CohortState.DONE, CohortState.RUNNING)} < (
        steps
    )
