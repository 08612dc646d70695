"""What anyone learns of a card: name, province, valid or not, and nothing more."""

import logging
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asa.cards.codes import CardState
from asa.cards.tests.factories import make_card, make_ready
from asa.common.models import AccessEntry
from asa.common.shortcodes import new_code, typed_code
from asa.people.codes import Role
from asa.people.models import SignInAttempt
from asa.people.tests.factories import make_user
from asa.volunteers.actions import end_volunteer
from asa.volunteers.codes import EndReason
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import CITIZEN_IDS

pytestmark = pytest.mark.django_db
VALID, NOT_VALID, UNKNOWN = "บัตรนี้ใช้ได้", "บัตรนี้ใช้ไม่ได้แล้ว", "ไม่พบบัตรตามรหัสนี้"
S = CardState


@pytest.fixture
def card():
    volunteer = make_ready(
        prefix="นาง", given_name="มะลิ", family_name="รักถิ่น", citizen_id=CITIZEN_IDS[0],
        phone="+66810002345", address="12/3",
    )  # fmt: skip
    return make_card(volunteer, name_en="Mrs. Mali Rakthin")


def said(client, card):
    answer = client.get(f"/c/{card.code}")
    return answer.status_code, answer.content.decode()


def test_a_valid_card_tells_name_and_province_and_nothing_more(client, card):
    status, page = said(client, card)

    assert (status, VALID in page) == (200, True)
    assert "นางมะลิ รักถิ่น" in page
    assert "ชุมพร" in page
    volunteer = card.volunteer
    secrets = (
        *(volunteer.registration_no, "2565", CITIZEN_IDS[0], "081", "12/3", "86010104"),
        *(str(volunteer.pk), str(card.pk), str(volunteer.person_id), "ท่าตะเภา", "เมืองชุมพร"),
    )
    told = re.sub(r"<script.*?</script>|<link[^>]*>", "", page, flags=re.DOTALL)
    assert [secret for secret in secrets if secret in told] == []
    facts = re.findall(r"<dt>(.*?)</dt>", page)
    assert len(facts) == 2


@pytest.mark.parametrize("state", [S.LOST, S.REVOKED, S.REPLACED])
def test_a_card_that_holds_no_more_says_so_and_not_why(client, card, state):
    card.move_to(state)
    status, page = said(client, card)

    assert (status, NOT_VALID in page, VALID in page) == (200, True, False)
    assert "หาย" not in page


@pytest.mark.parametrize("how", ["ended", "suspended"])
def test_a_card_holds_as_long_as_its_owner_is_a_volunteer(client, card, officer, how):
    on = card.issued_on
    if how == "ended":
        end_volunteer(card.volunteer, reason=EndReason.MISCONDUCT, by=officer, on=on)
    else:
        Volunteer.objects.update(state="suspended")
        card.volunteer.refresh_from_db()

    assert NOT_VALID in said(client, card)[1]


@pytest.mark.parametrize("state", [S.DRAFT, S.PRINTED])
def test_a_card_that_was_not_handed_out_answers_as_one_that_does_not_exist(client, state):
    made = make_card(make_ready(), state)
    status, page = said(client, made)
    absent = client.get(f"/c/{new_code()}")

    assert (status, absent.status_code) == (404, 404)
    assert plain(page) == plain(absent.content.decode())
    assert UNKNOWN in page


def plain(page):
    """A page without its own address, the time and the token of a form."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r"/c/[\w-]*|\d{1,2}\.\d{2}", "", page)


@pytest.mark.parametrize("code", ["x", "7Q4M2K9PH3VTX", "0000-0000-0000"])
def test_what_is_no_code_asks_and_answers_as_an_unknown_code(client, code):
    client.get("/c/warm")
    with CaptureQueriesContext(connection) as for_nonsense:
        answer = client.get(f"/c/{code}")
    with CaptureQueriesContext(connection) as for_unknown:
        absent = client.get(f"/c/{new_code()}")

    assert plain(answer.content.decode()) == plain(absent.content.decode())
    assert len(for_nonsense) == len(for_unknown)


def test_the_page_is_kept_by_nobody(client, card):
    answer = client.get(f"/c/{card.code}")

    assert "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"]
    # No other site learns the address; "no-referrer" would make our own forms look foreign.
    assert answer["Referrer-Policy"] == "same-origin"


def test_after_ten_codes_that_are_none_the_network_waits(client, card):
    for _try in range(10):
        assert client.get(f"/c/{new_code()}").status_code == 404
    assert client.get(f"/c/{card.code}").status_code == 429
    assert client.get(f"/c/{card.code}", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_cards_that_exist_are_checked_as_often_as_one_likes(client, card):
    statuses = {client.get(f"/c/{card.code}").status_code for _try in range(30)}

    assert statuses == {200}


def test_guessing_at_cards_keeps_nobody_from_signing_in(client):
    make_user(Role.PROVINCE_OFFICER, "86", username="somchai", password="ยาวพอสมควรนะ")
    for _try in range(40):
        client.get(f"/c/{new_code()}")
    answer = client.post("/sign-in/", {"username": "somchai", "password": "ยาวพอสมควรนะ"})

    assert answer.status_code == 302


def test_neither_log_nor_tables_hold_the_code(client, caplog):
    code = new_code()
    with caplog.at_level(logging.DEBUG):
        client.get(f"/c/{code}")
        handler = logging.getLogger().handlers[0]
        lines = [r.getMessage() for r in caplog.records if handler.filter(r)]

    tries = str(list(SignInAttempt.objects.values()))
    assert code not in tries + " ".join(line for line in lines if "SELECT" not in line)
    assert not AccessEntry.objects.exists()


def test_the_console_handler_takes_codes_out():
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["without_codes"]


def test_a_code_is_typed_by_hand_and_does_not_stand_in_an_address(client, card):
    assert client.get("/c/").status_code == 200
    typed = f" {card.shown_code.lower()} "
    answer = client.post("/c/", {"code": typed})

    assert VALID in answer.content.decode()
    refused = client.post("/c/", {"code": "12"})
    assert "12 ตัว" in refused.content.decode()


def test_english_readers_read_the_english_name(client, card):
    client.cookies["asa_language"] = "en"
    page = client.get(f"/c/{card.code}").content.decode()

    assert "Mrs. Mali Rakthin" in page
    assert "Chumphon" in page
    assert "This card is valid" in page


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7Q4M-2K9P-H3VT", "7Q4M2K9PH3VT"),
        ("7q4m 2k9p h3vt", "7Q4M2K9PH3VT"),
        ("๗q4m2k9ph3vt", "7Q4M2K9PH3VT"),
        ("7Q4M-2K9P", ""),
        ("7Q4M-2K9P-H3V0", ""),
        ("", ""),
    ],
)
def test_codes_are_read_as_people_type_them(typed, code):
    assert typed_code(typed) == code
