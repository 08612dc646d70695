"""Two officers at the same moment, on a database that lets them: one rule, and one answer."""

from dataclasses import replace
from functools import partial

import pytest
from django.db import connection, transaction

from asa.cases.tests.test_at_once import at_once, fresh
from asa.common.models import JournalEntry
from asa.coverage.actions import (
    ask_exception,
    decide_exception,
    end_exception,
    end_rule,
    set_rule,
)
from asa.coverage.models import AreaException, CoverageRule
from asa.coverage.tests.factories import ON, VILLAGES, make_exception
from asa.coverage.tests.test_actions import ASKED, LATER, TARGET
from asa.people.tests.factories import make_user
from asa.places.models import Area
from asa.places.tests.factories import load_chumphon, make_area

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time"),
]


@pytest.fixture
def officers():
    with transaction.atomic():
        load_chumphon()
        return [make_user("province_officer", "86"), make_user("province_head", "86")]


def held(exception):
    return AreaException.objects.get(pk=exception.pk)


def province():
    return Area.objects.get(pk="86")


def decide(exception, by, *, approves):
    return partial(
        decide_exception, held(exception), approves=approves, reason="ไปดูแล้ว", by=fresh(by), on=ON
    )


def put(by, *, target=TARGET, since=ON):
    return partial(set_rule, province(), target=target, started_on=since, by=fresh(by), on=ON)


# --- counted apart -------------------------------------------------------------------------------


def test_one_village_is_asked_for_once(officers):
    with transaction.atomic():
        make_area(VILLAGES[2])
        asking = [make_user("tambon_lead", "860101"), make_user("district_lead", "8601")]
    village = Area.objects.get(pk=VILLAGES[2])
    found = at_once(
        *(partial(ask_exception, village, request=ASKED, by=fresh(by), on=ON) for by in asking)
    )
    assert found.count("done") == 1
    assert "This was asked for already, or holds already." in found
    assert AreaException.objects.count() == 1


def test_one_request_is_approved_or_denied(officers):
    first, second = officers
    with transaction.atomic():
        exception = make_exception()
    found = at_once(
        decide(exception, first, approves=True), decide(exception, second, approves=False)
    )
    assert found.count("done") == 1
    verbs = JournalEntry.objects.filter(verb__startswith="area_exception.").values_list("verb")
    assert [verb for (verb,) in verbs] == [f"area_exception.{held(exception).state}"]


def test_an_exception_is_ended_once(officers):
    with transaction.atomic():
        exception = make_exception(state="approved")
    found = at_once(
        *(partial(end_exception, held(exception), by=fresh(by), on=ON) for by in officers)
    )
    assert found.count("done") == 1
    assert JournalEntry.objects.filter(verb="area_exception.ended").count() == 1


# --- what an area is to have ---------------------------------------------------------------------


def test_the_first_rule_of_an_area_is_set_by_one(officers):
    first, second = officers
    found = at_once(put(first), put(second, target=replace(TARGET, per_village=1)))
    assert found.count("done") == 1
    assert CoverageRule.objects.filter(area="86").count() == 1


def test_of_two_rules_at_once_one_holds_on_each_day(officers):
    first, second = officers
    found = at_once(put(first), put(second, target=replace(TARGET, per_village=1), since=LATER))
    assert "done" in found
    rules = list(CoverageRule.objects.filter(area="86").order_by("started_on"))
    assert len(rules) == found.count("done")
    assert [rule.ended_on for rule in rules] == [*(rule.started_on for rule in rules[1:]), None]


def test_a_rule_is_ended_once(officers):
    with transaction.atomic():
        rule = set_rule(province(), target=TARGET, started_on=ON, by=officers[0], on=ON)
    found = at_once(
        *(
            partial(end_rule, CoverageRule.objects.get(pk=rule.pk), by=fresh(by), on=LATER)
            for by in officers
        )
    )
    assert found.count("done") == 1
    assert JournalEntry.objects.filter(verb="coverage_rule.ended").count() == 1


def test_a_rule_that_is_ended_while_another_follows_leaves_one_open_at_most(officers):
    first, second = officers
    with transaction.atomic():
        rule = set_rule(province(), target=TARGET, started_on=ON, by=first, on=ON)
    ending = partial(end_rule, CoverageRule.objects.get(pk=rule.pk), by=fresh(first), on=ON)
    at_once(ending, put(second, target=replace(TARGET, per_village=1), since=LATER))
    rules = CoverageRule.objects.filter(area="86")
    assert rules.filter(ended_on__isnull=True).count() <= 1
    assert rules.get(pk=rule.pk).ended_on is not None
