"""The demonstration tells of a transfer that waits, one refused, and a list taken back."""

from types import SimpleNamespace

import pytest

from asa.common.models import ImportBatch
from asa.common.thaidate import today
from asa.home.demo.changes import PEOPLE, tell_of_changes
from asa.home.demo.people import NEIGHBOUR_TAMBON
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.models import Transfer, Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    load_chumphon()
    make_area(NEIGHBOUR_TAMBON)
    officers = {"officer": "86", "ranong_officer": "85"}
    return SimpleNamespace(
        users={name: make_user("province_officer", area) for name, area in officers.items()}
    )


def test_two_transfers_and_a_list_that_was_taken_back(cast):
    for number in range(PEOPLE):
        make_volunteer(
            "86040104", family_name=f"สมมุติ{number}", registration_no=f"8686000{number}1",
            registration_year_be=2560,
        )  # fmt: skip

    alone = make_volunteer("86040104", family_name="ไม่มีเบอร์", phone="")

    tell_of_changes(cast, on=today())

    assert sorted(Transfer.objects.values_list("state", flat=True)) == ["refused", "waiting"]
    batch = ImportBatch.objects.get(kind="volunteers.import_changes")
    assert (batch.state, batch.updated, batch.returned, batch.kept) == ("taken_back", 2, 2, 0)
    assert set(Volunteer.objects.values_list("state", flat=True)) == {"registered"}
    # What stands in a list of the province stays as the list says it.
    assert Volunteer.objects.get(person__phone="+66812345678") == alone


def test_where_nobody_lives_there_nothing_is_told(cast):
    tell_of_changes(cast, on=today())
    assert not Transfer.objects.exists()
