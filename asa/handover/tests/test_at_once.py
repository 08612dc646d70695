"""Two people at the same moment, on a database that lets them: one owner, and one answer."""

from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.handover.actions import accept_item, offer_item, withdraw_offer
from asa.handover.codes import ItemState
from asa.handover.models import HandoverItem, HandoverTerm
from asa.handover.tests.factories import ON, OTHER_VILLAGE, make_working
from asa.handover.tests.test_actions import Story

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def story():
    with transaction.atomic():
        if not HandoverTerm.objects.exists():
            HandoverTerm.objects.create(
                days=14, days_until_office=7, days_to_give_back=7, started_on="2014-10-01"
            )
        return Story()


def held(item):
    return HandoverItem.objects.select_related("household", "task", "handover").get(pk=item.pk)


def test_one_item_is_offered_to_one(story):
    with transaction.atomic():
        _entry, other = make_working(OTHER_VILLAGE)
    found = at_once(
        partial(offer_item, held(story.care), to=story.nari, by=fresh(story.lead), on=ON),
        partial(offer_item, held(story.care), to=other, by=fresh(story.officer), on=ON),
    )
    assert found.count("done") == 1


def test_an_offer_is_accepted_or_withdrawn_and_not_both(story):
    with transaction.atomic():
        story.offer(story.care)
    found = at_once(
        partial(accept_item, held(story.care), by=fresh(story.nari), on=ON),
        partial(withdraw_offer, held(story.care), by=fresh(story.lead), on=ON),
    )
    assert found.count("done") == 1
    item = held(story.care)
    is_hers = item.household.caretaker_id == story.nari.pk
    assert is_hers == (item.state == ItemState.ACCEPTED)
