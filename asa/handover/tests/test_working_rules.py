"""The department sets the days of handovers; what was begun under the days before keeps them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import thai_date, today
from asa.handover.actions import TermDays, change_term, give_item_back, watch_handovers
from asa.handover.models import HandoverTerm
from asa.handover.queries import term_on
from asa.handover.tests.factories import ON
from asa.handover.tests.test_actions import Story, told
from asa.people.tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = timedelta(days=1)
PAGE, CHANGE = "handover:working_rules", "handover:change_rule"


def department():
    return make_user("department_officer", "TH")


def change(days=10, until_office=5, to_give_back=3, *, starts=None, by=None, on=ON):
    return change_term(
        days=TermDays(days, until_office, to_give_back),
        started_on=starts or on + DAY,
        by=by or department(),
        on=on,
    )


@pytest.fixture
def story():
    return Story()


def test_handovers_that_begin_from_the_day_on_have_the_new_days():
    new = change(10, starts=ON + DAY)
    assert (term_on(ON).days, term_on(ON + DAY).days) == (14, 10)
    assert term_on(ON).ended_on == ON + DAY
    line = journal.history_of(new)[0]
    assert (line.verb, line.data["fields"]) == (
        "handover_term.changed", ["days", "days_until_office", "days_to_give_back"],
    )  # fmt: skip


def test_what_is_being_handed_over_keeps_the_days_it_has(story):
    """Given back by the days of its acceptance, told to the office by those of when it was due."""
    story.offer(story.care)
    story.accept(story.care)
    change(1, 1, 1, starts=ON + DAY)
    change(20, 60, 1, starts=story.visit.due_on + DAY)
    give_item_back(story.care, reason="ย้ายบ้าน", by=story.nari, on=ON + 6 * DAY)
    assert story.care.due_on == ON + 7 * DAY
    watch_handovers(on=story.visit.due_on + DAY)
    assert told(story.officer) == []
    watch_handovers(on=story.visit.due_on + 2 * DAY)
    assert "handover.overdue" in told(story.officer)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("department_officer", "86"),
        ("province_officer", "86"),
        ("province_head", "86"),
        ("tambon_lead", "860101"),
        ("admin", "TH"),
        ("auditor", "TH"),
    ],
)
def test_nobody_but_the_department_sets_them(role, area):
    with pytest.raises(PermissionDenied):
        change(by=make_user(role, area))
    assert HandoverTerm.objects.count() == 1


def test_an_ended_post_sets_nothing():
    with pytest.raises(PermissionDenied):
        change(by=make_user("department_officer", "TH", ended_on=today()))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((0, 7, 7), "from 1 to 90"),
        ((91, 7, 7), "from 1 to 90"),
        ((14, 0, 7), "from 1 to 90"),
        ((14, 91, 7), "from 1 to 90"),
        ((14, 7, -1), "from 0 to 90"),
        ((14, 7, 91), "from 0 to 90"),
        ((14, 7, 7), "Nothing was changed"),
    ],
)
def test_days_that_make_no_sense_are_refused(days, said):
    with pytest.raises(DomainError, match=said):
        change(*days)
    assert HandoverTerm.objects.count() == 1


def test_no_version_begins_in_the_past_or_before_the_last():
    with pytest.raises(DomainError, match="today or a later day"):
        change(starts=ON - DAY)
    change(starts=ON + 5 * DAY)
    with pytest.raises(DomainError, match="after the one before it"):
        change(12, starts=ON + 5 * DAY)


def test_the_page_tells_what_held_holds_and_will_hold_and_who_changed_it(client):
    client.cookies["asa_language"] = "en"
    client.force_login(make_user("volunteer", "86010104"))
    shown = client.get(reverse(PAGE)).content.decode()
    assert "within 14 days" in shown
    assert "Nothing was changed on these pages yet" in shown
    assert reverse(CHANGE) not in shown
    office = department()
    client.force_login(office)
    typed = {"days": "10", "days_until_office": "5", "days_to_give_back": "0", "days_to_undo": "30"}
    wrong = client.post(reverse(CHANGE), typed | {"days": "91", "started_on": ""})
    assert 'value="91"' in wrong.content.decode()
    sent = typed | {"started_on": thai_date(today() + DAY, "long")}
    assert client.post(reverse(CHANGE), sent).headers["Location"] == reverse(PAGE)
    shown = client.get(reverse(PAGE)).content.decode()
    assert shown.index("Still to come") < shown.index("In force</")
    assert "Days of handovers changed" in shown
    assert office.shown_name in shown
    assert reverse(CHANGE) in shown


def test_the_page_asks_as_often_however_many_versions_there_are(client, django_assert_num_queries):
    client.force_login(department())
    change(20, starts=today() + DAY, on=today())
    client.get(reverse(PAGE))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(PAGE))
    for n in range(3):
        change(21 + n, starts=today() + (n + 2) * DAY, on=today())
    with django_assert_num_queries(len(few)):
        client.get(reverse(PAGE))
