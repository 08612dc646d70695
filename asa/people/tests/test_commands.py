"""`asa add_user`, by which a new installation gets its first administrator."""

import io
import re
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from asa.people.actions import system_user, try_code
from asa.people.models import User
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db


def add_user(*words):
    said = io.StringIO()
    call_command("add_user", *words, stdout=said)
    return said.getvalue()


@pytest.fixture
def typed(monkeypatch):
    def type_in(text):
        monkeypatch.setattr(sys, "stdin", io.StringIO(text))

    return type_in


def test_a_user_with_a_password_and_a_post_is_added_in_one_line():
    make_area("86")
    said = add_user(
        "daoruang", "--role", "province_officer", "--area", "86", "--password", "rain in chumphon",
        "--given", "ดาวเรือง", "--family", "ใจงาม", "--prefix", "นางสาว", "--phone", "081-000-2345",
    )  # fmt: skip
    user = User.objects.get(username="daoruang")
    assert "เจ้าหน้าที่ สนง.พมจ.ชุมพร" in said
    assert user.check_password("rain in chumphon")
    assert (user.person.full_name, user.phone) == ("นางสาวดาวเรือง ใจงาม", "+66810002345")
    assert user.posts.get().given_by == system_user()


def test_the_password_comes_from_standard_input(typed):
    make_area("TH")
    typed("rain in chumphon\n")
    add_user("boss", "--role", "admin", "--area", "TH")
    assert User.objects.get(username="boss").check_password("rain in chumphon")


def test_without_a_password_a_code_is_printed(typed):
    make_area("TH")
    typed("")
    said = add_user("boss", "--role", "admin", "--area", "TH")
    user = User.objects.get(username="boss")
    assert not user.has_usable_password()
    code = re.search(r"\w{4}-\w{4}", said)[0]
    assert try_code(user, code=code, at=timezone.now())


def test_a_village_that_nobody_named_before_is_made():
    make_area("860101")
    add_user("mali", "--role", "volunteer", "--area", "86010107", "--password", "rain in chumphon")
    assert User.objects.get(username="mali").posts.get().area_id == "86010107"


@pytest.mark.parametrize(
    "words",
    [
        ["--role", "volunteer", "--area", "99"],
        ["--role", "volunteer", "--area", "8601xx07"],
        ["--role", "volunteer", "--area", "86"],
        ["--role", "tambon_lead", "--area", "860101", "--phone", "12"],
        ["--role", "tambon_lead", "--area", "860101", "--phone", "0810002345"],
        ["--role", "tambon_lead", "--area", "860101", "--password", "1234"],
        ["--role", "king", "--area", "860101"],
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_left_behind(words):
    make_area("860101")
    make_user(phone="+66810002345")
    if "--password" not in words:
        words = [*words, "--password", "rain in chumphon"]
    with pytest.raises(CommandError):
        add_user("someone", *words)
    assert not User.objects.filter(username="someone").exists()
