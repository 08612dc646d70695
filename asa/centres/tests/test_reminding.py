"""Agreed visits are called to mind, and the department says when: dated, each visit once."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from asa.centres.actions import remind_of_visits, withdraw_supervision
from asa.centres.actions.working_rules import change_support_rule
from asa.centres.loader import load_lists
from asa.centres.models import SupportRule
from asa.centres.queries import needing, support_rows, support_rule_on
from asa.centres.tests.factories import make_supervision
from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.actions import end_post
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
DAYS = [timedelta(days=n) for n in range(40)]
COORDINATOR, VOLUNTEER = "centre.visit_soon", "centre.visited_soon"


@pytest.fixture(autouse=True)
def lists():
    load_chumphon()
    load_lists()


@pytest.fixture
def mali():
    return make_volunteer("86010104")


@pytest.fixture
def lead():
    return make_user(Role.TAMBON_LEAD, "860101")


def department():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


def told(kind=COORDINATOR):
    return [notice.user for notice in Notice.objects.filter(kind=kind).order_by("pk")]


def agreed(volunteer, by, days, **fields):
    return make_supervision(volunteer, by, next_on=today() + DAYS[days], **fields)


# --- the reminder ---------------------------------------------------------------------------------


def test_coordinator_and_volunteer_are_told_once_three_days_before(mali, lead):
    user = make_user(Role.VOLUNTEER, "86010104", person=mali.person)
    agreed(mali, lead, 5)
    counts = [remind_of_visits(on=today() + DAYS[day]) for day in range(7)]

    assert counts == [0, 0, 1, 0, 0, 0, 0]
    assert (told(), told(VOLUNTEER)) == ([lead], [user])
    notice = Notice.objects.get(kind=COORDINATOR)
    assert notice.link == reverse("centres:supported", args=[mali.pk])
    assert mali.person.given_name not in str(notice.params)


@pytest.mark.parametrize("why", ["another visit", "withdrawn", "ended", "past"])
def test_of_a_visit_that_is_not_to_come_nobody_is_told(mali, lead, why):
    found = agreed(mali, lead, 2, visited_on=today() - DAYS[10])
    if why == "another visit":
        make_supervision(mali, lead, visited_on=today() - DAYS[1])
    elif why == "withdrawn":
        withdraw_supervision(found, reason="ผิดคน", by=lead, on=today())
    elif why == "ended":
        Volunteer.objects.filter(pk=mali.pk).update(state="ended")
    on = today() + DAYS[3] if why == "past" else today()

    assert remind_of_visits(on=on) == 0
    assert told() == told(VOLUNTEER) == []


def test_where_the_coordinator_left_the_lead_of_the_sub_district_is_told(mali, lead):
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    agreed(mali, officer, 2)
    end_post(officer.posts.get(), on=today() - DAYS[1], by=make_user(Role.ADMIN, "TH"))
    make_user(Role.TAMBON_LEAD, "860102")

    assert remind_of_visits(on=today()) == 1
    assert told() == [lead]


# --- the rule -------------------------------------------------------------------------------------


def set_rule(*, months=3, days=3, starts=None, by=None):
    starts = starts or today() + DAYS[1]
    return change_support_rule(
        unseen_months=months, remind_days=days, started_on=starts, by=by or department(),
        on=today(),
    )  # fmt: skip


def test_from_the_day_on_other_months_and_days_hold(mali, lead):
    agreed(mali, lead, 14, visited_on=today() - DAYS[39])
    tomorrow = today() + DAYS[1]
    new = set_rule(months=1, days=14)

    assert (support_rule_on(today()).unseen_months, support_rule_on(tomorrow)) == (3, new)
    assert not needing(Volunteer.objects.all(), "unseen", today()).exists()
    assert list(needing(Volunteer.objects.all(), "unseen", tomorrow)) == [mali]
    assert [row.needs for row in support_rows([mali], today())] == [[]]
    assert [str(one) for one in support_rows([mali], tomorrow)[0].needs] == ["unseen"]
    assert (remind_of_visits(on=today()), remind_of_visits(on=tomorrow)) == (0, 1)
    line = journal.history_of(new)[0]
    assert (line.verb, line.data["unseen_months"]) == ("support_rule.changed", 1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"months": 0}, "from 1 to 24"),
        ({"days": 31}, "from 1 to 30"),
        ({}, "Nothing was changed"),
        ({"months": 4, "starts": date(2026, 1, 1)}, "today or a later day"),
    ],
)
def test_what_cannot_hold_is_refused(fields, said):
    with translation.override("en"), pytest.raises(DomainError, match=said):
        set_rule(**fields)
    assert SupportRule.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "area"),
    [(Role.DEPARTMENT_OFFICER, "86"), (Role.PROVINCE_HEAD, "86"), (Role.TAMBON_LEAD, "860101")],
)
def test_nobody_but_the_department_sets_it(role, area):
    with pytest.raises(PermissionDenied):
        set_rule(months=4, by=make_user(role, area))


def test_without_a_rule_three_months_and_three_days_hold():
    SupportRule.objects.all().delete()
    rule = support_rule_on(today())
    assert (rule.unseen_months, rule.remind_days) == (3, 3)


def test_the_page_shows_every_version_and_takes_a_new_one(client):
    client.force_login(department())
    page = reverse("centres:support_rule")
    assert page in client.get(reverse("centres:working_rules")).content.decode()
    day = today() + DAYS[1]
    sent = {
        "started_on": f"{day:%d/%m}/{day.year + 543}", "unseen_months": "2", "remind_days": "7",
    }  # fmt: skip
    assert client.post(page, sent | {"unseen_months": "99"}).status_code == 200
    assert client.post(page, sent).status_code == 302
    assert SupportRule.objects.count() == 2
    said = client.get(reverse("centres:working_rules")).content.decode()
    assert "แก้ไขเกณฑ์การเยี่ยมนิเทศ อพม." in said

    client.force_login(make_user(Role.TAMBON_LEAD, "860101"))
    assert page not in client.get(reverse("centres:working_rules")).content.decode()
    assert client.get(page).status_code == 403
