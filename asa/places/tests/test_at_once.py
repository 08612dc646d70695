"""Two officers of the department at the same moment, on a database that lets them."""

from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.households.models import Household
from asa.places.actions import carry_late, carry_out_change, undo_change
from asa.places.models import Area, AreaChange, CarriedRecords
from asa.places.queries import Part
from asa.places.tests.factories import make_area, make_change, make_officer
from asa.places.tests.ground import ON, populate

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def officers():
    with transaction.atomic():
        make_area("8602")
        make_area("8603")
        populate()
        return [make_officer(), make_officer()]


def held(change):
    return AreaChange.objects.get(pk=change.pk)


def test_one_change_is_carried_out_once(officers):
    with transaction.atomic():
        change = make_change("860101", kind="move", part=Part("860290"), by=officers[0], on=ON)
    found = at_once(
        *(partial(carry_out_change, held(change), by=fresh(o), on=ON) for o in officers)
    )
    assert found.count("done") == 1
    assert any("already" in one for one in found)
    assert Household.objects.filter(area="860290").count() == 1


def test_of_two_changes_of_one_area_the_second_is_told_that_it_is_gone(officers):
    with transaction.atomic():
        changes = [
            make_change("860101", kind="move", part=Part(code), by=officers[0], on=ON)
            for code in ("860290", "860390")
        ]
    found = at_once(
        *(
            partial(carry_out_change, held(change), by=fresh(o), on=ON)
            for change, o in zip(changes, officers, strict=True)
        )
    )
    assert found.count("done") == 1
    assert any("abolished" in one for one in found)
    assert Area.objects.filter(parent__in=["8602", "8603"]).count() == 1
    assert not Household.objects.filter(area__code__startswith="8601").exists()


def test_one_change_is_undone_once(officers):
    with transaction.atomic():
        change = make_change("860101", kind="move", part=Part("860290"), by=officers[0], on=ON)
        carry_out_change(change, by=officers[0], on=ON)
    found = at_once(
        *(partial(undo_change, held(change), reason="ผิด", by=fresh(o), on=ON) for o in officers)
    )
    assert found.count("done") == 1
    assert Household.objects.filter(area="860101").count() == 1


def test_what_is_late_is_taken_along_once(officers):
    with transaction.atomic():
        change = make_change("860101", kind="move", part=Part("860290"), by=officers[0], on=ON)
        carry_out_change(change, by=officers[0], on=ON)
        late = Household.objects.create(area_id="86010101")
    at_once(*(partial(carry_late, by=fresh(o), on=ON) for o in officers))
    late.refresh_from_db()
    assert late.area_id == "86029001"
    kept = CarriedRecords.objects.filter(kind="households.household", keys__contains=[str(late.pk)])
    assert kept.count() == 1
