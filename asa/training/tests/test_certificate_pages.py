"""The pages of results, certificates, skills and the public check: what is shown, and to whom."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from asa.common.imports import files
from asa.common.models import AccessEntry, Job
from asa.common.thaidate import today
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.training.actions import revoke_certificate
from asa.training.jobs import PDF, make_certificates
from asa.training.models import Certificate, Duty, Mark, Signer
from asa.training.tests.factories_results import (
    make_certificate,
    make_held_cohort,
    make_mark,
    make_participant,
    make_signer,
)
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
VILLAGE = "86010104"


@pytest.fixture
def department(client, keeper):
    client.force_login(keeper)
    return client


def text(response):
    return response.content.decode()


def cell(enrolment, kind="after"):
    return f"m_{enrolment.pk.hex}_{kind}"


def test_marks_are_entered_on_one_page_and_nothing_typed_is_lost(department):
    cohort = make_held_cohort("five_modules")
    one, other = make_participant(cohort), make_participant(cohort)
    page = reverse("training:marks", args=[cohort.pk])

    faulty = {"of_after": "20", cell(one): "๑๘.๕", cell(other): "สิบ"}
    answer = text(department.post(page, faulty))
    assert not Mark.objects.exists()
    assert 'value="๑๘.๕"' in answer
    assert 'value="สิบ"' in answer
    assert f'href="#id_{cell(other)}"' in answer

    department.post(page, faulty | {cell(other): "21"})
    assert not Mark.objects.exists()
    saved = department.post(page, faulty | {cell(other): "12"})

    assert saved.status_code == 302
    points = sorted(str(mark.points) for mark in Mark.objects.all())
    assert points == ["12.00", "18.50"]


def test_marks_need_to_know_out_of_how_many(department):
    cohort = make_held_cohort("five_modules")
    one = make_participant(cohort)

    answer = department.post(reverse("training:marks", args=[cohort.pk]), {cell(one): "5"})

    assert "โปรดใส่คะแนนเต็ม" in text(answer)


def test_a_mark_that_stood_asks_for_a_reason_at_its_field(department):
    cohort = make_held_cohort("five_modules")
    one = make_participant(cohort)
    make_mark(one, 60)
    page = reverse("training:marks", args=[cohort.pk])

    asked = text(department.post(page, {"of_after": "100", cell(one): "70"}))
    assert 'href="#id_reason"' in asked
    department.post(page, {"of_after": "100", cell(one): "70", "reason": "นับผิด"})

    assert Mark.objects.get().points == 70


def test_the_list_of_marks_leaves_out_oneself(department, keeper):
    cohort = make_held_cohort("five_modules")
    own = make_participant(cohort, person=keeper.person)

    assert cell(own) not in text(department.get(reverse("training:marks", args=[cohort.pk])))


def test_from_the_results_to_the_certificates_in_one_pdf(
    department, keeper, django_capture_on_commit_callbacks
):
    make_signer()
    cohort = make_held_cohort()
    for _n in range(3):
        make_participant(cohort)
    department.post(reverse("training:decide", args=[cohort.pk]))
    assert "ผู้ที่ผ่านเกณฑ์และรอรับอีก 3 คน" in text(
        department.get(reverse("training:results", args=[cohort.pk]))
    )

    day = f"{today().day}/{today().month}/{today().year + 543}"
    began = department.post(
        reverse("training:issue", args=[cohort.pk]), {"act": "new", "issued_on": day}
    )
    job = Job.objects.get(kind="training.certificates")
    assert began.url == reverse("common:job", args=[job.pk])
    result = make_certificates(job)

    assert (result["certificates"], result["issued"]) == (3, 3)
    assert files.content_of(job.pk, PDF).startswith(b"%PDF")
    assert Certificate.objects.count() == 3


def test_a_reprint_gives_no_new_numbers(department, keeper):
    paper = make_certificate()
    cohort = paper.enrolment.cohort
    department.post(reverse("training:issue", args=[cohort.pk]), {"act": "again"})

    assert make_certificates(Job.objects.get(kind="training.certificates"))["issued"] == 0
    assert Certificate.objects.count() == 1


def test_without_a_signer_no_job_begins(department):
    cohort = make_held_cohort()
    make_participant(cohort)
    department.post(reverse("training:decide", args=[cohort.pk]))
    Signer.objects.all().delete()

    department.post(
        reverse("training:issue", args=[cohort.pk]), {"act": "new", "issued_on": "1/1/2569"}
    )

    assert not Job.objects.exists()


def test_a_holder_fetches_paper_and_badge_and_the_look_is_written_down(client):
    paper = make_certificate()
    client.force_login(make_user(Role.VOLUNTEER, VILLAGE, person=paper.enrolment.person))

    pdf = client.get(reverse("training:paper", args=[paper.pk]))
    badge = client.get(reverse("training:open_badge", args=[paper.pk]))

    assert pdf.content.startswith(b"%PDF")
    assert badge.content.count(b".") == 2
    assert AccessEntry.objects.filter(verb="certificates.downloaded").count() == 1
    assert paper.full_number in text(client.get("/training/mine/"))


def test_what_was_taken_back_is_printed_no_more(client, keeper):
    paper = make_certificate()
    revoke_certificate(paper, reason="นับคะแนนผิด", by=keeper, on=today())
    client.force_login(make_user(Role.VOLUNTEER, VILLAGE, person=paper.enrolment.person))

    assert client.get(reverse("training:paper", args=[paper.pk])).status_code == 404
    assert client.get(reverse("training:open_badge", args=[paper.pk])).status_code == 404
    assert "นับคะแนนผิด" in text(client.get("/training/mine/"))


def test_a_lead_knows_of_a_certificate_but_does_not_take_its_paper(client):
    paper = make_certificate()
    client.force_login(make_user(Role.TAMBON_LEAD, "860101"))

    assert client.get(reverse("training:paper", args=[paper.pk])).status_code == 403


# --- what everybody may ask -----------------------------------------------------------------------


def secrets_of(paper):
    enrolment = paper.enrolment
    volunteer = enrolment.volunteer
    return [
        "3860691848847", "811112222", "12/3", str(paper.pk), str(enrolment.pk),
        volunteer.registration_no, str(enrolment.person_id), paper.full_number, "ชุมพร",
    ]  # fmt: skip


@pytest.fixture
def paper():
    volunteer = make_volunteer(
        citizen_id="3860691848847", phone="+66811112222", address="12/3 หมู่ที่ 4"
    )
    return make_certificate(course="five_modules", volunteer=volunteer)


def test_the_public_page_says_name_course_days_and_validity_and_nothing_more(client, paper):
    answer = client.get(f"/w/{paper.code}")
    page = text(answer)

    assert answer.status_code == 200
    assert "เอกสารฉบับนี้ใช้ได้" in page
    assert paper.name in page
    assert paper.course in page
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert [secret for secret in secrets_of(paper) if secret in page] == []


def test_the_badge_behind_the_page_gives_nothing_else_away(client, paper):
    answer = client.get(f"/w/{paper.code}/badge")

    assert answer["Content-Type"] == "application/vc+jwt"
    assert [secret for secret in secrets_of(paper) if secret in text(answer)] == []


def test_the_public_page_says_that_a_certificate_was_taken_back_but_not_why(client, paper, keeper):
    revoke_certificate(paper, reason="ลอกข้อสอบ", by=keeper, on=today())
    page = text(client.get(f"/w/{paper.code}"))

    assert "เอกสารฉบับนี้ถูกเพิกถอนแล้ว" in page
    assert "ลอกข้อสอบ" not in page
    assert client.get(f"/w/{paper.code}/badge").status_code == 404


def test_the_public_page_says_that_a_certificate_is_over(client, paper):
    paper.expires_on = today() - timedelta(days=1)
    paper.save()

    assert "เอกสารฉบับนี้หมดอายุแล้ว" in text(client.get(f"/w/{paper.code}"))


def test_a_code_that_is_none_answers_as_one_that_is_malformed(client):
    malformed, unknown = client.get("/w/x"), client.get("/w/7Q4M2K9PH3VT")

    assert malformed.status_code == unknown.status_code == 404
    assert "ไม่พบเอกสารที่มีรหัสนี้" in text(unknown)
    assert plain(malformed, "/w/x") == plain(unknown, "/w/7Q4M2K9PH3VT")


def plain(answer, address):
    """An answer without what differs by nature: its own address, and the token of a form."""
    return re.sub(r'value="\w{64}"', "", text(answer).replace(address, ""))


def test_a_code_is_typed_by_hand_with_dashes_and_small_letters(client, paper):
    answer = client.post("/w/", {"code": paper.shown_code.lower()})

    assert paper.name in text(answer)


def test_who_tries_many_codes_that_are_none_has_to_wait(client, paper):
    for _n in range(10):
        client.get("/w/7Q4M2K9PH3VT")

    assert client.get(f"/w/{paper.code}").status_code == 429
    assert client.get(f"/w/{paper.code}/badge").status_code == 429


def test_keys_issuer_and_the_list_of_those_taken_back_are_open(client, paper):
    assert client.get("/badges/did.json").json()["verificationMethod"]
    assert client.get("/badges/issuer.json").json()["type"] == ["Profile"]
    assert client.get(f"/badges/status/TH/{paper.year_be}").content.count(b".") == 2
    assert client.get("/badges/status/86/2500").status_code == 404


# --- skills and duties ----------------------------------------------------------------------------


def test_a_lead_reads_who_has_which_skill_and_who_lacks_one_for_a_duty(client, paper):
    other = make_volunteer(given_name="คนอื่น")
    client.force_login(make_user(Role.TAMBON_LEAD, "860101"))
    name = paper.enrolment.person.full_name

    held = text(client.get("/training/skills/?skill=home_visit&show=held"))
    lacking = text(client.get("/training/skills/?skill=home_visit&show=lacking"))
    duty = Duty.objects.get(code="home_visit")
    of_duty = text(client.get(reverse("training:duty", args=[duty.pk])))

    assert name in held
    assert other.person.full_name not in held
    assert other.person.full_name in lacking
    assert "งาน อพม. เบื้องต้น" in of_duty


@pytest.mark.parametrize("page", ["skills", "duties"])
def test_lists_of_skills_ask_the_same_queries_for_one_and_for_many(
    client, django_assert_max_num_queries, page
):
    for _n in range(5):
        make_volunteer()
    client.force_login(make_user(Role.TAMBON_LEAD, "860101"))
    client.get(f"/training/{page}/")

    with django_assert_max_num_queries(14):
        client.get(f"/training/{page}/?show=lacking")


def test_the_department_sets_a_signer_and_a_duty(department):
    make_signer()
    day = f"{today().day}/{today().month}/{today().year + 543}"
    department.post(
        "/training/signers/TH/",
        {"started_on": day, "title": "รองอธิบดี", "acting": "แทน", "numbering": "fiscal"},
    )
    department.post(
        "/training/duties/new/", {"name_th": "ช่วยงาน", "skills": ["basic"], "started_on": day}
    )

    signer = Signer.objects.get(ended_on__isnull=True)
    assert (signer.title, signer.numbering, signer.thai_digits) == ("รองอธิบดี", "fiscal", False)
    assert Duty.objects.filter(name_th="ช่วยงาน").exists()
