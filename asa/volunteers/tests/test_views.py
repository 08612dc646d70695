import io
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from asa.common import journal
from asa.common.models import AccessEntry
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.models import PossibleDuplicate
from asa.people.tests.factories import make_person, make_user
from asa.places.tests.factories import load_chumphon
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import volunteers_for
from asa.volunteers.tests.factories import (
    CITIZEN_IDS,
    make_centre,
    make_office,
    make_volunteer,
)

pytestmark = pytest.mark.django_db
LIST = "/volunteers/"


@pytest.fixture
def officer(client):
    user = make_user(Role.PROVINCE_OFFICER, "86", given_name="ดาว")
    client.force_login(user)
    return user


def sign_in(client, role, area):
    user = make_user(role, area, given_name="ดาว")
    client.force_login(user)
    return user


def without_tokens(answer):
    return re.sub(
        r'(csrfmiddlewaretoken" value|name="next" value)="[^"]*"', "", answer.content.decode()
    )


def page_of(volunteer, name="detail"):
    return reverse(f"volunteers:{name}", args=[volunteer.pk])


@pytest.mark.parametrize(
    ("house", "shown"),
    [
        ("299", "299 หมู่ที่ 4 ต.ท่าตะเภา อ.เมืองชุมพร จ.ชุมพร 86000"),
        ("299 ม.4 ต.ท่าตะเภา อ.เมืองชุมพร", "299 ม.4 ต.ท่าตะเภา อ.เมืองชุมพร 86000"),
        ("", "หมู่ที่ 4 ต.ท่าตะเภา อ.เมืองชุมพร จ.ชุมพร 86000"),
    ],
)
def test_an_address_names_its_places_from_the_house_to_the_province(client, house, shown):
    load_chumphon()
    volunteer = make_volunteer("86010104", address=house, postcode="86000")
    sign_in(client, Role.PROVINCE_OFFICER, "86")
    assert shown in " ".join(client.get(page_of(volunteer)).content.decode().split())


def test_an_officer_sees_the_own_province_and_nothing_of_the_next(client, officer):
    own, other = make_volunteer(given_name="มะลิ"), make_volunteer("850101", given_name="กุหลาบ")

    said = client.get(LIST).content.decode()

    assert "มะลิ" in said
    assert "กุหลาบ" not in said
    assert client.get(page_of(own)).status_code == 200
    absent = client.get(reverse("volunteers:detail", args=[officer.pk]))
    foreign = client.get(page_of(other))
    assert foreign.status_code == absent.status_code == 404
    assert without_tokens(foreign) == without_tokens(absent)


def test_a_volunteer_reads_the_names_of_the_own_tambon_alone(client):
    sign_in(client, Role.VOLUNTEER, "86010104")
    near = make_volunteer("86010107", given_name="มะลิ", phone="+66810002345")
    make_volunteer("860102", given_name="กุหลาบ")
    make_volunteer("86010101", given_name="จำปา", state="ended")

    rows, entry = client.get(LIST).content.decode(), client.get(page_of(near)).content.decode()

    assert "มะลิ" in rows
    assert "กุหลาบ" not in rows
    assert "จำปา" not in rows
    for said in (rows, entry):
        assert "081 000 2345" not in said
        assert near.registration_no not in said


def test_a_volunteer_reads_the_own_entry_in_full(client):
    user = sign_in(client, Role.VOLUNTEER, "86010104")
    own = make_volunteer(person=user.person)

    said = client.get(page_of(own)).content.decode()

    assert own.registration_no in said
    assert client.get(page_of(own, "suspend")).status_code == 403


def test_an_official_who_is_a_volunteer_elsewhere_sees_the_own_entry_beside_the_area():
    officer = make_user("province_officer", "86")
    own = make_volunteer("850101", person=officer.person)
    near, far = make_volunteer("860101"), make_volunteer("850101")
    assert set(volunteers_for(officer)) == {own, near}
    assert far not in volunteers_for(officer)
    lead = make_user("tambon_lead", "860101")
    inside = make_volunteer("860101", person=lead.person)
    assert set(volunteers_for(lead)) == {near, inside}


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ANALYST, Role.ADMIN])
def test_who_works_without_names_gets_no_register(client, role):
    sign_in(client, role, "TH")
    volunteer = make_volunteer()

    assert client.get(LIST).status_code == 403
    assert client.get(page_of(volunteer)).status_code == 404


def test_a_lead_reads_in_full_and_changes_nothing(client):
    sign_in(client, Role.TAMBON_LEAD, "860101")
    volunteer = make_volunteer(phone="+66810002345", citizen_id=CITIZEN_IDS[0])

    said = client.get(page_of(volunteer)).content.decode()

    assert "081 000 2345" in said
    assert CITIZEN_IDS[0] not in said.replace("-", "")
    for name in ("suspend", "end", "move", "office"):
        assert client.get(page_of(volunteer, name)).status_code == 403
    assert client.post(page_of(volunteer, "citizen_id")).status_code == 403
    assert client.get("/volunteers/export/xlsx/").status_code == 403
    assert client.get("/volunteers/import/").status_code == 403
    assert client.get("/volunteers/register/").status_code == 403


def test_the_citizen_id_is_shown_once_and_the_look_is_written_down(client, officer):
    volunteer = make_volunteer(citizen_id=CITIZEN_IDS[0])

    assert "3-8606-91848-84-7" not in client.get(page_of(volunteer)).content.decode()
    said = client.post(page_of(volunteer, "citizen_id")).content.decode()

    assert "3-8606-91848-84-7" in said
    assert AccessEntry.objects.filter(verb="person.citizen_id_shown", actor_id=officer.pk).exists()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "น.ส. มะลิ"}, {"มะลิ"}),
        ({"q": "กุหลาป"}, set()),
        ({"q": "8686900"}, {"มะลิ", "กุหลาบ", "จำปา"}),
        ({"q": "868690077/2565"}, {"จำปา"}),
        ({"q": "3-8606-91848-84-7"}, {"มะลิ"}),
        ({"area": "8602"}, {"กุหลาบ"}),
        ({"area": "860101"}, {"มะลิ", "จำปา"}),
        ({"state": "ended"}, {"จำปา"}),
        ({"state": "inactive"}, {"มะลิ", "กุหลาบ"}),
        ({"level": "district"}, {"กุหลาบ"}),
        ({"state": "nonsense"}, set()),
    ],
)
def test_the_list_is_narrowed_by_its_filters(client, officer, asked, found):
    load_chumphon()
    make_volunteer(given_name="มะลิ", citizen_id=CITIZEN_IDS[0], registration_no="868690011")
    make_volunteer(
        "860201", given_name="กุหลาบ", responsibility="district", registration_no="868690012"
    )
    make_volunteer(given_name="จำปา", state="ended", registration_no="868690077")

    said = client.post(LIST, asked, follow=True).content.decode()

    assert {name for name in ("มะลิ", "กุหลาบ", "จำปา") if name in said} == found


@pytest.mark.parametrize("count", [3, 60])
def test_a_list_costs_the_same_queries_however_long(
    client, officer, count, django_assert_max_num_queries
):
    for _number in range(count):
        make_volunteer("860101")
    client.get(LIST)
    with django_assert_max_num_queries(8):
        assert client.get(LIST).status_code == 200


def test_a_volunteers_page_costs_a_fixed_number_of_queries(
    client, officer, django_assert_max_num_queries
):
    volunteer, centre = make_volunteer(), make_centre()
    for position in ("chair", "adviser", "committee"):
        make_office(volunteer, centre, position)
    client.get(page_of(volunteer))
    with django_assert_max_num_queries(25):
        assert client.get(page_of(volunteer)).status_code == 200


def test_the_export_holds_what_is_shown_and_is_written_down(client, officer):
    make_volunteer(given_name="มะลิ", family_name="=1+1")
    make_volunteer(given_name="จำปา", state="ended")
    make_volunteer("850101", given_name="กุหลาบ")

    answer = client.get("/volunteers/export/xlsx/", {"state": "registered"})

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows[1:]] == ["มะลิ"]
    assert rows[1][3] == "'=1+1"
    line = AccessEntry.objects.get(verb="volunteers.exported")
    assert line.data == {"rows": 1, "filters": ["state"], "file": "xlsx"}
    assert "มะลิ" in client.get("/volunteers/export/csv/").content.decode("utf-8-sig")


def new_volunteer(**fields):
    return {
        "title": "นาง",
        "given_name": "มะลิ",
        "family_name": "ใหม่",
        "citizen_id": CITIZEN_IDS[1],
        "birth": "26/02/2508",
        "sex": "female",
        "phone": "081 000 2345",
        "address": "12/3",
        "tambon": "ท่าตะเภา เมืองชุมพร",
        "tambon_code": "860101",
        "moo": "4",
        "responsibility": "village",
        "number": "868600777/2568",
        "registered_on": "2/5/2568",
    } | fields


def test_a_volunteer_is_registered_by_a_page(client, officer):
    load_chumphon()

    answer = client.post("/volunteers/register/", new_volunteer())

    volunteer = Volunteer.objects.get()
    assert answer.headers["Location"] == page_of(volunteer)
    assert (volunteer.area_id, volunteer.state) == ("86010104", "registered")
    assert volunteer.assignments.get().area_id == "86010104"


def test_who_may_be_the_same_person_is_shown_before_anything_is_written(client, officer):
    load_chumphon()
    make_volunteer(person=make_person("มะลิ", "ใหม่"), registration_no="868600001")

    said = client.post("/volunteers/register/", new_volunteer()).content.decode()
    assert "868600001" in said
    assert Volunteer.objects.count() == 1

    client.post("/volunteers/register/", new_volunteer(why_new="บัตรคนละใบ"))
    assert Volunteer.objects.count() == 2
    pair = PossibleDuplicate.objects.get()
    assert (pair.state, pair.likeness, pair.judged_by) == ("not_duplicate", "typed", officer)
    assert [line.text for line in journal.history_of(pair)] == ["บัตรคนละใบ"]


@pytest.mark.parametrize(
    ("known", "is_shown"),
    [
        ({"given_name": "มะลิ", "family_name": "ใหม่"}, True),
        ({"given_name": "มะลิ", "family_name": "ไหม่"}, True),
        ({"given_name": "มะลิ", "family_name": "ใหม่", "area": "86020101"}, True),
        ({"given_name": "มะลิ", "family_name": "ไหม่", "area": "86020101"}, False),
        ({"given_name": "มะลิ", "family_name": "ไหม่", "birth_on": date(1950, 1, 1)}, False),
        ({"given_name": "กุหลาบ", "family_name": "ใหม่"}, False),
        ({"given_name": "มะลิ", "family_name": "ใหม่", "area": "85010101"}, False),
    ],
)
def test_who_is_alike_is_shown_while_one_types(client, officer, known, is_shown):
    load_chumphon()
    other = make_volunteer(known.pop("area", "86010105"), **known)
    typed = {
        "given_name": "มะลิ",
        "family_name": "ใหม่",
        "birth": "1/2/2513",
        "tambon": "ท่าตะเภา เมืองชุมพร",
    }
    answer = client.post("/volunteers/register/similar/", typed | {"tambon_code": "860101"})
    assert (str(other.pk) in answer.text) is is_shown
    assert ("why_new" in answer.text) is is_shown
    assert "<html" not in answer.text
    assert Volunteer.objects.count() == 1


def test_before_name_and_place_are_typed_nobody_is_shown(client, officer):
    load_chumphon()
    make_volunteer(given_name="มะลิ")
    assert client.post("/volunteers/register/similar/", {"given_name": "มะลิ"}).text.strip() == ""


def test_a_form_that_lacks_something_keeps_what_was_typed(client, officer):
    load_chumphon()

    said = client.post("/volunteers/register/", new_volunteer(citizen_id="123")).content.decode()

    assert "มะลิ" in said
    assert not Volunteer.objects.exists()


@pytest.mark.parametrize(
    ("name", "sent", "state"),
    [
        ("suspend", {"note": "ป่วย", "on": "1/10/2568"}, "suspended"),
        ("end", {"reason": "resigned", "on": "1/10/2568", "note": ""}, "ended"),
    ],
)
def test_a_volunteer_is_changed_by_a_page(client, officer, name, sent, state):
    volunteer = make_volunteer()

    answer = client.post(page_of(volunteer, name), sent)

    volunteer.refresh_from_db()
    assert (answer.status_code, volunteer.state) == (302, state)
    client.post(page_of(volunteer, "reinstate"), {"note": "กลับมาทำงาน", "on": "2/10/2568"})
    volunteer.refresh_from_db()
    assert volunteer.state == "registered"
    assert "ป่วย" in client.get(page_of(volunteer)).content.decode() or name == "end"


def test_a_volunteer_is_moved_and_given_an_office_by_pages(client, officer):
    load_chumphon()
    volunteer = make_volunteer()

    sent = {"tambon": "วังไผ่", "moo": "2", "order_no": "118/2569", "note": "ตามครอบครัว"}
    client.post(page_of(volunteer, "move"), sent | {"on": "1/10/2568"})
    volunteer.refresh_from_db()
    assert volunteer.area_id[6:] == "02"
    step = volunteer.steps.get()
    assert (step.on, step.order_no, step.text) == (date(2025, 10, 1), "118/2569", "ตามครอบครัว")
    assert volunteer.assignments.get(ended_on__isnull=True).started_on == step.on
    client.post(
        page_of(volunteer, "office"), {"level": "district", "position": "chair", "on": "1/10/2568"}
    )
    office = volunteer.offices.get()
    leave = reverse("volunteers:leave", args=[volunteer.pk, office.pk])
    client.post(leave, {"on": "1/11/2568"})
    office.refresh_from_db()
    assert office.ended_on is not None


@pytest.mark.parametrize(
    ("days", "said"),
    [(1, "id_on_fault"), (-9000, "ขั้นตอนก่อนหน้า"), (None, "id_on_fault")],
)
def test_a_move_is_not_to_come_and_not_before_the_last_step(client, officer, days, said):
    load_chumphon()
    volunteer = make_volunteer()
    day = "" if days is None else (today() + timedelta(days)).isoformat()

    sent = {"tambon": "วังไผ่", "moo": "", "on": day}
    answer = client.post(page_of(volunteer, "move"), sent)

    assert answer.status_code == 200
    assert said in answer.text
    volunteer.refresh_from_db()
    assert volunteer.area_id == "86010104"


@pytest.mark.parametrize(("role", "warned"), [("volunteer", False), ("tambon_lead", True)])
def test_after_a_move_the_page_says_that_a_post_must_be_given(client, officer, role, warned):
    load_chumphon()
    volunteer = make_volunteer()
    make_user(role, "860101", person=volunteer.person)

    sent = {"tambon": "วังไผ่", "moo": "2", "on": "1/10/2568"}
    answer = client.post(page_of(volunteer, "move"), sent, follow=True)

    assert ("ยังไม่มีตำแหน่งในพื้นที่ใหม่" in answer.text) is warned


def test_a_rule_of_the_work_is_told_in_the_form(client, officer):
    volunteer = make_volunteer(state="ended")

    answer = client.post(page_of(volunteer, "suspend"), {"note": "ป่วย"})

    assert answer.status_code == 200
    volunteer.refresh_from_db()
    assert volunteer.state == "ended"


def test_an_empty_register_says_how_to_fill_it(client, officer):
    assert "/volunteers/import/" in client.get(LIST).content.decode()
