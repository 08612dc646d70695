"""Persons are known by a number that the database cannot read, and shown masked."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from asa.common import citizenid
from asa.common.models import AccessEntry
from asa.common.thaidate import parse_partial_date
from asa.people.actions import add_user, make_person, show_citizen_id, system_user
from asa.people.codes import IdKind, Role
from asa.people.models import Person
from asa.people.queries import persons_with_citizen_id
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
TWELVE = {"citizen": "186070000001", "pink_card": "686070000001", "non_registered": "086070000001"}
IDS = {kind: digits + citizenid.check_digit(digits) for kind, digits in TWELVE.items()}


@pytest.mark.parametrize("kind", IDS)
def test_the_first_digit_says_what_kind_of_number_it_is(kind):
    assert make_person(given_name="มะลิ", citizen_id=IDS[kind]).id_kind == IdKind(kind)


def test_a_number_is_found_again_but_cannot_be_read_in_the_database():
    person = make_person(given_name="มะลิ", citizen_id=IDS["citizen"])
    make_person(given_name="มะลิ", citizen_id=IDS["pink_card"])
    assert list(persons_with_citizen_id(IDS["citizen"])) == [person]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        raw = b"".join(
            bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
            for row in cursor.fetchall()
            for value in row
        )
    assert IDS["citizen"].encode() not in raw


def test_the_keys_follow_the_name_and_the_number_even_in_a_partial_save():
    person = make_person(given_name="มะลิ", family_name="ริมน้ำ", citizen_id=IDS["citizen"])
    person.family_name, person.citizen_id = "ริมคลอง", None
    person.save(update_fields=["family_name", "citizen_id"])
    again = Person.objects.get(pk=person.pk)
    assert again.name_key != make_person(given_name="มะลิ", family_name="ริมน้ำ").name_key
    assert again.citizen_id_index is None
    assert not persons_with_citizen_id(IDS["citizen"]).exists()


def test_without_a_number_there_is_a_reason_and_a_birth_year_may_stand_alone():
    birth = parse_partial_date("2490")
    person = make_person(
        given_name="คำ", no_id_reason="ไม่เคยแจ้งเกิด", birth=birth, family_name="ริมคลอง"
    )
    assert (person.id_kind, person.birth_on, str(person.birth_precision)) == (
        IdKind.NONE,
        birth.day,
        "year",
    )


def test_names_are_written_without_a_space_after_the_title():
    person = make_person(given_name="บัว", family_name="แสงทอง", prefix="นาง", shown_as="ป้าบัว")
    assert (person.full_name, person.short_name) == ("นางบัว แสงทอง", "ป้าบัว")


@pytest.mark.parametrize("role", list(Role))
def test_a_full_number_is_shown_to_the_office_of_the_province_and_each_look_is_noted(role):
    person = make_person(given_name="มะลิ", citizen_id=IDS["citizen"])
    area = {"volunteer": "860101", "tambon_lead": "860101", "district_lead": "8601"}.get(role, "86")
    by = make_user(role, area)
    may = role in {"social_worker", "province_officer", "province_head", "finance"}
    if may:
        assert show_citizen_id(person, by=by, area="860101") == citizenid.shown(IDS["citizen"])
        entry = AccessEntry.objects.get()
        assert (entry.verb, entry.target_id, entry.area) == (
            "person.citizen_id_shown",
            str(person.pk),
            "860101",
        )
        assert IDS["citizen"] not in str(entry.data)
    else:
        with pytest.raises(PermissionDenied):
            show_citizen_id(person, by=by, area="860101")
        assert not AccessEntry.objects.exists()
    with pytest.raises(PermissionDenied):
        show_citizen_id(person, by=by, area="850101")


def test_one_person_is_one_user():
    person = make_person(given_name="มะลิ")
    user = add_user(person, username="Mali.R", phone="+66810002345", by=system_user())
    assert (user.person, user.username, user.shown_name) == (person, "mali.r", "มะลิ")
