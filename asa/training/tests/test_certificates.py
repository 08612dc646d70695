"""Certificates: numbers without a gap, the paper, taken back, written anew."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from asa.common.errors import DomainError
from asa.common.pdfs import JoinedPdf
from asa.common.thaidate import buddhist_year, today
from asa.notices.models import Notice
from asa.notices.queries import notices_for
from asa.people.codes import Role
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.training import papers
from asa.training.actions import (
    NewSigner,
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
    set_signer,
    train_graduates,
)
from asa.training.codes import CertificateState, CohortState
from asa.training.models import Certificate, Signer
from asa.training.names import course_on_paper
from asa.training.papers import certificates_as_pdf, certificates_as_png, on_paper, papers_files
from asa.training.queries import certificates_for
from asa.training.tests.factories_results import (
    give_all,
    make_certificate,
    make_held_cohort,
    make_participant,
    make_signer,
)
from asa.volunteers.codes import VolunteerState
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db
DIFFICULT = ("นางคำแก้ว ริมน้ำ", "นางสาวปิ่นมณี ที่ปั้นฟ้า ณ น้ำผึ้ง", "นายญี่ปุ่น ฤๅชา", "ผู้กู้ กี้ฎีกา")


def told(paper):
    from django.utils.translation import override  # noqa: PLC0415 - this helper alone

    with override("th"):
        return on_paper(paper)


def test_all_who_earned_one_get_a_number_by_province_and_name(keeper):
    make_signer()
    cohort = make_held_cohort()
    for area in ("86", "85"):
        make_participant(cohort, area=area)
    make_participant(cohort, present=1)

    given = give_all(cohort, by=keeper)

    assert [one.number for one in given] == [1, 2]
    assert [one.enrolment.area_id[:2] for one in given] == ["85", "86"]
    assert give_all(cohort, by=keeper) == []


def test_numbers_run_by_the_office_and_the_calendar_year_of_issue(keeper):
    make_signer()
    day = date(2025, 12, 30)
    first = make_certificate(ended_on=day)
    second = make_certificate(ended_on=date(2026, 1, 2))
    third = make_certificate(ended_on=date(2026, 1, 3))
    make_signer("86", title="พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดชุมพร")
    fourth = make_certificate(owner="86", ended_on=date(2026, 1, 3))

    numbers = [one.full_number for one in (first, second, third, fourth)]
    assert numbers == ["1/2568", "1/2569", "2/2569", "1/2569"]


def test_numbers_may_run_by_the_fiscal_year():
    make_signer(numbering="fiscal")

    assert make_certificate(ended_on=date(2025, 10, 2)).full_number == "1/2569"


def test_certificates_wait_for_the_last_day_a_signer_and_results_that_fit(keeper):
    cohort = make_held_cohort()
    make_participant(cohort)
    with pytest.raises(DomainError, match="signs"):
        give_all(cohort, by=keeper)
    make_signer()
    with pytest.raises(DomainError, match="last day"):
        issue_certificates(
            cohort, issued_on=cohort.ends_on - timedelta(days=1), by=keeper, on=today()
        )
    make_participant(cohort)
    with pytest.raises(DomainError, match="Decide"):
        issue_certificates(cohort, issued_on=today(), by=keeper, on=today())
    confirmed = make_held_cohort(state=CohortState.CONFIRMED)
    with pytest.raises(DomainError, match="last day"):
        issue_certificates(confirmed, issued_on=today(), by=keeper, on=today())


@pytest.fixture(autouse=True)
def in_english(settings):
    settings.LANGUAGE_CODE = "en"
    from django.utils import translation  # noqa: PLC0415 - for this file alone

    with translation.override("en"):
        yield


def test_nobody_gives_a_certificate_to_oneself(keeper):
    make_signer()
    cohort = make_held_cohort()
    make_participant(cohort, person=keeper.person)

    assert give_all(cohort, by=keeper) == []


def test_the_holder_is_told_of_a_certificate_of_another_province():
    make_signer("50")
    cohort = make_held_cohort(owner="50")
    holder = make_user(Role.VOLUNTEER, "86010104")
    make_participant(cohort, volunteer=make_volunteer("86010104", person=holder.person))

    give_all(cohort)

    assert [one.kind for one in notices_for(holder)] == ["certificate.issued"]


def test_the_holder_is_told(keeper):
    make_signer()
    volunteer = make_volunteer()
    holder = make_user(person=volunteer.person)
    cohort = make_held_cohort()
    make_participant(cohort, volunteer=volunteer)

    give_all(cohort, by=keeper)

    notice = Notice.objects.get(user=holder)
    assert (notice.kind, notice.link) == ("certificate.issued", "/training/mine/")


def test_the_paper_says_what_the_ministry_prints():
    make_signer()
    paper = make_certificate(course="potential", ended_on=date(2026, 10, 16))
    paper.name = "นางคำแก้ว ริมน้ำ"
    paper.starts_on = date(2026, 10, 14)
    paper.issued_on = paper.ends_on
    found = told(paper)

    assert found["heading"] == "ขอมอบวุฒิบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า"
    assert found["office"] == "โดย กรมพัฒนาสังคมและสวัสดิการ"
    assert found["role"] == "อาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์ จังหวัดชุมพร"
    assert found["course"] == "ได้ผ่านการอบรมพัฒนาศักยภาพ อาสาสมัครพัฒนาสังคมและความมั่นคงของมนุษย์"
    assert found["cohort"] == "รุ่นที่ ๑ ประจำปีงบประมาณ พ.ศ. ๒๕๗๐"
    assert found["days"] == ("ระหว่างวันที่ ๑๔ - ๑๖ ตุลาคม ๒๕๖๙ ณ โรงแรมปรินซ์พาเลซ กรุงเทพมหานคร")
    assert found["given"] == "ให้ไว้ ณ วันที่ ๑๖ ตุลาคม พ.ศ. ๒๕๖๙"
    assert found["number"] == "เลขที่ ๑/๒๕๖๙"
    assert found["code"] == paper.shown_code


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("พัฒนาศักยภาพ", "ได้ผ่านการอบรมพัฒนาศักยภาพ"),
        ("การประชุมเชิงปฏิบัติการพัฒนาศักยภาพ", "ได้ผ่านการประชุมเชิงปฏิบัติการพัฒนาศักยภาพ"),
        ("ประชุมเชิงปฏิบัติการพัฒนาศักยภาพ", "ได้ผ่านการประชุมเชิงปฏิบัติการพัฒนาศักยภาพ"),
        ("ฝึกอบรมผู้นำ", "ได้ผ่านการฝึกอบรมผู้นำ"),
    ],
)
def test_what_kind_of_event_it_was_is_said_once(name, said):
    assert course_on_paper(name, is_honour=False) == said


def test_the_digits_of_the_paper_are_the_offices_choice():
    make_signer(thai_digits=False)

    assert told(make_certificate())["number"] == f"เลขที่ 1/{buddhist_year(today())}"


def test_attendance_is_honoured_by_another_paper_than_passing():
    make_signer()
    paper = make_certificate(course="exchange")

    assert told(paper)["heading"] == "ขอมอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า"
    assert told(paper)["course"].startswith("ได้เข้าร่วม")
    assert paper.skill_id is None


def test_the_paper_and_its_code_hold_no_number_of_a_person():
    volunteer = make_volunteer(citizen_id="3860691848847", phone="+66811112222")
    make_signer()
    paper = make_certificate(volunteer=volunteer)
    everything = json.dumps(papers_files([paper]), ensure_ascii=False)

    assert "3860691848847" not in everything
    assert "811112222" not in everything


def test_difficult_names_come_out_as_one_pdf_in_parts(monkeypatch):
    make_signer()
    cohort = make_held_cohort()
    for _name in DIFFICULT:
        make_participant(cohort)
    given = give_all(cohort)
    for paper, name in zip(given, DIFFICULT, strict=True):
        paper.name = name
    whole = certificates_as_pdf(given)
    monkeypatch.setattr(papers, "PART", 3)
    joined = certificates_as_pdf(given)

    assert whole.startswith(b"%PDF")
    assert b"/Count 4" in joined
    assert joined.count(b"/Type/Page/") == whole.count(b"/Type/Page/") == 4
    assert_every_place_is_right(joined)


def assert_every_place_is_right(pdf):
    """Each line of the table of places leads to its object, and each reference to one there is."""
    start = int(pdf.rpartition(b"startxref\n")[2].split()[0])
    places = [line for line in pdf[start:].split(b"\n") if line.endswith(b" n\r")]
    for number, line in enumerate(places, 1):
        assert pdf[int(line[:10]) :].startswith(b"%d 0 obj" % number)
    heads = re.sub(rb"stream\n.*?endstream", b"", pdf, flags=re.DOTALL)
    asked = {int(found) for found in re.findall(rb"(\d+) 0 R", heads)}
    assert asked <= set(range(1, len(places) + 1))


def test_the_paper_is_a4_across_to_the_millimetre():
    make_signer()
    png = certificates_as_png([make_certificate()])

    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == (1286, 909)


def test_what_people_typed_is_text_and_never_a_command_of_the_paper():
    make_signer(title='#panic("x") *ก* "a" \\ $x$ @b')
    paper = make_certificate()
    paper.name = '#read("/etc/passwd")'

    assert certificates_as_pdf([paper]).startswith(b"%PDF")


def test_a_part_that_is_no_plain_pdf_is_refused(tmp_path):
    with (tmp_path / "out.pdf").open("wb") as file, pytest.raises(ValueError, match="plain"):
        JoinedPdf(file).add(b"%PDF-1.7 nothing")


def test_a_certificate_is_taken_back_with_a_reason_and_written_anew_under_a_new_number(keeper):
    make_signer()
    paper = make_certificate()
    with pytest.raises(DomainError):
        revoke_certificate(paper, reason=" ", by=keeper, on=today())
    revoke_certificate(paper, reason="ชื่อผิด", by=keeper, on=today())
    with pytest.raises(DomainError):
        revoke_certificate(paper, reason="อีกครั้ง", by=keeper, on=today())
    person = paper.enrolment.person
    person.family_name = "ริมน้ำ"
    person.save()

    new = reissue_certificate(paper, reason="ชื่อผิด", by=keeper, on=today())

    assert (new.number, new.replaces_id) == (paper.number + 1, paper.pk)
    assert new.name.endswith("ริมน้ำ")
    assert new.code != paper.code


def test_one_valid_certificate_at_most(keeper):
    make_signer()
    paper = make_certificate()

    reissue_certificate(paper, reason="ชื่อผิด", by=keeper, on=today())

    assert Certificate.objects.filter(state=CertificateState.VALID).count() == 1


def test_written_anew_it_counts_no_longer_and_never_beside_another(keeper):
    make_signer()
    paper = make_certificate(course="five_modules")
    Certificate.objects.filter(pk=paper.pk).update(expires_on=today() + timedelta(days=9))
    paper.refresh_from_db()

    new = reissue_certificate(paper, reason="ชื่อผิด", by=keeper, on=today())

    assert new.expires_on == today() + timedelta(days=9)
    with pytest.raises(DomainError, match=r"อยู่แล้ว|already"):
        reissue_certificate(paper, reason="อีกครั้ง", by=keeper, on=today())


def test_what_the_office_took_back_is_not_given_again_with_the_next_ones(keeper):
    make_signer()
    cohort = make_held_cohort()
    make_participant(cohort)
    (paper,) = give_all(cohort, by=keeper)
    revoke_certificate(paper, reason="คนละคน", by=keeper, on=today())

    assert give_all(cohort, by=keeper) == []

    assert reissue_certificate(paper, reason="ตรวจแล้ว", by=keeper, on=today()).number == 2


@pytest.mark.parametrize("name", ["name", "title", "acting"])
def test_the_words_of_a_signer_fit_the_paper(keeper, name):
    given = NewSigner(**({"title": "อธิบดี"} | {name: "ก" * 161}))
    with pytest.raises(DomainError):
        set_signer(make_area("TH"), given=given, started_on=today(), by=keeper, on=today())


@pytest.mark.parametrize(
    ("role", "area"), [(Role.PROVINCE_OFFICER, "86"), (Role.TAMBON_LEAD, "860101")]
)
def test_only_the_office_that_gave_it_takes_a_certificate_back(role, area):
    make_signer()
    paper, user = make_certificate(), make_user(role, area)

    for act in (revoke_certificate, reissue_certificate):
        with pytest.raises(PermissionDenied):
            act(paper, reason="x", by=user, on=today())


def test_a_certificate_is_known_to_its_holder_its_office_and_the_leads_of_its_place():
    make_signer()
    paper = make_certificate()
    holder = make_user(person=paper.enrolment.person)
    seeing = [
        holder,
        make_user(Role.DEPARTMENT_OFFICER, "TH"),
        make_user(Role.TAMBON_LEAD, "860101"),
    ]
    not_seeing = [make_user(Role.PROVINCE_OFFICER, "85"), make_user(Role.VOLUNTEER, "86010104")]

    assert all(certificates_for(user).filter(pk=paper.pk).exists() for user in seeing)
    assert not any(certificates_for(user).filter(pk=paper.pk).exists() for user in not_seeing)


def test_another_signer_from_a_day_on_leaves_the_papers_of_before(keeper):
    make_signer()
    paper = make_certificate()
    given = NewSigner(
        title="รองอธิบดี ปฏิบัติราชการแทน", name="นาย ก", acting="อธิบดีกรมพัฒนาสังคมและสวัสดิการ"
    )

    new = set_signer(paper.owner, given=given, started_on=today(), by=keeper, on=today())

    assert told(paper)["signer"]["title"] == "อธิบดีกรมพัฒนาสังคมและสวัสดิการ"
    assert told(make_certificate())["signer"]["acting"] == new.acting


def test_the_first_signer_of_a_province_is_set_by_its_office():
    from asa.places.tests.factories import make_area  # noqa: PLC0415 - this test alone

    officer, chumphon, ranong = (
        make_user(Role.PROVINCE_OFFICER, "86"),
        make_area("86"),
        make_area("85"),
    )
    given = NewSigner(title="พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดชุมพร")

    set_signer(chumphon, given=given, started_on=today(), by=officer, on=today())

    assert Signer.objects.get().owner_id == "86"
    with pytest.raises(PermissionDenied):
        set_signer(ranong, given=given, started_on=today(), by=officer, on=today())


def test_who_passed_the_basic_course_is_trained_with_the_certificate_as_evidence():
    make_signer("86")
    officer = make_user(Role.PROVINCE_OFFICER, "86")
    cohort = make_held_cohort("basic", owner="86", ended_on=today())
    applicant = make_volunteer(state=VolunteerState.VERIFIED, registered_on=None)
    registered = make_volunteer()
    for volunteer in (applicant, registered):
        make_participant(cohort, volunteer=volunteer, after=80)
    (first, *_rest) = give_all(cohort, by=officer)

    trained = train_graduates(cohort, by=officer, on=today()).trained

    applicant.refresh_from_db()
    assert [one.pk for one in trained] == [applicant.pk]
    assert applicant.state == VolunteerState.TRAINED
    assert "/" in applicant.steps.last().text
    assert first.enrolment.cohort == cohort


def test_only_the_basic_course_leads_to_being_registered(keeper):
    with pytest.raises(DomainError):
        train_graduates(make_held_cohort(), by=keeper, on=today())
