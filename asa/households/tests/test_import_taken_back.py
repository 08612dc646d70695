"""A list of households is taken back as one act; a home that was touched since stays whole."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from asa.cases.tests.factories import make_case
from asa.common import chains, journal
from asa.common.errors import DomainError
from asa.common.imports import Report
from asa.common.models import ImportBatch, ImportPart, JournalEntry
from asa.households.actions import seal_household
from asa.households.importers import import_households, take_back_households
from asa.households.models import Household, HouseholdMember
from asa.households.tests.factories import make_member, make_photo, make_visit
from asa.households.tests.test_import import HOME, MEMBER, make_file
from asa.households.tests.test_import_pages import page_of, send, work
from asa.households.views.imports import named
from asa.people.actions import system_user
from asa.people.codes import Role
from asa.people.models import Person, PossibleDuplicate
from asa.people.tests.factories import make_person, make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.tests.factories import make_volunteer

DAY = date(2026, 11, 22)
SECOND = HOME | {"เลขที่ครัวเรือน": "ชพ-2", "บ้านเลขที่": "16", "รหัสประจำบ้าน": ""}
CHAMPA = MEMBER | {
    "เลขที่ครัวเรือน": "ชพ-2", "ชื่อ": "จำปา", "เลขประจำตัวประชาชน": "3860292881841",
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def bring_in(homes=(HOME,), members=(MEMBER,), *, by=None, **options):
    file = make_file(homes, members)
    options = {"province": "86", "on": DAY} | options
    return import_households(file, by=by or system_user(), **options)


def batch_of(*lists, **options):
    return ImportBatch.objects.get(pk=bring_in(*lists, **options).batch)


def take_back(batch, *, by=None, reason="ผิดไฟล์", **options):
    with translation.override("en"):
        return take_back_households(batch, by=by or system_user(), on=DAY, reason=reason, **options)


def kept(done):
    return {one.key: one.reason for one in done.kept}


def home_of(reference="ชพ-1"):
    return Household.objects.get(reference=reference)


# --- what is new ----------------------------------------------------------------------------------


def test_new_homes_go_with_members_and_people_and_the_file_counts_as_the_first_time():
    batch = batch_of([HOME, SECOND], [MEMBER, CHAMPA])
    key = str(home_of().pk)

    done = take_back(batch)

    assert (done.removed, done.returned, done.kept, done.written) == (4, 0, [], True)
    for model in (Household, HouseholdMember, Person, ImportPart):
        assert not model.objects.exists()
    told = JournalEntry.objects.filter(target_id=key).order_by("seq")
    assert [line.verb for line in told][-1] == "household.removed"
    (line,) = journal.history_of(batch)
    assert (line.verb, line.text) == ("import.taken_back", "ผิดไฟล์")
    assert line.data == {"removed": 4, "returned": 0, "kept": 0}
    assert chains.verify(JournalEntry, journal.LOG)[1] == []
    assert bring_in([HOME, SECOND], [MEMBER, CHAMPA]) == Report(created=4, written=True)


def test_people_on_whom_something_else_stands_stay():
    known = make_person("จำปา", "ทดสอบ", citizen_id="3860292881841")
    make_user(Role.VOLUNTEER, "860101", person=known)
    batch = batch_of([HOME, SECOND], [MEMBER, CHAMPA])
    mali = Person.objects.get(given_name="มะลิ")
    make_volunteer("86010104", person=mali)

    assert take_back(batch).removed == 4

    assert set(Person.objects.filter(given_name__in=["มะลิ", "จำปา"])) == {mali, known}
    assert not HouseholdMember.objects.exists()


def test_pairs_that_nobody_has_judged_go_with_the_person():
    batch = batch_of()
    other = make_person("มะลิ", "ทดสอบ")
    mali = HouseholdMember.objects.get().person
    first, second = sorted((mali, other), key=lambda one: one.pk.hex)
    PossibleDuplicate.objects.create(
        first=first, second=second, first_area="86010104", second_area="86010104",
        likeness="same_name", found_on=DAY,
    )  # fmt: skip

    take_back(batch)

    assert not PossibleDuplicate.objects.exists()
    assert other in Person.objects.all()


def test_one_person_in_two_homes_of_the_list_goes_with_both():
    again = CHAMPA | {"เลขที่ครัวเรือน": "ชพ-1", "คนที่": 2}
    batch = batch_of([HOME, SECOND], [MEMBER, CHAMPA, again])
    assert Person.objects.count() == 2
    make_visit(home_of("ชพ-2"))

    done = take_back(batch)

    assert done.removed == 3
    assert kept(done) == {
        str(home_of("ชพ-2").pk): "Something hangs on this household by now: Visited."
    }
    assert HouseholdMember.objects.get().person.given_name == "จำปา"


# --- what was changed -----------------------------------------------------------------------------


def test_former_values_of_home_and_member_come_back():
    bring_in()
    before = Household.objects.values().get(), HouseholdMember.objects.values().get()
    person = Person.objects.values().get()
    changed = HOME | {
        "บ้านเลขที่": "99", "หมู่ที่": "ม.2", "รายได้ครัวเรือนต่อเดือน": "1,200.50",
        "ลักษณะที่อยู่อาศัย": "บ้านตนเอง",
    }  # fmt: skip
    grown = MEMBER | {"สุขภาพ": "แข็งแรง", "รายได้ต่อเดือน": 900, "วันเดือนปีเกิด": "1 มกราคม 2491"}
    batch = batch_of([changed, SECOND], [grown, CHAMPA])
    assert (home_of().house_no, home_of().area_id[-2:]) == ("99", "02")

    done = take_back(batch)

    assert (done.removed, done.returned, done.kept) == (2, 2, [])
    now = Household.objects.values().get(), HouseholdMember.objects.values().get()
    for was, told in zip(before, now, strict=True):
        assert told | {"updated_at": None} == was | {"updated_at": None}
    assert Person.objects.values().get() == person
    verbs = [line.verb for line in journal.history_of(home_of())]
    assert sorted(verbs[:2]) == ["household.member_restored", "household.restored"]
    assert bring_in([HOME], [MEMBER]) == Report(unchanged=2, written=True)


def test_a_member_put_into_a_home_on_record_goes_and_the_home_stays():
    bring_in([SECOND], [CHAMPA])
    batch = batch_of([SECOND], [CHAMPA, CHAMPA | {"ชื่อ": "มะลิ", "คนที่": 2, "เลขประจำตัวประชาชน":
                                                 "3860691848847"}])  # fmt: skip

    assert take_back(batch).removed == 1

    assert HouseholdMember.objects.get().person.given_name == "จำปา"
    assert journal.history_of(home_of("ชพ-2"))[0].verb == "household.member_removed"


def test_a_later_list_that_was_taken_back_counts_as_if_it_had_never_been():
    first = batch_of()
    second = batch_of([HOME | {"บ้านเลขที่": "16"}], [MEMBER | {"สุขภาพ": "แข็งแรง"}])
    assert kept(take_back(first, trial=True)) == {
        str(home_of().pk): "Changed since: Person corrected, on 22 Nov 2026."
    }

    take_back(second)

    assert take_back(first).removed == 2


# --- what stays -----------------------------------------------------------------------------------


def visited(home, _member):
    make_visit(home)


def in_a_case(home, _member):
    make_case(household=home)


def photographed(home, _member):
    make_photo(home)
    journal.record(system_user(), "household.photo_added", home, area=home.area_id, on=DAY)


def changed(home, _member):
    Household.objects.filter(pk=home.pk).update(landmark="หน้าวัด", house_no="7")


def member_changed(_home, member):
    HouseholdMember.objects.filter(pk=member.pk).update(health="disabled")


def person_changed(_home, member):
    Person.objects.filter(pk=member.person_id).update(birth_on=date(1950, 1, 1))


def joined(_home, member):
    HouseholdMember.objects.filter(pk=member.pk).update(person=make_person("อีกคน"))


def moved_out(home, member):
    other = make_member(given_name="คนอื่น").household
    HouseholdMember.objects.filter(pk=member.pk).update(household=other)


OF_NEW = {
    visited: "Something hangs on this household by now: Visited.",
    in_a_case: "Something else in Asa hangs on this household by now.",
    photographed: "Changed since: Photo added, on 22 Nov 2026.",
    joined: "A member was joined with another person since.",
    moved_out: "A member is not in this household any more.",
}
OF_CHANGED = OF_NEW | dict.fromkeys(
    (changed, member_changed, person_changed), "What the list wrote has been changed since."
)


@pytest.mark.parametrize("touch", OF_NEW)
def test_a_new_home_that_was_touched_stays_whole(touch):
    batch = batch_of([HOME, SECOND], [MEMBER, CHAMPA])
    home, member = home_of(), HouseholdMember.objects.get(household=home_of())
    touch(home, member)

    done = take_back(batch)

    assert kept(done) == {str(home.pk): OF_NEW[touch]}
    assert done.removed == 2
    assert Household.objects.filter(reference="ชพ-1").exists()
    assert HouseholdMember.objects.filter(pk=member.pk).exists()


@pytest.mark.parametrize("touch", OF_CHANGED)
def test_a_changed_home_that_was_touched_stays_whole(touch):
    bring_in()
    make_visit(home_of())  # before the list: that hinders nothing
    new = MEMBER | {"สุขภาพ": "แข็งแรง", "วันเดือนปีเกิด": "1 มกราคม 2491"}
    batch = batch_of([HOME | {"บ้านเลขที่": "16"}], [new])
    home, member = home_of(), HouseholdMember.objects.get()
    touch(home, member)
    now = Household.objects.values("house_no").get(pk=home.pk)

    done = take_back(batch)

    assert kept(done) == {str(home.pk): OF_CHANGED[touch]}
    assert done.returned == 0
    assert Household.objects.values("house_no").get(pk=home.pk) == now


def test_of_a_home_that_was_closed_nobody_is_told_why_it_stays(client):
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    batch = batch_of()
    team = [make_user(Role.SOCIAL_WORKER, "86")]
    seal_household(home_of(), team=team, by=system_user(), on=DAY)

    done = take_back(batch, by=officer, trial=True)

    assert list(kept(done).values()) == ["Something else in Asa hangs on this household by now."]
    assert named(officer, list(kept(done))) == {}


# --- who, how often, how much ---------------------------------------------------------------------


def test_a_trial_says_the_same_and_writes_nothing():
    batch = batch_of([HOME, SECOND], [MEMBER, CHAMPA])
    make_visit(home_of())
    lines = JournalEntry.objects.count()

    done = take_back(batch, trial=True, reason="")

    assert (done.removed, len(done.kept), done.written) == (2, 1, False)
    assert (Household.objects.count(), JournalEntry.objects.count()) == (2, lines)
    batch.refresh_from_db()
    assert batch.state == "written"


@pytest.mark.parametrize(
    ("role", "area"),
    [
        (Role.PROVINCE_OFFICER, "85"),
        (Role.SOCIAL_WORKER, "86"),
        (Role.TAMBON_LEAD, "860101"),
        (Role.AUDITOR, "TH"),
    ],
)
def test_nobody_takes_back_the_list_of_another_place_or_office(role, area):
    batch = batch_of()
    with pytest.raises(PermissionDenied):
        take_back(batch, by=make_user(role, area))
    assert Household.objects.exists()


def test_a_reason_is_asked_and_the_second_is_told():
    batch = batch_of()
    second = ImportBatch.objects.get(pk=batch.pk)
    with translation.override("en"), pytest.raises(DomainError, match="Write why"):
        take_back(batch, reason=" ")
    take_back(batch)
    with pytest.raises(DomainError, match="taken back already"):
        take_back(second)
    assert JournalEntry.objects.filter(verb="import.taken_back").count() == 1


def test_a_list_that_wrote_nothing_leaves_nothing_to_take_back():
    assert bring_in(trial=True).batch == ""
    assert bring_in([HOME], [MEMBER | {"ชื่อ": ""}], all_or_nothing=True).batch == ""
    bring_in()
    assert bring_in().batch == ""
    assert ImportBatch.objects.count() == 1


def test_the_names_of_the_members_are_kept_sealed():
    batch = batch_of()
    bring_in([HOME], [MEMBER | {"นามสกุล": "ใหม่"}])
    for part in ImportPart.objects.all():
        assert "ทดสอบ".encode() not in bytes(part.sealed)
    assert batch.parts.count() == 2


def test_statements_do_not_grow_with_the_rows():
    def asked(homes):
        lists = [
            (HOME | {"เลขที่ครัวเรือน": f"ก-{n}"}, _member(n)) for n in range(homes)
        ]  # fmt: skip
        batch = batch_of([home for home, _one in lists], [one for _home, one in lists])
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert take_back(batch).removed == 2 * homes
        return len(found)

    assert asked(3) == asked(30)


def _member(number):
    reasons = {"เลขประจำตัวประชาชน": "", "กรณีไม่มีเลขประจำตัว เนื่องจาก": "ตกสำรวจ"}
    return MEMBER | reasons | {"เลขที่ครัวเรือน": f"ก-{number}", "ชื่อ": f"มะลิ{number}"}


# --- the pages ------------------------------------------------------------------------------------


def test_the_pages_look_first_name_what_stays_and_take_back_with_a_reason(client):
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    send(client, make_file([HOME, SECOND], [MEMBER, CHAMPA]))
    client.post(page_of(work()))
    done = work()
    batch = ImportBatch.objects.get()
    page = reverse("households:import_batch", args=[batch.pk])
    lists = reverse("households:import_batches")
    assert page in client.get(page_of(done)).content.decode()
    assert page in client.get(lists).content.decode()
    assert lists in client.get(reverse("households:import")).content.decode()
    make_visit(home_of())

    client.post(page)
    look = work()
    back = reverse("households:import_back", args=[look.pk])
    said = client.get(back).content.decode()
    assert "ชพ-1" in said
    assert "ชพ-2" not in said
    assert Household.objects.count() == 2

    client.post(back, {"reason": "ผิดไฟล์"})
    assert work().result["told"]["removed"] == 2
    assert Household.objects.get() == home_of()
    assert "ผิดไฟล์" in client.get(page).content.decode()
