"""The approval memo as a paper: its digits, its signers, and what lifted a limit."""

import pytest
from django.test import Client
from django.urls import reverse

from asa.cases.actions import deciding
from asa.cases.signing import Capacity
from asa.cases.tests.factories import make_lists
from asa.cases.tests.factories_office import (
    approve,
    assessed_case,
    head,
    propose,
    worker,
)
from asa.common.errors import DomainError
from asa.common.templatetags.asa import paperdigits
from asa.common.thaidate import today

pytestmark = pytest.mark.django_db
HEAD_OF_CHUMPHON = "พัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดชุมพร"


@pytest.fixture(autouse=True)
def lists():
    make_lists()


def page(user, name, thing, language="th"):
    client = Client()
    client.cookies["asa_language"] = language
    client.force_login(user)
    return client.get(reverse(f"cases:{name}", args=[thing.pk])).text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("3,000 บาท", "๓,๐๐๐ บาท"),
        ("20 พฤศจิกายน 2569", "๒๐ พฤศจิกายน ๒๕๖๙"),
        ("เรื่อง 86-70-00412", "เรื่อง 86-70-00412"),
        ("เลข 1234567890123 และ 1-2345-67890-12-3", "เลข 1234567890123 และ 1-2345-67890-12-3"),
        ("REG-45 ครั้งที่ 2", "REG-45 ครั้งที่ ๒"),
        (None, ""),
    ],
)
def test_a_paper_has_thai_digits_but_codes_stay_as_they_are(typed, printed):
    assert paperdigits(typed) == printed


def test_a_province_may_print_arabic_digits(settings):
    settings.ASA_PAPER_DIGITS = "arabic"
    assert paperdigits("3,000 บาท") == "3,000 บาท"


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_memo_is_a_thai_paper_in_either_language(language):
    aid = propose()
    paper = page(head(), "memo", aid, language)
    memo = paper[paper.index('<article class="memo"') :]
    assert "จำนวน ๓,๐๐๐ บาท" in memo
    assert f"<b>เรียน</b> {HEAD_OF_CHUMPHON}" in memo
    assert "นักสังคมสงเคราะห์" in memo
    assert "November" not in memo


def test_the_letter_that_lifted_the_cap_stands_on_memo_page_and_history():
    by, chief = worker(), head()
    aid = propose(code="REG-45", amount=5000, by=by)
    approve(aid, by=chief, governor_letter_no="ชพ 0017/1234")
    assert "หนังสือผู้ว่าราชการจังหวัด ที่ ชพ ๐๐๑๗/๑๒๓๔" in page(chief, "memo", aid)
    # Once with the aid, once in the history.
    assert page(chief, "show", aid.case).count("ชพ 0017/1234") == 2


def test_the_reason_to_help_once_more_stands_on_memo_page_and_history():
    by, chief = worker(), head()
    case = assessed_case(by)
    for _time in range(3):
        approve(propose(assessed_case(by, household=case.household), by=by), by=chief)
    again = propose(case, by=by)
    approve(again, by=chief, over_times_reason="บ้านไฟไหม้ซ้ำ")
    assert "เกินจำนวนครั้งในปีงบประมาณ เพราะ บ้านไฟไหม้ซ้ำ" in page(chief, "memo", again)
    assert page(chief, "show", case).count("บ้านไฟไหม้ซ้ำ") == 2


def test_a_refused_memo_says_why_and_until_when_to_appeal():
    chief, aid = head(), propose()
    deciding.refuse_aid(aid, reason="รายได้ 200,000 บาท", by=chief, on=today())
    paper = page(chief, "memo", aid)
    assert "☑ ไม่อนุมัติ เพราะ รายได้ ๒๐๐,๐๐๐ บาท" in paper
    assert "อุทธรณ์ได้ภายใน ๑๕ วัน" in paper


def test_the_titles_are_those_of_the_day():
    by, chief = worker(), head()
    aid = approve(propose(by=by), by=chief)
    assert (aid.memo.writer_title, aid.decided_as) == ("นักสังคมสงเคราะห์", HEAD_OF_CHUMPHON)
    for user in (by, chief):
        user.posts.update(ended_on=today())
    paper = page(head(), "memo", aid)
    assert "นักสังคมสงเคราะห์" in paper
    assert paper.count(HEAD_OF_CHUMPHON) == 3  # the office, whom it addresses, who signs


@pytest.mark.parametrize(
    ("acting", "words"), [("in_charge", "รักษาราชการแทน"), ("on_behalf", "ปฏิบัติราชการแทน")]
)
def test_who_acts_for_the_head_signs_with_three_lines(acting, words):
    chief = head()
    aid = propose()
    typed = {"result": "approve", "amount": "3000", "acting": acting, "own_title": "หัวหน้าฝ่ายบริหาร"}
    client = Client()
    client.force_login(chief)
    client.post(reverse("cases:decide", args=[aid.pk]), typed)
    aid.refresh_from_db()
    assert aid.decided_as.split("\n") == ["หัวหน้าฝ่ายบริหาร", words, HEAD_OF_CHUMPHON]
    assert f"หัวหน้าฝ่ายบริหาร<br>{words}<br>{HEAD_OF_CHUMPHON}" in page(chief, "memo", aid)


def test_acting_without_ones_own_position_is_refused():
    aid, chief = propose(), head()
    client = Client()
    client.force_login(chief)
    typed = {"result": "approve", "amount": "3000", "acting": "in_charge"}
    answer = client.post(reverse("cases:decide", args=[aid.pk]), typed)
    assert "own_title" in answer.context["form"].errors
    with pytest.raises(DomainError, match="own position"):
        approve(aid, by=chief, capacity=Capacity("in_charge", " "))
