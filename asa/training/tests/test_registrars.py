"""Who calls the roll beside the keepers: named on a page, told, and taken off again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.codes import Role
from asa.people.tests.factories import make_post, make_user
from asa.training.actions import add_registrar, remove_registrar
from asa.training.actions.registrars import DAYS_AFTER
from asa.training.codes import CohortState
from asa.training.jobs import watch_cohorts
from asa.training.models import Registrar
from asa.training.tests.factories import make_cohort, make_workshop

pytestmark = pytest.mark.django_db
ON = today()


@pytest.fixture
def cohort():
    return make_cohort(make_workshop("86"))


@pytest.fixture
def lead():
    return make_user(
        Role.TAMBON_LEAD, "860101", given_name="จำปี", family_name="รักถิ่น", phone="+66811234567"
    )


def test_who_is_named_is_told_once_and_may_call_the_roll(client, cohort, officer, lead):
    for _time in range(2):
        add_registrar(cohort, user=lead, by=officer, on=ON)

    notice = Notice.objects.get(user=lead)
    assert (notice.kind, notice.link) == (
        "training.registrar",
        f"/training/cohorts/{cohort.pk}/roll/",
    )
    named = Registrar.objects.get()
    assert (named.user, named.added_by, named.added_on) == (lead, officer, ON)
    assert JournalEntry.objects.filter(verb="registrar.added").count() == 1
    client.force_login(lead)
    assert client.get(notice.link).status_code == 200


def test_who_is_taken_off_is_told_and_calls_it_no_more(client, cohort, officer, lead):
    named = add_registrar(cohort, user=lead, by=officer, on=ON)

    remove_registrar(named, by=officer, on=ON)

    assert not Registrar.objects.exists()
    kinds = Notice.objects.filter(user=lead).order_by("created_at").values_list("kind", flat=True)
    assert list(kinds) == ["training.registrar", "training.registrar_no_more"]
    client.force_login(lead)
    assert client.get(f"/training/cohorts/{cohort.pk}/roll/").status_code == 404


def test_only_keepers_name_and_take_off(cohort, officer, lead):
    named = add_registrar(cohort, user=lead, by=officer, on=ON)
    for stranger in (
        lead,
        make_user(Role.PROVINCE_OFFICER, "85"),
        make_user(Role.AUDITOR, "86"),
        make_user(Role.PROVINCE_OFFICER, "86", ended_on=ON - timedelta(days=1)),
    ):
        with pytest.raises(PermissionDenied):
            add_registrar(cohort, user=officer, by=stranger, on=ON)
        with pytest.raises(PermissionDenied):
            remove_registrar(named, by=stranger, on=ON)


def test_nobody_is_named_who_cannot_sign_in_or_holds_no_post(cohort, officer):
    for user in (
        make_user(Role.TAMBON_LEAD, "860101", is_active=False),
        make_user(),
        make_user(Role.TAMBON_LEAD, "860101", ended_on=ON),
    ):
        with pytest.raises(DomainError):
            add_registrar(cohort, user=user, by=officer, on=ON)


def test_some_days_after_the_last_one_nobody_calls_the_roll_any_more(client, cohort, officer, lead):
    add_registrar(cohort, user=lead, by=officer, on=today())
    last = cohort.ends_on + timedelta(days=DAYS_AFTER)
    assert watch_cohorts(on=last)["registrars_ended"] == 0
    client.force_login(lead)
    assert client.get(f"/training/cohorts/{cohort.pk}/roll/").status_code == 200

    assert watch_cohorts(on=last + timedelta(days=1))["registrars_ended"] == 1

    assert client.get(f"/training/cohorts/{cohort.pk}/roll/").status_code in (403, 404)
    assert JournalEntry.objects.filter(verb="registrar.ended").count() == 1


def test_nobody_is_named_whom_the_keeper_does_not_see(cohort, officer):
    elsewhere = make_user(Role.TAMBON_LEAD, "850101")
    with pytest.raises(DomainError):
        add_registrar(cohort, user=elsewhere, by=officer, on=today())
    assert not Registrar.objects.exists()


@pytest.mark.parametrize("state", [CohortState.DONE, CohortState.CANCELLED])
def test_a_cohort_that_is_over_takes_no_registrar(officer, lead, state):
    cohort = make_cohort(make_workshop("86"), state=state)
    with pytest.raises(DomainError):
        add_registrar(cohort, user=lead, by=officer, on=ON)


def test_the_page_finds_by_name_and_by_telephone_whom_the_keeper_sees(
    client, cohort, officer, lead
):
    elsewhere = make_user(Role.TAMBON_LEAD, "850101", given_name="จำปี", family_name="รักถิ่น")
    without = make_user(given_name="จำปี", family_name="รักถิ่น")
    client.force_login(officer)
    page = f"/training/cohorts/{cohort.pk}/registrars/"
    assert "ยังไม่ได้ระบุผู้ใด" in client.get(page).content.decode()

    for words in ("จำปี", "081-123-4567"):
        found = client.post(page, {"q": words}, follow=True).context["people"]
        assert [one for one, _posts in found] == [lead]
    for unseen in (elsewhere, without):
        assert client.post(f"{page}add/", {"user": str(unseen.pk)}).status_code == 404

    said = client.post(f"{page}add/", {"user": str(lead.pk)}, follow=True).content.decode()
    assert "จำปี รักถิ่น" in said
    assert client.post(page, {"q": "จำปี"}, follow=True).context["people"] == []
    client.post(f"/training/registrars/{Registrar.objects.get().pk}/remove/")
    assert not Registrar.objects.exists()


def test_the_page_asks_the_same_for_one_registrar_and_for_many(
    client, cohort, officer, django_assert_num_queries
):
    client.force_login(officer)
    page = f"/training/cohorts/{cohort.pk}/registrars/"
    users = [make_user(Role.TAMBON_LEAD, f"86010{n}") for n in range(1, 6)]
    add_registrar(cohort, user=users[0], by=officer, on=ON)
    client.get(page)
    with django_assert_num_queries(9):
        client.get(page)
    for user in users[1:]:
        make_post(user, Role.VOLUNTEER, "86010104")
        add_registrar(cohort, user=user, by=officer, on=ON)
    client.get(page)
    with django_assert_num_queries(9):
        client.get(page)
