"""Two workers come to the same message at the same moment, on a database that lets them."""

from functools import partial

import pytest
from django.core import mail
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.errors import DomainError
from asa.common.thaidate import now
from asa.notices.actions import send_again, take_up
from asa.notices.models import Delivery
from asa.notices.queries import outbox_of
from asa.notices.tests.factories import make_contact, make_delivery
from asa.people.tests.factories import make_user

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


def read():
    return Delivery.objects.select_related("notice__user__person").get()


def taken(delivery, outbox):
    if take_up(delivery, outbox=outbox, at=now()) is None:
        raise DomainError("somebody else has it")


def test_one_of_two_workers_gets_a_message():
    with transaction.atomic():
        mali = make_user("volunteer", "860101")
        make_contact(mali)
        # Urgent, so that the test runs at any hour.
        make_delivery(mali, kind="case.emergency")
    acts = []
    for _worker in range(2):
        delivery = read()
        acts.append(partial(taken, delivery, outbox_of([delivery])))
    assert at_once(*acts).count("done") == 1
    assert (read().attempts, read().state) == (1, "sending")
    assert mail.outbox == []


def test_of_two_who_send_again_one_does():
    with transaction.atomic():
        mali, admin = make_user("volunteer", "860101"), make_user("admin", "TH")
        make_delivery(mali, state="failed")
    acts = [partial(send_again, read(), by=fresh(admin), at=now()) for _one in range(2)]
    assert at_once(*acts).count("done") == 1
    assert read().state == "waiting"
