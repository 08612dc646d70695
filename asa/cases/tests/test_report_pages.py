"""The wizard: every step is kept, nothing typed is lost, and what is sent is what was typed."""

import io
import json

import pytest
from django.urls import reverse
from PIL import Image

from asa.cases.models import Case
from asa.cases.tests.factories import (
    TAMBON,
    VILLAGE,
    make_case,
    make_draft,
    make_lists,
    put_on_protection_team,
)
from asa.common.ids import uuid7
from asa.households.models import Household, Photo
from asa.households.tests.factories import make_household, make_member
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db

PROBLEM = {
    "problems": ["no_self_care", "no_income"],
    "triage": "normal",
    "summary": "ขอเตียงผู้ป่วย",
    "amount_wanted": "๓,๐๐๐",
    "detail": "อยู่ลำพัง",
}
PLACE = {"tambon": TAMBON, "moo": "4", "house_no": "42", "landmark": "หลังวัด", "position": ""}
PEOPLE = {
    "m-TOTAL": "2",
    "subject": "1",
    "m-0-given_name": "เพิ่ม",
    "m-0-family_name": "ทุ่งนา",
    "m-0-citizen_id": "",
    "m-0-no_id_reason": "บัตรหาย",
    "m-0-birth": "2490",
    "m-0-sex": "male",
    "m-0-relation": "หัวหน้าครัวเรือน",
    "m-0-health": "unknown",
    "m-1-given_name": "ศรี",
    "m-1-citizen_id": "",
    "m-1-no_id_reason": "ไม่เคยมีบัตร",
    "m-1-birth": "",
    "m-1-sex": "female",
    "m-1-health": "ill",
}
LEVELS = {f"{name}_level": "3" for name in ("living", "health", "education", "access")} | {
    "income_level": "1",
    "income_reason": "ไม่มีรายได้",
}
CONSENT = {"notice_read": "on", "kind": "given", "witness_name": "ผู้ใหญ่เพิ่ม"}
TYPED = {
    "problem": PROBLEM,
    "place": PLACE,
    "people": PEOPLE,
    "levels": LEVELS,
    "consent": CONSENT,
}


@pytest.fixture
def volunteer(client):
    make_lists()
    make_area(TAMBON)
    user = make_user("volunteer", VILLAGE)
    client.force_login(user)
    return user


def step_url(case, part):
    return reverse("cases:report_step", args=[case.pk, part])


def fill(client, case, **changes):
    for part, typed in TYPED.items():
        sent = typed | changes.get(part, {})
        response = client.post(step_url(case, part), sent | {"go": "next"})
        assert response.status_code == 302, response.context["step"].errors
    return response


def picture():
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "#7a9").save(file, "JPEG")
    file.name = "บ้าน.jpg"
    file.seek(0)
    return file


def test_a_report_from_the_first_tap_to_the_number(client, volunteer):
    make_user("tambon_lead", TAMBON)
    start = client.get(reverse("cases:report_start"))
    page = client.get(start.url)
    assert page.status_code == 200
    assert not Case.objects.exists()
    client.post(start.url, PROBLEM | {"go": "next"})
    case = Case.objects.get()
    assert fill(client, case).url == reverse("cases:report_check", args=[case.pk])
    page = client.get(reverse("cases:report_check", args=[case.pk]))
    assert "ผู้ใหญ่เพิ่ม" in page.text
    sent = client.post(reverse("cases:report_check", args=[case.pk]), follow=True)
    case.refresh_from_db()
    assert case.number in sent.text
    assert (case.state, case.subject.given_name, str(case.amount_wanted)) == (
        "tambon_review", "ศรี", "3000.00",
    )  # fmt: skip
    head = case.household.members.get(is_head=True).person
    assert (head.given_name, head.birth_precision, head.birth_on.year) == ("เพิ่ม", "year", 1947)
    assert case.area_id == VILLAGE


@pytest.mark.parametrize("problem", ["no_self_care", "domestic_violence"])
def test_the_button_back_and_a_second_press_lead_to_what_was_sent(client, volunteer, problem):
    put_on_protection_team(make_user("social_worker", "86"))
    case = make_draft(volunteer)
    fill(client, case, problem={"problems": [problem]})
    last = reverse("cases:report_check", args=[case.pk])
    client.post(last)
    report = reverse("cases:report", args=[case.pk])
    again = [client.get(last), client.post(last), client.get(step_url(case, "people"))]
    again.append(client.post(step_url(case, "people"), {"go": "next"}))
    assert [response["Location"] for response in again] == [report] * 4
    assert client.get(report).status_code == 200
    client.force_login(make_user("volunteer", VILLAGE))
    assert client.get(last).status_code == client.get(step_url(case, "people")).status_code == 404


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, volunteer):
    case = make_draft(volunteer)
    page = client.post(
        step_url(case, "people"), PEOPLE | {"m-1-given_name": "", "m-0-citizen_id": "123"}
    )
    assert page.status_code == 200
    assert "ไม่เคยมีบัตร" in page.text
    rows = json.loads(Case.objects.get().draft)["people"]["rows"]
    assert (rows[0]["citizen_id"], rows[1]["no_id_reason"]) == ("123", "ไม่เคยมีบัตร")
    assert 'value="123"' in client.get(step_url(case, "people")).text


def test_a_person_is_added_and_taken_out_by_buttons_that_need_no_script(client, volunteer):
    case = make_draft(volunteer)
    added = client.post(step_url(case, "people"), PEOPLE | {"go": "add"})
    assert added["Location"] == f"{step_url(case, 'people')}#person-3"
    assert client.get(step_url(case, "people")).text.count('name="m-2-given_name"') == 1
    client.post(step_url(case, "people"), PEOPLE | {"m-TOTAL": "3", "go": "remove-0"})
    kept = json.loads(Case.objects.get().draft)["people"]
    assert [row.get("given_name") for row in kept["rows"]] == ["ศรี", ""]
    assert kept["subject"] == "0"


def test_a_draft_is_kept_by_a_button_by_going_back_and_while_typing(client, volunteer):
    case = make_draft(volunteer)
    kept = client.post(step_url(case, "place"), {"tambon": TAMBON, "moo": "99x", "go": "keep"})
    assert kept.url == reverse("cases:reports")
    assert json.loads(Case.objects.get().draft)["place"]["moo"] == "99x"
    back = client.post(step_url(case, "place"), PLACE | {"go": "back"})
    assert back.url == step_url(case, "problem")
    quiet = client.post(
        step_url(case, "place"), PLACE | {"moo": "5"}, headers={"HX-Request": "true"}
    )
    assert quiet.status_code == 204
    assert json.loads(Case.objects.get().draft)["place"]["moo"] == "5"


def test_typing_on_never_begins_a_second_draft(client, volunteer):
    url = reverse("cases:report_new", args=[uuid7()])
    for _press in range(2):
        client.post(url, PROBLEM, headers={"HX-Request": "true"})
    client.post(url, PROBLEM | {"go": "next"})
    assert Case.objects.count() == 1


def test_the_page_of_a_strangers_draft_is_as_if_it_were_absent(client, volunteer):
    theirs = make_draft(make_user("volunteer", VILLAGE))
    absent = uuid7()
    for name, more in (("report_step", ["place"]), ("report_check", []), ("draft_delete", [])):
        found = client.get(reverse(f"cases:{name}", args=[theirs.pk, *more]))
        nothing = client.get(reverse(f"cases:{name}", args=[absent, *more]))
        assert found.status_code == nothing.status_code == 404
    client.post(reverse("cases:report_new", args=[theirs.pk]), PROBLEM | {"go": "next"})
    assert Case.objects.get(pk=theirs.pk).draft == "{}"
    assert Case.objects.filter(reported_by=volunteer).count() == 1


def test_an_unknown_step_is_not_found(client, volunteer):
    case = make_draft(volunteer)
    assert client.get(reverse("cases:report_step", args=[case.pk, "password"])).status_code == 404


@pytest.mark.parametrize(
    "role", ["finance", "province_head", "department_officer", "admin", "auditor"]
)
def test_who_does_not_report_gets_no_wizard(client, role):
    area = "TH" if role in ("department_officer", "admin", "auditor") else "86"
    client.force_login(make_user(role, area))
    for name in ("cases:report_start", "cases:reports"):
        assert client.get(reverse(name)).status_code == 403
    assert client.get(reverse("cases:report_new", args=[uuid7()])).status_code == 403


def test_what_is_missing_is_listed_and_nothing_is_sent(client, volunteer):
    case = make_draft(volunteer)
    client.post(step_url(case, "problem"), PROBLEM | {"go": "next"})
    url = reverse("cases:report_check", args=[case.pk])
    assert len(client.get(url).context["unfinished"]) == 4
    client.post(url)
    assert Case.objects.get().state == "draft"
    mend = client.get(step_url(case, "people") + "?mend=1")
    assert mend.context["step"].rows[0].errors


@pytest.mark.parametrize(
    ("part", "changes", "field"),
    [
        ("problem", {"problems": []}, "problems"),
        ("problem", {"summary": ""}, "summary"),
        ("problem", {"amount_wanted": "มาก"}, "amount_wanted"),
        ("place", {"moo": "หมู่บ้าน"}, "moo"),
        ("place", {"house_no": "", "landmark": ""}, "landmark"),
        ("place", {"position": "0, 0"}, "position"),
        ("place", {"tambon": "860201"}, "tambon"),
        ("levels", {"income_reason": ""}, "income_reason"),
        ("levels", {"health_level": ""}, "health_level"),
        ("consent", {"notice_read": ""}, "notice_read"),
        ("consent", {"witness_name": ""}, "witness_name"),
        ("consent", {"kind": "guardian"}, "guardian_name"),
        ("consent", {"kind": "not_possible"}, "reason"),
    ],
)
def test_each_step_says_what_to_mend(client, volunteer, part, changes, field):
    case = make_draft(volunteer)
    page = client.post(step_url(case, part), TYPED[part] | changes)
    assert page.status_code == 200
    assert field in page.context["step"].errors


@pytest.mark.parametrize("kind", ["refused", "not_possible"])
def test_without_consent_the_report_goes_on(client, volunteer, kind):
    case = make_draft(volunteer)
    answer = {"kind": kind, "witness_name": "", "reason": "หมดสติ"}
    fill(client, case, consent=answer)
    client.post(reverse("cases:report_check", args=[case.pk]))
    case.refresh_from_db()
    assert case.household.consents.get().kind == kind


def test_photos_are_kept_with_the_draft_and_go_with_the_report(
    client, volunteer, django_capture_on_commit_callbacks
):
    case = make_draft(volunteer)
    client.post(step_url(case, "consent"), {"photos": [picture(), picture()], "go": "photos"})
    first, second = [one["id"] for one in json.loads(Case.objects.get().draft)["photos"]]
    shown = client.get(reverse("cases:draft_photo", args=[case.pk, first]))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    client.post(reverse("cases:draft_photo_delete", args=[case.pk, second]))
    assert client.get(reverse("cases:draft_photo", args=[case.pk, second])).status_code == 404
    fill(client, case)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("cases:report_check", args=[case.pk]))
    assert Photo.objects.get().subject_id == case.pk
    assert client.get(reverse("cases:draft_photo", args=[case.pk, first])).status_code == 404


def test_a_file_that_is_no_photo_is_refused_in_words(client, volunteer):
    case = make_draft(volunteer)
    text = io.BytesIO(b"not a picture")
    text.name = "x.jpg"
    page = client.post(step_url(case, "consent"), CONSENT | {"photos": [text], "go": "photos"})
    assert page.context["photos_form"].errors["photos"]
    assert (
        "photos" not in json.loads(Case.objects.get().draft)
        or not json.loads(Case.objects.get().draft)["photos"]
    )


def test_photos_of_a_draft_are_its_owners_alone(client, volunteer):
    case = make_draft(volunteer)
    client.post(step_url(case, "consent"), {"photos": [picture()], "go": "photos"})
    photo = json.loads(Case.objects.get().draft)["photos"][0]["id"]
    client.force_login(make_user("tambon_lead", TAMBON))
    assert client.get(reverse("cases:draft_photo", args=[case.pk, photo])).status_code == 404


def test_a_known_household_of_hers_is_offered_and_joined(client, volunteer):
    known = make_household(VILLAGE, caretaker=volunteer)
    member = make_member(known)
    case = make_draft(volunteer)
    page = client.post(step_url(case, "place"), PLACE | {"go": "next"})
    assert "household" in page.context["step"].errors
    client.post(step_url(case, "problem"), PROBLEM | {"go": "next"})
    client.post(step_url(case, "place"), PLACE | {"household": str(known.pk), "go": "next"})
    people = {"m-TOTAL": "0", "subject": f"known:{member.pk}", "go": "next"}
    assert client.post(step_url(case, "people"), people).status_code == 302
    client.post(step_url(case, "levels"), LEVELS | {"go": "next"})
    client.post(step_url(case, "consent"), CONSENT | {"go": "next"})
    client.post(reverse("cases:report_check", args=[case.pk]))
    case.refresh_from_db()
    assert (case.household, case.subject) == (known, member.person)
    assert Household.objects.count() == 1


def test_a_household_that_others_look_after_is_said_to_be_known_and_no_more(client, volunteer):
    other = make_user("volunteer", VILLAGE)
    make_member(make_household(VILLAGE, caretaker=other), given_name="ลับเฉพาะ")
    make_member(make_household(VILLAGE, house_no="43", is_sealed=True), given_name="ปิดผนึก")
    case = make_draft(volunteer)
    page = client.post(step_url(case, "place"), PLACE | {"go": "next"}, follow=True)
    assert "42" in str(next(iter(page.context["messages"])))
    assert "ลับเฉพาะ" not in page.text
    sealed = client.post(
        step_url(case, "place"), PLACE | {"house_no": "43", "go": "next"}, follow=True
    )
    assert not list(sealed.context["messages"])
    assert sealed.status_code == 200


def test_from_the_page_of_a_household_the_place_is_filled_in(client, volunteer):
    known = make_household(VILLAGE, caretaker=volunteer)
    strangers = make_household("86010201", house_no="7")
    for household, kept in ((known, True), (strangers, False)):
        start = client.get(reverse("cases:report_start"), {"household": str(household.pk)})
        client.post(start.url, PROBLEM | {"go": "next"})
        draft = json.loads(Case.objects.latest("created_at").draft)
        assert ("place" in draft) is kept


def test_the_office_reports_on_behalf_with_a_channel_and_without_having_seen_the_home(client):
    make_lists()
    make_area(TAMBON)
    officer = make_user("province_officer", "86")
    client.force_login(officer)
    case = make_draft(officer)
    page = client.get(step_url(case, "problem"))
    assert 'name="channel"' in page.text
    fill(
        client,
        case,
        problem={"channel": "hotline_1300"},
        levels={"not_seen": "on", "income_level": "", "health_level": ""},
    )
    client.post(reverse("cases:report_check", args=[case.pk]))
    case.refresh_from_db()
    assert (case.state, case.channel, case.household.rounds.count()) == (
        "received",
        "hotline_1300",
        0,
    )


def test_a_volunteer_cannot_name_a_channel_or_skip_the_look(client, volunteer):
    case = make_draft(volunteer)
    page = client.post(step_url(case, "levels"), {"not_seen": "on"})
    assert page.status_code == 200
    fill(client, case, problem={"channel": "hotline_1300"})
    client.post(reverse("cases:report_check", args=[case.pk]))
    case.refresh_from_db()
    assert case.channel == "volunteer"


def test_a_protected_report_leaves_a_receipt_with_code_and_1300(client, volunteer):
    make_user("province_head", "86")
    case = make_draft(volunteer)
    fill(client, case, problem={"problems": ["child_abuse"]})
    page = client.post(reverse("cases:report_check", args=[case.pk]), follow=True)
    case.refresh_from_db()
    assert case.number in page.text
    assert "1300" in page.text
    assert "ศรี" not in page.text
    listed = client.get(reverse("cases:reports"))
    assert case.number in listed.text
    assert "ศรี" not in listed.text


@pytest.mark.parametrize(
    ("role", "area", "menu"),
    [
        ("volunteer", VILLAGE, 'class="tabbar '),
        ("tambon_lead", TAMBON, 'class="nav"'),
        ("province_officer", "86", 'class="nav"'),
    ],
)
def test_on_pages_of_reports_everybody_keeps_a_menu(client, role, area, menu):
    make_lists()
    client.force_login(make_user(role, area))
    assert menu in client.get(reverse("cases:reports")).content.decode()


def test_the_draft_is_deleted_after_asking_once(client, volunteer):
    case = make_draft(volunteer)
    url = reverse("cases:draft_delete", args=[case.pk])
    assert client.get(url).status_code == 200
    assert Case.objects.exists()
    client.post(url)
    assert not Case.objects.exists()


def test_an_ended_post_opens_no_page_of_drafts_or_reports(client):
    make_lists()
    gone = make_user("volunteer", VILLAGE, ended_on=make_case().reported_on)
    draft, sent = make_draft(gone), make_case(reported_by=gone)
    client.force_login(gone)
    assert client.get(reverse("cases:reports")).status_code == 404
    assert client.get(step_url(draft, "place")).status_code == 404
    assert client.get(reverse("cases:report", args=[sent.pk])).status_code == 404
