"""The pages of the day: the roll by forms and by the telephone's script, badges, what waits."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from asa.common.shortcodes import grouped
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.codes import EnrolmentState, Outcome
from asa.training.models import Attendance, RollCallSubmission
from asa.training.signing import badge_code
from asa.training.tests.factories import make_enrolment
from asa.training.tests.factories_day import (
    at_nine,
    keeper,
    make_people,
    make_registrar,
    make_session,
    said,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    session = make_session(starts_at=at_nine(-540).time(), ends_at=at_nine(899).time())
    return session, make_people(session.cohort), make_registrar(session.cohort)


def signed_in(user, **kind):
    client = Client(**kind)
    client.force_login(user)
    return client


def page(name, *keys):
    return reverse(f"training:{name}", args=keys)


def present():
    return set(Attendance.objects.filter(is_present=True).values_list("enrolment_id", flat=True))


def test_the_page_names_everybody_with_a_seat_and_no_more_of_them(day):
    session, people, registrar = day
    reserve = make_enrolment(people[0].quota, state=EnrolmentState.RESERVE)
    answer = signed_in(registrar).get(page("roll_call", session.cohort.pk))
    shown = answer.content.decode()
    for one in people:
        assert one.person.full_name in shown
        assert one.volunteer.registration_no not in shown
    assert reserve.person.full_name not in shown
    assert answer.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_the_page_asks_as_many_questions_for_many_as_for_few(day, django_assert_num_queries):
    session, _people, registrar = day
    client = signed_in(registrar)
    client.get("/me/")
    with django_assert_num_queries(8) as few:
        client.get(page("roll_call", session.cohort.pk))
    for one in make_people(session.cohort, 20, "85"):
        send(session, one, registrar)
    with django_assert_num_queries(len(few)):
        client.get(page("roll_call", session.cohort.pk))


def test_without_script_a_tap_is_a_form_and_so_is_taking_it_back(day):
    session, (one, *_others), registrar = day
    client, say = signed_in(registrar), page("roll_say", session.cohort.pk)

    client.post(say, {"session": session.pk, "here": one.pk})
    assert present() == {one.pk}
    shown = client.get(page("roll_call", session.cohort.pk)).content.decode()
    assert f'name="gone"\n                        value="{one.pk}"' in shown

    client.post(say, {"session": session.pk, "gone": one.pk})
    assert present() == set()
    assert RollCallSubmission.objects.count() == 2


def test_the_code_of_a_badge_may_be_typed(day):
    session, (one, *_others), registrar = day
    client, say = signed_in(registrar), page("roll_say", session.cohort.pk)

    client.post(say, {"session": session.pk, "code": grouped(badge_code(one.pk)).lower()})
    wrong = client.post(say, {"session": session.pk, "code": "2222-2222"}, follow=True)

    assert present() == {one.pk}
    assert Attendance.objects.get().way == "qr"
    assert "ไม่มีป้ายชื่อของรุ่นนี้" in wrong.content.decode()


def test_a_telephone_sends_and_hears_the_same_answer_again(day):
    session, (one, two, _three), registrar = day
    client = signed_in(registrar, enforce_csrf_checks=True)
    told = client.get(page("roll_state", session.cohort.pk), {"session": session.pk}).json()
    assert (told["user"], told["said"]) == (str(registrar.pk), {str(session.pk): {}})
    key = uuid4()
    address = page("roll_send", session.cohort.pk, key)
    body = said(session, one, registrar).as_json()

    def post(words, **headers):
        return client.post(
            address, words, content_type="application/json",
            headers={"X-CSRFToken": told["token"], "Asa-Seconds-Off": "0", **headers},
        )  # fmt: skip

    first, again = post(body), post(body)
    other = post(said(session, two, registrar).as_json())
    unsigned = client.post(address, body, content_type="application/json")

    assert first.json() == again.json() == {"id": str(key), "outcome": "applied", "why": ""}
    assert (other.status_code, unsigned.status_code) == (409, 403)
    after = client.get(page("roll_state", session.cohort.pk), {"session": session.pk}).json()
    assert list(after["said"][str(session.pk)]) == [str(one.pk)]


def test_whatever_a_telephone_sends_is_kept_unless_it_is_no_tap_by_its_length(day):
    session, _people, registrar = day
    client = signed_in(registrar)

    def post(words):
        address = page("roll_send", session.cohort.pk, uuid4())
        return client.post(address, words, content_type="application/json")

    odd = post(b"\xff\x00{")
    assert (odd.status_code, odd.json()["outcome"]) == (200, "quarantined")
    assert post(b"x" * 5000).status_code == 413
    assert RollCallSubmission.objects.get().body == "\\xff\\0{"


def test_what_waits_is_seen_by_registrars_and_settled_by_keepers(day):
    session, (one, *_others), registrar = day
    one.move_to(EnrolmentState.WITHDRAWN)
    kept = send(session, one, registrar)
    assert kept.outcome == Outcome.QUARANTINED

    for who in (registrar, keeper()):
        shown = signed_in(who).get(page("roll_waiting", session.cohort.pk)).content.decode()
        assert one.person.full_name in shown
        assert "ผู้นี้ไม่อยู่ในรายชื่อผู้เข้าร่วมแล้ว" in shown
    settle = page("settle_submission", kept.pk)
    assert signed_in(registrar).post(settle, {"remark": "x"}).status_code == 403
    signed_in(keeper()).post(settle, {"remark": "โทรถามแล้ว"})
    kept.refresh_from_db()
    assert (kept.outcome, kept.remark) == (Outcome.SETTLED, "โทรถามแล้ว")


def test_a_badge_is_nothing_to_anybody_but_the_registrars_of_the_day(day):
    _session, (one, *_others), registrar = day
    address = page("badge", badge_code(one.pk))
    nowhere = page("badge", "2222AAAA")
    for stranger in (make_user(Role.VOLUNTEER, "860101"), make_user(Role.AUDITOR, "TH")):
        client = signed_in(stranger)
        assert client.get(address).status_code == client.get(nowhere).status_code == 404
        assert client.post(address).status_code == 404
    client = signed_in(registrar)
    assert one.person.full_name in client.get(address).content.decode()
    assert present() == set()
    client.post(address)
    assert present() == {one.pk}


def test_the_worker_is_a_script_whose_place_is_the_page(day):
    session, _people, registrar = day
    address = page("roll_worker", session.cohort.pk)
    answer = signed_in(registrar).get(address)
    assert answer.headers["Content-Type"] == "text/javascript"
    assert address.startswith(page("roll_call", session.cohort.pk))


def test_the_page_to_sign_in_forgets_what_telephones_keep():
    assert "data-forget-kept" in Client().get(reverse("people:sign_in")).content.decode()


def test_attendance_is_corrected_on_a_page(day):
    session, (one, *_others), registrar = day
    address = page("correct_attendance", session.pk, one.pk)
    assert signed_in(registrar).get(address).status_code == 403

    signed_in(keeper()).post(address, {"presence": "present", "reason": "ลงชื่อในกระดาษ"})

    assert present() == {one.pk}
    shown = signed_in(registrar).get(page("attendance", session.pk)).content.decode()
    assert "มาแล้ว 1 จาก 3 คน" in shown


def test_who_did_not_come_gives_the_seat_to_the_first_of_the_reserve_on_a_page(day):
    session, (one, *_others), registrar = day
    first, _second = (
        make_enrolment(one.quota, state=EnrolmentState.RESERVE, rank=rank) for rank in (7, 8)
    )
    address = page("swap", one.pk)
    client = signed_in(registrar)
    assert f'value="{first.pk}"' in client.get(address).content.decode()

    client.post(address, {"substitute": str(first.pk)})

    first.refresh_from_db()
    assert (first.state, first.in_place_of) == (EnrolmentState.CONFIRMED, one)
    said_now = json.loads(client.get(page("roll_state", session.cohort.pk)).content)
    assert said_now["list"]


def test_whoever_calls_the_roll_takes_the_signed_sheet_over(client):
    session = make_session()
    people = make_people(session.cohort)
    client.force_login(make_registrar(session.cohort))
    page = f"/training/sessions/{session.pk}/"

    assert f"{page}signed/" in client.get(page).text
    client.post(f"{page}signed/")

    assert session.attendances.filter(is_present=True).count() == len(people)
    assert f"{page}signed/" not in client.get(page).text
