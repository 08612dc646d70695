"""Where each entry stands in the list, after whatever moved the state or the name."""

from datetime import date

import pytest
from django.db import connection

from asa.people.models import Person
from asa.people.tests.factories import make_person
from asa.volunteers.codes import VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.models.order import keep_list_order, list_order
from asa.volunteers.queries import attention_first
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


def drifted():
    """Entries that do not stand where their state and the name of their person put them."""
    rows = Volunteer.objects.values_list("pk", "list_order", "state", "person__sort_key")
    return [key for key, order, state, name in rows if order != list_order(state, name)]


def names_in_order():
    return [one.person.given_name for one in attention_first(Volunteer.objects.all())]


def test_what_waits_comes_first_then_each_state_by_name():
    for name, state in (
        ("กล้า", "ended"), ("ขวัญ", "registered"), ("กานดา", "registered"), ("เอื้อง", "suspended"),
        ("สมใจ", "trained"), ("บัว", "verified"), ("มะลิ", "applied"),
    ):  # fmt: skip
        make_volunteer(given_name=name, state=state)

    assert names_in_order() == ["บัว", "มะลิ", "สมใจ", "เอื้อง", "กานดา", "ขวัญ", "กล้า"]
    assert drifted() == []


@pytest.mark.parametrize("state", VolunteerState.values)
def test_every_state_has_its_place(state):
    volunteer = make_volunteer(state="registered")
    Volunteer.objects.filter(pk=volunteer.pk).update(state=state)
    volunteer.refresh_from_db()

    assert volunteer.list_order == list_order(state, volunteer.person.sort_key)


def test_a_new_name_moves_the_entry_however_it_is_written():
    first, second = make_volunteer(given_name="กล้า"), make_volunteer(given_name="ขวัญ")
    first.person.given_name = "ฮวง"
    first.person.save()
    assert names_in_order() == ["ขวัญ", "ฮวง"]

    Person.objects.filter(pk=second.person_id).update(sort_key="ฮ9")
    assert drifted() == []


def test_an_entry_that_goes_over_to_another_person_stands_by_the_name_of_that_one():
    volunteer = make_volunteer(given_name="กล้า")
    Volunteer.objects.filter(pk=volunteer.pk).update(person=make_person(given_name="ฮวง"))

    assert drifted() == []


def test_saving_what_was_read_before_it_moved_changes_no_order():
    volunteer = make_volunteer(given_name="กล้า")
    volunteer.note = "ย้ายบ้าน"
    volunteer.save()
    assert drifted() == []

    Volunteer.objects.filter(pk=volunteer.pk).update(list_order="0")
    assert drifted() == []


def test_a_change_of_tables_that_took_the_triggers_away_brings_all_in_step_again():
    volunteer = make_volunteer(given_name="กล้า", registered_on=date(2022, 5, 2))
    on = " ON volunteers_volunteer" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER volunteers_order_moved{on}")
    Volunteer.objects.filter(pk=volunteer.pk).update(state="ended")
    assert drifted() == [volunteer.pk]

    keep_list_order()
    assert drifted() == []
    Volunteer.objects.filter(pk=volunteer.pk).update(state="suspended")
    assert drifted() == []
