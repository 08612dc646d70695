"""While one batch of a list is written the next is read; what fails in either leaves nothing."""

import sys
from datetime import date
from threading import current_thread, main_thread

import pytest
from django.db import connection
from django.utils.translation import get_language, override

from asa.common.citizenid import check_digit
from asa.common.imports import beside, reading
from asa.common.models import ImportBatch, JournalEntry
from asa.people.actions import system_user
from asa.people.models import Person
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon
from asa.volunteers.importers import import_volunteers, writing
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.test_import_shapes import workbook

DAY = date(2026, 11, 22)
HEADINGS = ("เลขทะเบียน", "ชื่อ", "นามสกุล", "เลขประจำตัวประชาชน", "หมู่ที่", "ตำบล", "อำเภอ", "จังหวัด")
NAMES = ("สมใจ", "สมศรี", "สมหมาย", "สมบัติ", "สมพร", "สมคิด")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_rows_at_a_time(monkeypatch):
    load_chumphon()
    monkeypatch.setattr("asa.common.imports.runs.ROWS_AT_A_TIME", 2)
    monkeypatch.setattr(reading, "ROWS_AT_A_TIME", 2)


def row_of(number, name):
    twelve = f"3860600001{number:02d}"
    place = ("3", "ปากน้ำ", "เมืองชุมพร", "ชุมพร")
    return (f"8686000{number:02d}/2560", name, "ใจดี", twelve + check_digit(twelve), *place)


def rows_of(names=NAMES):
    return [row_of(number, name) for number, name in enumerate(names)]


def bring_in(rows, **options):
    file = workbook({"ชุมพร": [HEADINGS, *rows]})
    return import_volunteers(file, by=system_user(), province="86", on=DAY, **options)


def test_batches_are_written_in_order_by_a_thread_of_their_own_in_the_readers_language(monkeypatch):
    writers = []
    plain = writing.insert_sealed

    def watched(persons):
        names = [row[2] for row in persons]
        writers.append((current_thread() is main_thread(), get_language(), names))
        plain(persons)

    monkeypatch.setattr(writing, "insert_sealed", watched)
    with override("th"):
        report = bring_in(rows_of())

    assert (report.created, report.written) == (6, True)
    assert writers == [(False, "th", list(NAMES[at : at + 2])) for at in (0, 2, 4)]
    assert Volunteer.objects.count() == 6
    lines = JournalEntry.objects.filter(verb="volunteer.imported").order_by("seq")
    written = {str(one.pk): one.person.given_name for one in Volunteer.objects.all()}
    assert [written[line.target_id] for line in lines] == list(NAMES)


def test_a_fault_of_the_writing_reaches_the_caller_and_nothing_is_written(monkeypatch):
    plain, turn = writing.insert_sealed, sys.getswitchinterval()

    def broken(persons):
        plain(persons)
        if persons[0][2] == NAMES[2]:
            raise OSError("The disk is full.")

    monkeypatch.setattr(writing, "insert_sealed", broken)
    with pytest.raises(OSError, match="disk is full"):
        bring_in(rows_of())

    assert not Person.objects.exists()
    assert not Volunteer.objects.exists()
    assert not ImportBatch.objects.exists()
    assert not JournalEntry.objects.exists()
    assert not Area.objects.filter(pk__startswith="860101", level="village", confirmed=False)
    assert sys.getswitchinterval() == turn
    assert not connection.allow_thread_sharing


def test_a_fault_of_the_reading_leaves_nothing_of_what_was_written_meanwhile():
    def stop(done, _total):
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(rows_of(), progress=stop)

    assert not Volunteer.objects.exists()
    assert not JournalEntry.objects.exists()


def test_whoever_asks_the_register_finds_what_the_batch_before_wrote():
    with beside.writer() as writer:
        writer.give(lambda: Person.objects.create(given_name="สมใจ"))
        assert Person.objects.filter(given_name="สมใจ").exists()


def test_a_second_list_knows_all_of_the_first_and_of_its_own_batches():
    bring_in(rows_of())
    changed = [(*row[:2], "ใจงาม", *row[3:]) for row in rows_of()]

    report = bring_in(changed)

    assert (report.created, report.updated) == (0, 6)
    assert set(Person.objects.values_list("family_name", flat=True)) == {"ใจงาม"}
    assert bring_in(changed).unchanged == 6
