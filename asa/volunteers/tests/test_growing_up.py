"""A youth volunteer who has the age is proposed once, and becomes a volunteer in full by a step."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from asa.common.errors import DomainError
from asa.common.models import JournalEntry
from asa.common.thaidate import add_years, today
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.actions import (
    Order,
    make_full_volunteer,
    take_step_back,
    tell_of_grown_up,
)
from asa.volunteers.loader import load_lists
from asa.volunteers.models import Qualification, Volunteer
from asa.volunteers.queries import grown_up_for
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
ADDRESS = "/volunteers/grown-up/"


@pytest.fixture(autouse=True)
def rules():
    make_area("860101")
    load_lists()


@pytest.fixture
def officer():
    return make_user("province_officer", "86")


def make_youth(years=18, area="86010104", days=0, **fields):
    """A registered youth volunteer of an age, so many days after the birthday."""
    born = add_years(today() - timedelta(days=days), -years)
    return make_volunteer(area, kind="youth", birth_on=born, **fields)


def test_the_list_holds_who_has_the_age_by_the_rule_of_the_day(officer):
    old, due = make_youth(26), make_youth(18)
    make_youth(18, days=-1)
    make_youth(20, state="suspended")
    make_youth(20, "85010101")
    make_volunteer("86010104", birth_on=date(1980, 1, 1))
    make_volunteer("86010104", kind="youth")

    assert list(grown_up_for(officer, today())) == [old, due]
    Qualification.objects.filter(code="age_adult").update(years=20)
    assert list(grown_up_for(officer, today())) == [old]
    Qualification.objects.filter(code="age_adult").update(is_asked=False)
    assert list(grown_up_for(officer, today())) == []


@pytest.mark.usefixtures("in_english")
def test_one_act_is_a_step_of_the_life_that_can_be_taken_back(officer):
    youth = make_youth()
    before = (youth.registration_no, youth.area_id)
    step = make_full_volunteer(youth, by=officer, on=today(), order=Order("", "12/2569"))

    youth.refresh_from_db()
    assert (youth.kind, youth.state) == ("adult", "registered")
    assert (youth.registration_no, youth.area_id) == before
    assert (step.kind, step.order_no, step.on) == ("grown_up", "12/2569", today())
    assert JournalEntry.objects.filter(verb="volunteer.grown_up").count() == 1
    assert list(grown_up_for(officer, today())) == []

    take_step_back(youth, reason="คำสั่งผิดคน", by=officer, on=today())
    youth.refresh_from_db()
    assert (youth.kind, youth.state) == ("youth", "registered")
    make_full_volunteer(youth, by=officer, on=today())


@pytest.mark.usefixtures("in_english")
def test_of_two_who_act_the_second_is_told_no(officer):
    youth = make_youth()
    looked_at = Volunteer.objects.get()
    make_full_volunteer(youth, by=officer, on=today())
    with pytest.raises(DomainError, match="no registered youth volunteer any more"):
        make_full_volunteer(looked_at, by=officer, on=today())


@pytest.mark.usefixtures("in_english")
def test_who_is_too_young_or_of_unknown_age_or_not_registered_stays(officer):
    for youth, sentence in (
        (make_youth(18, days=-1), "at least 18"),
        (make_volunteer("86010104", kind="youth"), "birth date is not known"),
        (make_youth(state="suspended"), "no registered youth"),
        (make_volunteer("86010104", birth_on=date(1980, 1, 1)), "no registered youth"),
    ):
        with pytest.raises(DomainError, match=sentence):
            make_full_volunteer(youth, by=officer, on=today())
    with pytest.raises(DomainError, match="at least 18"):
        make_full_volunteer(make_youth(days=1), by=officer, on=today() - timedelta(days=2))


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_officer", "85"), ("tambon_lead", "860101"), ("volunteer", "86010104"),
        ("social_worker", "86"), ("department_officer", "TH"),
    ],
)  # fmt: skip
def test_nobody_else_does_it(role, area):
    with pytest.raises(PermissionDenied):
        make_full_volunteer(make_youth(), by=make_user(role, area), on=today())


def test_nobody_does_it_of_oneself(officer):
    youth = make_youth()
    officer.person = youth.person
    officer.save()
    with pytest.raises(PermissionDenied):
        make_full_volunteer(youth, by=officer, on=today())
    assert list(grown_up_for(officer, today())) == []


def test_the_night_tells_each_office_once(officer):
    head, neighbour = make_user("province_head", "86"), make_user("province_officer", "85")
    make_youth()
    make_youth(19)
    make_youth(18, days=-1)
    assert tell_of_grown_up(on=today()) == 2
    assert tell_of_grown_up(on=today()) == 0
    told = Notice.objects.filter(kind="volunteer.grown_up")
    assert {one.user_id for one in told} == {officer.pk, head.pk}
    assert neighbour.pk not in {one.user_id for one in told}
    assert {one.link for one in told} == {ADDRESS}
    # Tomorrow one more has a birthday.
    assert tell_of_grown_up(on=today() + timedelta(days=1)) == 1


def test_where_nobody_is_at_the_office_it_is_told_when_somebody_is():
    make_youth()
    assert tell_of_grown_up(on=today()) == 0
    make_user("province_officer", "86")
    assert tell_of_grown_up(on=today()) == 1


def test_the_office_opens_the_list_and_acts_once_for_all_who_are_ticked(officer):
    first, second, stays = make_youth(), make_youth(26), make_youth(20)
    elsewhere = make_youth(20, "85010101")
    client = Client()
    client.force_login(officer)
    page = client.get(ADDRESS).content.decode()
    assert [str(one.pk) in page for one in (first, second, stays, elsewhere)] == [True] * 3 + [
        False
    ]
    assert "25" in page

    assert client.post(ADDRESS, {"on": "", "chosen": [str(first.pk)]}).status_code == 200
    keys = [str(first.pk), str(second.pk), str(elsewhere.pk), "x"]
    on = f"{today().day}/{today().month}/{today().year + 543}"
    answer = client.post(ADDRESS, {"order_no": "12/2569", "on": on, "note": "", "chosen": keys})
    assert answer.status_code == 302
    kinds = dict(Volunteer.objects.values_list("pk", "kind"))
    assert (kinds[first.pk], kinds[second.pk]) == ("adult", "adult")
    assert (kinds[stays.pk], kinds[elsewhere.pk]) == ("youth", "youth")
    nobody = client.post(ADDRESS, {"order_no": "", "on": on, "note": ""})
    assert nobody.status_code == 200


def test_the_list_costs_the_same_for_two_and_for_ten(officer):
    client = Client()
    client.force_login(officer)

    def asks():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(ADDRESS).status_code == 200
        return len(asked)

    for _one in range(2):
        make_youth()
    asks()
    for_two = asks()
    for _one in range(8):
        make_youth(19)
    assert asks() == for_two
