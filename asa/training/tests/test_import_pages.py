"""A list of participants through the pages: tried, looked at, taken in."""

import pytest
from django.urls import reverse

from asa.common import jobs
from asa.common.models import Job
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.training.loader import load_lists
from asa.training.models import Enrolment
from asa.training.tests.test_import import make_file, someone, tambon

pytestmark = pytest.mark.django_db


def work():
    """Do the latest job, as the worker does."""
    job = Job.objects.latest("created_at")
    jobs.run_job.func(str(job.pk))
    job.refresh_from_db()
    return job


def test_a_list_is_tried_first_and_taken_in_on_the_next_page(client):
    load_chumphon()
    load_lists()
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))
    file = make_file([someone("นางมะลิ รักถิ่น")], [tambon(1)])
    file.name = "participants.xlsx"
    sent = client.post("/training/import/", {"file": file, "province": "86", "rows": "good"})
    trial = work()
    assert sent.headers["Location"] == reverse("common:job", args=[trial.pk])
    page = reverse("training:import_result", args=[trial.pk])
    shown = client.get(page).content.decode()
    assert "โควตา 1 คน ใน 1 พื้นที่" in shown
    assert not Enrolment.objects.exists()

    client.post(page)
    work()

    assert Enrolment.objects.get().person.given_name == "มะลิ"
