"""Two officers at the same moment, on a database that lets them: nothing is given twice."""

from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.models import ImportBatch, JournalEntry
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import (
    Order,
    Registration,
    Wish,
    accept_transfer,
    ask_transfer,
    end_volunteer,
    enrol_volunteer,
    hold_office,
    move_volunteer,
    refuse_transfer,
    take_step_back,
)
from asa.volunteers.codes import CentreLevel, EndReason, Position
from asa.volunteers.importers import (
    import_changes,
    import_volunteers,
    take_back_changes,
    take_back_import,
)
from asa.volunteers.models import Office, Transfer, Volunteer, VolunteerStep
from asa.volunteers.tests.factories import (
    CITIZEN_IDS,
    make_cells,
    make_centre,
    make_file,
    make_transfer,
    make_volunteer,
)
from asa.volunteers.tests.test_import_moves import HEADINGS, row
from asa.volunteers.tests.test_life import ON, make_at

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def officers():
    with transaction.atomic():
        return [make_user("province_officer", "86"), make_user("province_head", "86")]


def held(volunteer):
    return Volunteer.objects.select_related("person").get(pk=volunteer.pk)


def test_a_number_is_given_to_one(officers):
    with transaction.atomic():
        people = [make_at("trained"), make_at("trained")]
    registration = Registration("868600777", 2569)
    found = at_once(
        *(
            partial(enrol_volunteer, held(v), registration=registration, by=fresh(o), on=ON)
            for v, o in zip(people, officers, strict=True)
        )
    )
    assert found.count("done") == 1
    assert any("belongs to" in one for one in found)
    assert Volunteer.objects.filter(registration_no="868600777").count() == 1


def test_one_volunteer_is_ended_once(officers):
    with transaction.atomic():
        volunteer = make_volunteer()
    found = at_once(
        *(
            partial(
                end_volunteer,
                held(volunteer),
                reason=EndReason.RESIGNED,
                order=Order(),
                by=fresh(o),
                on=ON,
            )
            for o in officers
        )
    )
    assert found.count("done") == 1
    assert VolunteerStep.objects.filter(kind="ended").count() == 1


def test_one_step_is_taken_back_once(officers):
    with transaction.atomic():
        volunteer = make_volunteer()
        end_volunteer(volunteer, reason=EndReason.RESIGNED, by=officers[0], on=ON)
    found = at_once(
        *(
            partial(take_step_back, held(volunteer), reason="ผิดคน", by=fresh(o), on=ON)
            for o in officers
        )
    )
    assert found.count("done") == 1
    assert VolunteerStep.objects.filter(kind="taken_back").count() == 1


def test_one_move_is_taken_back_once_and_not_the_one_before(officers):
    with transaction.atomic():
        volunteer = make_volunteer()
        for place in ("860102", "860103"):
            move_volunteer(held(volunteer), to=make_area(place), by=officers[0], on=ON)
    found = at_once(
        *(
            partial(take_step_back, held(volunteer), reason="ผิดคน", by=fresh(o), on=ON)
            for o in officers
        )
    )
    assert found.count("done") == 1
    assert held(volunteer).area_id == "860102"
    assert volunteer.assignments.get(is_main=True, ended_on__isnull=True).area_id == "860102"


def test_one_transfer_is_answered_once_also_beside_a_move_of_the_department(officers):
    with transaction.atomic():
        volunteer = make_volunteer()
        transfer = make_transfer(volunteer, by=officers[0], on=ON)
        first, second = (make_user(role, "85") for role in ("province_officer", "province_head"))
        department = make_user("department_officer", "TH")
        elsewhere = make_area("840101")
    found = at_once(
        lambda: accept_transfer(Transfer.objects.get(pk=transfer.pk), by=fresh(first), on=ON),
        lambda: refuse_transfer(
            Transfer.objects.get(pk=transfer.pk), reason="เต็ม", by=fresh(second), on=ON
        ),
        lambda: move_volunteer(held(volunteer), to=elsewhere, by=fresh(department), on=ON),
    )
    # The department's move comes whatever was answered; of the two answers at most one.
    assert found[2] == "done"
    assert found[:2].count("done") <= 1
    transfer.refresh_from_db()
    assert transfer.state in ("accepted", "refused", "lapsed")
    assert volunteer.assignments.filter(is_main=True, ended_on__isnull=True).count() == 1
    moves = volunteer.steps.filter(kind="moved").count()
    assert moves == 1 + (transfer.state == "accepted")


def test_two_offices_that_ask_at_once_ask_once(officers):
    with transaction.atomic():
        volunteer, place = make_volunteer(), make_area("850101")
        other = make_user("province_officer", "85")
    wish = Wish(place, ON, Order("ย้ายตามครอบครัว"))
    found = at_once(
        *(
            partial(ask_transfer, held(volunteer), wish=wish, by=fresh(one), on=ON)
            for one in (officers[0], other)
        )
    )
    assert found.count("done") == 1
    assert Transfer.objects.count() == 1


def test_an_empty_centre_gets_one_chair(officers):
    with transaction.atomic():
        people, _centre = [make_volunteer(), make_volunteer()], make_centre("8601")
    found = at_once(
        *(
            partial(
                hold_office,
                held(v),
                level=CentreLevel.DISTRICT,
                position=Position.CHAIR,
                by=fresh(o),
                on=ON,
            )
            for v, o in zip(people, officers, strict=True)
        )
    )
    assert found.count("done") == 1
    assert Office.objects.filter(position="chair").count() == 1


def test_who_is_ended_while_getting_an_office_holds_none(officers):
    first, second = officers
    with transaction.atomic():
        volunteer = make_volunteer()
        make_centre()
    at_once(
        lambda: end_volunteer(
            held(volunteer), reason=EndReason.RESIGNED, order=Order(), by=fresh(first), on=ON
        ),
        lambda: hold_office(
            held(volunteer),
            level=CentreLevel.TAMBON,
            position=Position.CHAIR,
            by=fresh(second),
            on=ON,
        ),
    )
    assert held(volunteer).state == "ended"
    assert not Office.objects.filter(ended_on__isnull=True).exists()


def test_who_is_moved_twice_at_once_works_in_one_place(officers):
    with transaction.atomic():
        volunteer = make_volunteer()
        places = [make_area("860102"), make_area("860103")]
    found = at_once(
        *(
            lambda o=o, place=place: move_volunteer(held(volunteer), to=place, by=fresh(o), on=ON)
            for o, place in zip(officers, places, strict=True)
        )
    )
    assert found == ["done", "done"]
    assert (
        volunteer.assignments.get(is_main=True, ended_on__isnull=True).area == held(volunteer).area
    )
    moves = [step.details for step in volunteer.steps.order_by("recorded_at")]
    assert moves[1]["before"] == moves[0]["after"]


def test_one_list_is_taken_back_once(officers):
    with transaction.atomic():
        load_chumphon()
        report = import_volunteers(make_file([make_cells()]), by=officers[0], province="86", on=ON)
    found = at_once(
        *(
            partial(
                take_back_import,
                ImportBatch.objects.get(pk=report.batch),
                by=fresh(o),
                on=ON,
                reason="ผิดไฟล์",
            )
            for o in officers
        )
    )
    assert found.count("done") == 1
    assert not Volunteer.objects.exists()
    assert JournalEntry.objects.filter(verb="import.taken_back").count() == 1


def test_a_list_of_endings_is_taken_back_once(officers):
    with transaction.atomic():
        load_chumphon()
        volunteer = make_volunteer("86010104", citizen_id=CITIZEN_IDS[0])
        file = make_file([row()], headings=HEADINGS)
        report = import_changes(file, by=officers[0], province="86", on=ON)
    batches = [ImportBatch.objects.get(pk=report.batch) for _officer in officers]
    found = at_once(
        *(
            partial(take_back_changes, batch, by=fresh(o), on=ON, reason="ผิดไฟล์")
            for batch, o in zip(batches, officers, strict=True)
        )
    )
    assert found.count("done") == 1
    assert held(volunteer).state == "registered"
    assert volunteer.steps.filter(kind="taken_back").count() == 1
