from datetime import date

import pytest

from asa.households.codes import Dimension
from asa.households.queries import (
    household_rows,
    households_for,
    households_in_full_for,
    households_matching,
    neighbour_lines,
    photos_for,
    told,
)
from asa.households.tests.factories import (
    make_household,
    make_member,
    make_photo,
    make_round,
    put_on_team,
)
from asa.people.tests.factories import make_post, make_user
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db

LONG_AGO = date(2021, 1, 1)


def seen_by(user):
    return set(households_for(user))


def test_a_volunteer_sees_what_she_reported_looks_after_or_has_a_task_for():
    volunteer = make_user("volunteer", "86010104")
    reported = make_household(reported_by=volunteer)
    kept = make_household(caretaker=volunteer)
    tasked = make_household()
    make_task(volunteer, tasked)
    make_household()
    assert seen_by(volunteer) == {reported, kept, tasked}


def test_a_task_that_is_done_or_another_persons_opens_nothing():
    volunteer, other = make_user("volunteer", "86010104"), make_user("volunteer", "86010104")
    make_task(volunteer, make_household(), state="done")
    make_task(volunteer, make_household(), state="cancelled")
    make_task(other, make_household())
    assert seen_by(volunteer) == set()


def test_two_tasks_for_one_household_show_it_once():
    volunteer = make_user("volunteer", "86010104")
    household = make_household()
    make_task(volunteer, household)
    make_task(volunteer, household)
    assert list(households_for(volunteer)) == [household]


def test_what_she_reported_is_gone_with_her_post():
    volunteer = make_user("volunteer", ended_on=LONG_AGO)
    make_household(reported_by=volunteer, caretaker=volunteer)
    assert seen_by(volunteer) == set()


def test_what_she_reported_in_another_province_is_not_seen_from_here():
    volunteer = make_user("volunteer", "86010104")
    make_household("85010104", reported_by=volunteer)
    assert seen_by(volunteer) == set()


@pytest.mark.parametrize(
    ("role", "area", "sees"),
    [
        ("tambon_lead", "860101", {"860101", "86010104"}),
        ("tambon_lead", "860102", {"860102"}),
        ("district_lead", "8601", {"860101", "86010104", "860102"}),
        ("district_lead", "8602", {"860201"}),
        ("social_worker", "86", {"860101", "86010104", "860102", "860201"}),
        ("province_officer", "86", {"860101", "86010104", "860102", "860201"}),
        ("province_head", "86", {"860101", "86010104", "860102", "860201"}),
        ("province_officer", "85", {"850101"}),
        ("volunteer", "860101", set()),
        ("finance", "86", set()),
        ("department_officer", "TH", set()),
        ("auditor", "TH", set()),
        ("analyst", "86", set()),
        ("admin", "TH", set()),
        ("partner_desk", "86", set()),
    ],
)
def test_each_role_knows_the_households_of_its_area_and_no_others(role, area, sees):
    for code in ("860101", "86010104", "860102", "860201", "850101"):
        make_household(code)
    user = make_user(role, area)
    assert {one.area_id for one in households_for(user)} == sees


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("province_head", "86"),
        ("province_officer", "86"),
        ("social_worker", "86"),
        ("finance", "86"),
    ],
)
def test_a_sealed_household_is_seen_by_its_team_alone_whoever_reported_it(role, area):
    user = make_user(role, area)
    sealed = make_household(is_sealed=True, reported_by=user, caretaker=user)
    make_task(user, sealed)
    assert seen_by(user) == set()
    put_on_team(sealed, user)
    assert seen_by(user) == {sealed}


def test_the_team_of_a_sealed_household_loses_it_with_the_place_on_the_team_or_the_post():
    left = make_user("social_worker", "86")
    put_on_team(make_household(is_sealed=True), left, ended_on="2026-02-15")
    without_post = make_user("social_worker", "86", ended_on=LONG_AGO)
    put_on_team(make_household(is_sealed=True), without_post)
    elsewhere = make_user("social_worker", "85")
    put_on_team(make_household(is_sealed=True), elsewhere)
    assert seen_by(left) | seen_by(without_post) | seen_by(elsewhere) == set()


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("tambon_lead", "860101"),
        ("volunteer", "86010104"),
        ("partner_desk", "86"),
        ("department_officer", "TH"),
        ("admin", "TH"),
    ],
)
def test_who_left_the_office_for_another_post_is_on_no_team_any_more(role, area):
    user = make_user("social_worker", "86", ended_on=LONG_AGO)
    make_post(user, role, area)
    put_on_team(make_household(is_sealed=True), user)
    assert seen_by(user) == set()


def test_being_on_a_team_opens_nothing_of_a_household_that_is_not_sealed():
    user = make_user("volunteer", "86010104")
    put_on_team(make_household(), user)
    assert seen_by(user) == set()


def test_a_lead_reads_sensitive_fields_only_of_what_she_cares_for_or_must_do():
    lead = make_user("tambon_lead", "860101")
    known = make_household()
    kept = make_household(caretaker=lead)
    at_her_step = make_household()
    make_task(lead, at_her_step)
    assert seen_by(lead) == {known, kept, at_her_step}
    assert set(households_in_full_for(lead)) == {kept, at_her_step}


def test_photos_follow_the_sensitive_fields():
    lead, officer = make_user("tambon_lead", "860101"), make_user("province_officer", "86")
    photo = make_photo(make_household())
    make_photo(make_household(is_sealed=True))
    make_photo(make_household("85010104"))
    assert list(photos_for(officer)) == [photo]
    assert list(photos_for(lead)) == []


def test_of_neighbours_a_volunteer_is_told_the_house_and_who_looks_after_it():
    volunteer = make_user("volunteer", "86010104")
    other = make_user("volunteer", "86010104", given_name="พิกุล", family_name="ใจงาม")
    make_household(house_no="42", caretaker=other)
    make_household(house_no="9")
    make_household(house_no="17", caretaker=volunteer)
    make_household(house_no="88", is_sealed=True, caretaker=other)
    make_household("86010105", house_no="3", caretaker=other)
    lines = neighbour_lines(volunteer)
    assert [(one.house_no, one.caretaker) for one in lines] == [("9", ""), ("42", "พิกุล ใจงาม")]


def test_neighbours_are_not_told_of_to_the_office_nor_after_the_post():
    make_household()
    assert neighbour_lines(make_user("province_officer", "86")) == []
    assert neighbour_lines(make_user("volunteer", ended_on=LONG_AGO)) == []


@pytest.mark.parametrize("words", ["42", "นางบัว", "แสงทอง", "บัว แสงทอง", "เเสงทอง", "ชพ-0001"])
def test_a_household_is_found_by_house_number_reference_or_a_name_in_any_spelling(words):
    officer = make_user("province_officer", "86")
    household = make_household(house_no="42", reference="ชพ-0001")
    make_member(household, given_name="บัว", family_name="แสงทอง")
    make_member(make_household(house_no="7"), given_name="ภู", family_name="ริมคลอง")
    assert list(households_matching(households_for(officer), words)) == [household]


def test_who_left_a_household_does_not_find_it():
    officer = make_user("province_officer", "86")
    make_member(make_household(), left_on="2026-01-01")
    assert list(households_matching(households_for(officer), "บัว")) == []


def test_reading_a_list_takes_the_same_number_of_queries_for_any_length(
    django_assert_num_queries,
):
    officer = make_user("province_officer", "86")
    for number in range(3):
        household = make_household(house_no=str(number), caretaker=officer)
        make_member(household)
        make_round(household, by=officer)
    assert officer.current_posts
    with django_assert_num_queries(4):
        rows = list(household_rows(told(households_for(officer))))
    assert len(rows) == 3
    for row in rows:
        assert (row.head, row.people) == ("นางบัว แสงทอง", 1)
        assert row.caretaker == officer.shown_name
        assert len(row.levels) == 5


def test_a_row_tells_the_head_first_the_people_of_today_and_the_needs_of_the_latest_look():
    officer = make_user("province_officer", "86")
    household = make_household(house_no="42")
    make_member(household, given_name="ดำ", family_name="แสงทอง", is_head=False)
    make_member(household, is_head=True)
    make_member(household, given_name="ขาว", family_name="แสงทอง", left_on="2026-01-01")
    make_round(household, levels={"health": 1}, by=officer)
    make_round(household, levels={"income": 2, "access": 1}, by=officer)
    bare = make_household(house_no="43")
    first, second = household_rows(told(households_for(officer).order_by("house_no")))
    assert (first.pk, first.name, first.people) == (household.pk, "นางบัว แสงทอง", 2)
    assert first.needs == [(2, Dimension.INCOME.short), (1, Dimension.ACCESS.short)]
    assert (second.pk, second.name, second.people) == (bare.pk, "บ้านเลขที่ 43", 0)
    assert (second.needs, second.caretaker, second.assessed_on) == ([], "", None)
