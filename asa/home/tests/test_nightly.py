"""What is done each night, and that a next night always follows."""

import os
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from asa.applications.actions import refuse_application
from asa.applications.models import PublicApplication
from asa.applications.tests.factories import make_application
from asa.centres.tests.factories import make_supervision
from asa.common import jobs
from asa.common.imports import files
from asa.common.models import Job
from asa.common.thaidate import BANGKOK, today
from asa.coverage.models import ProvinceTally
from asa.home.jobs import do_nightly, plan_night
from asa.home.queries import NIGHTLY, last_verification
from asa.notices.models import Notice
from asa.people.actions import system_user
from asa.people.models import KeptForm, PossibleDuplicate, SignInAttempt
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=100)


def nights():
    return list(Job.objects.filter(kind=NIGHTLY).order_by("created_at"))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 2, 1, 1, 0, tzinfo=BANGKOK), datetime(2026, 2, 1, 2, 30, tzinfo=BANGKOK)),
        (datetime(2026, 2, 1, 2, 30, tzinfo=BANGKOK), datetime(2026, 2, 2, 2, 30, tzinfo=BANGKOK)),
        (datetime(2026, 2, 1, 22, 0, tzinfo=BANGKOK), datetime(2026, 2, 2, 2, 30, tzinfo=BANGKOK)),
    ],
)
def test_the_next_night_begins_at_half_past_two_and_is_queued_once(
    now, due, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = plan_night(after=now)
        assert plan_night(after=now) is None
    assert nights() == [job]
    assert DBTaskResult.objects.get().run_after == due
    assert job.started_by_id == system_user().pk


def done_now(django_capture_on_commit_callbacks):
    """The night's work as the worker does it, when its hour has come."""
    job = jobs.start(NIGHTLY, "งานประจำคืน", by=system_user())
    job.move_to("running")
    with django_capture_on_commit_callbacks(execute=True):
        result = do_nightly(job)
    job.move_to("done", result=result, ended_at=timezone.now())
    return result


def test_a_night_queues_the_next_one(django_capture_on_commit_callbacks):
    done_now(django_capture_on_commit_callbacks)
    assert [job.state for job in nights()] == ["done", "waiting"]


def test_a_night_that_fails_is_followed_by_another(monkeypatch, django_capture_on_commit_callbacks):
    def breaks(job):
        raise OSError("no disk")

    monkeypatch.setattr("asa.home.jobs.verify_logs", breaks)
    with pytest.raises(OSError, match="no disk"):
        done_now(django_capture_on_commit_callbacks)
    assert [job.state for job in nights()] == ["running", "waiting"]


def test_what_had_its_time_is_thrown_away_and_the_rest_stays(django_capture_on_commit_callbacks):
    user, now = make_user("volunteer", "86010104"), timezone.now()
    for at in (now, now - LONG_AGO):
        SignInAttempt.objects.create(account="a", device="", address="10.0.0.1", at=at)
        KeptForm.objects.create(user=user, path="/", back="/", content="{}", kept_at=at)
        Session.objects.create(session_key=str(at), session_data="", expire_date=at + LONG_AGO / 2)
    old, new = uuid4(), uuid4()
    for key in (old, new):
        files.keep(key, files.UPLOAD, b"rows")
    officer = make_user("province_officer", "86")
    for on in (today() - LONG_AGO, today()):
        refuse_application(make_application(), reason="ไม่ครบ", by=officer, on=on)
    path = Path(settings.ASA_DATA_DIR) / "imports" / f"{old.hex}.{files.UPLOAD}"
    os.utime(path, (time.time() - LONG_AGO.total_seconds(),) * 2)

    result = done_now(django_capture_on_commit_callbacks)

    assert result["forgotten"] == {"attempts": 1, "forms": 1, "files": 1, "applications": 1}
    left = (SignInAttempt.objects.count(), KeptForm.objects.count(), Session.objects.count())
    assert left == (1, 1, 1)
    assert PublicApplication.objects.filter(told__isnull=True).count() == 1
    assert files.content_of(new, files.UPLOAD) == b"rows"


def test_the_counts_of_the_day_are_kept_for_every_province(django_capture_on_commit_callbacks):
    make_area("86010104")
    make_area("85")
    assert done_now(django_capture_on_commit_callbacks)["provinces"] == 2
    kept = ProvinceTally.objects.get(province="86")
    assert (kept.counted_on, kept.counts["villages_without"]) == (today(), 1)


def test_who_may_be_one_person_is_noted_to_be_judged(django_capture_on_commit_callbacks):
    for village in ("86010104", "86010105"):
        make_volunteer(village, given_name="มะลิ", family_name="ริมน้ำ", birth_on=date(1970, 5, 17))
    assert done_now(django_capture_on_commit_callbacks)["possible_duplicates"] == 1
    assert PossibleDuplicate.objects.get().state == "open"
    assert done_now(django_capture_on_commit_callbacks)["possible_duplicates"] == 0


def test_who_goes_to_see_a_volunteer_soon_is_told(django_capture_on_commit_callbacks):
    lead = make_user("tambon_lead", "860101")
    day = today() + timedelta(days=2)
    make_supervision(make_volunteer("86010104"), lead, visited_on=today(), next_on=day)
    assert done_now(django_capture_on_commit_callbacks)["visits_told"] == 1
    assert Notice.objects.get(kind="centre.visit_soon").user == lead
    assert done_now(django_capture_on_commit_callbacks)["visits_told"] == 0


def test_the_auditor_reads_what_the_night_found(django_capture_on_commit_callbacks):
    auditor = make_user("auditor", "TH")
    assert last_verification(auditor, set()) is None
    result = done_now(django_capture_on_commit_callbacks)
    found = last_verification(auditor, set())
    assert (found.read, found.faults) == (result["read"], [])
