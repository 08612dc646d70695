"""Two officers take back the same list of households: of the two one does."""

from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.models import ImportBatch, JournalEntry
from asa.households.importers import take_back_households
from asa.households.models import Household
from asa.households.tests.test_import_taken_back import DAY, batch_of
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


def test_a_list_of_households_is_taken_back_once():
    with transaction.atomic():
        load_chumphon()
        officers = [make_user("province_officer", "86"), make_user("province_head", "86")]
        key = batch_of(by=officers[0]).pk
    batches = [ImportBatch.objects.get(pk=key) for _officer in officers]
    found = at_once(
        *(
            partial(take_back_households, batch, by=fresh(officer), on=DAY, reason="ผิดไฟล์")
            for batch, officer in zip(batches, officers, strict=True)
        )
    )
    assert found.count("done") == 1
    assert not Household.objects.exists()
    assert JournalEntry.objects.filter(verb="import.taken_back").count() == 1
