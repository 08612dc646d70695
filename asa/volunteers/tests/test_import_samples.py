import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from asa.common import chains, crypto, journal, phones
from asa.common.imports import Report
from asa.common.models import JournalEntry
from asa.people.actions import system_user
from asa.people.models import Person
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon
from asa.volunteers.importers import import_volunteers
from asa.volunteers.models import Assignment, Centre, Office, Volunteer

SAMPLES = Path(settings.BASE_DIR) / "samples"
CLEAN, FAULTY = SAMPLES / "volunteers_chumphon.xlsx", SAMPLES / "volunteers_faulty.xlsx"
DAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def bring_in(file=CLEAN, **options):
    return import_volunteers(file, by=system_user(), **({"province": "86", "on": DAY} | options))


def expected(name):
    return json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))


def truth():
    with (SAMPLES / "volunteers_chumphon.truth.csv").open(encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


def test_every_row_of_the_register_is_taken_with_its_true_values():
    report = bring_in()

    assert report == Report(created=4351, written=True)
    offices = dict(Office.objects.values_list("volunteer_id", "position"))
    found = {}
    for one in Volunteer.objects.select_related("person"):
        person = one.person
        mobile = person.phone if phones.is_mobile(person.phone) else ""
        found[f"{one.registration_no}/{one.registration_year_be}"] = {
            "citizen_id": person.citizen_id,
            "prefix": person.prefix,
            "given": person.given_name,
            "family": person.family_name,
            "sex": {"male": "ชาย", "female": "หญิง"}[person.sex],
            "birth": person.birth_on.isoformat(),
            "house_no": one.address,
            "moo": str(int(one.area_id[6:])),
            "tambon_code": one.area_id[:6],
            "postcode": one.postcode,
            "mobile": mobile.replace("+66", "0"),
            "registered_on": one.registered_on.isoformat(),
            "level": {
                "village": "หมู่บ้าน",
                "tambon": "ตำบล",
                "district": "อำเภอ",
                "province": "จังหวัด",
            }[one.responsibility],
            "position": {
                "chair": "ประธาน",
                "vice_chair": "รองประธาน",
                "secretary": "เลขานุการ",
                "treasurer": "เหรัญญิก",
                "committee": "กรรมการ",
                "adviser": "ที่ปรึกษา",
                "publicity": "ประชาสัมพันธ์",
            }.get(offices.get(one.pk, ""), ""),
            "note": one.note,
        }
        assert person.citizen_id_index == crypto.blind_index("citizen_id", person.citizen_id)
        assert person.id_kind in ("citizen", "pink_card")
        assert one.registration_province == "86"
        assert one.state == "registered"
    for row in truth():
        number = row.pop("registration_no")
        del row["row"]
        assert found.pop(number) == row
    assert found == {}


def test_the_counts_of_the_register_are_the_expected_ones():
    told = expected("volunteers_chumphon")
    bring_in()

    codes = list(Volunteer.objects.values_list("area_id", flat=True))
    assert Counter(code[:4] for code in codes) == {
        name[:4]: count for name, count in told["by_district"].items()
    }
    assert len({code[:6] for code in codes}) == told["tambons"]
    years = Counter(map(str, Volunteer.objects.values_list("registration_year_be", flat=True)))
    assert years == told["by_registration_year_be"]
    assert Assignment.objects.filter(is_main=True, ended_on__isnull=True).count() == 4351
    assert Office.objects.count() == 72
    assert set(Centre.objects.values_list("level", "area_id")) == {
        ("province", "86"),
        *(("district", f"860{n}") for n in range(1, 9)),
    }
    assert Centre.objects.get(area="8602").name_th == "ศูนย์ประสานงาน อพม. อ.ท่าแซะ"
    assert not Area.objects.filter(level="village", confirmed=True).exists()


def test_a_person_written_in_bulk_is_as_one_that_was_saved():
    bring_in(rows=40)

    for person in Person.objects.all():
        kept = {field.name: getattr(person, field.name) for field in Person._meta.fields}
        person.save()
        person.refresh_from_db()
        assert kept == {field.name: getattr(person, field.name) for field in Person._meta.fields}


def test_the_journal_has_a_line_for_each_volunteer_and_its_chain_holds():
    bring_in()

    lines = JournalEntry.objects.filter(verb="volunteer.imported")
    keys = {str(key) for key in Volunteer.objects.values_list("pk", flat=True)}
    assert set(lines.values_list("target_id", flat=True)) == keys
    assert chains.verify(JournalEntry, journal.LOG)[1] == []
    assert not any(lines.values_list("data", flat=True))


def test_the_same_file_again_changes_nothing():
    bring_in()
    lines = JournalEntry.objects.count()

    assert bring_in() == Report(unchanged=4351, written=True)
    assert bring_in(province=None) == Report(unchanged=4351, written=True)
    assert JournalEntry.objects.count() == lines
    assert Volunteer.objects.count() == Person.objects.count() == 4351


def test_a_trial_says_what_would_be_and_writes_nothing():
    assert bring_in(trial=True) == Report(created=4351, written=False)
    assert not Volunteer.objects.exists()
    assert not JournalEntry.objects.exists()
    assert not Area.objects.filter(level="village").exists()


def test_exactly_the_faulty_rows_are_refused_each_at_its_cell():
    report = bring_in(FAULTY)

    told = expected("volunteers_faulty")
    assert (report.read, report.accepted, report.refused) == (500, 440, 60)
    found = {(p.sheet, p.row): p for p in report.problems}
    assert len(found) == len(report.problems) == 60
    for fault in told["faults"]:
        problem = found.pop((fault["sheet"], fault["row"]))
        assert problem.column in [fault["column"], *fault.get("or_column", [])]
        if problem.column == fault["column"]:
            assert problem.heading == fault["heading"]
        assert problem.reason
        assert problem.remedy
    assert found == {}
    assert report.possible_duplicates == []
    assert Volunteer.objects.count() == 440


@pytest.mark.parametrize(
    ("kind", "fault", "words"),
    [
        ("id_check_digit", "F", "เลข"),
        ("birth_two_digit_year", "G", "ปี"),
        ("registration_no_of_another_row", "B", "แถวที่"),
        ("tambon_ambiguous_without_amphoe", "K", "อำเภอ"),
        ("given_name_missing", "D", "ชื่อ"),
    ],
)
def test_reason_and_remedy_are_thai_sentences(kind, fault, words):
    rows = {f["row"] for f in expected("volunteers_faulty")["faults"] if f["kind"] == kind}
    with translation.override("th"):
        report = bring_in(FAULTY, trial=True)

    told = [p for p in report.problems if p.row in rows]
    assert [p.column for p in told] == [fault] * 3
    assert all(words in f"{p.reason} {p.remedy}" for p in told)


def test_a_citizen_id_is_never_shown_in_full_in_a_problem():
    report = bring_in(FAULTY, trial=True)

    shown = [p.value for p in report.problems if p.column == "F"]
    digits = [sum(letter.isdigit() for letter in value) for value in shown]
    assert max(digits) <= 8
    assert "3-86xx-xxxxx-73-0" in shown


def test_all_or_nothing_leaves_the_register_as_it_was():
    report = bring_in(FAULTY, all_or_nothing=True)

    assert (report.refused, report.written) == (60, False)
    assert not Volunteer.objects.exists()
    assert not JournalEntry.objects.exists()


def test_only_so_many_rows_are_taken_if_asked():
    assert bring_in(rows=25) == Report(created=25, written=True)


def test_progress_reaches_the_last_row():
    told = []
    bring_in(progress=lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] == 4351


OF_DATABASE = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": """
        SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL
        SELECT conrelid::regclass || conname, pg_get_constraintdef(oid) FROM pg_constraint
    """,
}


def indexes():
    """Every index, and on PostgreSQL every constraint, by its name and as it is made."""
    with connection.cursor() as cursor:
        cursor.execute(OF_DATABASE[connection.vendor])
        return set(cursor.fetchall())


def test_a_first_register_gets_its_indexes_at_the_end_whatever_comes_of_it():
    before = indexes()

    with CaptureQueriesContext(connection) as first:
        bring_in(FAULTY, all_or_nothing=True)
    assert indexes() == before
    with CaptureQueriesContext(connection) as again:
        bring_in()
    assert indexes() == before
    made = [query["sql"] for query in again if query["sql"].startswith("CREATE")]
    assert len(made) == sum(query["sql"].startswith("DROP INDEX") for query in first) > 5
    with CaptureQueriesContext(connection) as known:
        bring_in()
    assert not [query for query in known if "INDEX" in query["sql"]]
