"""What is sent by e-mail, when, how often, and what becomes of what cannot be sent."""

from datetime import datetime, time, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from asa.common import jobs, journal
from asa.common.codes import JobState
from asa.common.errors import DomainError
from asa.common.models import Job
from asa.common.thaidate import BANGKOK, now
from asa.notices import channels
from asa.notices.actions import (
    forget_notices,
    give_up_broken_off,
    note_failed,
    note_sent,
    read_notice,
    send_again,
    take_up,
    tell,
)
from asa.notices.channels import NotSent
from asa.notices.codes import MOST_TRIES, SEND, WAITS, DeliveryState, Why
from asa.notices.jobs import send_waiting
from asa.notices.models import Delivery, QuietHours, quiet_until
from asa.notices.queries import deliveries_for, due, outbox_of
from asa.notices.tests.factories import make_contact, make_delivery
from asa.people.actions import system_user
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=BANGKOK)
NIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=BANGKOK)
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=BANGKOK)


@pytest.fixture(autouse=True)
def never_quiet(request):
    """Most of these tests run at any hour; those of quiet hours give their own moment."""
    QuietHours.objects.update(starts_at=time(0), ends_at=time(0))


@pytest.fixture
def mali():
    user = make_user("volunteer", "860101")
    make_contact(user)
    return user


def run():
    job = jobs.start(SEND, "ส่ง", by=system_user(), params={"after": now().isoformat()})
    job.move_to(JobState.RUNNING)
    return send_waiting(job)


def taken_up(delivery, at):
    return take_up(delivery, outbox=outbox_of([delivery]), at=at)


# --- who gets a row -------------------------------------------------------------------------------


def test_there_is_a_row_for_each_person_message_and_channel_that_is_wanted(mali):
    without, unconfirmed, muted = (make_user("volunteer", "860101") for _ in range(3))
    make_contact(unconfirmed, confirmed_at=None)
    make_contact(muted, muted=["tasks"])
    told = tell([mali, without, unconfirmed, muted, mali], kind="tasks.planned", area="860101")
    assert len(told) == 4
    (delivery,) = Delivery.objects.all()
    assert (delivery.notice.user, delivery.channel, delivery.state) == (mali, "email", "waiting")
    tell([muted], kind="card.photo_refused", area="860101", reason="มืด")
    assert Delivery.objects.filter(notice__user=muted).count() == 1


def test_an_installation_without_e_mail_plans_none(mali, settings):
    settings.ASA_EMAIL_URL = ""
    tell([mali], kind="tasks.planned", area="860101")
    assert not Delivery.objects.exists()


def test_telling_many_asks_no_more_than_telling_one(mali, django_assert_max_num_queries):
    others = [make_user("volunteer", "860101") for _ in range(5)]
    for other in others:
        make_contact(other)
    with django_assert_max_num_queries(10) as one:
        tell([mali], kind="tasks.planned", area="860101")
    with django_assert_max_num_queries(len(one)):
        tell(others, kind="tasks.planned", area="860101")


def test_what_is_told_is_sent_as_soon_as_it_is_committed(mali, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tell([mali], kind="tasks.planned", area="860101")
        tell([mali], kind="tasks.assigned", area="860101")
    assert Job.objects.filter(kind=SEND).count() == 1
    run()
    assert len(mail.outbox) == 2


# --- sending --------------------------------------------------------------------------------------


def test_an_e_mail_is_the_public_sentence_and_a_link_and_nothing_else(mali, settings):
    settings.ASA_PUBLIC_ADDRESS = "https://asa.example"
    told = tell([mali], kind="report.ineligible", area="860101", number="86-70-00412", reason="รวย")
    assert run()["sent"] == 1
    (letter,) = mail.outbox
    assert letter.to == ["mali@example.com"]
    assert letter.subject == "มีความคืบหน้าของงานช่วยเหลือที่ท่านดูแล"
    assert letter.body == f"{letter.subject}\n\nhttps://asa.example/notices/\n"
    delivery = Delivery.objects.get(notice=told[0])
    assert (delivery.state, delivery.attempts) == (DeliveryState.SENT, 1)
    assert run()["sent"] == 0


def test_each_gets_the_language_in_which_the_address_was_given():
    make_contact(reader := make_user("volunteer", "860101"), language="en")
    tell([reader], kind="tasks.planned", area="860101")
    run()
    assert mail.outbox[0].subject == "You are asked to visit a household. See your tasks."


def test_what_was_read_left_or_is_not_wanted_any_more_is_dropped(mali):
    def planned(user, area="860101"):
        return Delivery.objects.get(notice=tell([user], kind="tasks.planned", area=area)[0])

    read, elsewhere = planned(mali), planned(mali, "850101")
    read_notice(read.notice, by=mali, at=now())
    off = make_user("volunteer", "860101")
    contact = make_contact(off)
    unwanted = planned(off)
    contact.muted = ["tasks"]
    contact.save()
    gone = make_user("volunteer", "860101")
    make_contact(gone)
    inactive = planned(gone)
    gone.is_active = False
    gone.save()
    run()
    assert mail.outbox == []
    whys = [Delivery.objects.get(pk=one.pk) for one in (read, elsewhere, unwanted, inactive)]
    assert {one.state for one in whys} == {DeliveryState.DROPPED}
    assert [one.why for one in whys] == [Why.READ, Why.NOT_THEIRS, Why.UNWANTED, Why.NOT_THEIRS]


def test_whoever_comes_second_to_a_message_does_not_send_it(mali):
    make_delivery(mali)
    first, second = due(now())[0], due(now())[0]
    assert taken_up(first, now()) == "mali@example.com"
    assert taken_up(second, now()) is None
    assert Delivery.objects.get().attempts == 1


# --- when it does not go out ----------------------------------------------------------------------


def test_a_failure_is_tried_again_later_and_later_and_then_given_up(mali):
    delivery, at = make_delivery(mali), now()
    for number in range(1, MOST_TRIES + 1):
        assert taken_up(delivery, at)
        assert note_failed(delivery, fault=NotSent(Why.UNREACHABLE), at=at)
        assert delivery.attempts == number
        if number < MOST_TRIES:
            assert delivery.state == DeliveryState.WAITING
            assert delivery.next_try_at == at + WAITS[number - 1]
            assert due(delivery.next_try_at - timedelta(seconds=1)) == []
            at = delivery.next_try_at
    assert (delivery.state, delivery.why) == (DeliveryState.FAILED, Why.UNREACHABLE)


def test_an_address_that_is_refused_is_given_up_at_once(mali):
    delivery = make_delivery(mali)
    taken_up(delivery, now())
    note_failed(delivery, fault=NotSent(Why.REFUSED, for_good=True), at=now())
    assert (delivery.state, delivery.why) == (DeliveryState.FAILED, Why.REFUSED)


@pytest.mark.parametrize(
    ("fault", "state", "why"),
    [
        (SMTPServerDisconnected("gone"), DeliveryState.WAITING, Why.UNREACHABLE),
        (ConnectionRefusedError(), DeliveryState.WAITING, Why.UNREACHABLE),
        (SMTPRecipientsRefused({}), DeliveryState.FAILED, Why.REFUSED),
    ],
)
def test_what_a_mail_server_says_becomes_a_reason(mali, monkeypatch, fault, state, why):
    def break_off(message, *args):
        raise fault

    monkeypatch.setattr(channels.EmailMessage, "send", break_off)
    make_delivery(mali)
    assert run()["sent"] == 0
    found = Delivery.objects.get()
    assert (found.state, found.why) == (state, why)


def test_the_run_after_a_failure_is_queued_for_the_next_try(mali, monkeypatch):
    def break_off(message, *args):
        raise ConnectionRefusedError

    monkeypatch.setattr(channels.EmailMessage, "send", break_off)
    make_delivery(mali)
    run()
    planned = Job.objects.filter(kind=SEND).latest("created_at")
    assert datetime.fromisoformat(planned.params["after"]) == Delivery.objects.get().next_try_at


def test_what_a_worker_took_up_and_left_is_failed_and_its_late_word_not_heard(mali):
    delivery, at = make_delivery(mali), now()
    taken_up(delivery, at)
    assert give_up_broken_off(at=at + timedelta(minutes=59)) == 0
    assert give_up_broken_off(at=at + timedelta(minutes=61)) == 1
    assert not note_sent(delivery, at=at)
    found = Delivery.objects.get()
    assert (found.state, found.why) == (DeliveryState.FAILED, Why.INTERRUPTED)


def test_what_waits_for_a_channel_that_is_gone_queues_no_run(mali, settings):
    make_delivery(mali)
    settings.ASA_EMAIL_URL = ""
    before = Job.objects.count()
    assert run()["sent"] == 0
    assert Job.objects.count() == before + 1  # the run itself
    assert Delivery.objects.get().state == DeliveryState.WAITING


def test_after_a_fault_of_the_program_the_next_run_waits(mali, monkeypatch):
    def break_off(message, *args):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(channels.EmailMessage, "send", break_off)
    make_delivery(mali)
    make_delivery(mali)
    with pytest.raises(RuntimeError):
        run()
    planned = Job.objects.filter(kind=SEND).latest("created_at")
    assert datetime.fromisoformat(planned.params["after"]) > now() + timedelta(minutes=4)
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["sending", "waiting"]


# --- quiet hours ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "until"),
    [
        ("19:59", None),
        ("20:00", "2026-11-24 07:00"),
        ("23:59", "2026-11-24 07:00"),
        ("00:00", "2026-11-23 07:00"),
        ("06:59", "2026-11-23 07:00"),
        ("07:00", None),
    ],
)
def test_quiet_hours_go_over_midnight(clock, until):
    moment = datetime.fromisoformat(f"2026-11-23 {clock}+07:00")
    end = until and datetime.fromisoformat(f"{until}+07:00")
    assert quiet_until(moment, time(20), time(7)) == end


def test_hours_of_a_day_and_no_hours_at_all():
    assert quiet_until(NOON, time(12), time(13)) == NOON + timedelta(hours=1)
    assert quiet_until(NOON, time(13), time(14)) is None
    assert quiet_until(NOON, time(12), time(12)) is None


def test_at_night_it_waits_for_the_morning(mali):
    QuietHours.objects.update(starts_at=time(20), ends_at=time(7))
    delivery = make_delivery(mali, at=NOON)
    assert taken_up(delivery, NIGHT) is None
    assert (delivery.state, delivery.next_try_at, delivery.attempts) == ("waiting", MORNING, 0)
    assert taken_up(delivery, MORNING)


def test_an_emergency_does_not_wait(mali):
    QuietHours.objects.update(starts_at=time(20), ends_at=time(7))
    assert taken_up(make_delivery(mali, kind="case.emergency", at=NOON), NIGHT)


def test_own_quiet_hours_hold_instead_of_those_of_the_product():
    QuietHours.objects.update(starts_at=time(20), ends_at=time(7))
    early, late = make_user("volunteer", "860101"), make_user("volunteer", "860101")
    make_contact(early, quiet_from=time(11), quiet_until=time(13))
    make_contact(late, quiet_from=time(3), quiet_until=time(4))
    assert taken_up(make_delivery(early, at=NOON), NOON) is None
    assert taken_up(make_delivery(late, at=NOON), NIGHT)


# --- the office -----------------------------------------------------------------------------------


def failed(user, **fields):
    delivery = make_delivery(user, state=DeliveryState.FAILED, **fields)
    Delivery.objects.filter(pk=delivery.pk).update(why=Why.REFUSED, ended_at=now(), attempts=5)
    delivery.refresh_from_db()
    return delivery


def test_a_failed_message_is_sent_again_from_the_first_try_on(mali):
    delivery, admin = failed(mali), make_user("admin", "TH")
    send_again(delivery, by=admin, at=now())
    assert (delivery.state, delivery.attempts, delivery.why) == ("waiting", 0, "")
    assert [line.verb for line in journal.history_of(delivery)] == ["delivery.sent_again"]
    with pytest.raises(DomainError):
        send_again(delivery, by=admin, at=now())


def test_only_who_looks_after_the_area_sends_again(mali):
    delivery = failed(mali)
    elsewhere = make_user("department_officer", "85")
    for user in (mali, make_user("province_head", "86"), elsewhere):
        with pytest.raises(PermissionDenied):
            send_again(delivery, by=user, at=now())
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.FAILED


def test_the_outbox_is_of_the_own_area(mali):
    here, nowhere = failed(mali), failed(mali, area="TH")
    assert set(deliveries_for(make_user("department_officer", "86"))) == {here}
    assert set(deliveries_for(make_user("admin", "TH"))) == {here, nowhere}
    assert not deliveries_for(make_user("department_officer", "85")).exists()
    assert not deliveries_for(make_user("province_officer", "86")).exists()


def test_the_outbox_says_whom_and_why_and_not_of_what(client, mali):
    client.cookies["asa_language"] = "en"
    failed(mali, kind="case.protected", link="/cases/0192aaaa/")
    failed(mali, kind="case.to_check", params={"number": "86-70-00412"}, reason="เหตุผลลับ")
    client.force_login(make_user("admin", "TH"))
    page = client.get(reverse("notices:outbox")).text
    assert page.count("The address was refused") == 2
    assert "m…@example.com" in page
    for hidden in ("86-70-00412", "เหตุผลลับ", "0192aaaa", "you and your team", "mali@"):
        assert hidden not in page
    client.post(reverse("notices:again", args=[Delivery.objects.first().pk]))
    assert sorted(Delivery.objects.values_list("state", flat=True)) == ["failed", "waiting"]


def test_the_outbox_asks_the_same_whatever_its_length(client, mali, django_assert_max_num_queries):
    client.force_login(make_user("admin", "TH"))
    failed(mali)
    client.get(reverse("notices:outbox"))
    with django_assert_max_num_queries(60) as few:
        client.get(reverse("notices:outbox"))
    for _number in range(12):
        failed(mali)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("notices:outbox"))


def test_the_list_of_notices_says_what_was_sent_where(client, mali):
    client.cookies["asa_language"] = "en"
    tell([mali], kind="tasks.planned", area="860101")
    client.force_login(mali)
    assert "By e-mail: Waiting to be sent" in client.get(reverse("notices:list")).text
    run()
    assert "By e-mail: Sent" in client.get(reverse("notices:list")).text


def test_a_notice_that_is_forgotten_is_not_sent(mali):
    tell([mali], kind="case.to_check", area="860101", number="86-70-00412")
    assert forget_notices(about=[], number="86-70-00412") == 1
    assert not Delivery.objects.exists()
    assert run()["sent"] == 0


def test_the_state_is_one_of_the_known_ones(mali):
    delivery = make_delivery(mali)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(state="lost")
