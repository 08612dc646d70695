"""Setting rules and counting villages apart: the yes, and each no."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.common import journal
from asa.common.errors import DomainError
from asa.coverage.actions import (
    Request,
    ask_exception,
    decide_exception,
    end_exception,
    end_rule,
    set_rule,
)
from asa.coverage.models import AreaException, CoverageRule
from asa.coverage.queries import PROMISED, Target, targets_on, villages_without
from asa.coverage.tests.factories import ON, VILLAGES, make_exception, make_rule, make_tambon
from asa.people.tests.factories import make_user
from asa.places.models import Area
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db
TARGET = Target(per_village=2, households_per_volunteer=20)
LATER = ON + timedelta(days=10)
ASKED = Request("inaccessible", "น้ำท่วม")


def set_by(role, area, *, of="86", target=TARGET, started_on=ON):
    user = make_user(role, area)
    return set_rule(make_area(of), target=target, started_on=started_on, by=user, on=ON)


def test_a_rule_holds_from_its_day_and_the_one_before_until_then(chumphon):
    first = set_by("province_officer", "86")
    second = set_by("province_head", "86", target=replace(TARGET, per_village=1), started_on=LATER)
    first.refresh_from_db()
    assert (first.ended_on, second.ended_on) == (LATER, None)
    at = [targets_on("860101", day).at("860101") for day in (date(2026, 11, 19), ON, LATER)]
    assert [one.per_village for one in at] == [1, 2, 1]
    (line,) = journal.history_of(second)
    assert (line.verb, line.data["fields"]) == ("coverage_rule.set", ["per_village"])


@pytest.mark.parametrize(
    ("role", "area", "of"),
    [
        ("province_officer", "86", "86"),
        ("province_officer", "86", "860101"),
        ("province_head", "86", "8601"),
        ("department_officer", "TH", "TH"),
        ("department_officer", "86", "86"),
    ],
)
def test_the_office_and_the_department_set_rules_of_their_areas(chumphon, role, area, of):
    assert set_by(role, area, of=of).area_id == of


@pytest.mark.parametrize(
    ("role", "area", "of"),
    [
        ("province_officer", "86", "TH"),
        ("province_officer", "85", "86"),
        ("department_officer", "85", "86"),
        ("district_lead", "8601", "860101"),
        ("social_worker", "86", "86"),
        ("analyst", "TH", "TH"),
        ("admin", "TH", "TH"),
        ("auditor", "TH", "86"),
    ],
)
def test_nobody_else_sets_a_rule(chumphon, role, area, of):
    with pytest.raises(PermissionDenied):
        set_by(role, area, of=of)
    assert not CoverageRule.objects.exists()


def test_an_ended_post_sets_no_rule(chumphon):
    user = make_user("province_head", "86", ended_on=date(2024, 1, 1))
    with pytest.raises(PermissionDenied):
        set_rule(make_area("86"), target=TARGET, started_on=ON, by=user, on=ON)


@pytest.mark.parametrize(
    ("target", "day", "words"),
    [
        (TARGET, ON - timedelta(days=1), "today or a later day"),
        (Target(per_village=0), ON, "Every village"),
        (Target(per_tambon=0), ON, "Every village"),
        (Target(per_village=-1), ON, "Every village"),
        (Target(households_per_volunteer=0), ON, "Leave the households empty"),
        (Target(households_per_volunteer=-20), ON, "Leave the households empty"),
        (Target(visits_per_household=0), ON, "visited once"),
        (Target(retires_at=39), ON, "40 at least"),
        (Target(per_tambon=10_000), ON, "four figures"),
        (Target(retires_at=10_000), ON, "four figures"),
    ],
)
def test_a_rule_that_makes_no_sense_is_not_taken(chumphon, target, day, words):
    with pytest.raises(DomainError, match=words):
        set_by("province_head", "86", target=target, started_on=day)


def test_no_rule_is_set_for_an_area_that_is_not_in_force(chumphon):
    Area.objects.filter(pk="860104").update(ended_on=date(2020, 1, 1))
    with pytest.raises(DomainError, match="not in force"):
        set_by("province_head", "86", of="860104")
    assert not CoverageRule.objects.exists()


def test_with_a_rule_still_to_come_the_one_of_today_ends_too(chumphon):
    make_rule("TH", per_village=3)
    today_s = set_by("province_head", "86")
    to_come = set_by("province_head", "86", target=replace(TARGET, per_village=5), started_on=LATER)
    end_rule(to_come, by=make_user("province_head", "86"), on=ON + timedelta(days=2))
    today_s.refresh_from_db()
    assert (today_s.ended_on, to_come.ended_on) == (ON + timedelta(days=2), LATER)
    for day in (ON + timedelta(days=2), LATER):
        assert targets_on("86", day).at("86").per_village == 3


def test_a_rule_is_changed_by_a_later_day_and_a_difference(chumphon):
    set_by("province_head", "86")
    with pytest.raises(DomainError, match="after the one before"):
        set_by("province_head", "86", target=PROMISED)
    with pytest.raises(DomainError, match="Nothing was changed"):
        set_by("province_head", "86", started_on=LATER)


def test_an_ended_rule_gives_way_to_the_one_around(chumphon):
    make_rule("TH", per_village=3)
    rule = set_by("province_head", "86")
    head = make_user("province_head", "86")
    with pytest.raises(PermissionDenied):
        end_rule(rule, by=make_user("province_head", "85"), on=LATER)
    end_rule(rule, by=head, on=LATER)
    with pytest.raises(DomainError, match="an end already"):
        end_rule(rule, by=head, on=LATER)
    assert targets_on("86", LATER).at("86").per_village == 3
    again = set_by("province_head", "86", started_on=LATER + timedelta(days=1))
    assert targets_on("86", LATER + timedelta(days=1)).at("860101") == TARGET
    assert again.started_on > rule.ended_on


# --- counted apart -------------------------------------------------------------------------------


def ask(role, area, of=VILLAGES[2], *, request=ASKED):
    user = make_user(role, area)
    return ask_exception(make_area(of), request=request, by=user, on=ON)


def test_a_village_is_asked_for_approved_and_counted_again(chumphon):
    make_tambon()
    exception = ask("tambon_lead", "860101")
    assert villages_without("860101", ON) == [VILLAGES[2]]
    head = make_user("province_head", "86")
    decide_exception(exception, approves=True, reason="", by=head, on=ON)
    assert villages_without("860101", ON) == []
    end_exception(exception, by=head, on=LATER)
    assert villages_without("860101", LATER - timedelta(days=1)) == []
    assert villages_without("860101", LATER) == [VILLAGES[2]]
    verbs = [line.verb for line in journal.history_of(exception)]
    assert sorted(verbs) == [f"area_exception.{verb}" for verb in ("approved", "asked", "ended")]
    assert ask("district_lead", "8601").state == "asked"


def test_a_denial_needs_its_reason_and_leaves_the_village_where_it_was(chumphon):
    make_tambon()
    exception = ask("tambon_lead", "860101")
    officer = make_user("province_officer", "86")
    with pytest.raises(DomainError, match="Write why not"):
        decide_exception(exception, approves=False, reason=" ", by=officer, on=ON)
    decide_exception(exception, approves=False, reason="เข้าได้แล้ว", by=officer, on=ON)
    assert villages_without("860101", ON) == [VILLAGES[2]]
    with pytest.raises(DomainError, match="already"):
        decide_exception(exception, approves=True, reason="", by=officer, on=ON)
    with pytest.raises(DomainError, match="already"):
        end_exception(exception, by=officer, on=ON)


def test_of_two_who_decide_at_once_the_second_is_told_no(chumphon):
    exception = make_exception()
    same = AreaException.objects.get(pk=exception.pk)
    one, other = make_user("province_head", "86"), make_user("province_officer", "86")
    decide_exception(exception, approves=True, reason="", by=one, on=ON)
    with pytest.raises(DomainError, match="already"):
        decide_exception(same, approves=False, reason="ไม่ใช่", by=other, on=ON)
    assert AreaException.objects.get().decided_by == one


def test_nobody_decides_what_they_asked_for(chumphon):
    officer = make_user("province_officer", "86")
    exception = ask_exception(make_area(VILLAGES[2]), request=ASKED, by=officer, on=ON)
    with pytest.raises(PermissionDenied):
        decide_exception(exception, approves=True, reason="", by=officer, on=ON)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("tambon_lead", "860102"),
        ("district_lead", "8602"),
        ("province_head", "85"),
        ("volunteer", VILLAGES[2]),
        ("department_officer", "TH"),
        ("analyst", "TH"),
    ],
)
def test_only_leads_and_the_office_of_the_place_ask(chumphon, role, area):
    with pytest.raises(PermissionDenied):
        ask(role, area)


@pytest.mark.parametrize("role", ["tambon_lead", "social_worker", "department_officer"])
def test_only_the_office_decides_and_ends(chumphon, role):
    exception = make_exception()
    user = make_user(role, {"tambon_lead": "860101", "social_worker": "86"}.get(role, "TH"))
    for act in (
        lambda: decide_exception(exception, approves=True, reason="", by=user, on=ON),
        lambda: end_exception(exception, by=user, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_village_is_asked_for_once_with_a_reason_and_no_larger_place(chumphon):
    with pytest.raises(DomainError, match="Write the reason"):
        ask("tambon_lead", "860101", request=Request("excluded", " "))
    with pytest.raises(DomainError, match="Choose what is asked"):
        ask("tambon_lead", "860101", request=Request("reached", "ลองดู"))
    with pytest.raises(DomainError, match="Choose a village"):
        ask("province_head", "86", of="8601")
    ask("tambon_lead", "860101")
    with pytest.raises(DomainError, match="already"):
        ask("district_lead", "8601")


def test_a_reason_fills_its_column_and_a_longer_one_is_refused(chumphon):
    too_long = Request(ASKED.kind, "ก" * 301)
    with pytest.raises(DomainError, match="at most 300 characters here: this text has 301"):
        ask("tambon_lead", "860101", request=too_long)
    exception = ask("tambon_lead", "860101", request=Request(ASKED.kind, "ก" * 300))
    by = make_user("province_officer", "86")
    with pytest.raises(DomainError, match="at most 300 characters"):
        decide_exception(exception, approves=True, reason="ก" * 301, by=by, on=ON)
    decide_exception(exception, approves=True, reason="ก" * 300, by=by, on=ON)


def test_a_rule_that_was_ended_before_it_held_a_day_is_set_again_on_that_day(chumphon):
    before = set_by("province_head", "86", started_on=ON)
    wrong = set_by("province_head", "86", target=replace(TARGET, per_village=5), started_on=LATER)
    end_rule(wrong, by=make_user("province_head", "86"), on=LATER)

    again = set_by("province_head", "86", target=replace(TARGET, per_village=7), started_on=LATER)

    assert (again.pk, again.ended_on) == (wrong.pk, None)
    assert targets_on("86", LATER).at("86").per_village == 7
    before.refresh_from_db()
    assert before.ended_on == LATER
    assert CoverageRule.objects.count() == 2
