"""Planning, opening, closing and taking back rounds: the yes, and each no."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.notices.models import Notice
from asa.people.models import User
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.reverification.actions import (
    Plan,
    close_round,
    open_round,
    plan_round,
    remind_leads,
    take_back_round,
)
from asa.reverification.models import Entry, Round
from asa.reverification.queries import round_events, rounds_for, waiting_for
from asa.reverification.tests.factories import DAY, ON, VILLAGES, make_ground, make_round
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
PLAN = Plan("รอบปี 2569", ON, ON + 30 * DAY, "118/2569")


def plan_by(role, area, *, of="86", plan=PLAN):
    return plan_round(make_area(of), plan=plan, by=make_user(role, area), on=ON)


@pytest.mark.parametrize(
    ("role", "area", "of"),
    [
        ("province_officer", "86", "86"),
        ("province_officer", "86", "8601"),
        ("province_head", "86", "86"),
        ("department_officer", "TH", "TH"),
        ("department_officer", "TH", "10"),
    ],
)
def test_the_office_and_the_department_plan_rounds_of_their_areas(chumphon, role, area, of):
    made = plan_by(role, area, of=of)
    assert (made.area_id, made.state, made.order_no) == (of, "planned", "118/2569")
    assert journal.history_of(made)[0].verb == "round.planned"


@pytest.mark.parametrize(
    ("role", "area", "of"),
    [
        ("province_officer", "85", "86"),
        ("province_officer", "86", "TH"),
        ("department_officer", "85", "86"),
        ("district_lead", "8601", "8601"),
        ("social_worker", "86", "86"),
        ("admin", "TH", "TH"),
    ],
)
def test_nobody_else_plans_a_round(chumphon, role, area, of):
    with pytest.raises(PermissionDenied):
        plan_by(role, area, of=of)
    assert not Round.objects.exists()


def test_an_ended_post_plans_nothing(chumphon):
    user = make_user("province_officer", "86", ended_on=ON - DAY)
    with pytest.raises(PermissionDenied):
        plan_round(make_area("86"), plan=PLAN, by=user, on=ON)


@pytest.mark.parametrize(
    ("of", "plan", "said"),
    [
        ("860103", PLAN, "Choose a district"),
        ("86", Plan(" ", ON, ON), "Write what the round is called"),
        ("86", Plan("a", ON, ON - DAY), "The last day comes after"),
        ("86", Plan("a", ON - 9 * DAY, ON - DAY), "is still to come"),
    ],
)
def test_a_plan_that_cannot_be_is_told_why(chumphon, of, plan, said):
    with pytest.raises(DomainError, match=said):
        plan_by("province_officer", "86", of=of, plan=plan)


def test_every_current_volunteer_of_the_area_is_on_the_list_and_nobody_else(chumphon):
    people, users = make_ground()
    for state in ("suspended", "ended"):
        make_volunteer(VILLAGES[0], state=state)
    make_volunteer(VILLAGES[0], state="applied", registration_no="")
    elsewhere = make_volunteer("86020101")
    made = plan_round(make_area("8601"), plan=PLAN, by=users["officer"], on=ON)
    open_round(made, by=users["officer"], on=ON)
    later = make_volunteer(VILLAGES[0])
    listed = set(Entry.objects.filter(round=made).values_list("volunteer", "area", "answer"))
    assert listed == {(one.pk, one.area_id, "waiting") for one in people.values()}
    assert not Entry.objects.filter(volunteer__in=[elsewhere, later]).exists()
    assert made.before == {
        "ever_registered": 7, "current": 5, "active": 0, "as_of": ON.isoformat()
    }  # fmt: skip
    assert (made.opened_on, made.opened_by) == (ON, users["officer"])


def test_the_leads_and_the_office_are_told_once(chumphon):
    _people, users = make_ground()
    stranger = make_user("tambon_lead", "860201")
    open_round(make_round(state="planned", by=users["officer"]), by=users["head"], on=ON)
    told = Notice.objects.filter(kind="reverification.opened")
    assert {notice.user for notice in told} == set(users.values())
    assert stranger not in {notice.user for notice in told}


def test_the_list_of_a_province_is_written_by_one_statement(
    chumphon, django_assert_max_num_queries
):
    officer = make_user("province_officer", "86")
    for place in ("86010301", "86020101"):
        for _one in range(20):
            make_volunteer(place)
    made = make_round("86", state="planned", by=officer)
    with django_assert_max_num_queries(25):
        open_round(made, by=officer, on=ON)
    assert made.entries.count() == 40


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_on": ON + DAY}, "The first day"),
        ({"ends_on": ON - DAY}, "The last day"),
    ],
)
def test_a_round_opens_within_its_days(chumphon, fields, said):
    officer = make_user("province_officer", "86")
    made = make_round(state="planned", by=officer, **fields)
    with pytest.raises(DomainError, match=said):
        open_round(made, by=officer, on=ON)


@pytest.mark.parametrize("area", ["8601", "86", "TH"])
def test_nobody_is_asked_about_in_two_rounds_at_a_time(chumphon, area):
    department = make_user("department_officer", "TH")
    make_round("8601")
    again = make_round(area, state="planned")
    with pytest.raises(DomainError, match="open already"):
        open_round(again, by=department, on=ON)
    elsewhere = make_round("8602", state="planned")
    assert open_round(elsewhere, by=department, on=ON).state == "open"


def test_closing_fixes_what_was_counted(chumphon):
    people, users = make_ground()
    made = make_round(by=users["officer"])
    made.entries.filter(volunteer=people["first"]).move_to("confirmed", was=["waiting"])
    make_volunteer(VILLAGES[0])
    close_round(made, by=users["head"], on=ON)
    assert made.published["answers"] == {
        "waiting": 4, "confirmed": 1, "moved": 0, "ended": 0, "not_found": 0
    }  # fmt: skip
    assert (made.published["listed"], made.published["after"]["current"]) == (5, 6)
    assert (made.published["as_of"], made.closed_by) == (ON.isoformat(), users["head"])
    with pytest.raises(DomainError, match="“Closed” already"):
        close_round(made, by=users["officer"], on=ON)


@pytest.mark.parametrize("act", [open_round, close_round])
def test_only_who_keeps_rounds_opens_and_closes(chumphon, act):
    _people, users = make_ground()
    made = make_round(state="planned" if act is open_round else "open")
    for user in (users["tambon"], users["district"], make_user("province_officer", "85")):
        with pytest.raises(PermissionDenied):
            act(made, by=user, on=ON)


def test_a_round_is_taken_back_before_anybody_answered(chumphon):
    people, users = make_ground()
    made = make_round()
    with pytest.raises(DomainError, match="Write why"):
        take_back_round(made, reason=" ", by=users["head"], on=ON)
    with pytest.raises(PermissionDenied):
        take_back_round(made, reason="ผิดอำเภอ", by=users["district"], on=ON)
    made.entries.filter(volunteer=people["first"]).move_to("confirmed", was=["waiting"])
    with pytest.raises(DomainError, match="answered already"):
        take_back_round(made, reason="ผิดอำเภอ", by=users["head"], on=ON)
    made.entries.move_to("waiting", was=["confirmed"])
    assert take_back_round(made, reason="ผิดอำเภอ", by=users["head"], on=ON).state == "taken_back"


def test_who_still_has_to_answer_is_reminded_once_three_days_before(chumphon):
    _people, users = make_ground()
    made = make_round(ends_on=ON + timedelta(days=3), by=users["officer"])
    make_round("8602", ends_on=ON + timedelta(days=4), by=users["officer"])
    idle = make_user("tambon_lead", "860104")
    # The office waits for the lead of the district, the two leads for the others.
    assert remind_leads(on=ON) == 4
    told = {n.user for n in Notice.objects.filter(kind="reverification.reminded")}
    assert told == set(users.values())
    assert idle not in told
    assert remind_leads(on=ON) == 0
    made.refresh_from_db()
    assert made.reminded_on == ON


def test_who_is_reminded_is_who_has_to_answer(chumphon):
    """Each step, a place nobody leads, and an officer of whom alone the office would be asked."""
    make_ground()
    make_user("district_lead", "8602")
    make_volunteer("86020101")
    alone = make_volunteer("86030101")
    officer = make_user("province_officer", "86", person=alone.person)
    make_user("tambon_lead", "860302", person=make_volunteer("86030201").person)
    for area in ("8601", "8602", "8603"):
        made = make_round(area, ends_on=ON + DAY)
        if area == "8603":
            made.entries.exclude(volunteer=alone).delete()
    remind_leads(on=ON)
    for made in Round.objects.all():
        told = Notice.objects.filter(kind="reverification.reminded", link__contains=made.pk)
        users = User.objects.filter(is_system=False)
        asked = {one for one in users if waiting_for(one).filter(round=made).exists()}
        assert asked
        assert {notice.user for notice in told} == asked
        assert (officer in asked) == (made.area_id == "8601")


@pytest.mark.parametrize("act", ["open", "remind"])
def test_telling_the_leads_takes_as_many_questions_however_many_they_are(chumphon, act):
    def told_in(area, tambons):
        for number in range(1, tambons + 1):
            make_user("tambon_lead", f"{area}{number:02}")
            make_volunteer(f"{area}{number:02}01")
        officer = make_user("province_officer", "86")
        state = "planned" if act == "open" else "open"
        made = make_round(area, state=state, ends_on=ON + DAY, by=officer)
        with CaptureQueriesContext(connection) as asked:
            open_round(made, by=officer, on=ON) if act == "open" else remind_leads(on=ON)
        assert Notice.objects.filter(link__contains=made.pk).count() >= tambons
        return len(asked)

    told_in("8603", 1)  # what is asked for once alone
    assert told_in("8601", 1) == told_in("8602", 8)


def test_a_lead_knows_of_the_rounds_around_her_that_were_opened(chumphon):
    _people, users = make_ground()
    rounds = {area: make_round(area) for area in ("8601", "8602")}
    planned = make_round("86", state="planned")
    assert list(rounds_for(users["tambon"])) == [rounds["8601"]]
    assert set(rounds_for(users["officer"])) == {*rounds.values(), planned}
    assert not rounds_for(make_user("province_officer", "85")).exists()
    assert not rounds_for(make_user("volunteer", VILLAGES[0])).exists()
    assert not rounds_for(make_user("tambon_lead", "860103", ended_on=ON - DAY)).exists()


def test_the_last_day_of_an_open_round_stands_in_the_calendar_of_those_who_work_on_it(chumphon):
    _people, users = make_ground()
    ends_on = today() + 5 * DAY
    made = make_round(by=users["officer"], starts_on=today(), ends_on=ends_on)
    for user in (users["tambon"], users["officer"]):
        (event,) = round_events(user)
        assert (event.uid, event.starts, event.cancelled) == (
            f"round-{made.pk}@asa",
            ends_on,
            False,
        )
    assert not list(round_events(make_user("tambon_lead", "860201")))
    assert not list(round_events(make_user("volunteer", "860103")))
    take_back_round(made, reason="ผิดพื้นที่", by=users["officer"], on=today())
    (event,) = round_events(users["officer"])
    assert (event.sequence, event.cancelled) == (1, True)
