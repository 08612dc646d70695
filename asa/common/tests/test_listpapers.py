"""A list as a PDF: every row on it, headings on each page, words that stay words."""

import json
import re

import pytest
from django.utils import translation

from asa.common.errors import DomainError
from asa.common.listpapers import MOST_ON_PAPER, Column, ListPaper, list_as_pdf, list_files

COLUMNS = [Column("ที่", "12mm"), Column("ชื่อ", "1fr"), Column("ตำบล", "2fr")]


def paper(rows):
    told = ("อาสาสมัคร", "อำเภอเมืองชุมพร", "ส่งออกโดย ดาวเรือง ใจงาม")
    return ListPaper(*told, COLUMNS, [[str(n), "นางน้ำผึ้ง ญี่ปุ่น", "ท่าตะเภา"] for n in range(rows)])


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_list_comes_out_on_as_many_pages_as_it_needs():
    few, many = list_as_pdf(paper(3)), list_as_pdf(paper(90))
    assert few.startswith(b"%PDF")
    assert pages(few) == 1
    assert pages(many) > 1


def test_digits_are_those_of_papers_in_thai_alone(settings):
    settings.ASA_PAPER_DIGITS = "thai"
    with translation.override("th"):
        assert json.loads(list_files(paper(3))["list.json"])["rows"][2][0] == "๒"
    with translation.override("en"):
        assert json.loads(list_files(paper(3))["list.json"])["rows"][2][0] == "2"
    settings.ASA_PAPER_DIGITS = "arabic"
    with translation.override("th"):
        assert json.loads(list_files(paper(3))["list.json"])["rows"][2][0] == "2"


def test_numbers_stay_as_people_type_them(settings):
    settings.ASA_PAPER_DIGITS = "thai"
    columns = [Column("ที่", "1fr"), Column("เลขทะเบียน", "1fr", is_code=True)]
    with translation.override("th"):
        told = json.loads(
            list_files(ListPaper("ก", "ข", "ค", columns, [["1", "8600001/2565"]]))["list.json"]
        )
    assert told["rows"] == [["๑", "8600001/2565"]]


def test_what_people_typed_is_text_and_never_a_command_of_the_paper():
    typed = '#panic("x") $ ] *'
    made = list_as_pdf(ListPaper(typed, typed, typed, COLUMNS, [[typed, typed, typed]]))
    assert made.startswith(b"%PDF")


def test_more_rows_than_a_paper_holds_are_refused_with_a_sentence():
    with pytest.raises(DomainError, match=r"2[,]000"):
        list_as_pdf(paper(MOST_ON_PAPER + 1))
