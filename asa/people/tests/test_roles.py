"""Judging duplicates is tried by every role from every relation to the place."""

import pytest

from asa.cases.tests.test_duplicates import ONE, alike, pair
from asa.common.thaidate import today
from asa.people.actions import judge_again, keep_apart, merge_persons, undo_merge
from asa.people.codes import Likeness
from asa.people.tests.factories import make_user
from asa.people.tests.roles import DEPARTMENT, KEEPERS, VILLAGE, only, who_may
from asa.volunteers.tests.factories import CITIZEN_IDS, make_volunteer

pytestmark = pytest.mark.django_db
FAR = "85010101"


def noted():
    return pair(*alike())


def apart():
    by = make_user("province_officer", "86")
    return keep_apart(noted(), reason="ถามแล้ว", by=by, on=today())


def merged():
    by = make_user("province_officer", "86")
    return merge_persons(noted(), choice=ONE, by=by, on=today())


IN_ONE_PROVINCE = {
    "merge": (noted, lambda one, by: merge_persons(one, choice=ONE, by=by, on=today())),
    "keep_apart": (noted, lambda one, by: keep_apart(one, reason="ถามแล้ว", by=by, on=today())),
    "judge_again": (apart, lambda one, by: judge_again(one, by=by, on=today())),
    "undo": (merged, lambda one, by: undo_merge(one, by=by, on=today())),
}


def test_the_office_of_the_province_and_the_department_judge():
    expected = dict.fromkeys(IN_ONE_PROVINCE, only(KEEPERS, DEPARTMENT))
    assert who_may(IN_ONE_PROVINCE) == expected


def noted_across():
    here, there = (make_volunteer(area, citizen_id=CITIZEN_IDS[0]) for area in (VILLAGE, FAR))
    return pair(here.person, there.person, Likeness.SAME_NUMBER)


def test_across_provinces_only_whose_post_covers_both_judges():
    acts = {"merge": (noted_across, IN_ONE_PROVINCE["merge"][1])}
    over_both = {role: ["parent"] for role in KEEPERS}
    assert who_may(acts) == {"merge": over_both | only(DEPARTMENT)}
