"""A list that was taken in is taken back as one act; what was built on it stays."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.imports import Report
from asa.common.imports.batches import DAYS_TO_TAKE_BACK, forget_old_parts
from asa.common.models import ImportBatch, ImportPart, JournalEntry
from asa.common.thaidate import today
from asa.households.tests.factories import make_household
from asa.people.actions import merge_persons, system_user
from asa.people.actions.duplicates import Choice
from asa.people.codes import Role
from asa.people.models import Person, PossibleDuplicate
from asa.people.tests.factories import make_person, make_post, make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import end_volunteer, give_assignment
from asa.volunteers.codes import EndReason
from asa.volunteers.importers import import_volunteers, take_back_import
from asa.volunteers.models import Assignment, Centre, Office, Volunteer, VolunteerStep
from asa.volunteers.tests.factories import (
    CITIZEN_IDS,
    make_activity,
    make_cells,
    make_file,
    make_office,
    make_volunteer,
)

DAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def bring_in(*rows, by=None, province="86", **options):
    report = import_volunteers(
        make_file(rows), by=by or system_user(), province=province, on=DAY, **options
    )
    return ImportBatch.objects.get(pk=report.batch) if report.batch else report


def take_back(batch, *, by=None, reason="ผิดไฟล์", **options):
    with translation.override("en"):
        return take_back_import(batch, by=by or system_user(), on=DAY, reason=reason, **options)


def kept(done):
    return [one.reason for one in done.kept]


# --- new entries --------------------------------------------------------------------------------


def test_new_entries_go_with_their_people_and_the_file_counts_as_the_first_time():
    rows = [make_cells(), make_cells(1, level="อำเภอ", position="ประธาน")]
    batch = bring_in(*rows)

    done = take_back(batch)

    assert (done.removed, done.returned, done.kept, done.written) == (2, 0, [], True)
    for model in (Volunteer, Person, Assignment, Office, ImportPart):
        assert not model.objects.exists()
    assert import_volunteers(make_file(rows), by=system_user(), province="86", on=DAY) == Report(
        created=2, written=True
    )


def test_the_journal_tells_what_went_and_why():
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    batch = bring_in(make_cells(), by=officer)
    key = Volunteer.objects.get().pk

    take_back(batch, by=officer)

    (line,) = journal.history_of(batch)
    assert (line.verb, line.text, line.data) == (
        "import.taken_back",
        "ผิดไฟล์",
        {"removed": 1, "returned": 0, "kept": 0},
    )
    told = JournalEntry.objects.filter(target_id=str(key)).order_by("seq")
    assert [entry.verb for entry in told] == ["volunteer.imported", "volunteer.removed"]
    batch.refresh_from_db()
    assert (batch.state, batch.removed, batch.reason) == ("taken_back", 1, "ผิดไฟล์")
    assert batch.taken_back_by_id == officer.pk


def test_a_trial_says_the_same_and_writes_nothing():
    batch = bring_in(make_cells(), make_cells(1))
    make_activity(Volunteer.objects.first(), DAY)

    done = take_back(batch, reason="", trial=True)

    assert (done.removed, len(done.kept), done.written) == (1, 1, False)
    assert Volunteer.objects.count() == 2
    batch.refresh_from_db()
    assert batch.state == "written"


def test_pairs_that_nobody_has_judged_go_with_the_person():
    known = make_person("มะลิ", "ทดสอบ0", birth_on=date(1965, 2, 26))
    make_post(make_user(person=known), "volunteer", "86010104")
    batch = bring_in(make_cells())
    assert PossibleDuplicate.objects.count() == 1

    assert take_back(batch).removed == 1
    assert list(Person.objects.all()) == [known]
    assert not PossibleDuplicate.objects.exists()


def test_a_person_known_under_another_role_stays_and_is_as_before():
    mali = make_person("มะลิ", "ทดสอบ0", citizen_id=CITIZEN_IDS[0], phone="+66899999999")
    make_user("finance", "86", person=mali)
    batch = bring_in(make_cells())
    mali.refresh_from_db()
    assert mali.phone == "+66810002345"

    assert take_back(batch).removed == 1
    mali.refresh_from_db()
    assert (mali.phone, mali.prefix) == ("+66899999999", "")
    assert not Volunteer.objects.exists()


def _ended(volunteer):
    end_volunteer(volunteer, reason=EndReason.RESIGNED, by=system_user(), on=DAY)


def _given_an_area(volunteer):
    area = make_area("860102")
    give_assignment(volunteer, area=area, by=system_user(), on=DAY)


def _active(volunteer):
    make_activity(volunteer, DAY)


def _signing_in(volunteer):
    make_user(Role.VOLUNTEER, "86010104", person=volunteer.person)


def _merged(volunteer):
    other = make_person("มะลิ", "ทดสอบ0")
    pair = PossibleDuplicate.objects.create(
        first=other, second=volunteer.person, first_area="86", second_area="86",
        likeness="typed", found_on=DAY,
    )  # fmt: skip
    merge_persons(pair, choice=Choice(reason="คนเดียวกัน"), by=system_user(), on=DAY)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_ended, "Changed since: Ended, on"),
        (_given_an_area, "Changed since: Additional area of work"),
        (_active, "hangs on this entry"),
        (_signing_in, "has an account"),
        (_merged, "joined with that of another person"),
    ],
)
def test_an_entry_that_somebody_worked_on_stays_and_says_why(change, said):
    batch = bring_in(make_cells(), make_cells(1))
    touched = Volunteer.objects.get(registration_no="868600000")
    change(touched)

    done = take_back(batch)

    assert (done.removed, [one.key for one in done.kept]) == (1, [str(touched.pk)])
    assert said in kept(done)[0]
    assert list(Volunteer.objects.values_list("pk", flat=True)) == [touched.pk]


def test_what_hangs_on_an_entry_and_may_be_hidden_is_not_named():
    batch = bring_in(make_cells())
    make_household("86010104", surveyor=Volunteer.objects.get(), is_sealed=True)

    assert kept(take_back(batch)) == ["Something else in Asa hangs on this entry by now."]


# --- changed entries ----------------------------------------------------------------------------


def test_changed_entries_get_their_former_values_back():
    first = make_cells(level="อำเภอ", position="ประธาน", note="เดิม")
    bring_in(first)
    before = Volunteer.objects.select_related("person").get()
    batch = bring_in(
        make_cells(
            level="อำเภอ", position="ที่ปรึกษา", note="ใหม่", family="ใจดี", phones="0890001234",
            citizen_id=CITIZEN_IDS[1], birth="1/1/2510", tambon="วังไผ่", moo="2", postcode="86190",
            given="มะลิ", registered_on="3/5/2560",
        ) | {"birth": "26/02/2508"}
    )  # fmt: skip
    assert batch.updated == 1

    done = take_back(batch)

    assert (done.removed, done.returned, done.kept) == (0, 1, [])
    after = Volunteer.objects.select_related("person").get()
    names = ("area_id", "note", "postcode", "registered_on", "responsibility", "state")
    assert [getattr(after, n) for n in names] == [getattr(before, n) for n in names]
    names = ("family_name", "phone", "citizen_id", "citizen_id_index", "name_key", "sort_key")
    assert [getattr(after.person, n) for n in names] == [getattr(before.person, n) for n in names]
    assert list(Office.objects.values_list("position", "ended_on")) == [("chair", None)]
    assert Assignment.objects.get().ended_on is None
    moved, back = VolunteerStep.objects.order_by("pk")
    assert (moved.kind, back.kind, back.takes_back) == ("moved", "taken_back", moved)
    line = journal.history_of(after)[0]
    assert (line.verb, line.data["import"]) == ("volunteer.restored", str(batch.pk))
    assert bring_in(first) == Report(unchanged=1, written=True)


def test_who_signs_in_works_again_where_before():
    bring_in(make_cells())
    user = make_user(Role.VOLUNTEER, "86010104", person=Volunteer.objects.get().person)
    batch = bring_in(make_cells(tambon="วังไผ่", moo="2"))

    assert take_back(batch).returned == 1
    held = user.posts.filter(ended_on__isnull=True)
    assert [post.area_id for post in held] == ["86010104"]


def test_a_value_that_was_changed_again_stays():
    bring_in(make_cells(note="เดิม"))
    batch = bring_in(make_cells(note="ใหม่"))
    Volunteer.objects.update(note="ใหม่กว่า")

    done = take_back(batch)

    assert (done.returned, kept(done)) == (0, ["What the list wrote has been changed since."])
    assert Volunteer.objects.get().note == "ใหม่กว่า"


def test_a_number_that_another_has_by_now_does_not_come_back():
    bring_in(make_cells())
    batch = bring_in(make_cells(number="868600009/2560"))
    make_volunteer(registration_no="868600000", registration_year_be=2560)

    done = take_back(batch)

    assert kept(done) == ["Another volunteer has the former number by now."]


def test_an_office_that_another_holds_by_now_does_not_come_back():
    bring_in(make_cells(level="อำเภอ", position="ประธาน"))
    batch = bring_in(make_cells(level="อำเภอ", position="ที่ปรึกษา"))
    make_office(make_volunteer(), Centre.objects.get(), "chair")

    assert kept(take_back(batch)) == ["Somebody else holds the former office by now."]


def test_lists_are_taken_back_one_after_the_other_the_latest_first():
    first, second = bring_in(make_cells(note="1")), bring_in(make_cells(note="2"))

    early = take_back(first, trial=True)
    assert "Brought up to date from a list" in kept(early)[0]
    assert take_back(second).returned == 1
    assert take_back(first).removed == 1
    assert not Volunteer.objects.exists()


# --- who may, and when ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "85"),
        (Role.PROVINCE_OFFICER, "8601"),
        (Role.VOLUNTEER, "86010104"),
        (Role.DISTRICT_LEAD, "8601"),
        (Role.SOCIAL_WORKER, "86"),
        (Role.ADMIN, "TH"),
    ],
)
def test_who_may_not_import_there_takes_nothing_back(role, area):
    batch = bring_in(make_cells())

    with pytest.raises(PermissionDenied):
        take_back(batch, by=make_user(role, area))
    assert Volunteer.objects.exists()


def test_whose_post_has_ended_takes_nothing_back():
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    batch = bring_in(make_cells(), by=officer)
    officer.posts.update(ended_on=today() - timedelta(days=1))

    with pytest.raises(PermissionDenied):
        take_back(batch, by=type(officer).objects.get(pk=officer.pk))
    assert Volunteer.objects.exists()


def test_a_list_of_the_country_is_taken_back_by_the_department_alone():
    department = make_user(Role.DEPARTMENT_OFFICER, "TH")
    batch = bring_in(make_cells(), by=department, province=None)

    with pytest.raises(PermissionDenied):
        take_back(batch, by=make_user(Role.PROVINCE_HEAD, "86"))
    assert take_back(batch, by=department).removed == 1


def test_a_list_is_taken_back_once_and_with_a_reason():
    batch = bring_in(make_cells())
    with pytest.raises(DomainError, match="Write why"):
        take_back(batch, reason=" ")
    take_back(batch)

    with pytest.raises(DomainError, match="already"):
        take_back(batch)


def test_after_its_days_a_list_stays_and_its_former_values_are_gone():
    batch = bring_in(make_cells())
    now = timezone.now()
    assert forget_old_parts(at=now + timedelta(days=DAYS_TO_TAKE_BACK - 1)) == 0
    assert forget_old_parts(at=now + timedelta(days=DAYS_TO_TAKE_BACK + 1)) == 1

    with pytest.raises(DomainError, match="older"):
        take_back(batch)


def test_what_changed_nothing_is_no_list_to_take_back():
    bring_in(make_cells())

    assert bring_in(make_cells()) == Report(unchanged=1, written=True)
    bring_in(make_cells(1), trial=True)
    assert ImportBatch.objects.count() == 1


def test_former_values_lie_sealed():
    bring_in(make_cells(family="ความลับ"))
    batch = bring_in(make_cells(family="เปิดเผย"))

    sealed = bytes(ImportPart.objects.get(batch=batch).sealed)
    assert "ความลับ".encode() not in sealed
    assert b"family_name" not in sealed


def test_the_statements_do_not_grow_with_the_rows():
    ids = [f"{3860690000000 + n * 97:013d}" for n in range(2000)]
    good = [
        i
        for i in ids
        if (11 - sum(int(d) * (13 - k) for k, d in enumerate(i[:12])) % 11) % 10 == int(i[12])
    ]

    def statements(rows):
        batch = bring_in(*rows)
        with CaptureQueriesContext(connection) as queries:
            assert take_back(batch).removed == len(rows)
        return len(queries)

    few = statements([make_cells(n, citizen_id=good[n]) for n in range(5)])
    many = statements([make_cells(n, citizen_id=good[n]) for n in range(5, 100)])
    assert many <= few + 4


def test_a_file_is_named_as_its_sender_named_it():
    file = io.BytesIO(make_file([make_cells()]).getvalue())
    import_volunteers(file, by=system_user(), province="86", on=DAY, name="รายชื่อ.xlsx")

    assert ImportBatch.objects.get().name == "รายชื่อ.xlsx"
