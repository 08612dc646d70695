"""Additional areas of work, other volunteer roles, terms of offices, and the story on the page."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from asa.common import journal
from asa.common.errors import DomainError
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.actions import (
    Order,
    Registration,
    Training,
    add_affiliation,
    apply_again,
    end_affiliation,
    end_assignment,
    end_volunteer,
    enrol_volunteer,
    give_assignment,
    hold_office,
    suspend_volunteer,
    take_step_back,
    train_volunteer,
    verify_volunteer,
)
from asa.volunteers.codes import CentreLevel, EndReason, OtherRole, Position
from asa.volunteers.tests.factories import make_centre, make_office, make_volunteer
from asa.volunteers.tests.test_life import TICKS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ON = date(2026, 11, 20)


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


@pytest.fixture
def client(officer):
    load_chumphon()
    client = Client(headers={"accept-language": "th"})
    client.force_login(officer)
    return client


def give(volunteer, by, area="8601", on=ON):
    return give_assignment(volunteer, area=make_area(area), by=by, on=on)


@pytest.mark.parametrize(
    ("area", "level"),
    [("86010105", "village"), ("860102", "tambon"), ("8602", "district"), ("86", "province")],
)
def test_an_additional_area_of_work_has_the_level_of_its_place(officer, area, level):
    volunteer = make_volunteer()
    given = give(volunteer, officer, area)
    assert (given.responsibility, given.is_main) == (level, False)
    assert journal.history_of(volunteer)[0].verb == "assignment.given"
    with pytest.raises(DomainError, match="there already"):
        give(volunteer, officer, area)


def test_work_is_given_in_the_own_province_to_the_registered_after_their_registration(officer):
    volunteer = make_volunteer()
    with pytest.raises(DomainError, match="own province"):
        give(volunteer, officer, "8501")
    with pytest.raises(DomainError, match="before being registered"):
        give(volunteer, officer, on=date(2022, 5, 1))
    with pytest.raises(DomainError, match="Only a registered"):
        give(make_volunteer(state="suspended"), officer)


def test_the_main_area_ends_with_a_move_the_others_on_their_page(officer):
    volunteer = make_volunteer()
    given, main = give(volunteer, officer), volunteer.assignments.get(is_main=True)
    with pytest.raises(DomainError, match="by a move"):
        end_assignment(main, by=officer, on=ON)
    with pytest.raises(DomainError, match="before it began"):
        end_assignment(given, by=officer, on=ON - timedelta(days=1))
    end_assignment(given, by=officer, on=ON)
    with pytest.raises(DomainError, match="already ended"):
        end_assignment(given, by=officer, on=ON)


def test_another_role_is_written_down_once_and_ended_once(officer):
    volunteer = make_volunteer()
    role = add_affiliation(volunteer, role=OtherRole.HEALTH, by=officer, on=ON)
    with pytest.raises(DomainError, match="already"):
        add_affiliation(volunteer, role=OtherRole.HEALTH, by=officer, on=ON)
    with pytest.raises(DomainError, match="which role"):
        add_affiliation(volunteer, role=OtherRole.OTHER, by=officer, on=ON)
    other = add_affiliation(volunteer, role=OtherRole.OTHER, name="ครูฝึก", by=officer, on=ON)
    assert str(other) == "ครูฝึก"
    end_affiliation(role, by=officer, on=ON)
    with pytest.raises(DomainError, match="already ended"):
        end_affiliation(role, by=officer, on=ON)
    add_affiliation(volunteer, role=OtherRole.HEALTH, by=officer, on=ON)


@pytest.mark.parametrize(
    ("role", "area"),
    [("tambon_lead", "860101"), ("social_worker", "86"), ("province_officer", "85")],
)
def test_nobody_else_gives_work_and_roles(officer, role, area):
    user, volunteer = make_user(role, area), make_volunteer()
    given = give(volunteer, officer)
    held = add_affiliation(volunteer, role=OtherRole.HEALTH, by=officer, on=ON)
    for act in (
        lambda: give(volunteer, user, "8602"),
        lambda: end_assignment(given, by=user, on=ON),
        lambda: add_affiliation(volunteer, role=OtherRole.DRUGS, by=user, on=ON),
        lambda: end_affiliation(held, by=user, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_term_ends_after_it_begins(officer):
    volunteer = make_volunteer()
    office = {"level": CentreLevel.TAMBON, "position": Position.CHAIR, "by": officer, "on": ON}
    with pytest.raises(DomainError, match="term must end"):
        hold_office(volunteer, term_ends_on=ON, **office)
    held = hold_office(volunteer, term_ends_on=date(2028, 11, 20), **office)
    assert held.term_ends_on == date(2028, 11, 20)


def test_the_list_finds_who_holds_an_office_and_whose_term_is_over(client):
    chair, over, left = make_volunteer(), make_volunteer(), make_volunteer()
    make_office(chair, make_centre(), term_ends_on=today() + timedelta(days=1))
    make_office(over, make_centre("8602"), "secretary", term_ends_on=today())
    make_office(left, make_centre("8603"), ended_on=today(), term_ends_on=today())
    for asked, found in (("office:chair", chair), ("office:over", over)):
        rows = client.get(reverse("volunteers:list"), {"level": asked}).context["rows"]
        assert [row.pk for row in rows] == [found.pk]


# --- the pages ---------------------------------------------------------------------------------


def page_of(volunteer, name="detail", *more):
    return reverse(f"volunteers:{name}", args=[volunteer.pk, *more])


def test_work_and_role_are_given_and_ended_on_pages(client, officer):
    volunteer = make_volunteer()
    day = {"on": "1/10/2568"}
    client.post(page_of(volunteer, "assign"), {"area": "นาทุ่ง", "moo": "3", **day})
    given = volunteer.assignments.get(is_main=False)
    assert (given.area_id, given.responsibility) == ("86010503", "village")
    client.post(page_of(volunteer, "unassign", given.pk), day)
    client.post(page_of(volunteer, "affiliate"), {"role": "other", "name": "ครูฝึก"})
    role = volunteer.affiliations.get()
    assert "ครูฝึก" in client.get(page_of(volunteer)).content.decode()
    client.post(page_of(volunteer, "disaffiliate", role.pk), day)
    given.refresh_from_db()
    role.refresh_from_db()
    assert given.ended_on == role.ended_on == date(2025, 10, 1)


def test_the_story_tells_each_step_with_day_order_reason_and_words(client, officer):
    volunteer = make_volunteer()
    suspend_volunteer(volunteer, order=Order("ป่วยหนัก", "77/2569"), by=officer, on=ON)
    take_step_back(volunteer, reason="คนละคน", by=officer, on=ON)

    said = client.get(page_of(volunteer)).content.decode()

    for words in ("คำสั่งที่ 77/2569", "ป่วยหนัก", "คนละคน", "20 พ.ย. 2569", "ถอนแล้วภายหลัง"):
        assert words in said
    # Of an old list: the day that the entry tells, and that the order is not known.
    assert "2 พ.ค. 2565" in said
    assert "ตามบัญชีรายชื่อที่นำเข้า" in said


def test_the_story_of_an_old_list_keeps_its_days_through_a_second_registration(client, officer):
    volunteer = make_volunteer(
        state="ended", ended_on=date(2026, 3, 1), end_reason="resigned", birth_on=date(1980, 1, 1)
    )
    apply_again(volunteer, by=officer, on=ON)
    verify_volunteer(volunteer, seen=TICKS, by=officer, on=ON)
    train_volunteer(volunteer, training=Training("รุ่นที่ 4"), by=officer, on=ON)
    registration = Registration("868600777", 2569)
    enrol_volunteer(volunteer, registration=registration, by=officer, on=today())

    story = client.get(page_of(volunteer)).context["story"]

    assert [line.on for line in story][-3:] == [ON, date(2026, 3, 1), date(2022, 5, 2)]
    assert [line.what for line in story] == [
        *("ขึ้นทะเบียนแล้ว", "ผ่านการอบรม", "ตรวจเอกสารแล้ว", "สมัครใหม่", "พ้นสภาพ", "ขึ้นทะเบียนแล้ว"),
    ]
    assert len(story[2].seen) == len(TICKS)


def test_the_way_and_what_stands_against_the_next_step_are_shown_to_the_office(client, officer):
    volunteer = make_volunteer("860101", state="ended", ended_on=ON, end_reason="resigned")
    apply_again(volunteer, by=officer, on=ON)

    page = client.get(page_of(volunteer))

    assert [step.tone for step in page.context["way"]] == ["done", "now", "", ""]
    assert {one.code for one in page.context["reasons"]} == {"age_adult", "lives_there"}


def test_taking_back_names_what_has_to_be_given_anew(client, officer):
    first, second = make_volunteer(), make_volunteer()
    chair = {"level": CentreLevel.TAMBON, "position": Position.CHAIR, "by": officer, "on": ON}
    hold_office(first, **chair)
    end_volunteer(first, reason=EndReason.RESIGNED, by=officer, on=ON)
    hold_office(second, **chair)

    answer = client.post(page_of(first, "take_back"), {"reason": "บันทึกผิดคน"}, follow=True)

    assert "ต้องมอบให้ใหม่: ประธาน" in answer.content.decode()


def test_in_bangkok_levels_are_called_as_people_there_say(client):
    user = make_user(Role.DEPARTMENT_OFFICER, "10")
    client.force_login(user)
    volunteer = make_volunteer("100101", responsibility="tambon")

    for address in (page_of(volunteer), reverse("volunteers:list")):
        said = client.get(address).content.decode()
        assert "แขวงพระบรมมหาราชวัง" in said
        assert ">แขวง<" in "".join(said.split())
    assert "เขตพระนคร" in client.get(page_of(volunteer)).content.decode()


def test_a_passport_is_shown_in_part_and_in_full_only_when_asked(client, officer):
    volunteer = make_volunteer()
    person = volunteer.person
    person.id_kind, person.citizen_id = "passport", "AB1234567"
    person.save()
    said = client.get(page_of(volunteer)).content.decode()
    assert "ABxxxxx67" in said
    assert "AB1234567" not in said
    shown = client.post(page_of(volunteer, "citizen_id")).content.decode()
    assert "AB1234567" in shown


def test_the_list_leads_who_keeps_it_to_the_next_act(client, officer):
    waits = make_volunteer(state="applied", registration_no="", registered_on=None)
    address = page_of(waits, "verify")
    assert address in client.get(reverse("volunteers:list")).content.decode()
    client.force_login(make_user(Role.TAMBON_LEAD, "860101"))
    said = client.get(reverse("volunteers:list")).content.decode()
    assert page_of(waits) in said
    assert address not in said


def test_the_list_offers_the_department_the_steps_of_bangkok_alone(client):
    fields = {"state": "applied", "registration_no": "", "registered_on": None}
    here, there = make_volunteer("10010101", **fields), make_volunteer(**fields)
    client.force_login(make_user(Role.DEPARTMENT_OFFICER, "TH"))
    said = client.get(reverse("volunteers:list")).content.decode()
    assert page_of(there) in said
    answers = {}
    for one in (here, there):
        address = page_of(one, "verify")
        answers[one] = (address in said, client.get(address).status_code)
    assert answers == {here: (True, 200), there: (False, 403)}


def test_the_list_offers_nobody_a_step_of_the_own_life(client, officer):
    own = make_volunteer(person=officer.person, state="suspended")
    other = make_volunteer(state="suspended")
    said = client.get(reverse("volunteers:list")).content.decode()
    offered = [one for one in (own, other) if page_of(one, "reinstate") in said]
    assert offered == [other]
    assert client.get(page_of(own, "reinstate")).status_code == 403
