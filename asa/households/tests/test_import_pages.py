"""A list of households through the pages: tried, looked at, taken in, mended, read by its words."""

import io
import re

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from asa.common import jobs
from asa.common.errors import DomainError
from asa.common.imports import files
from asa.common.imports.meanings import keep_meanings, known_meanings
from asa.common.models import AccessEntry, Job, JournalEntry, KnownHeading
from asa.common.thaidate import today
from asa.households.importers.columns import KIND
from asa.households.models import Household, HouseholdMember
from asa.households.tests.test_import import HOME, MEMBER, make_file, people
from asa.households.views.imports import PAGES
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon

pytestmark = pytest.mark.django_db
IMPORT = "/households/import/"


@pytest.fixture
def officer(client):
    load_chumphon()
    user = make_user(Role.PROVINCE_OFFICER, "86")
    client.force_login(user)
    return user


def send(client, file, **fields):
    file.name = "households.xlsx"
    return client.post(IMPORT, {"file": file, "province": "86", "rows": "good"} | fields)


def work():
    """Do the latest job, as the worker does."""
    job = Job.objects.latest("created_at")
    jobs.run_job.func(str(job.pk))
    job.refresh_from_db()
    return job


def page_of(job, name="import_result"):
    return reverse(f"households:{name}", args=[job.pk])


def test_a_file_is_tried_first_and_taken_in_on_the_next_page(client, officer):
    answer = send(client, make_file([HOME], [MEMBER]))
    trial = work()
    assert answer.headers["Location"] == reverse("common:job", args=[trial.pk])
    assert client.get(answer.headers["Location"]).headers["Location"] == page_of(trial)
    assert "ยังไม่" in client.get(page_of(trial)).content.decode()
    assert not Household.objects.exists()

    client.post(page_of(trial))
    done = work()

    assert (done.state, done.result["report"]["created"], done.done) == ("done", 2, done.total // 2)
    assert "นำเข้าแล้ว 2 แถว" in client.get(page_of(done)).content.decode()
    assert HouseholdMember.objects.get().household == Household.objects.get()
    assert JournalEntry.objects.get(verb="household.imported").actor_id == officer.pk
    assert files.content_of(trial.pk, files.UPLOAD) is None
    send(client, make_file([HOME], [MEMBER]))
    assert work().result["report"]["unchanged"] == 2


def test_only_the_bad_rows_are_downloaded_mended_and_brought_in(client, officer):
    bad = HOME | {"เลขที่ครัวเรือน": "ชพ-2", "รหัสประจำบ้าน": "123"}
    its_member = MEMBER | {
        "เลขที่ครัวเรือน": "ชพ-2",
        "ชื่อ": "จำปา",
        "เลขประจำตัวประชาชน": "3860292881841",
    }
    send(client, make_file([HOME, bad], [MEMBER, its_member]))
    trial = work()
    assert re.search(r'<b class="cell">B</b>', client.get(page_of(trial)).content.decode())

    answer = client.get(page_of(trial, "import_rows"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == ["ครัวเรือน", "สมาชิก"]
    homes, members = (book.get_sheet_by_index(place).to_python() for place in (0, 1))
    assert (len(homes), len(members)) == (2, 2)
    assert "11" in homes[1][-1]
    assert AccessEntry.objects.filter(verb="import.rows_exported").exists()

    client.post(page_of(trial))
    work()
    assert Household.objects.get().reference == "ชพ-1"
    send(client, make_file([HOME | {"เลขที่ครัวเรือน": "ชพ-2"}], [its_member]))
    client.post(page_of(work()))
    work()
    assert (Household.objects.count(), HouseholdMember.objects.count()) == (2, 2)


def test_all_or_nothing_takes_nothing_of_a_file_with_a_bad_row(client, officer):
    send(client, make_file([HOME], [MEMBER | {"ชื่อ": ""}]), rows="all")
    client.post(page_of(work()))

    assert work().result["report"]["written"] is False
    assert not Household.objects.exists()


def test_a_list_of_people_who_live_elsewhere_waits_for_a_look_and_a_tick(client, officer):
    send(client, make_file([HOME], people(4)))
    client.post(page_of(work()))
    work()
    send(client, make_file([HOME | {"เลขที่ครัวเรือน": "ชพ-2"}], people(4, "ชพ-2")))
    trial = work()

    answer = client.post(page_of(trial))
    assert answer.context["form"].errors["despite"]
    client.post(page_of(trial), {"despite": "on"})

    assert work().result["report"]["written"] is True
    assert Household.objects.count() == 2
    assert JournalEntry.objects.get(verb="import.taken_despite_doubts").actor_id == officer.pk


def test_nobody_sees_the_import_of_another_nor_after_the_post_ended(client, officer):
    send(client, make_file([HOME], [MEMBER | {"ชื่อ": ""}]))
    trial = work()
    pages = [page_of(trial, name) for name in ("import_result", "import_rows", "import_headings")]
    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]
    client.force_login(officer)
    officer.posts.update(ended_on=today())
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


# --- what the headings mean ---------------------------------------------------------------------

OF_HOMES = {
    "รหัส": "reference",
    "ถิ่น": "tambon",
    "เขตปกครอง": "district",
    "เงินเข้า": "income_per_month",
}
OF_MEMBERS = {"ของบ้าน": "reference", "ผู้อาศัย": "given_name", "บัตร": "citizen_id"}


def strange_file():
    named = {
        "รหัส": "เลขที่ครัวเรือน",
        "ถิ่น": "ตำบล",
        "เขตปกครอง": "อำเภอ",
        "เงินเข้า": "รายได้ครัวเรือนต่อเดือน",
    }
    home = {heading: HOME[usual] for heading, usual in named.items()}
    member = {"ของบ้าน": "ชพ-1", "ผู้อาศัย": "มะลิ", "บัตร": MEMBER["เลขประจำตัวประชาชน"]}
    return workbook({"บ้าน": home, "คน": member})


def workbook(sheets):
    import xlsxwriter  # noqa: PLC0415 - for these files alone

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for name, row in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, list(row))
            sheet.write_row(1, 0, list(row.values()))
    file.seek(0)
    return file


def answers(said):
    return {f"heading_{number}": column for number, column in enumerate(said.values())}


def test_strange_headings_of_both_sheets_are_read_after_somebody_said_what_they_mean(
    client, officer
):
    send(client, strange_file())
    failed = work()
    assert failed.state == "failed"
    page = page_of(failed, "import_headings")
    assert page in client.get(reverse("common:job", args=[failed.pk])).content.decode()
    shown = client.get(page)
    assert [one.written for one in shown.context["found"]] == [*OF_HOMES, *OF_MEMBERS]
    labels = [str(field.label) for field in shown.context["form"].fields.values()]
    assert (labels[0], labels[-1]) == ("บ้าน · A · รหัส", "คน · C · บัตร")

    client.post(page, answers(OF_HOMES | OF_MEMBERS))
    trial = work()
    assert (trial.state, trial.result["report"]["created"]) == ("done", 2)
    client.post(page_of(trial))
    work()

    home = Household.objects.get()
    assert (home.reference, home.income_per_month) == ("ชพ-1", 12500)
    assert home.members.get().person.given_name == "มะลิ"
    assert known_meanings(KIND, "85") == {}
    send(client, strange_file())
    assert work().result["report"]["unchanged"] == 2


def test_two_columns_of_one_sheet_cannot_mean_the_same(client, officer):
    send(client, strange_file())
    page = page_of(work(), "import_headings")

    answer = client.post(page, answers(OF_HOMES | {"ถิ่น": "reference"} | OF_MEMBERS))

    assert "รหัส" in str(answer.context["form"].errors["heading_1"])
    assert list(answer.context["form"].errors) == ["heading_1"]
    assert not KnownHeading.objects.exists()


def test_what_was_said_of_the_members_changes_nothing_on_the_sheet_of_the_homes(officer, client):
    said = {"ชื่อหมู่บ้าน": "relation"}
    keep_meanings(PAGES, area="86", said=said, by=officer)
    send(client, workbook({"บ้าน": HOME | {"ชื่อหมู่บ้าน": "บ้านดอน"}}))
    client.post(page_of(work()))
    work()

    assert Household.objects.get().village_name == "บ้านดอน"


def test_a_heading_means_a_column_of_these_lists(officer, in_english):
    with pytest.raises(DomainError, match="no such column"):
        keep_meanings(PAGES, area="86", said={"รหัส": "registered_on"}, by=officer)
