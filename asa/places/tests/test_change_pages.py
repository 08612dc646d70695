"""The pages of changes of areas: what is asked, the preview, the job, what came of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.common.jobs import run_job
from asa.common.middleware import LANGUAGE_COOKIE
from asa.common.models import Job
from asa.households.models import Household
from asa.people.models import Person
from asa.places.actions import carry_out_change
from asa.places.models import Area, AreaChange
from asa.places.queries import Part
from asa.places.tests.factories import make_area, make_change, make_officer
from asa.places.tests.ground import ON, hide, populate

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    make_area("8602")
    found = make_officer(person=Person.objects.create(given_name="เอก", family_name="ศูนย์กลาง"))
    client.force_login(found)
    client.cookies[LANGUAGE_COOKIE] = "en"
    client.get("/me/")
    return found


def asked(client, kind, **typed):
    common = {"in_force_on": "1/10/2569", "source": "เล่ม 143 ตอนที่ 21 ก"}
    return client.post(reverse("places:new_change_of", args=[kind]), common | typed)


def shown(client, change):
    return client.get(reverse("places:change", args=[change.pk])).content.decode()


def done(job, callbacks):
    """What the worker does with a job."""
    with callbacks(execute=True):
        run_job.func(str(job.pk))


TYPED = [
    ("rename", {"area": "860101", "name_th": "ท่าใหม่"}, Part("860101", "ท่าใหม่")),
    ("move", {"area": "860101", "code": "๘๖๐๒๙๐"}, Part("860290")),
    (
        "split",
        {"area": "860101", "code1": "860190", "name_th1": "ก", "moos1": "1, 2 = 3", "rest": "0"},
        Part("860190", "ก", "", {1: 1, 2: 3}),
    ),
    ("merge", {"area": "860101", "second": "860102", "code": "860101"}, Part("860101")),
]


@pytest.mark.parametrize(("kind", "typed", "part"), TYPED)
def test_what_is_typed_is_written_down_and_leads_to_the_preview(kind, typed, part, client, officer):
    for area in ("860101", "860102"):
        populate(area)
    code = {"area_code": "860101", "second_code": "860102"}
    answer = asked(client, kind, **code, **typed)
    change = AreaChange.objects.get()
    assert answer.url == reverse("places:change", args=[change.pk])
    assert change.announced["parts"][0]["code"] == part.code
    assert Area.objects.filter(ended_on__isnull=False).count() == 0
    page = shown(client, change)
    assert "Carry the change out" in page
    assert "Households" in page


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("move", {"area": "860101", "code": "850190"}, "within one province"),
        ("move", {"area": "860101", "code": "860102"}, "known already"),
        (
            "split",
            {"area": "860101", "code1": "860190", "moos1": "x", "rest": "0"},
            "Write numbers",
        ),
        ("split", {"area": "860101", "code1": "860190", "rest": "2"}, "whose code is written"),
        (
            "merge",
            {"area": "860101", "second": "860102", "code": "860101", "moos": "x"},
            "each line",
        ),
    ],
)
def test_a_fault_is_said_and_nothing_typed_is_lost(kind, typed, sentence, client, officer):
    populate()
    make_area("860102")
    page = asked(client, kind, area_code="860101", **typed).content.decode()
    assert sentence in page
    assert typed.get("code", "860190") in page
    assert AreaChange.objects.count() == 0


def test_the_preview_counts_what_goes_and_nothing_that_is_sealed(client, officer):
    populate()
    hide("86010102")
    part = Part("860190", "กลางทุ่ง", moos={2: 1})
    page = shown(client, make_change("860101", kind="split", part=part, by=officer))
    assert "Moo 1 กลางทุ่ง" in page
    row = page[page.index('<th scope="row">Households</th>') :]
    cells = [cell.split("</td>")[0].split(">")[-1] for cell in row.split("<td")[1:3]]
    assert cells == ["3", "1"]


def test_the_job_carries_out_and_the_undo_puts_back(
    client, officer, django_capture_on_commit_callbacks
):
    populate()
    change = make_change("860101", kind="move", part=Part("860290"), by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("places:carry_change", args=[change.pk]))
    job = Job.objects.get()
    assert answer.url == reverse("common:job", args=[job.pk])
    done(job, django_capture_on_commit_callbacks)
    assert client.get(answer.url).url == reverse("places:change", args=[change.pk])
    page = shown(client, change)
    assert "The totals before and after are the same." in page
    assert Household.objects.filter(area__code__startswith="8602").count() == 3
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("places:undo_change", args=[change.pk]), {"reason": "ผิดอำเภอ"})
    done(Job.objects.latest("created_at"), django_capture_on_commit_callbacks)
    assert "Everything is back where it was." in shown(client, change)
    assert "ผิดอำเภอ" in shown(client, change)


def test_a_job_that_cannot_says_why_and_leads_back(
    client, officer, django_capture_on_commit_callbacks
):
    populate()
    change = make_change("860101", kind="move", part=Part("860290"), by=officer)
    Area.objects.filter(pk="860101").update(ended_on="2026-10-01")
    assert "It cannot be carried out as it is written." in shown(client, change)
    answer = client.post(reverse("places:carry_change", args=[change.pk]))
    done(Job.objects.get(), django_capture_on_commit_callbacks)
    page = client.get(answer.url).content.decode()
    assert reverse("places:change", args=[change.pk]) in page
    change.refresh_from_db()
    assert change.state == "proposed"


def test_a_change_of_a_later_day_has_no_button_yet(client, officer):
    make_area("860101")
    part = Part("860101", "ก")
    change = make_change("860101", part=part, by=officer, in_force_on=date(2099, 1, 1))
    change.refresh_from_db()
    page = shown(client, change)
    assert "Carry the change out" not in page
    client.post(reverse("places:withdraw_change", args=[change.pk]))
    assert "Taken back" in shown(client, change)


def test_the_page_of_a_day_shows_old_names_and_codes(
    client, officer, django_capture_on_commit_callbacks
):
    populate("860101")
    make_area("860102")
    old = Area.objects.get(pk="860102").name_en
    moved = make_change("860101", kind="move", part=Part("860290"), by=officer)
    carry_out_change(moved, by=officer, on=ON)
    renamed = make_change("860102", part=Part("860102", "ใหม่", "Brandnew"), by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        carry_out_change(renamed, by=officer, on=ON)
    address = reverse("places:area", args=["8601"])
    today = client.get(address).content.decode()
    then = client.get(address, {"day": "30/9/2561"}).content.decode()
    assert "860101" not in today
    assert "Brandnew" in today
    assert ">860101<" in then
    assert "Brandnew" not in then
    assert old in then
    gone = client.get(reverse("places:area", args=["860101"]), {"day": "30/9/2561"})
    assert ">86010101<" in gone.content.decode()


def test_many_changes_and_records_ask_no_more_questions(client, officer):
    def ask(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    few = make_change("860101", kind="move", part=Part("860290"), by=officer)
    populate("860101")
    first = ask(reverse("places:changes")), ask(reverse("places:change", args=[few.pk]))
    many = make_change("860102", kind="move", part=Part("860291"), by=officer)
    populate("860102", each=5)
    for number in range(5):
        make_change("860103", kind="move", part=Part(f"86029{number + 2}"), by=officer)
    assert (ask(reverse("places:changes")), ask(reverse("places:change", args=[many.pk]))) == first
