"""The list of volunteers as a PDF: by permission, of the own office's area, written down."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from asa.common import listpapers
from asa.common.models import AccessEntry
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers import listpapers as volunteers_papers
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
PDF = reverse("volunteers:export", args=["pdf"])


@pytest.fixture
def set_on_paper(monkeypatch):
    """What was set on paper, for the test to read; the paper itself is made all the same."""
    kept = []
    real = listpapers.list_as_pdf

    def keeping(paper):
        kept.append(paper)
        return real(paper)

    monkeypatch.setattr(volunteers_papers, "list_as_pdf", keeping)
    return kept


def signed_in(role, area):
    load_chumphon()
    client = Client(headers={"accept-language": "th"})
    client.force_login(make_user(role, area))
    return client


def test_it_holds_what_is_shown_and_is_written_down(set_on_paper):
    client = signed_in(Role.PROVINCE_OFFICER, "86")
    make_volunteer(given_name="น้ำผึ้ง", family_name="ญี่ปุ่น", registration_no="8600001")
    make_volunteer(given_name="จำปา", state="ended")
    make_volunteer("850101", given_name="กุหลาบ")

    answer = client.get(PDF, {"state": "registered", "area": "8601"})

    assert answer.content.startswith(b"%PDF")
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/pdf", "no-store")
    (paper,) = set_on_paper
    (row,) = paper.rows
    assert row[:3] == ["1", "8600001/2565", "น้ำผึ้ง ญี่ปุ่น"]
    assert "เมืองชุมพร" in paper.narrowed
    assert "ขึ้นทะเบียน" in paper.narrowed
    line = AccessEntry.objects.get(verb="volunteers.exported")
    assert line.data == {"rows": 1, "filters": ["area", "state"], "file": "pdf"}
    assert line.area == "86"


def test_who_is_looked_for_stands_neither_in_the_head_nor_in_the_log(set_on_paper):
    client = signed_in(Role.PROVINCE_OFFICER, "86")
    make_volunteer(given_name="น้ำผึ้ง")
    address = client.post(reverse("volunteers:list"), {"q": "น้ำผึ้ง"})["Location"]
    client.get(f"{PDF}?{address.partition('?')[2]}")
    (paper,) = set_on_paper
    assert len(paper.rows) == 1
    assert "น้ำผึ้ง" not in paper.title + paper.narrowed + paper.taken
    assert "น้ำผึ้ง" not in json.dumps(AccessEntry.objects.latest("seq").data, ensure_ascii=False)


@pytest.mark.parametrize(
    ("role", "area", "status"),
    [
        (Role.PROVINCE_HEAD, "86", 200),
        (Role.DEPARTMENT_OFFICER, "TH", 200),
        (Role.TAMBON_LEAD, "860101", 403),
        (Role.SOCIAL_WORKER, "86", 403),
        (Role.ANALYST, "TH", 403),
        (Role.VOLUNTEER, "86010104", 403),
    ],
)
def test_it_is_for_who_may_take_lists_out(role, area, status):
    client = signed_in(role, area)
    make_volunteer()
    assert client.get(PDF).status_code == status
    shown = client.get(reverse("volunteers:list"))
    if shown.status_code == 200:
        assert (PDF in shown.content.decode()) == (status == 200)


def test_the_neighbours_list_holds_nobody_of_here(set_on_paper):
    client = signed_in(Role.PROVINCE_OFFICER, "85")
    make_volunteer()
    client.get(PDF)
    (paper,) = set_on_paper
    assert paper.rows == []


def test_a_list_that_is_too_long_leads_back_with_a_sentence_and_is_not_written_down(monkeypatch):
    client = signed_in(Role.PROVINCE_OFFICER, "86")
    monkeypatch.setattr(listpapers, "MOST_ON_PAPER", 1)
    make_volunteer()
    make_volunteer()
    answer = client.get(PDF, {"state": "registered"}, follow=True)
    (led,) = answer.redirect_chain
    assert re.search(r"/volunteers/\?state=registered$", led[0])
    assert "PDF" in str(next(iter(answer.context["messages"])))
    assert not AccessEntry.objects.filter(verb="volunteers.exported").exists()
