"""The trained beside those not yet trained: who is in which group, and what counts."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from asa.common.errors import DomainError
from asa.common.models import AccessEntry, JournalEntry
from asa.common.thaidate import add_months, add_years, today
from asa.households.actions import record_visit
from asa.households.codes import VisitKind, VisitMethod
from asa.households.tests.factories import make_household
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.training.actions.courses import change_refresher
from asa.training.codes import Result
from asa.training.loader import load_lists
from asa.training.models import Enrolment, RefresherRule
from asa.training.queries.follow_through import (
    KINDS,
    followed_through,
    names_for,
    refresher_rules_on,
    training_by_part,
)
from asa.training.tests.factories import make_cohort, make_enrolment, make_quota, make_workshop
from asa.volunteers.codes import ActivityKind, VolunteerState
from asa.volunteers.tests.factories import make_activity, make_volunteer

pytestmark = pytest.mark.django_db
VISIT, FOLLOW_UP = ActivityKind.HOME_VISIT, ActivityKind.FOLLOW_UP


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


def test_every_visit_to_a_household_is_a_visit(people):
    """Whoever found somebody in trouble or followed up was there; what was typed counts too."""
    day = today() - timedelta(days=4)
    for name, kind, source in (
        ("นาน", ActivityKind.SEARCH, "visit"), ("นาน", ActivityKind.FOLLOW_UP, "visit"),
        ("นาน", ActivityKind.FOLLOW_UP, "typed"), ("ไม่เคย", VISIT, "typed"),
        ("ขาด", ActivityKind.SEARCH, "typed"), ("ขาด", ActivityKind.REFERRAL, "typed"),
    ):  # fmt: skip
        make_activity(people[name], day, kind=kind, source=source)

    trained, never = followed_through("86", today())

    assert trained.did == {VISIT: (1, 2), ActivityKind.REFERRAL: (0, 0), FOLLOW_UP: (1, 2)}
    assert never.did == {VISIT: (1, 1), ActivityKind.REFERRAL: (1, 1), FOLLOW_UP: (0, 0)}


def test_a_visit_that_a_volunteer_records_is_counted(people):
    volunteer = people["ไม่เคย"]
    user = make_user(Role.VOLUNTEER, "86010104", person=volunteer.person)
    home = make_household("86010104", reported_by=user)
    told = {"kind": VisitKind.FOUND, "method": VisitMethod.VISIT, "note": "พบ"}
    record_visit(home, **told, by=user, on=today())
    assert followed_through("86", today())[1].did[VISIT] == (1, 1)


def test_a_number_opens_the_people_that_it_counted(client, people):
    for name in ("นาน", "ไม่เคย"):
        for days in (3, 5):
            make_activity(people[name], today() - timedelta(days=days), kind=VISIT)
    client.force_login(make_user(Role.PROVINCE_OFFICER, "86"))

    page = client.get(reverse("training:follow_through"))

    for (_label, *groups), kind in zip(page.context["rows"], KINDS, strict=True):
        for who, _times, _share, url in groups:
            assert client.get(url).context["page"].paginator.count == who, kind
    visits = page.context["rows"][0]
    shown = client.get(visits[1][3]).context["page"]
    assert [(one.pk, one.times) for one in shown] == [(people["นาน"].pk, 2)]
    for _name, number, url in page.context["groups"]:
        assert client.get(url).context["page"].paginator.count == number
    asked = reverse("training:follow_names")
    for wrong in ({"group": "all"}, {"group": "never", "kind": "dancing"}):
        assert client.get(asked, wrong).status_code == 404


# --- due for a refresher


def finish_basic(volunteer, ended):
    cohort = make_cohort(make_workshop(course="basic"), starts_on=ended, ends_on=ended)
    make_enrolment(make_quota(cohort, seats=1), volunteer, result=Result.PASSED)


def due(area="86", on=None):
    return sum(
        one.due for one in training_by_part(area, refresher_rules_on(today()), on or today())
    )


def test_who_finished_the_basic_course_years_ago_is_due_until_it_is_taken_again(people):
    edge = add_years(today(), -5)
    finish_basic(people["นาน"], edge + timedelta(days=1))
    assert due() == 0
    assert due(on=today() + timedelta(days=1)) == 1

    finish_basic(people["ขาด"], edge)
    assert due() == 1
    finish_basic(people["ขาด"], today() - timedelta(days=3))
    assert due() == 0


def test_the_years_are_a_dated_rule_of_the_department(people, keeper):
    finish_basic(people["นาน"], add_years(today(), -2))
    rule, tomorrow = RefresherRule.objects.get(course="basic"), today() + timedelta(days=1)
    told = {"years": 2, "source": "คำสั่งกรม", "started_on": tomorrow, "on": today()}
    with pytest.raises(PermissionDenied):
        change_refresher(rule, by=make_user(Role.PROVINCE_OFFICER, "86"), **told)
    for wrong in (0, 41):
        with pytest.raises(DomainError):
            change_refresher(rule, by=keeper, **told | {"years": wrong})

    change_refresher(rule, by=keeper, **told)

    years = {day: [one.years for one in refresher_rules_on(day)] for day in (today(), tomorrow)}
    assert years == {today(): [5], tomorrow: [2]}
    assert due() == 0
    assert JournalEntry.objects.get(verb="refresher.changed").data["fields"] == ["years", "source"]


def test_the_years_are_changed_on_the_page_of_the_course(client, keeper):
    client.force_login(keeper)
    page = reverse("training:change_refresher", args=["basic"])
    sent = {"years": "4", "source": "", "started_on": today().strftime("%d/%m/%Y")}
    assert client.post(page, sent).status_code == 302
    assert [one.years for one in refresher_rules_on(today())] == [4]
    course = client.get(reverse("training:course", args=["basic"]))
    assert course.context["refresher"].years == 4
    assert client.get(reverse("training:change_refresher", args=["exchange"])).status_code == 404


def test_who_is_due_is_listed_beside_who_was_never_trained_and_taken_out(client, people):
    finish_basic(people["นาน"], add_years(today(), -6))
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    client.force_login(officer)
    asked = {"area": "86", "group": "due"}

    page = client.get(reverse("training:follow_names"), asked)

    assert [one.pk for one in page.context["page"]] == [people["นาน"].pk]
    assert [current for _name, _url, current in page.context["tabs"]] == [False, True]
    file = client.get(reverse("training:follow_names"), {**asked, "export": "xlsx"})
    assert file["Content-Disposition"].startswith("attachment")
    line = AccessEntry.objects.get(verb="follow_through.exported")
    assert (line.area, line.data["rows"], line.data["group"]) == ("86", 1, "due")


def test_the_parts_sum_to_the_area_and_open_their_names(client, people):
    make_volunteer("86020101")
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    parts = training_by_part("86", refresher_rules_on(today()), today())
    lines = {line.code: (line.registered, line.never) for line in parts}
    assert lines == {"8601": (4, 2), "8602": (1, 1)}
    for code, (_registered, never) in lines.items():
        assert names_for(officer, code, "never", today()).count() == never

    client.force_login(officer)
    page = client.get(reverse("training:follow_through"))
    _name, never, url = page.context["groups"][1]
    assert never == 3
    names = client.get(url)
    assert names.context["page"].paginator.count == 3


def test_numbers_for_analysts_names_for_the_office_and_nothing_elsewhere(client, people):
    pages = [reverse("training:follow_through"), reverse("training:follow_names")]
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
    rules = refresher_rules_on(today())
    with django_assert_num_queries(1):
        training_by_part("86", rules, today())
