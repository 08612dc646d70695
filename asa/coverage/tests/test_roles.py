"""Every act about coverage is tried by every role from every relation to the place."""

import pytest

from asa.coverage.actions import (
    ask_exception,
    decide_exception,
    end_exception,
    end_rule,
    set_rule,
)
from asa.coverage.tests.factories import ON, make_exception, make_rule
from asa.coverage.tests.test_actions import ASKED, TARGET
from asa.people.tests.factories import make_user
from asa.people.tests.roles import DEPARTMENT, KEEPERS, LEADS, VILLAGE, only, who_may
from asa.places.models import Area
from asa.places.tests.factories import make_area

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("chumphon")]


def rule_of(area, by):
    set_rule(area, target=TARGET, started_on=ON, by=by, on=ON)


def asked():
    return make_exception(VILLAGE, asked_by=make_user("tambon_lead", "860101"))


def approved():
    return make_exception(VILLAGE, state="approved")


ACTS = {
    "set_rule": (lambda: Area.objects.get(pk="860101"), rule_of),
    "end_rule": (lambda: make_rule("860101"), lambda one, by: end_rule(one, by=by, on=ON)),
    "ask": (
        lambda: make_area(VILLAGE),
        lambda one, by: ask_exception(one, request=ASKED, by=by, on=ON),
    ),
    "decide": (
        asked,
        lambda one, by: decide_exception(one, approves=True, reason="", by=by, on=ON),
    ),
    "end_exception": (approved, lambda one, by: end_exception(one, by=by, on=ON)),
}


def test_leads_ask_the_office_decides_and_the_department_sets_rules_too():
    assert who_may(ACTS) == {
        "set_rule": only(KEEPERS, DEPARTMENT),
        "end_rule": only(KEEPERS, DEPARTMENT),
        "ask": only(LEADS, KEEPERS),
        "decide": only(KEEPERS),
        "end_exception": only(KEEPERS),
    }


def test_the_rule_of_the_country_is_set_by_whose_post_covers_it():
    acts = {"set_rule": (lambda: Area.objects.get(pk="TH"), rule_of)}
    over_all = {role: ["parent"] for role in KEEPERS}
    assert who_may(acts) == {"set_rule": over_all | only(DEPARTMENT)}
