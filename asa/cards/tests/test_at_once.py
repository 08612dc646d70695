"""Two officers at the same moment, on a database that lets them: one card, one hand-over."""

from functools import partial

import pytest
from django.db import connection, transaction

from asa.cards.actions import NewCard, issue_cards, prepare_card, report_lost, revoke_card
from asa.cards.codes import CardState
from asa.cards.models import VolunteerCard
from asa.cards.tests.factories import make_card, make_ready
from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.volunteers.models import Volunteer

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def officers():
    return [make_user(Role.PROVINCE_OFFICER, "86") for _one in range(2)]


def test_two_officers_prepare_one_card_of_a_volunteer(officers):
    with transaction.atomic():
        key = make_ready().pk

    def prepare(by):
        known = Volunteer.objects.get(pk=key)
        return partial(prepare_card, known, wanted=NewCard(), by=fresh(by), on=today())

    found = at_once(*(prepare(officers[n % 2]) for n in range(4)))
    assert found.count("done") == 1
    assert VolunteerCard.objects.count() == 1


def test_a_card_is_handed_out_or_taken_back_but_not_both(officers):
    with transaction.atomic():
        key = make_card(make_ready(), CardState.PRINTED).pk

    def card():
        return VolunteerCard.objects.select_related("volunteer").get(pk=key)

    one, other = officers
    found = at_once(
        partial(issue_cards, [card()], by=fresh(one), on=today()),
        partial(issue_cards, [card()], by=fresh(other), on=today()),
    )
    assert found.count("done") == 1
    found = at_once(
        partial(report_lost, card(), reason="ตกน้ำ", by=fresh(one), on=today()),
        partial(report_lost, card(), reason="ไฟไหม้", by=fresh(other), on=today()),
    )
    assert found.count("done") == 1
    found = at_once(
        partial(revoke_card, card(), reason="พิมพ์ผิด", by=fresh(one), on=today()),
        partial(revoke_card, card(), reason="ไม่ใช้", by=fresh(other), on=today()),
    )
    assert found.count("done") == 1
