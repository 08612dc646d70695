from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from asa.centres.actions import Correction, correct_minutes
from asa.centres.models import Assessment, ChangeProposal, Meeting, Point
from asa.centres.tests.factories import (
    ON,
    make_assessment,
    make_centre,
    make_committee,
    make_meeting,
    make_point,
    make_proposal,
    make_ratings,
)
from asa.common.models import AccessEntry
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import load_chumphon, make_area
from asa.volunteers.models import Centre
from asa.volunteers.tests.factories import make_office, make_volunteer

pytestmark = pytest.mark.django_db
R = Role
PHONE = "+66810002345"


def page_of(name, thing):
    return reverse(f"centres:{name}", args=[thing.pk])


def signed_in(client, role, area, **fields):
    user = make_user(role, area, **fields)
    client.force_login(user)
    return user


def body(answer):
    return answer.content.decode()


def facts(**fields):
    return {
        "name_th": "ศูนย์ 860101", "place": "", "phone": "", "hours": "", "focal_volunteer": "",
        "focal_name": "", "focal_phone": "", "seats": "", "vehicles": "", "note": "",
        "evidence_on": "20/11/2569",
    } | fields  # fmt: skip


def test_everyone_of_the_area_knows_its_centres_and_those_around(client):
    here, district, province = (
        make_centre(),
        make_centre("8601", "district"),
        make_centre("86", "province"),
    )
    beside, far = make_centre("860102"), make_centre("850101")
    signed_in(client, R.VOLUNTEER, "86010104")
    said = body(client.get(reverse("centres:list")))
    assert all(page_of("detail", centre) in said for centre in (here, district, province))
    assert not any(page_of("detail", centre) in said for centre in (beside, far))
    assert client.get(page_of("detail", beside)).status_code == 404


def test_a_list_is_narrowed_by_its_filters(client):
    make_area("8602")
    here, district = make_centre(place="ศาลาริมคลอง"), make_centre("8601", "district")
    signed_in(client, R.PROVINCE_OFFICER, "86")
    for asked, found in (
        ({"q": "ริมคลอง"}, {here}),
        ({"level": "district"}, {district}),
        ({"area": "8601"}, {here, district}),
        ({"area": "8602"}, set()),
        ({"q": "ไม่มีที่นี่"}, set()),
        ({"show": "unseen"}, {here, district}),
        ({"show": "nonsense"}, set()),
    ):
        page = client.get(reverse("centres:list"), asked).context["page"]
        assert set(page) == found, asked


def test_phones_of_people_are_shown_to_leads_and_offices_alone(client):
    volunteer = make_volunteer("86010104", phone=PHONE)
    centre = make_centre(focal_volunteer=volunteer)
    make_office(volunteer, centre)
    for role, area, shown in (
        (R.TAMBON_LEAD, "860101", True),
        (R.SOCIAL_WORKER, "86", True),
        (R.VOLUNTEER, "86010105", False),
    ):
        signed_in(client, role, area)
        said = body(client.get(page_of("detail", centre)))
        assert volunteer.person.full_name in said
        assert ("081 000 2345" in said or "081-000-2345" in said) is shown, role


def test_a_page_without_anything_on_record_can_be_read(client):
    centre = Centre.objects.create(level="tambon", area=make_area("860101"), name_th="ศูนย์")
    signed_in(client, R.TAMBON_LEAD, "860101")
    assert client.get(page_of("detail", centre)).status_code == 200


@pytest.mark.parametrize("count", [2, 20])
def test_a_list_takes_the_same_number_of_queries_with_many_rows(
    client, count, django_assert_max_num_queries
):
    load_chumphon()
    for n in range(1, count + 1):
        tambon = f"8601{n:02d}" if n < 17 else f"8602{n - 16:02d}"
        centre = make_centre(tambon, evidence_on=ON)
        make_committee(centre)
    signed_in(client, R.PROVINCE_OFFICER, "86")
    client.get(reverse("centres:list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("centres:list"))


@pytest.mark.parametrize("count", [1, 8])
def test_a_centre_takes_the_same_number_of_queries_with_many_rows(
    client, count, django_assert_max_num_queries
):
    lead, centre = signed_in(client, R.TAMBON_LEAD, "860101"), make_centre(services=["intake"])
    committee = make_committee(centre, "chair", *["committee"] * count)
    for n in range(count):
        meeting = make_meeting(centre, lead, number=n + 1, state="held")
        make_point(meeting, committee[0][0])
        make_proposal(centre, make_user())
    make_assessment(centre, lead, priorities=3)
    client.get(page_of("detail", centre))
    with django_assert_max_num_queries(22):
        client.get(page_of("detail", centre))


def test_gaps_name_the_areas_without_a_centre(client):
    load_chumphon()
    make_centre("860101")
    make_centre("8601", "district")
    signed_in(client, R.PROVINCE_OFFICER, "86")
    answer = client.get(reverse("centres:gaps"), {"area": "86"})
    assert "8601" not in answer.context["districts"]
    assert "8602" in answer.context["districts"]
    assert "860101" not in answer.context["tambons"]
    line = next(line for line in answer.context["lines"] if line.code == "8601")
    assert (line.districts_without, line.tambons - line.tambons_without) == (0, 1)
    assert client.get(reverse("centres:gaps"), {"area": "85"}).status_code == 404
    assert client.get(reverse("centres:gaps"), {"area": "x"}).status_code == 404
    signed_in(client, R.DEPARTMENT_OFFICER, "TH")
    lines = client.get(reverse("centres:gaps"), {"area": "TH"}).context["lines"]
    assert {line.code for line in lines} == {"84", "85", "86"}


def test_a_centre_is_founded_by_a_page(client):
    signed_in(client, R.PROVINCE_OFFICER, "86")
    make_area("860101")
    page = client.get(reverse("centres:found"), {"area": "860101"})
    assert "ท่าตะเภา" in body(page)
    sent = facts(name_th="", area="ท่าตะเภา", area_code="860101", services=["intake"])
    client.post(reverse("centres:found"), sent)
    centre = Centre.objects.get()
    assert (centre.area_id, centre.profile.services) == ("860101", ["intake"])
    again = client.post(reverse("centres:found"), sent)
    assert again.status_code == 200
    assert Centre.objects.count() == 1


def test_a_change_is_proposed_shown_old_and_new_and_validated_by_pages(client):
    make_user(R.TAMBON_LEAD, "860101")
    focal = make_volunteer("86010104", given_name="ชบา", family_name="ริมคลอง")
    centre = make_centre(hours="จันทร์")
    signed_in(client, R.TAMBON_LEAD, "860101")
    sent = facts(hours="จันทร์ถึงศุกร์", focal_volunteer="ชบา ริมคลอง", services=["advice", "intake"])
    client.post(page_of("propose", centre), sent)
    proposal = ChangeProposal.objects.get()
    assert proposal.new["focal_volunteer"] == str(focal.pk)
    assert proposal.new["services"] == ["intake", "advice"]

    above = signed_in(client, R.DISTRICT_LEAD, "8601")
    assert page_of("proposal", proposal) in body(client.get(reverse("centres:waiting")))
    assert reverse("centres:waiting") in body(client.get("/"))
    said = body(client.get(page_of("proposal", proposal)))
    assert "จันทร์ถึงศุกร์" in said
    assert focal.person.full_name in said
    client.post(page_of("accept", proposal))
    centre.profile.refresh_from_db()
    assert centre.profile.hours == "จันทร์ถึงศุกร์"
    assert reverse("centres:waiting") not in body(client.get("/"))
    proposal.refresh_from_db()
    assert proposal.decided_by == above
    # Deciding again says that it is done, and changes nothing.
    assert client.post(page_of("accept", proposal), follow=True).status_code == 200


def test_a_rejection_and_a_withdrawal_by_pages(client):
    lead = signed_in(client, R.TAMBON_LEAD, "860101")
    centre = make_centre()
    first, second = make_proposal(centre, lead), make_proposal(centre, lead)
    client.post(page_of("withdraw", second))
    signed_in(client, R.DISTRICT_LEAD, "8601")
    assert client.post(page_of("reject", first), {"reason": ""}).status_code == 200
    client.post(page_of("reject", first), {"reason": "ไม่มีอาคารนี้"})
    states = dict(ChangeProposal.objects.values_list("pk", "state"))
    assert states == {first.pk: "rejected", second.pk: "withdrawn"}
    client.force_login(lead)
    assert "ไม่มีอาคารนี้" in body(client.get(page_of("proposal", first)))


def test_a_form_keeps_what_was_typed_and_says_how_to_mend_it(client):
    signed_in(client, R.TAMBON_LEAD, "860101")
    for _n in range(2):
        make_volunteer("86010104", given_name="ชบา", family_name="ริมคลอง")
    centre = make_centre()
    for sent, said in (
        (facts(focal_volunteer="ชบา ริมคลอง"), "86869"),
        (facts(focal_volunteer="ไม่มีใคร ชื่อนี้"), "ไม่มีใคร ชื่อนี้"),
        (facts(focal_name="ก", focal_volunteer="86869"), "86869"),
        (facts(hours="ทุกวัน", name_th=""), "ทุกวัน"),
    ):
        answer = client.post(page_of("propose", centre), sent)
        assert answer.status_code == 200
        assert said in body(answer)
    assert not ChangeProposal.objects.exists()


def test_a_committee_is_elected_filled_and_ended_by_pages(client):
    signed_in(client, R.PROVINCE_OFFICER, "86")
    centre = make_centre()
    people = [make_volunteer("86010104") for _n in range(4)]
    chair, secretary, one, two = (f"{v.registration_no}/{v.registration_year_be}" for v in people)
    sent = {
        "on": "1/10/2569", "chair": chair, "secretary": secretary, "treasurer": "",
        "committee": f"{one}\n{two}", "vice_chair": "", "publicity": "", "adviser": "",
    }  # fmt: skip
    client.post(page_of("elect", centre), sent)
    assert sorted(centre.offices.values_list("position", flat=True)) == [
        "chair", "committee", "committee", "secretary",
    ]  # fmt: skip
    assert centre.terms.get().started_on == date(2026, 10, 1)
    again = body(client.get(page_of("elect", centre)))
    assert people[0].person.full_name in again
    office = centre.offices.get(position="secretary")
    client.post(page_of("end_office", office), {"on": "2/10/2569"})
    sent = {"position": "secretary", "volunteer": secretary, "on": "3/10/2569"}
    client.post(page_of("fill", centre), sent)
    assert centre.offices.filter(position="secretary", ended_on=None).count() == 1
    broken = client.post(page_of("elect", centre), {"on": "5/10/2569", "committee": "ไม่มี\nใคร"})
    assert broken.status_code == 200


def test_a_term_is_written_down_by_a_page(client):
    signed_in(client, R.PROVINCE_OFFICER, "86")
    centre = make_centre()
    make_committee(centre)
    assert page_of("term", centre) in body(client.get(page_of("detail", centre)))
    client.post(page_of("term", centre), {"on": "1/3/2566"})
    assert centre.terms.get().ends_on == date(2027, 3, 1)


def test_a_meeting_is_planned_held_and_printed_by_pages(client, settings):
    lead = signed_in(client, R.TAMBON_LEAD, "860101")
    centre = make_centre()
    (chair, _office), (secretary, _other) = make_committee(centre)
    day = f"{today():%d/%m/}{today().year + 543}"
    sent = {"day": day, "starts_at": "๙.๓๐", "place": "ศาลา", "agenda": "เรื่องแรก\nเรื่องที่สอง"}
    wrong = client.post(page_of("plan_meeting", centre), sent | {"starts_at": "25.00"})
    assert wrong.status_code == 200
    client.post(page_of("plan_meeting", centre), sent)
    meeting = Meeting.objects.get()

    minutes = {
        "present": [str(chair.pk)], "excused": [str(secretary.pk)], "text": "หารือแล้ว",
        "decisions": "ตั้งเวร", "ended_at": "11.45", "point1-text": "ทำรายชื่อ",
        "point1-owner": str(chair.pk), "point1-due_on": day,
    }  # fmt: skip
    for broken in ({"point1-owner": ""}, {"excused": [str(chair.pk)]}, {"text": ""}):
        answer = client.post(page_of("minutes", meeting), minutes | broken)
        assert answer.status_code == 200
        assert "ทำรายชื่อ" in body(answer)
    client.post(page_of("minutes", meeting), minutes)
    point = Point.objects.get()
    assert (point.owner, point.meeting.state) == (chair, "held")
    assert "หารือแล้ว" in body(client.get(page_of("meeting", meeting)))
    settings.ASA_PAPER_DIGITS = "thai"
    paper = body(client.get(page_of("paper", meeting)))
    assert "รายงานการประชุม" in paper
    assert "๐๙.๓๐" in paper
    assert lead.person.full_name in paper
    client.post(page_of("point_done", point), {"note": "ส่งแล้ว"})
    assert "ส่งแล้ว" in body(client.get(page_of("meeting", meeting)))


def test_minutes_are_corrected_by_a_page_that_keeps_what_they_said(client):
    lead = signed_in(client, R.TAMBON_LEAD, "860101")
    came, away = make_volunteer("86010104"), make_volunteer("86010104", given_name="ชบา")
    meeting = make_meeting(make_centre(), lead, volunteers=[came, away], state="held",
                           minutes="น้ำเข้าหมู่ 5", recorded_by=lead, recorded_on=ON)  # fmt: skip
    meeting.invitations.update(coming="present")
    assert page_of("correct_minutes", meeting) in body(client.get(page_of("meeting", meeting)))
    assert "น้ำเข้าหมู่ 5" in body(client.get(page_of("correct_minutes", meeting)))
    sent = {"text": "น้ำเข้าหมู่ 6", "decisions": "", "ended_at": "11.45", "seen": "0"}
    sent |= {"present": [str(came.pk)], "excused": [str(away.pk)]}
    unfounded = client.post(page_of("correct_minutes", meeting), sent)
    assert "น้ำเข้าหมู่ 6" in body(unfounded)
    client.post(page_of("correct_minutes", meeting), sent | {"reason": "เขียนเลขหมู่ผิด"})
    said = body(client.get(page_of("meeting", meeting)))
    assert all(one in said for one in ("น้ำเข้าหมู่ 6", "น้ำเข้าหมู่ 5", "เขียนเลขหมู่ผิด", "แก้ไขเมื่อ"))
    assert "ลาการประชุม" in said
    assert f"{away.person.full_name} · มาประชุม" in said
    assert f"{came.person.full_name} · มาประชุม" not in said
    late = client.post(page_of("correct_minutes", meeting), sent | {"reason": "อีกคน"})
    assert "มีผู้แก้ไขรายงานการประชุมนี้ไปก่อนแล้ว" in body(late)
    assert "แก้ไขรายงานการประชุมเมื่อวันที่" in body(client.get(page_of("paper", meeting)))


def test_the_page_of_a_meeting_asks_as_often_however_often_it_was_corrected(
    client,
):
    lead = signed_in(client, R.TAMBON_LEAD, "860101")
    meeting = make_meeting(make_centre(), lead, state="held", minutes="x", recorded_by=lead,
                           recorded_on=ON)  # fmt: skip
    client.get(page_of("meeting", meeting))
    for text in "abc":
        correction = Correction(text, "", "พิมพ์ผิด", meeting.former.count())
        correct_minutes(meeting, correction=correction, by=lead, on=ON)
    with CaptureQueriesContext(connection) as queries:
        client.get(page_of("meeting", meeting))
    assert len([one for one in queries if "formerminutes" in one["sql"]]) == 1


def test_a_meeting_is_cancelled_by_a_page_and_its_paper_says_so(client):
    lead = signed_in(client, R.TAMBON_LEAD, "860101")
    meeting = make_meeting(make_centre(), lead)
    client.post(page_of("cancel_meeting", meeting), {"reason": "น้ำท่วม"})
    assert "น้ำท่วม" in body(client.get(page_of("meeting", meeting)))
    assert "ยังไม่มีรายงานการประชุม" in body(client.get(page_of("paper", meeting)))
    assert client.post(page_of("cancel_meeting", meeting), {"reason": "x"}).status_code == 200


def test_capacity_is_assessed_prioritised_and_planned_by_pages(client):
    lead = signed_in(client, R.TAMBON_LEAD, "860101")
    centre = make_centre()
    ((chair, _office),) = make_committee(centre, "chair")
    make_assessment(centre, lead, on=today() - timedelta(days=200), score=2)
    ratings = make_ratings(4)
    sent = {f"{code}_score": str(one.score) for code, one in ratings.items()}
    sent |= {f"{code}_evidence": one.evidence for code, one in ratings.items()}
    missing = client.post(page_of("assess", centre), sent | {"funds_evidence": ""})
    assert missing.status_code == 200
    client.post(page_of("assess", centre), sent)
    assessment = Assessment.objects.order_by("-assessed_on").first()
    assert "+2" in body(client.get(page_of("assessment", assessment)))

    few = {"components": list(ratings)[:2]}
    assert client.post(page_of("priorities", assessment), few).status_code == 200
    client.post(page_of("priorities", assessment), {"components": list(ratings)[:3]})
    priority = assessment.priorities.first()
    sent = {"text": "เปิดบัญชี", "owner": str(chair.pk), "due_on": "1/3/2570", "state": "doing"}
    client.post(page_of("work", priority), sent)
    assert "เปิดบัญชี" in body(client.get(page_of("assessment", assessment)))


def test_the_export_holds_what_is_shown_and_is_written_down(client):
    make_centre(place="ศาลาริมคลอง")
    user = signed_in(client, R.PROVINCE_OFFICER, "86")
    answer = client.get(reverse("centres:export", args=["csv"]), {"level": "tambon"})
    assert "ศาลาริมคลอง" in answer.content.decode("utf-8-sig")
    assert AccessEntry.objects.filter(verb="centres.exported", actor_id=user.pk).exists()


def test_only_the_rows_are_sent_to_htmx(client):
    make_centre()
    signed_in(client, R.TAMBON_LEAD, "860101")
    answer = client.get(reverse("centres:list"), headers={"HX-Request": "true"})
    assert "<html" not in body(answer)
    assert "ศูนย์ 860101" in body(answer)


def test_who_proposed_and_is_focal_person_no_more_reads_nothing_of_the_others(client):
    """The own proposal stays readable; what others proposed since, and changed, does not."""
    former = signed_in(client, R.VOLUNTEER, "86010104")
    lead = make_user(R.TAMBON_LEAD, "860101", given_name="สมหมาย")
    centre = make_centre(focal_name="ผู้ใหญ่บ้าน", focal_phone=PHONE)
    own = make_proposal(
        centre, former, old={"focal_phone": ""}, new={"focal_phone": "+66810009999"}
    )
    make_proposal(centre, lead, old={"focal_phone": ""}, new={"focal_phone": "+66810008888"})
    said = body(client.get(page_of("proposal", own)))
    assert "081-000-9999" in said or "081 000 9999" in said
    assert "2345" not in said
    assert "สมหมาย" not in said

    client.force_login(lead)
    said = body(client.get(page_of("proposal", own)))
    assert "2345" in said
