import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.common import jobs
from asa.common.models import ImportBatch, Job
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_activity, make_cells
from asa.volunteers.tests.test_import_pages import page_of, send, work
from asa.volunteers.tests.test_import_taken_back import DAY, bring_in

pytestmark = pytest.mark.django_db
LISTS = "/volunteers/import/lists/"


@pytest.fixture
def officer(client):
    load_chumphon()
    user = make_user(Role.PROVINCE_OFFICER, "86")
    client.force_login(user)
    return user


def back_page(job):
    return reverse("volunteers:import_back", args=[job.pk])


def test_a_list_is_looked_at_and_taken_back_with_a_reason(client, officer):
    send(client, make_cells(), make_cells(1))
    client.post(page_of(work()))
    done = work()
    batch = ImportBatch.objects.get()
    page = reverse("volunteers:import_batch", args=[batch.pk])
    assert page in client.get(page_of(done)).content.decode()
    assert page in client.get(LISTS).content.decode()
    make_activity(Volunteer.objects.first(), DAY)

    client.post(page)
    look = work()
    assert client.get(reverse("common:job", args=[look.pk])).headers["Location"] == back_page(look)
    said = client.get(back_page(look)).content.decode()
    assert "มีข้อมูลอื่นในระบบผูกกับรายการนี้แล้ว" in said
    assert "868600000/2560" in said
    assert Volunteer.objects.count() == 2

    assert client.post(back_page(look), {"reason": ""}).status_code == 200
    client.post(back_page(look), {"reason": "ผิดไฟล์"})
    doing = work()
    assert "ผิดไฟล์" not in json.dumps(doing.params, ensure_ascii=False)
    assert (doing.state, doing.result["told"]["removed"], doing.done) == (
        "done",
        1,
        doing.total // 2,
    )
    assert Volunteer.objects.count() == 1
    told = client.get(page).content.decode()
    assert "ผิดไฟล์" in told
    assert "<form" not in told.split("<h1>")[1].split("foot")[0]


def test_who_presses_twice_is_told(client, officer):
    batch = bring_in(make_cells(), by=officer)
    client.post(reverse("volunteers:import_batch", args=[batch.pk]))
    look = work()
    client.post(back_page(look), {"reason": "ผิดไฟล์"})
    client.post(back_page(look), {"reason": "ผิดไฟล์"})
    for job in Job.objects.filter(state="waiting").order_by("created_at"):
        jobs.run_job.func(str(job.pk))

    states = sorted(Job.objects.exclude(pk=look.pk).values_list("state", flat=True))
    assert states == ["done", "failed"]
    assert "ถอนไปแล้ว" in Job.objects.get(state="failed").message


def test_the_office_sees_all_lists_of_its_province_and_no_neighbour_does(client, officer):
    batch = bring_in(make_cells(), by=officer)
    page = reverse("volunteers:import_batch", args=[batch.pk])

    client.force_login(make_user(Role.PROVINCE_HEAD, "86"))
    assert client.get(page).status_code == 200
    client.force_login(make_user(Role.PROVINCE_OFFICER, "85"))
    assert client.get(page).status_code == 404
    assert page not in client.get(LISTS).content.decode()


def test_the_command_line_lists_looks_and_takes_back(officer, capsys):
    batch = bring_in(make_cells())
    call_command("take_back_import", "--json")
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["id"], listed["created"]) == (str(batch.pk), 1)

    call_command("take_back_import", str(batch.pk), "--trial", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told == {"removed": 1, "returned": 0, "written": False, "kept": []}
    with pytest.raises(SystemExit) as ended:
        call_command("take_back_import", str(batch.pk))
    assert ended.value.code == 2
    assert "เหตุผล" in capsys.readouterr().err

    call_command("take_back_import", str(batch.pk), "--reason", "ผิดไฟล์")
    assert "รายการที่ลบออก: 1" in capsys.readouterr().out
    assert not Volunteer.objects.exists()
    for key in (str(batch.pk), "nothing"):
        with pytest.raises(SystemExit):
            call_command("take_back_import", key, "--reason", "อีก")


def test_the_list_of_lists_costs_the_same_for_one_and_for_many(client, officer):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(LISTS).status_code == 200
        return len(queries)

    bring_in(make_cells(), by=officer)
    client.get(LISTS)
    one = asked()
    for note in "123456":
        bring_in(make_cells(note=note), by=officer)
    assert asked() == one


def test_a_name_that_no_one_may_see_is_not_told(client, officer):
    batch = bring_in(make_cells(family="ลับมาก"), by=officer)
    entry = Volunteer.objects.get()
    make_activity(entry, DAY)
    client.post(reverse("volunteers:import_batch", args=[batch.pk]))
    look = work()
    Volunteer.objects.update(area=make_area("850101"))

    said = client.get(back_page(look)).content.decode()

    assert "868600000/2560" not in said
    assert "ลับมาก" not in said
