import io
import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from python_calamine import CalamineWorkbook

from asa.common import jobs
from asa.common.imports import files
from asa.common.models import AccessEntry, Job
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_cells, make_file

pytestmark = pytest.mark.django_db
IMPORT = "/volunteers/import/"


@pytest.fixture
def officer(client):
    load_chumphon()
    user = make_user(Role.PROVINCE_OFFICER, "86")
    client.force_login(user)
    return user


def send(client, *rows, file=None, **fields):
    upload = file or make_file(rows)
    upload.name = "register.xlsx"
    return client.post(IMPORT, {"file": upload, "province": "86", "rows": "good"} | fields)


def work():
    """Do the latest job, as the worker does."""
    job = Job.objects.latest("created_at")
    jobs.run_job.func(str(job.pk))
    job.refresh_from_db()
    return job


def page_of(job, name="import_result"):
    return reverse(f"volunteers:{name}", args=[job.pk])


def test_a_file_is_tried_first_and_taken_in_on_the_next_page(client, officer):
    answer = send(client, make_cells(), make_cells(1))
    trial = work()
    assert answer.headers["Location"] == reverse("common:job", args=[trial.pk])
    assert client.get(answer.headers["Location"]).headers["Location"] == page_of(trial)
    assert not Volunteer.objects.exists()

    client.post(page_of(trial))
    done = work()

    assert Volunteer.objects.count() == 2
    assert (done.state, done.result["report"]["created"], done.done) == ("done", 2, done.total // 2)
    said = client.get(page_of(done)).content.decode()
    assert "นำเข้าแล้ว 2 แถว" in said
    assert files.content_of(trial.pk, files.UPLOAD) is None


def test_the_uploaded_file_lies_encrypted(client, officer):
    send(client, make_cells())

    kept = list((Path(settings.ASA_DATA_DIR) / "imports").iterdir())
    assert kept
    assert not any(b"PK" in path.read_bytes()[:4] for path in kept)
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)


def test_only_the_bad_rows_are_downloaded_mended_and_brought_in(client, officer):
    send(client, make_cells(), make_cells(1, given=""), make_cells(2, birth="31/02/2508"))
    trial = work()
    said = client.get(page_of(trial)).content.decode()
    assert re.search(r'<b class="cell">C</b>', said)

    answer = client.get(page_of(trial, "import_rows"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == 3
    assert "ไม่มีชื่อ" in rows[1][-1]
    assert AccessEntry.objects.filter(verb="import.rows_exported").exists()

    client.post(page_of(trial))
    work()
    assert Volunteer.objects.count() == 1
    send(client, make_cells(1), make_cells(2))
    client.post(page_of(work()))
    work()
    assert Volunteer.objects.count() == 3


def test_the_downloaded_rows_name_the_same_faults_when_sent_again(client, officer):
    send(client, make_cells(), make_cells(1, given=""))
    first = work()
    again = io.BytesIO(client.get(page_of(first, "import_rows")).content)

    send(client, file=again)
    second = work()

    assert second.result["report"]["read"] == 1
    told = [(p["column"], p["reason"]) for p in second.result["report"]["problems"]]
    assert told == [(p["column"], p["reason"]) for p in first.result["report"]["problems"]]


def test_all_or_nothing_offers_nothing_to_take_in(client, officer):
    send(client, make_cells(), make_cells(1, given=""), rows="all")
    trial = work()

    assert (
        "<form" not in client.get(page_of(trial)).content.decode().split("<h1>")[1].split("foot")[0]
    )
    client.post(page_of(trial))
    done = work()
    assert done.result["report"]["written"] is False
    assert not Volunteer.objects.exists()


def test_a_file_that_is_no_spreadsheet_is_told_at_once(client, officer):
    upload = io.BytesIO(b"%PDF-1.4 no spreadsheet")

    answer = send(client, file=upload)

    assert answer.status_code == 200
    assert not Job.objects.exists()


def test_a_file_without_headings_ends_the_job_with_a_sentence(client, officer):
    send(client, file=make_file([{"a": 1}], headings={"a": "อื่น"}))

    job = work()

    assert job.state == "failed"
    assert job.message in client.get(reverse("common:job", args=[job.pk])).content.decode()


def test_a_file_is_gone_after_a_week(client, officer):
    send(client, make_cells())
    trial = work()
    for path in (Path(settings.ASA_DATA_DIR) / "imports").iterdir():
        old = path.stat().st_mtime - timedelta(days=8).total_seconds()
        os.utime(path, (old, old))

    files.remove_old()

    assert client.post(page_of(trial)).headers["Location"] == IMPORT
    assert not Volunteer.objects.exists()


def test_nobody_sees_the_import_of_another_nor_after_the_post_ended(client, officer):
    send(client, make_cells(given=""))
    trial = work()
    neighbour = make_user(Role.PROVINCE_OFFICER, "85")
    client.force_login(neighbour)
    for name in ("import_result", "import_rows"):
        assert client.get(page_of(trial, name)).status_code == 404
    client.force_login(officer)
    officer.posts.update(ended_on=today())
    for name in ("import_result", "import_rows"):
        assert client.get(page_of(trial, name)).status_code == 404


def test_an_officer_cannot_name_another_province(client, officer):
    assert send(client, make_cells(), province="85").status_code == 200
    assert not Job.objects.exists()
