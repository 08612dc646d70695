"""The pages of aid programmes, of protection and duty, and every page of the office in Thai."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from asa.cases.models import DutyShift
from asa.cases.tests.browsing import day, page, signed_in, url, words
from asa.cases.tests.factories import make_lists
from asa.cases.tests.factories_office import (
    finance,
    head,
    officer,
    programme,
    propose,
    worker,
)
from asa.common.thaidate import today
from asa.people.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    make_lists()


def test_the_head_names_protection_and_duty_on_one_page():
    chief, named = head(), worker()
    client = signed_in(chief)
    assert client.get(url("protection")).status_code == 200
    client.post(url("protection"), {"what": "member", "member-user": named.pk})
    client.post(
        url("protection"), {"what": "duty", "duty-user": named.pk, "duty-day": day(today())}
    )
    told = words(client.get(url("protection")))
    assert told.count(named.shown_name) >= 4
    shift = DutyShift.objects.get()
    assert client.post(reverse("cases:cancel_duty", args=[shift.pk])).status_code == 302
    member = named.protection_teams.get()
    neighbour = signed_in(head("85"))
    assert neighbour.post(reverse("cases:end_protection", args=[member.pk])).status_code == 404
    assert client.post(reverse("cases:end_protection", args=[member.pk])).status_code == 302
    assert client.get(reverse("cases:end_protection", args=[member.pk])).status_code == 405
    for user in (officer(), worker(), make_user("department_officer", "TH")):
        assert page(user, "protection").status_code == 403


def test_every_page_is_in_thai_too():
    by, chief, payer = worker(), head(), finance()
    request = propose(by=by)
    for user, name, thing in (
        (chief, "list", None),
        (chief, "show", request.case),
        (chief, "decide", request),
        (payer, "payments", None),
        (chief, "programmes", None),
        (chief, "protection", None),
    ):
        answer = signed_in(user, "th").get(url(name, thing))
        assert answer.status_code == 200
        assert 'lang="th"' in words(answer)


# --- aid programmes -------------------------------------------------------------------------------


def test_the_department_writes_a_new_version_and_everybody_reads_it():
    programme("REG-44")
    client = signed_in(make_user("department_officer", "TH"))
    address = reverse("cases:change_programme", args=["REG-44"])
    assert client.get(address).status_code == 200
    start = today() + timedelta(days=1)
    data = {"started_on": day(start), "name_th": "เงินสงเคราะห์", "cap": "4,000", "is_active": "on"}
    assert client.post(address, data).status_code == 302
    seen = signed_in(make_user("volunteer", "86010104"))
    told = words(seen.get(reverse("cases:programme", args=["REG-44"])))
    assert "4,000 baht" in told
    assert "Not yet in force" in told
    assert "Nothing was changed" in words(
        client.post(address, {**data, "started_on": day(start + timedelta(days=1))})
    )


def test_programmes_are_changed_by_the_department_alone():
    address = reverse("cases:change_programme", args=["REG-44"])
    for user in (
        head(),
        officer(),
        make_user("admin", "TH"),
        make_user("department_officer", "86"),
    ):
        assert signed_in(user).get(address).status_code == 403
        assert signed_in(user).post(address, {}).status_code == 403
    nobody = signed_in(make_user())
    assert nobody.get(url("programmes")).status_code == 404
    client = signed_in(make_user("department_officer", "TH"))
    assert client.get(reverse("cases:programme", args=["REG-99"])).status_code == 404


def test_a_programme_is_called_by_its_name_and_its_code_is_for_who_changes_it():
    programme("REG-44")
    address = reverse("cases:programme", args=["REG-44"])
    for user, times in (
        (make_user("volunteer", "86010104"), 0),
        (make_user("department_officer", "TH"), 1),
    ):
        for found in (url("programmes"), address):
            # The code in the address of a page is not read; what stands between the tags is.
            shown = re.sub(r"<[^>]*>", "", words(signed_in(user).get(found)))
            assert shown.count("REG-44") == times
