"""Users are added, switched off and looked after by those who may give their posts."""

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import journal
from asa.common.errors import DomainError
from asa.people import actions, rules
from asa.people.actions import add_user, system_user
from asa.people.queries import users_for
from asa.people.tests.factories import make_person, make_post, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ab", "3 ถึง 60"),
        ("a b c", "3 ถึง 60"),
        ("a" * 61, "3 ถึง 60"),
        ("<script>", "3 ถึง 60"),
        ("0810002345", "ตัวอักษร"),
        ("taken", "มีผู้ใช้แล้ว"),
        ("Taken", "มีผู้ใช้แล้ว"),
    ],
)
def test_a_user_name_that_cannot_be_taken_is_refused_with_the_remedy(name, words):
    make_user(username="taken")
    with pytest.raises(DomainError, match=words):
        add_user(None, username=name, by=system_user())


def test_a_thai_user_name_is_taken():
    assert add_user(None, username="น้ำฝน", by=system_user()).username == "น้ำฝน"


def test_a_telephone_number_signs_in_one_person_only():
    make_user(phone="+66810002345")
    with pytest.raises(DomainError, match="หมายเลขโทรศัพท์นี้"):
        add_user(None, username="second", phone="+66810002345", by=system_user())


@pytest.mark.parametrize(
    "password", ["short", "password123", "aaaaaaaaaa", "malimali1", "0810002345"]
)
def test_a_password_that_others_can_guess_is_refused(password):
    person = make_person("มะลิ", phone="+66810002345")
    with pytest.raises(DomainError):
        add_user(
            person, username="malimali1", phone="+66810002345", password=password, by=system_user()
        )


@pytest.mark.parametrize("role", ["volunteer", "tambon_lead", "department_officer", "auditor", ""])
def test_who_gives_no_posts_adds_no_users(role):
    area = {"department_officer": "TH", "auditor": "TH"}.get(role, "860101")
    with pytest.raises(PermissionDenied):
        add_user(None, username="someone", by=make_user(role, area))


def test_an_officer_sees_the_users_of_the_province_and_whom_the_officer_added():
    officer = make_user("province_officer", "86")
    inside, outside = make_user("volunteer", "86010104"), make_user("volunteer", "85010104")
    ended = make_user("volunteer", "86010104", ended_on="2025-01-01")
    added = add_user(None, username="newcomer", by=officer)
    foreign = add_user(None, username="foreign", by=make_user("province_officer", "85"))
    seen = set(users_for(officer))
    assert {officer, inside, ended, added} <= seen
    assert not {outside, foreign, system_user()} & seen
    assert {inside, outside, ended, added} <= set(users_for(make_user("admin", "TH")))
    assert not users_for(inside).exists()
    officer.posts.all().delete()
    officer.forget_posts()
    assert not users_for(officer).exists()


@pytest.mark.parametrize(
    ("role", "area", "may"),
    [
        ("volunteer", "86010104", True),
        ("tambon_lead", "860101", True),
        ("province_officer", "86", False),
        ("province_head", "86", False),
        ("admin", "TH", False),
        ("volunteer", "85010104", False),
    ],
)
def test_codes_and_switches_are_for_those_who_give_every_post_of_the_user(role, area, may):
    officer, user = make_user("province_officer", "86"), make_user(role, area)
    assert rules.can_look_after_user(officer, user) is may
    assert rules.can_look_after_user(make_user("admin", "TH"), user)


def test_a_user_with_a_second_post_elsewhere_is_no_longer_in_the_officers_hands():
    officer, user = make_user("province_officer", "86"), make_user("volunteer", "86010104")
    make_post(user, "volunteer", "85010104")
    assert not rules.can_look_after_user(officer, user)


def test_a_user_whose_posts_ended_stays_with_those_who_could_give_the_last_one():
    user = make_user("volunteer", "86010104", ended_on="2025-01-01")
    assert rules.can_look_after_user(make_user("province_officer", "86"), user)
    assert not rules.can_look_after_user(make_user("province_officer", "85"), user)


def test_nobody_is_in_ones_own_hands():
    admin = make_user("admin", "TH")
    assert not rules.can_look_after_user(admin, admin)
    with pytest.raises(PermissionDenied):
        actions.switch_off_user(admin, by=admin)


def test_switching_off_and_on_is_journaled_and_said_once():
    officer, user = make_user("province_officer", "86"), make_user("volunteer", "86010104")
    actions.switch_off_user(user, by=officer)
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        actions.switch_off_user(user, by=officer)
    actions.switch_on_user(user, by=officer)
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        actions.switch_on_user(user, by=officer)
    verbs = [line.verb for line in journal.history_of(user)]
    assert verbs == ["user.switched_on", "user.switched_off"]


def test_a_telephone_number_is_changed_by_the_coordinator():
    officer, user = make_user("province_officer", "86"), make_user("volunteer", "86010104")
    other = make_user(phone="+66810002345")
    actions.change_phone(user, phone="+66810002346", by=officer)
    user.refresh_from_db()
    assert user.phone == "+66810002346"
    with pytest.raises(DomainError):
        actions.change_phone(user, phone=other.phone, by=officer)
    with pytest.raises(PermissionDenied):
        actions.change_phone(user, phone="", by=make_user("province_officer", "85"))
