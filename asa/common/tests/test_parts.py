"""The tags and filters that pages are made of, and the one page that shows them all."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.forms import formset_factory
from django.http import HttpRequest
from django.template import TemplateSyntaxError, engines
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from asa.common.ids import uuid7
from asa.common.templatetags import asa
from asa.common.tests import kit_page
from asa.common.thaidate import PartialDate

MOMENT = dt.datetime(2026, 11, 20, 18, 5, tzinfo=dt.UTC)


def asked(path: str = "/", **cookies: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    request.COOKIES.update(cookies)
    return request


def drawn(template: str, **context: Any) -> str:
    page = engines["django"].from_string("{% load asa i18n %}" + template)
    return re.sub(r"\s+", " ", page.render(context, asked("/cases/?state=open&page=2"))).strip()


def test_the_page_of_a_thing_has_the_address_that_django_gives_it() -> None:
    for key in (uuid7(), uuid7()):
        assert asa.page_of("households:visit", key) == reverse("households:visit", args=[key])
    with pytest.raises(NoReverseMatch):
        asa.page_of("households:nowhere", uuid7())


def test_days_are_buddhist_on_a_thai_page_and_common_on_an_english_one() -> None:
    assert asa.thaidate(kit_page.DAY) == "20 พ.ย. 2569"
    assert asa.thaidate(kit_page.DAY, "weekday") == "วันศุกร์ 20 พฤศจิกายน 2569"
    with translation.override("en"):
        assert asa.thaidate(kit_page.DAY) == "20 Nov 2026"


def test_a_moment_of_the_evening_in_london_is_the_next_day_in_bangkok() -> None:
    assert asa.thaidate(MOMENT) == "21 พ.ย. 2569"
    assert asa.thaitime(MOMENT) == "01.05\u00a0น."
    assert asa.thaimoment(MOMENT) == "21 พ.ย. 2569 01.05\u00a0น."


def test_what_is_not_known_is_a_dash_and_never_a_zero() -> None:
    for shown in (
        asa.thaidate,
        asa.thaitime,
        asa.thaimoment,
        asa.number,
        asa.baht,
        asa.phone,
        asa.masked,
    ):
        assert shown(None) == "–"
    assert asa.number(0) == "0"


def test_a_partly_known_date_shows_only_what_is_known() -> None:
    assert asa.thaidate(PartialDate(dt.date(1947, 1, 1), "year")) == "พ.ศ. 2490"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234567, "1,234,567"),
        (Decimal("3000.50"), "3,000.50"),
        (Decimal("3000.00"), "3,000"),
        ("5 จาก 70", "5 จาก 70"),
    ],
)
def test_numbers_have_commas(value: Any, shown: str) -> None:
    assert asa.number(value) == shown


def test_money_keeps_its_unit_on_the_same_line() -> None:
    assert asa.baht(3000) == "3,000\u00a0บาท"


def test_a_citizen_id_is_never_shown_in_full() -> None:
    assert "3860100000011" not in asa.masked("3860100000011").replace("-", "")


def test_an_icon_comes_from_the_sprite_and_is_silent() -> None:
    assert "icons.svg#house" in asa.icon("house")
    assert 'aria-hidden="true"' in asa.icon("house")
    assert 'aria-label="โทร"' in asa.icon("phone", label="โทร")


def test_an_icon_that_does_not_exist_is_found_by_the_checks() -> None:
    with pytest.raises(TemplateSyntaxError, match="no icon"):
        asa.icon("rocket")


def test_a_field_ties_hint_and_fault_to_its_input() -> None:
    shown = drawn("{% field form.given_name %}", form=kit_page.faulty_form())
    assert '<label for="id_given_name">' in shown
    assert 'aria-describedby="id_given_name_hint id_given_name_fault"' in shown
    assert 'aria-invalid="true"' in shown
    assert shown.index("id_given_name_hint") < shown.index("<input")


def test_a_choice_is_a_whole_row_in_a_group_with_a_name() -> None:
    shown = drawn("{% field form.has_house %}", form=kit_page.EveryFieldForm())
    assert "<fieldset" in shown
    assert "<legend> ที่อยู่ </legend>" in shown
    assert shown.count('class="choice"') == 2
    assert "นอนที่ศาลาหรือวัด" in shown


def test_a_field_that_may_stay_empty_says_so_but_a_filter_does_not() -> None:
    assert "(ถ้ามี)" in drawn("{% field form.note %}", form=kit_page.EveryFieldForm())
    assert "(ถ้ามี)" not in drawn("{% field form.given_name %}", form=kit_page.EveryFieldForm())
    assert "(ถ้ามี)" not in drawn("{% field form.q %}", form=kit_page.ListFilter())


def test_the_summary_counts_the_mends_and_leads_to_each_field() -> None:
    form = kit_page.faulty_form()
    count = sum(len(errors) for errors in form.errors.values())
    shown = drawn("{% faults form %}", form=form)
    assert f"โปรดแก้ {count} ข้อก่อนไปต่อ" in shown
    for target in ("id_given_name", "id_moo", "id_has_house_0", "id_told"):
        assert f'href="#{target}"' in shown
        assert f'id="{target}"' in drawn("{% fields form %}", form=form)


def test_the_summary_takes_formsets_and_faults_of_no_field() -> None:
    members = formset_factory(kit_page.ListFilter, min_num=2, validate_min=True)
    forms = members({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-state": "gone"})
    form = kit_page.ListFilter({})
    form.add_error(None, "เรื่องนี้ยุติแล้ว <b>")
    shown = drawn("{% faults form forms %}", form=form, forms=forms)
    assert "เรื่องนี้ยุติแล้ว &lt;b&gt;" in shown
    assert "ใส่อย่างน้อย 2 ชุด" in shown
    assert 'href="#id_form-0-state"' in shown


def test_a_form_without_faults_has_no_summary() -> None:
    assert drawn("{% faults form %}", form=kit_page.ListFilter({})) == ""


def test_the_pager_keeps_the_filters() -> None:
    shown = drawn("{% pager page %}", page=Paginator(range(212), 50).page(2))
    assert "แสดง 51–100 จาก 212 รายการ" in shown
    assert "?state=open&amp;page=3" in shown
    assert "?state=open&amp;page=1" in shown


def test_a_message_of_django_becomes_a_notice() -> None:
    assert 'data-tone="well"' in drawn('{% notice "success" %}บันทึกแล้ว{% endnotice %}')
    assert "#alert" in drawn('{% notice "error" %}ส่งไม่สำเร็จ{% endnotice %}')


def test_a_level_is_said_by_a_word_not_by_a_figure() -> None:
    assert "ต้องเร่งช่วย" in drawn("{% dim 1 %}")
    assert drawn("{% dim 3 %}").count('class="on"') == 3
    assert "ยังไม่ประเมิน" in drawn("{% dim level %}", level=None)


def test_what_people_wrote_is_escaped_in_every_part() -> None:
    evil = "<script>alert(1)</script>"
    page = drawn(
        '{% badge "way" evil %}{% notice %}{{ evil }}{% endnotice %}{% empty_state evil evil %}'
        "{% figure_tile evil 1 note=evil %}{% icon 'house' label=evil %}",
        evil=evil,
    )
    assert "<script" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("base", ["base.html", "base_field.html", "base_open.html"])
def test_a_page_has_no_style_and_no_script_of_its_own(base: str) -> None:
    page = kit_page.render(asked(), base)
    assert not re.search(r"\sstyle=|\son\w+=|<style", page)
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []


@pytest.mark.django_db
@pytest.mark.parametrize("base", ["base.html", "base_field.html", "base_open.html"])
def test_an_id_stands_once_on_a_page_and_a_label_leads_to_it(base: str) -> None:
    page = kit_page.render(asked(), base)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', page)) <= set(ids)
    for named in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', page):
        assert set(named.split()) <= set(ids)


@pytest.mark.django_db
def test_a_page_is_in_the_persons_language_and_theme() -> None:
    assert '<html lang="th">' in kit_page.render(asked())
    assert 'data-theme="dark"' in kit_page.render(asked(asa_theme="dark"))
    assert "data-theme" not in kit_page.render(asked(asa_theme="'><b>"))
    with translation.override("en"):
        page = kit_page.render(asked())
    assert '<html lang="en">' in page
    assert "Skip to content" in page
