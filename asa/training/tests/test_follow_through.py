"""The trained beside those not yet trained: who is in which group, and what counts."""

from datetime import timedelta

import pytest
from django.urls import reverse

from asa.common.thaidate import add_months, today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.training.codes import Result
from asa.training.loader import load_lists
from asa.training.models import Enrolment
from asa.training.queries.follow_through import (
    followed_through,
    never_trained_by_part,
    never_trained_for,
)
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota
from asa.volunteers.codes import ActivityKind, VolunteerState
from asa.volunteers.tests.factories import make_activity, make_volunteer

pytestmark = pytest.mark.django_db
VISIT = ActivityKind.HOME_VISIT


@pytest.fixture
def people():
    """One trained long ago, one lately, one without a result, one never; all of one tambon."""
    load_chumphon()
    load_lists()
    names = ("นาน", "ใหม่", "ขาด", "ไม่เคย")
    found = {name: make_volunteer("86010104", given_name=name) for name in names}
    long_ago, lately = add_months(today(), -12), today() - timedelta(days=30)
    for name, ended, result in (
        ("นาน", long_ago, Result.PASSED),
        ("ใหม่", lately, Result.PASSED),
        ("ขาด", long_ago, Result.ABSENT),
    ):
        quota = make_quota(make_cohort(starts_on=ended, ends_on=ended), seats=1)
        make_enrolment(quota, found[name], result=result)
    return found


def test_each_stands_in_one_group_or_in_none(people):
    for name, days, kind in (
        ("นาน", 10, VISIT), ("นาน", 20, VISIT), ("นาน", 400, VISIT), ("ใหม่", 5, VISIT),
        ("ไม่เคย", 3, VISIT), ("ขาด", 3, ActivityKind.MEETING),
    ):  # fmt: skip
        make_activity(people[name], today() - timedelta(days=days), kind=kind)

    trained, never = followed_through("86", today())

    assert (trained.people, trained.did[VISIT], trained.share(VISIT)) == (1, (1, 2), 100)
    assert (never.people, never.did[VISIT], never.share(VISIT)) == (2, (1, 1), 50)
    nobody, _ = followed_through("85", today())
    assert nobody.share(VISIT) is None


def test_who_attended_a_course_of_honour_was_trained(people):
    Enrolment.objects.filter(result=Result.PASSED).update(result=Result.ATTENDED)
    trained, never = followed_through("86", today())
    assert (trained.people, never.people) == (1, 2)


def test_what_was_taken_back_does_not_count(people):
    gone = make_activity(people["ไม่เคย"], today(), kind=VISIT)
    gone.move_to(withdrawn_on=today(), withdrawn_reason="ผิดคน")
    assert followed_through("86", today())[1].did[VISIT] == (0, 0)


def test_whoever_is_not_registered_is_in_no_group(people):
    people["ไม่เคย"].move_to(VolunteerState.SUSPENDED)
    assert followed_through("86", today())[1].people == 1


def test_the_parts_sum_to_the_area_and_open_their_names(client, people):
    make_volunteer("86020101")
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    lines = {line.code: (line.registered, line.never) for line in never_trained_by_part("86")}
    assert lines == {"8601": (4, 2), "8602": (1, 1)}
    for code, (_registered, never) in lines.items():
        assert never_trained_for(officer, code).count() == never

    client.force_login(officer)
    page = client.get(reverse("training:follow_through"))
    assert page.context["never"].people == 3
    names = client.get(page.context["names_url"])
    assert names.context["page"].paginator.count == 3


def test_numbers_for_analysts_names_for_the_office_and_nothing_elsewhere(client, people):
    pages = [reverse("training:follow_through"), reverse("training:never_trained")]
    for role, area, answers in (
        (Role.ANALYST, "86", (200, 403)),
        (Role.TAMBON_LEAD, "860101", (200, 200)),
        (Role.VOLUNTEER, "860101", (403, 403)),
        (Role.PROVINCE_OFFICER, "85", (404, 404)),
    ):
        client.force_login(make_user(role, area))
        asked = area if area != "85" else "86"
        assert tuple(client.get(page, {"area": asked}).status_code for page in pages) == answers


def test_it_asks_as_much_for_many_as_for_few(people, django_assert_num_queries):
    for number in range(3):
        make_volunteer(f"860{number + 2}0101")
    with django_assert_num_queries(4):
        followed_through("86", today())
    with django_assert_num_queries(1):
        never_trained_by_part("86")
