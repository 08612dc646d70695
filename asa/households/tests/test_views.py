import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from asa.common.spreadsheets import read_sheets
from asa.common.thaidate import today
from asa.households.actions import record_visit
from asa.households.codes import Dimension, VisitKind, VisitMethod
from asa.households.tests.browsing import address, jpeg, open_as, seen
from asa.households.tests.factories import (
    make_household,
    make_member,
    make_notice,
    make_photo,
    make_round,
    make_visit,
)
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon
from asa.tasks.tests.factories import make_task

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["asa_language"] = "en"


# --- the list -----------------------------------------------------------------------------------------


def test_the_list_puts_the_worst_first_and_names_what_is_wrong(client):
    officer = make_user("province_officer", "86")
    fine, urgent, unknown = (make_household(house_no=str(n)) for n in (1, 2, 3))
    for household, name in ((fine, "ดี"), (urgent, "แย่"), (unknown, "ใหม่")):
        make_member(household, given_name=name)
    make_round(fine, levels=dict.fromkeys(Dimension, 4))
    make_round(urgent, levels={"income": 1})
    make_household("85010104")
    client.force_login(officer)
    answer = client.get(reverse("households:list"))
    assert [row.pk for row in answer.context["rows"]] == [urgent.pk, fine.pk, unknown.pk]
    assert "Income" in answer.text
    assert "3 households" in answer.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "แสงทอง"}, {"1"}),
        ({"q": "2"}, {"2"}),
        ({"tambon": "860102"}, {"2"}),
        ({"need": "income:1"}, {"1"}),
        ({"need": "income:3"}, {"2"}),
        ({"need": "none"}, {"3"}),
        ({"care": "mine"}, {"3"}),
        ({"care": "nobody"}, {"1", "2"}),
        ({"q": "แสงทอง", "need": "income:3"}, set()),
        ({"tambon": "850101"}, set()),
        ({"need": "income:9"}, set()),
    ],
)
def test_the_list_is_narrowed_by_words_tambon_level_and_who_looks_after(client, asked, found):
    load_chumphon()
    worker = make_user("social_worker", "86")
    first = make_member(make_household("860101", house_no="1")).household
    second = make_household("86010203", house_no="2")
    make_household("860101", house_no="3", caretaker=worker)
    make_round(first, levels={"income": 1})
    make_round(second)
    client.force_login(worker)
    rows = client.post(reverse("households:list"), asked, follow=True).context["rows"]
    assert {row.house_no for row in rows} == found


def test_a_volunteer_lists_her_own_and_gets_the_rows_alone_by_htmx(client):
    mali = make_user("volunteer", "86010104")
    own = make_household(caretaker=mali)
    make_household()
    client.force_login(mali)
    whole = client.get(reverse("households:list"))
    part = client.get(reverse("households:list"), headers={"HX-Request": "true"})
    assert [row.pk for row in whole.context["rows"]] == [own.pk]
    assert "tambon" not in whole.context["form"].fields
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert "HX-Request" in part.headers["Vary"]


def test_the_list_asks_the_database_the_same_whatever_its_length(
    client, django_assert_max_num_queries
):
    officer = make_user("province_officer", "86")
    client.force_login(officer)

    def fill(count):
        for number in range(count):
            household = make_household(house_no=f"{number}", caretaker=officer)
            make_member(household)
            make_round(household, by=officer, levels={"income": 1})

    fill(1)
    client.get(reverse("households:list"))
    with django_assert_max_num_queries(100) as few:
        client.get(reverse("households:list"))
    fill(20)
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("households:list"))


def test_what_is_shown_can_be_taken_out_by_the_officer_and_is_written_down(client):
    officer = make_user("province_officer", "86")
    household = make_household(house_no="=1+1", reference="ชพ-0001", caretaker=officer)
    make_member(household)
    make_round(household, levels={"income": 1})
    make_household("85010104")
    make_household(is_sealed=True)
    client.force_login(officer)
    answer = client.get(reverse("households:export"), {"need": "income:1"})
    (sheet,) = read_sheets(io.BytesIO(answer.content), "households.xlsx")
    rows = sheet.rows
    assert len(rows) == 2
    assert rows[1][0] == "ชพ-0001"
    assert rows[1][2] == "'=1+1"
    assert rows[1][4] == "นางบัว แสงทอง"
    (line,) = seen("households.exported")
    assert (line.actor_id, line.data["rows"]) == (officer.pk, 1)


@pytest.mark.parametrize(
    ("role", "area"),
    [
        ("volunteer", "86010104"),
        ("tambon_lead", "860101"),
        ("social_worker", "86"),
        ("finance", "86"),
        ("department_officer", "TH"),
    ],
)
def test_nobody_else_takes_a_list_out(client, role, area):
    client.force_login(make_user(role, area))
    assert client.get(reverse("households:export")).status_code == 403


def test_neighbours_are_houses_without_names(client):
    mali = make_user("volunteer", "86010104")
    other = make_user("volunteer", "86010104", given_name="พิกุล", family_name="ใจงาม")
    make_member(make_household(house_no="42", caretaker=other))
    client.force_login(mali)
    page = client.get(reverse("households:neighbours")).text
    assert "House 42 is known" in page
    assert "พิกุล ใจงาม" in page
    assert "แสงทอง" not in page


# --- the logbook ---------------------------------------------------------------------------------------


def test_the_logbook_shows_the_rounds_in_words_what_moved_and_what_was_written(client):
    mali = make_user("volunteer", "86010104", given_name="มะลิ", family_name="รักถิ่น")
    household = make_household(caretaker=mali)
    make_member(household, person={"citizen_id": "3860590650634"}, health="ill")
    make_round(household, levels={"income": 1}, by=mali)
    make_round(household, levels={"income": 2}, by=mali, on=date(2026, 5, 14))
    make_visit(household, by=mali, note="หลังคารั่ว")
    make_task(mali, household, due_on=today() + timedelta(days=2))
    client.force_login(mali)
    page = client.get(address("detail", household)).text
    for words in (
        "Household of นางบัว แสงทอง",
        "Level 2: needs care",
        "Better by 1 levels",
        "Feb 26",
        "หลังคารั่ว",
        "3-86xx-xxxxx-63-4",
        "looked after by มะลิ รักถิ่น",
        "Visit the household",
        "Due on",
    ):
        assert words in page
    assert "3860590650634" not in page
    (line,) = seen("household.seen")
    assert (line.actor_id, line.target_id) == (mali.pk, str(household.pk))


def test_a_lead_with_nothing_at_her_step_reads_no_illness_note_reason_id_or_photo(client):
    household = make_household()
    make_member(
        household,
        person={"citizen_id": "3860590650634"},
        health="ill",
        disability="ทางการเคลื่อนไหว",
    )
    make_round(household)
    make_visit(household, note="หลังคารั่ว")
    make_photo(household)
    lead = make_user("tambon_lead", "860101")
    client.force_login(lead)
    page = client.get(address("detail", household)).text
    assert "นางบัว แสงทอง" in page
    for secret in (
        "ทางการเคลื่อนไหว",
        "หลังคารั่ว",
        "3-86xx",
        "ขายขนม",
        "/photos/",
        ">Ill<",
    ):
        assert secret not in page
    assert not seen("household.seen").exists()
    make_task(lead, household)
    page = client.get(address("detail", household)).text
    assert "ทางการเคลื่อนไหว" in page
    assert seen("household.seen").count() == 1


def test_the_history_names_who_did_what_and_hides_words_from_who_may_not_read_them(client):
    mali = make_user("volunteer", "86010104", given_name="มะลิ", family_name="รักถิ่น")
    household = make_household(caretaker=mali)
    make_member(household)
    record_visit(
        household,
        kind=VisitKind.HOME_VISIT,
        method=VisitMethod.VISIT,
        note="หลังคารั่ว",
        on=today(),
        by=mali,
    )
    own = open_as(client, mali, "history", household).text
    lead = open_as(client, make_user("tambon_lead", "860101"), "history", household).text
    assert "Visited" in own
    assert "มะลิ รักถิ่น" in lead
    assert "หลังคารั่ว" in own
    assert "หลังคารั่ว" not in lead


def test_the_logbook_asks_the_database_the_same_however_much_stands_in_it(
    client, django_assert_max_num_queries
):
    officer = make_user("province_officer", "86")
    household = make_household()
    client.force_login(officer)

    def fill(count):
        for _number in range(count):
            make_member(household)
            make_round(household)
            make_visit(household)
            make_photo(household)
            make_task(officer, household)

    fill(2)
    client.get(address("detail", household))
    with django_assert_max_num_queries(100) as few:
        client.get(address("detail", household))
    fill(10)
    with django_assert_max_num_queries(len(few)):
        client.get(address("detail", household))


# --- pages that act -------------------------------------------------------------------------------------


VISIT = {
    "visited_on": "14/2/2569",
    "kind": "follow_up",
    "method": "visit",
    "note": "ซ่อมหลังคาแล้ว",
}


def levels(**changed):
    found = {f"level_{dimension}": "3" for dimension in Dimension}
    return found | {key: str(value) for key, value in changed.items()}


def test_a_volunteer_writes_a_second_look_with_photos_beside_the_first(client):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali)
    make_member(household)
    make_round(household, levels={"income": 1})
    task = make_task(mali, household)
    form = open_as(client, mali, "assess", household).text
    assert "Last time" in form
    assert "ขายขนมวันละ 120 บาท" in form
    answer = client.post(
        address("assess", household),
        VISIT
        | levels(level_income=2, reason_income="ขายได้มากขึ้น")
        | {"photos": [jpeg("1.jpg"), jpeg("2.jpg")]},
    )
    assert answer.status_code == 302
    household.refresh_from_db()
    assert (household.latest_round.number, household.worst_level) == (2, 2)
    assert household.photos.count() == 2
    assert household.visits.get().note == "ซ่อมหลังคาแล้ว"
    task.refresh_from_db()
    assert task.state == "done"


def test_faults_of_a_look_are_named_and_what_was_typed_stays(client):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali)
    client.force_login(mali)
    answer = client.post(
        address("assess", household),
        VISIT | levels(level_income=1) | {"level_health": "", "visited_on": "31/2/2569"},
    )
    assert answer.status_code == 200
    for words in ("say in a few words why", "Choose a level for: Health.", "ซ่อมหลังคาแล้ว"):
        assert words in answer.text
    assert not household.visits.exists()


def test_a_file_that_is_no_photo_is_refused_with_a_sentence_and_the_visit_is_not_half_kept(client):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali)
    client.force_login(mali)
    answer = client.post(
        address("visit", household), VISIT | {"photos": [jpeg(), io.BytesIO(b"no photo")]}
    )
    assert answer.status_code == 200
    assert not household.visits.exists()
    assert not household.photos.exists()


def test_a_member_without_id_and_with_only_a_birth_year_is_added(client):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali)
    make_member(household)
    client.force_login(mali)
    person = {"given_name": "ภู", "sex": "male", "health": "disabled", "birth": "2524"}
    answer = client.post(address("member_add", household), person)
    assert "Fill in the citizen id, or say below why not." in answer.text
    answer = client.post(address("member_add", household), person | {"no_id_reason": "บัตรสูญหาย"})
    assert answer.status_code == 302
    added = household.members.get(number=2)
    assert (added.person.birth_on, added.person.birth_precision) == (date(1981, 1, 1), "year")


def test_a_possible_same_person_is_shown_first_and_a_person_decides(client):
    officer = make_user("province_officer", "86")
    known = make_member(make_household("860201"), person={"citizen_id": "3860590650634"}).person
    household = make_household()
    client.force_login(officer)
    typed = {
        "given_name": "บัว",
        "citizen_id": "3-8605-90650-63-4",
        "sex": "female",
        "health": "unknown",
    }
    asked = client.post(address("member_add", household), typed)
    assert "Is it one of these people?" in asked.text
    assert not household.members.exists()
    client.post(address("member_add", household), typed | {"same": str(known.pk)})
    client.post(address("member_add", household), typed | {"same": "new", "given_name": "บัวผัน"})
    assert household.members.get().person == known


def test_correcting_a_member_keeps_the_number_that_the_page_does_not_show(client):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali)
    member = make_member(household, person={"citizen_id": "3860590650634"}, note="เดิม")
    page = open_as(client, mali, "member_edit", household, member).text
    assert "3860590650634" not in page
    client.post(
        address("member_edit", household, member),
        {"given_name": "บัวผัน", "sex": "female", "health": "ill"},
    )
    member.refresh_from_db()
    assert member.person.citizen_id == "3860590650634"
    assert (member.person.given_name, member.health, member.note) == ("บัวผัน", "ill", "เดิม")


def test_a_member_leaves_and_another_becomes_head(client):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali)
    head, other = make_member(household), make_member(household, given_name="ภู")
    client.force_login(mali)
    left = {"reason": "moved", "left_on": "14/2/2569"}
    refused = client.post(address("member_leave", household, head), left)
    assert "Choose another head" in refused.text
    client.post(address("member_head", household, other))
    assert client.post(address("member_leave", household, head), left).status_code == 302
    head.refresh_from_db()
    other.refresh_from_db()
    assert (head.left_on, other.is_head) == (date(2026, 2, 14), True)


def test_the_place_is_corrected_and_lists_that_the_form_does_not_show_stay(client):
    mali = make_user("volunteer", "86010104")
    household = make_household(caretaker=mali, problems=["รายได้ไม่พอ"])
    client.force_login(mali)
    wrong = client.post(
        address("edit", household), {"house_code": "123", "postcode": "8600", "tenure": "rented"}
    )
    assert "A house code has 11 digits" in wrong.text
    assert "A postal code has 5 digits" in wrong.text
    client.post(
        address("edit", household),
        {
            "house_no": "42/1",
            "house_code": "8601-9336-034",
            "tenure": "rented",
            "position": "10.49300, 99.18000",
            "income_per_month": "๓,๐๐๐",
        },
    )
    household.refresh_from_db()
    assert (household.house_no, household.house_code) == ("42/1", "86019336034")
    assert (household.income_per_month, household.problems) == (3000, ["รายได้ไม่พอ"])
    assert str(household.latitude) == "10.493000"


def test_the_notice_is_read_out_and_the_answer_written_and_taken_back(client):
    mali = make_user("volunteer", "86010104")
    notice = make_notice()
    member = make_member(make_household(caretaker=mali))
    household = member.household
    page = open_as(client, mali, "consent", household).text
    assert notice.text_en in page
    answer = {"person": str(member.person_id), "kind": "given"}
    refused = client.post(address("consent", household), answer).text
    assert "witness" in refused
    assert "Please tick" in refused
    answer |= {"was_read": "on", "witness_name": "นายเพิ่ม ทุ่งนา"}
    assert client.post(address("consent", household), answer).status_code == 302
    consent = household.consents.get()
    assert (consent.notice_version, consent.witness_name) == (notice.pk, "นายเพิ่ม ทุ่งนา")
    withdraw = reverse("households:consent_withdraw", args=[household.pk, consent.pk])
    client.post(withdraw)
    consent.refresh_from_db()
    assert consent.withdrawn_on == today()
    lead = make_user("tambon_lead", "860101")
    client.force_login(lead)
    assert client.post(withdraw).status_code == 404


def test_the_household_is_given_to_a_volunteer_of_the_tambon_and_to_no_other(client):
    mali, stranger = make_user("volunteer", "86010104"), make_user("volunteer", "860201")
    household = make_household()
    client.force_login(make_user("tambon_lead", "860101"))
    refused = client.post(address("caretaker", household), {"caretaker": str(stranger.pk)})
    assert refused.status_code == 200
    client.post(address("caretaker", household), {"caretaker": str(mali.pk)})
    household.refresh_from_db()
    assert household.caretaker == mali


def test_a_full_citizen_id_is_shown_on_asking_and_each_look_is_written_down(client):
    officer = make_user("province_officer", "86")
    member = make_member(make_household(), person={"citizen_id": "3860590650634"})
    client.force_login(officer)
    url = address("citizen_id", member.household, member)
    assert client.get(url).status_code == 405
    answer = client.post(url)
    assert "3-8605-90650-63-4" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    (line,) = seen("person.citizen_id_shown")
    assert line.actor_id == officer.pk
