"""The pages of those who check, and the pages of the reporter after sending."""

from datetime import timedelta

import pytest
from django.urls import reverse

from asa.cases.actions import mending, reporting, returning
from asa.cases.models import Case, Problem
from asa.cases.queries import cases_for, receipts_for
from asa.cases.tests.factories import (
    TAMBON,
    VILLAGE,
    make_case,
    make_draft,
    make_lists,
    make_report,
)
from asa.cases.tests.test_report_pages import CONSENT, LEVELS, PLACE, PROBLEM, picture
from asa.cases.wish import Wish
from asa.common.ids import uuid7
from asa.common.models import AccessEntry
from asa.common.thaidate import today
from asa.notices.actions import tell
from asa.notices.models import Notice
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def lists():
    make_lists()


def test_a_lead_is_shown_possible_same_cases_of_the_own_area_alone(client, lead):
    case = make_case()
    person = case.subject
    near, far, hidden = (
        make_case("received", subject=person),
        make_case("received", area="86020101", subject=person),
        make_case("received", is_protected=True, subject=person),
    )
    page = client.get(reverse("cases:check", args=[case.pk])).text
    assert reverse("cases:show", args=[near.pk]) in page
    for other in (far, hidden):
        assert str(other.pk) not in page
        assert other.number not in page


@pytest.fixture
def lead(client):
    user = make_user("tambon_lead", TAMBON)
    client.force_login(user)
    return user


def sent(by=None, **fields):
    by = by or make_user("volunteer", VILLAGE)
    draft = make_draft(by)
    return reporting.send_report(draft, report=make_report(**fields), by=by, on=today())


# --- checking -----------------------------------------------------------------------------------


def test_the_inbox_shows_what_waits_and_for_how_long(client, lead):
    late, fresh = make_case(state_since=today() - timedelta(days=5)), make_case()
    make_case(area="86010201")
    hidden = make_case("received", is_protected=True)
    page = client.get(reverse("cases:checks"))
    assert [case for case, _clock in page.context["waiting"]] == [late, fresh]
    assert [clock.tone for _case, clock in page.context["waiting"]] == ["late", "way"]
    assert "เกินกำหนด 2 วัน" in page.text
    assert hidden.number not in page.text


def test_a_lead_reads_the_report_and_passes_it_on(client, lead):
    make_user("district_lead", "8601")
    case = sent()
    url = reverse("cases:check", args=[case.pk])
    page = client.get(url)
    assert "หลังวัด ติดคลอง" in page.text
    assert AccessEntry.objects.filter(verb="case.read_for_check", target_id=str(case.pk)).exists()
    client.post(url, {"note": "ไปดูแล้ว"})
    case.refresh_from_db()
    assert case.state == "district_review"
    # By the button "back" she finds where the report stands, and a second press passes on nothing.
    for again in (client.get(url), client.post(url, {"note": "อีกครั้ง"})):
        assert again["Location"] == reverse("cases:show", args=[case.pk])
    case.refresh_from_db()
    assert case.state == "district_review"
    lead.posts.update(ended_on=today())
    assert client.get(url).status_code == 404


def test_who_never_had_a_report_at_her_step_has_no_page_of_its_check(client, lead):
    make_user("district_lead", "8601")
    case = make_case("district_review")
    assert client.get(reverse("cases:check", args=[case.pk])).status_code == 403


def test_a_citizen_id_is_shown_masked_alone(client, lead):
    case = sent()
    case.subject.citizen_id, case.subject.no_id_reason = "3860100123419", ""
    case.subject.save()
    page = client.get(reverse("cases:check", args=[case.pk]))
    assert "3860100123419" not in page.text
    assert "3-86xx-xxxxx-41-9" in page.text


@pytest.mark.parametrize("name", ["check", "return_case", "check_duplicate"])
def test_a_case_outside_ones_area_is_as_if_it_were_absent(client, lead, name):
    hidden = [
        make_case(area="86010201"),
        make_case("received", is_protected=True),
        make_draft(make_user("volunteer", VILLAGE)),
    ]
    nothing = client.get(reverse(f"cases:{name}", args=[uuid7()]))
    for case in hidden:
        for method in (client.get, client.post):
            answer = method(reverse(f"cases:{name}", args=[case.pk]))
            assert answer.status_code == nothing.status_code == 404
    assert Case.objects.filter(state="tambon_review").count() == 1


@pytest.mark.parametrize(
    ("role", "area"),
    [("district_lead", "8601"), ("province_officer", "86"), ("social_worker", "86")],
)
def test_who_does_not_hold_the_step_gets_a_no(client, role, area):
    case = make_case()
    client.force_login(make_user(role, area))
    for name in ("check", "return_case", "check_duplicate"):
        url = reverse(f"cases:{name}", args=[case.pk])
        assert client.get(url).status_code == 403
        assert client.post(url, {"note": ""}).status_code == 403
    assert Case.objects.get().state == "tambon_review"


def test_the_inbox_is_for_leads_and_officers(client):
    for role, area in (("volunteer", VILLAGE), ("finance", "86"), ("social_worker", "86")):
        client.force_login(make_user(role, area))
        assert client.get(reverse("cases:checks")).status_code == 403


def test_the_officer_takes_over_on_the_page_what_is_late(client):
    client.force_login(make_user("province_officer", "86"))
    case = make_case(state_since=today() - timedelta(days=4))
    late = client.get(reverse("cases:checks")).context["late"]
    assert [(name, [found for found, _clock in rows]) for name, _title, rows in late] == [
        ("late-checks", [case])
    ]
    client.post(reverse("cases:check", args=[case.pk]), {"note": ""})
    case.refresh_from_db()
    assert case.state == "received"


def test_a_report_goes_back_by_ticks_with_reasons(client, lead):
    case = sent()
    url = reverse("cases:return_case", args=[case.pk])
    assert client.get(url).status_code == 200
    page = client.post(url, {"house": "on"})
    assert "house_reason" in page.context["form"].errors
    assert client.post(url, {}).context["form"].non_field_errors()
    client.post(url, {"photos_reason": "ขอรูปในบ้าน"})
    case.refresh_from_db()
    assert case.state == "returned"
    assert case.returns.get().items.get().field == "photos"


def test_a_duplicate_is_named_by_its_number_and_likely_ones_are_offered(client, lead):
    case = sent()
    earlier = make_case("fact_finding", household=case.household)
    url = reverse("cases:check_duplicate", args=[case.pk])
    assert earlier.number in client.get(url).text
    page = client.post(url, {"number": "86-99-00001"})
    assert "number" in page.context["form"].errors
    client.post(url, {"number": earlier.number})
    case.refresh_from_db()
    assert (case.state, case.duplicate_of) == ("duplicate", earlier)


def test_the_list_costs_the_same_however_long_it_is(client, lead, django_assert_max_num_queries):
    for _n in range(2):
        make_case()
    client.get(reverse("cases:checks"))
    with django_assert_max_num_queries(40) as few:
        client.get(reverse("cases:checks"))
    for _n in range(6):
        make_case()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(reverse("cases:checks"))


# --- the reporter's pages -------------------------------------------------------------------------


def test_the_reporter_sees_the_public_wording_and_the_way(client):
    make_user("tambon_lead", TAMBON)
    volunteer = make_user("volunteer", VILLAGE)
    case = sent(volunteer)
    client.force_login(volunteer)
    page = client.get(reverse("cases:report", args=[case.pk]))
    assert "อพม. ระดับตำบลกำลังตรวจ" in page.text
    assert case.number in client.get(reverse("cases:reports")).text


def test_a_neighbour_volunteer_sees_nothing_of_it(client):
    case = sent()
    client.force_login(make_user("volunteer", VILLAGE))
    assert case.number not in client.get(reverse("cases:reports")).text
    for name in ("report", "report_sent", "withdraw", "answer_return"):
        assert client.get(reverse(f"cases:{name}", args=[case.pk])).status_code == 404


def test_a_receipt_opens_for_its_reporter_alone(client):
    make_user("province_head", "86")
    volunteer = make_user("volunteer", VILLAGE)
    draft = make_draft(volunteer)
    case = reporting.send_report(draft, report=make_report("child_abuse"), by=volunteer, on=today())
    client.force_login(volunteer)
    page = client.get(reverse("cases:report", args=[case.pk]))
    assert case.number in page.text
    assert "ศรี" not in page.text
    assert client.get(reverse("cases:show", args=[case.pk])).status_code == 404
    assert client.get(reverse("cases:withdraw", args=[case.pk])).status_code == 404
    client.force_login(make_user("volunteer", VILLAGE))
    assert client.get(reverse("cases:report", args=[case.pk])).status_code == 404


def test_the_reporter_withdraws_on_the_page(client):
    make_user("tambon_lead", TAMBON)
    volunteer = make_user("volunteer", VILLAGE)
    case = sent(volunteer)
    client.force_login(volunteer)
    url = reverse("cases:withdraw", args=[case.pk])
    assert client.post(url, {"reason": ""}).context["form"].errors
    client.post(url, {"reason": "ย้ายไปอยู่กับลูก"})
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert client.get(url).status_code == 403


# --- mending ----------------------------------------------------------------------------------------


@pytest.fixture
def returned(client):
    """A report that came back to its reporter, who is signed in."""
    lead, volunteer = make_user("tambon_lead", TAMBON), make_user("volunteer", VILLAGE)
    case = sent(volunteer)
    items = [("house", "บ้านเลขที่ไม่ตรง"), ("photos", "ขอรูป")]
    returning.return_case(case, items=items, by=lead, on=today())
    client.force_login(volunteer)
    return case


def test_the_items_are_answered_one_by_one_and_it_goes_back(client, returned):
    url = reverse("cases:answer_return", args=[returned.pk])
    page = client.get(url)
    assert "บ้านเลขที่ไม่ตรง" in page.text
    first, second = returned.returns.get().items.order_by("pk")
    half = client.post(url, {f"item-{first.pk}": "edited"})
    assert f"item-{second.pk}" in half.context["form"].errors
    both = {f"item-{first.pk}": "edited", f"item-{second.pk}": "unchanged_ok"}
    untrue = client.post(url, both)
    assert "บ้านเลขที่และจุดสังเกต" in str(untrue.context["form"].errors)
    client.post(mend_url(returned, "place"), PLACE)
    said = client.get(url).context["form"]
    assert said[f"item-{first.pk}"].value() == "edited"
    assert not said[f"item-{second.pk}"].value()
    client.post(url, both)
    returned.refresh_from_db()
    assert returned.state == "tambon_review"
    assert client.get(url).status_code == 403


def mend_url(case, part):
    return reverse("cases:mend", args=[case.pk, part])


def test_the_place_is_mended(client, returned):
    make_area("86010105")
    page = client.get(mend_url(returned, "place"))
    assert 'value="42"' in page.text
    typed = {"tambon": TAMBON, "moo": "5", "house_no": "42/1", "landmark": "ข้างวัด", "position": ""}
    answer = client.post(mend_url(returned, "place"), typed)
    assert answer.status_code == 302, (answer.context["fault"], answer.context["step"].errors)
    returned.refresh_from_db()
    household = returned.household
    assert (household.house_no, household.area_id, returned.area_id) == (
        "42/1",
        "86010105",
        "86010105",
    )


def test_a_mistake_while_mending_keeps_what_was_typed(client, returned):
    page = client.post(
        mend_url(returned, "place"), {"tambon": TAMBON, "moo": "ห้า", "house_no": "9"}
    )
    assert "moo" in page.context["step"].errors
    assert 'value="9"' in page.text


def test_what_is_wrong_is_mended(client, returned):
    client.post(mend_url(returned, "problem"), PROBLEM | {"summary": "ขอรถเข็น"})
    returned.refresh_from_db()
    assert (returned.summary, returned.problems.count()) == ("ขอรถเข็น", 2)


def test_people_are_mended_added_and_the_person_in_trouble_changed(client, returned):
    page = client.get(mend_url(returned, "people"))
    row = page.context["step"].kept_rows[0]
    typed = {f"m-0-{name}": value for name, value in row.items()} | {
        "m-0-given_name": "สีดา",
        "m-1-given_name": "ทองดี",
        "m-1-no_id_reason": "ไม่เคยมีบัตร",
        "m-1-sex": "male",
        "m-1-health": "unknown",
        "m-TOTAL": "2",
        "subject": "1",
    }
    client.post(mend_url(returned, "people"), typed)
    returned.refresh_from_db()
    names = returned.household.members.order_by("number").values_list(
        "person__given_name", flat=True
    )
    assert list(names) == ["สีดา", "ทองดี"]
    assert returned.subject.given_name == "ทองดี"


def test_a_known_citizen_id_is_masked_on_the_page_and_kept_if_left_empty(client, returned):
    person = returned.subject
    person.citizen_id, person.no_id_reason = "1101700203450", ""
    person.save()
    member = person.memberships.get()
    member.occupation = "รับจ้าง"
    member.save()
    page = client.get(mend_url(returned, "people"))
    assert "1101700203450" not in page.text
    row = page.context["step"].kept_rows[0]
    typed = {f"m-0-{name}": value for name, value in row.items()}
    answer = client.post(
        mend_url(returned, "people"),
        typed | {"m-0-family_name": "ใหม่", "m-TOTAL": "1", "subject": "0"},
    )
    assert answer.status_code == 302, answer.context["fault"]
    person.refresh_from_db()
    member.refresh_from_db()
    assert (person.citizen_id, person.family_name) == ("1101700203450", "ใหม่")
    assert member.occupation == "รับจ้าง"


def test_a_member_of_another_household_cannot_be_slipped_in(client, returned):
    stranger = make_case(area="86010201").household.members.get()
    typed = {
        "m-TOTAL": "1",
        "subject": "0",
        "m-0-member": str(stranger.pk),
        "m-0-given_name": "แก้ชื่อ",
        "m-0-no_id_reason": "x",
        "m-0-sex": "male",
        "m-0-health": "unknown",
    }
    page = client.post(mend_url(returned, "people"), typed)
    assert page.context["fault"]
    stranger.person.refresh_from_db()
    assert stranger.person.given_name != "แก้ชื่อ"


def test_levels_photos_and_consent_are_mended(client, returned):
    client.post(
        mend_url(returned, "levels"), LEVELS | {"health_level": "2", "health_reason": "เดินไม่ได้"}
    )
    client.post(mend_url(returned, "consent"), {"photos": [picture()]})
    client.post(mend_url(returned, "consent"), CONSENT | {"witness_name": "กำนัน"})
    household = returned.household
    assert (household.rounds.count(), household.photos.count(), household.consents.count()) == (
        2,
        1,
        2,
    )
    empty = client.post(mend_url(returned, "consent"), {})
    assert empty.context["fault"]


def test_only_the_reporter_mends(client, returned):
    client.force_login(make_user("volunteer", VILLAGE))
    assert client.get(mend_url(returned, "place")).status_code == 404
    client.force_login(make_user("tambon_lead", TAMBON))
    assert client.get(mend_url(returned, "place")).status_code == 404


def test_what_turns_out_to_be_violence_leaves_everybodys_sight(client, returned):
    head = make_user("province_head", "86")
    lead = make_user("tambon_lead", TAMBON)
    number = returned.number
    answer = client.post(
        mend_url(returned, "problem"), PROBLEM | {"problems": ["domestic_violence"]}
    )
    assert answer.url == reverse("cases:report", args=[returned.pk])
    returned.refresh_from_db()
    assert (returned.is_protected, returned.state) == (True, "received")
    assert returned.number != number
    assert returned.household.is_sealed
    assert list(cases_for(head)) == [returned]
    assert not cases_for(lead).exists()
    assert receipts_for(returned.reported_by).get() == returned


def test_what_was_said_of_it_before_is_taken_back_from_everybody(client, returned):
    head = make_user("province_head", "86")
    other = make_user("tambon_lead", TAMBON)
    about = f"/cases/check/{returned.pk}/"
    tell([other], kind="case.to_check", area=VILLAGE, link=about, number=returned.number)
    tell([other], kind="case.awaits_payment", area="86", link="/x/", number=returned.number)
    home = f"/households/{returned.household_id}/"
    tell([other], kind="households.caretaker", area=VILLAGE, link=home)
    tell([other], kind="case.to_check", area=VILLAGE, link="/other/", number="86-70-09999")
    assert Notice.objects.filter(user=returned.reported_by).exists()
    number = returned.number
    client.post(mend_url(returned, "problem"), PROBLEM | {"problems": ["domestic_violence"]})
    left = [(one.user, one.link) for one in Notice.objects.all()]
    assert sorted(left, key=str) == sorted(
        [(other, "/other/"), (head, f"/cases/{returned.pk}/")], key=str
    )
    assert number not in str([one.params for one in Notice.objects.all()])


def test_an_emergency_that_is_mended_goes_straight_to_the_office(returned):
    wish = Wish(problems=list(Problem.objects.all()[:1]), triage="emergency", summary="ไฟไหม้บ้าน")
    mending.mend_problem(returned, wish=wish, by=returned.reported_by, on=today())
    items = returned.returns.get().items.values_list("pk", flat=True)
    answers = dict.fromkeys(items, "unchanged_ok")
    returning.answer_return(returned, answers=answers, by=returned.reported_by, on=today())
    assert returned.state == "received"
