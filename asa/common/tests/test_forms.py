import datetime as dt
from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertHTMLEqual

from asa.common.bounds import MOST_KEPT
from asa.common.forms import (
    AsaForm,
    CitizenIdField,
    FilterForm,
    MoneyField,
    PartialDateField,
    PhoneField,
    PhotosField,
    Position,
    PositionField,
    QuickSelect,
    ThaiDateField,
    typed_date,
)
from asa.common.tests.kit_page import EveryFieldForm, faulty_form
from asa.common.thaidate import PartialDate, today

DAY = dt.date(2026, 11, 20)
days = st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2100, 12, 31))


def refusal_of(field: forms.Field, typed: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return str(refused.value.messages[0])


class WordForm(AsaForm):
    word = forms.CharField(label="ชื่อ")
    kind = forms.ChoiceField(label="ประเภท", choices=[("a", "ก")])
    told = forms.BooleanField(label="แจ้งแล้ว")
    paper = forms.FileField(label="หนังสือ")
    own = forms.CharField(error_messages={"required": "บอกชื่อที่ใช้เรียก"})


def test_an_empty_required_field_says_what_to_fill_in() -> None:
    faults = {name: errors[0] for name, errors in WordForm({}).errors.items()}
    assert faults == {
        "word": "โปรดกรอกชื่อ",
        "kind": "โปรดเลือกประเภท",
        "told": "โปรดทำเครื่องหมายที่ แจ้งแล้ว",
        "paper": "โปรดแนบหนังสือ",
        "own": "บอกชื่อที่ใช้เรียก",
    }


def test_the_browser_is_not_asked_to_refuse() -> None:
    assert "required" not in str(WordForm()["word"])


def test_what_was_typed_stays_when_it_cannot_be_read() -> None:
    form = faulty_form()
    assert not form.is_valid()
    assert form["born"].value() == "31/2/2505"
    assert 'value="31/2/2505"' in str(form["born"])
    assert 'value="99.18, 10.49"' in str(form["position"])


def test_every_field_that_was_typed_wrong_has_its_fault() -> None:
    wrong = {"given_name", "moo", "citizen_id", "phone", "born", "visited_on", "amount", "position"}
    assert wrong <= set(faulty_form().errors)


def test_a_form_filled_in_right_gives_values_not_texts() -> None:
    form = EveryFieldForm(
        {
            "given_name": "บัว",
            "moo": "๔",
            "citizen_id": "",
            "phone": "081-234-5678",
            "born": "2490",
            "visited_on": "20 พ.ย. 2568",
            "amount": "๓,๐๐๐",
            "position": "10.493, 99.18",
            "has_house": "y",
            "level": "1",
            "told": "on",
        }
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["moo"] == 4
    assert form.cleaned_data["citizen_id"] is None
    assert form.cleaned_data["phone"] == "+66812345678"
    assert form.cleaned_data["born"].precision == "year"
    assert form.cleaned_data["visited_on"] == dt.date(2025, 11, 20)
    assert form.cleaned_data["amount"] == Decimal("3000.00")
    assert form.cleaned_data["position"] == Position(Decimal("10.49300"), Decimal("99.18000"))
    assert form.cleaned_data["photos"] == []


@given(days)
def test_a_shown_day_reads_as_the_same_day(day: dt.date) -> None:
    field = ThaiDateField()
    assert field.clean(field.prepare_value(day)) == day


@given(days)
def test_a_day_shown_on_an_english_page_reads_as_the_same_day(day: dt.date) -> None:
    with translation.override("en"):
        assert typed_date(day).endswith(str(day.year))
        assert ThaiDateField().clean(typed_date(day)) == day


def test_a_day_outside_its_limits_is_refused_with_the_limit() -> None:
    field = ThaiDateField(not_before=DAY, not_after=lambda: DAY + dt.timedelta(days=9))
    assert refusal_of(field, "19/11/2569") == "ใส่วันที่ตั้งแต่ 20 พ.ย. 2569 เป็นต้นไป"
    assert refusal_of(field, "30/11/2569") == "ใส่วันที่ไม่เกิน 29 พ.ย. 2569"
    assert field.clean("29/11/2569") == dt.date(2026, 11, 29)


def test_a_day_still_to_come_is_refused_where_it_must_be_past() -> None:
    field = ThaiDateField(not_future=True)
    assert field.clean(typed_date(today())) == today()
    assert "ใส่วันที่ไม่เกิน" in refusal_of(field, typed_date(today() + dt.timedelta(days=1)))


@pytest.mark.parametrize(
    ("known", "shown"),
    [
        (PartialDate(dt.date(1947, 2, 26), "day"), "26/2/2490"),
        (PartialDate(dt.date(1947, 2, 1), "month"), "2/2490"),
        (PartialDate(dt.date(1947, 1, 1), "year"), "2490"),
    ],
)
def test_a_partly_known_birth_date_is_shown_as_it_is_known(known: PartialDate, shown: str) -> None:
    field = PartialDateField()
    assert field.prepare_value(known) == shown
    assert field.clean(shown) == known


def test_a_citizen_id_with_a_wrong_digit_is_refused() -> None:
    field = CitizenIdField()
    assert field.clean("3-8601-00000-00-0") == "3860100000000"
    assert refusal_of(field, "3860100000001")


def test_a_telephone_number_is_shown_as_people_write_it() -> None:
    field = PhoneField(required=False)
    assert field.prepare_value("+66812345678") == "081 234 5678"
    assert field.prepare_value("08-123") == "08-123"
    assert field.clean("") == ""


@given(st.decimals(min_value=0, max_value=MOST_KEPT, places=2))
def test_a_shown_amount_reads_as_the_same_amount(amount: Decimal) -> None:
    field = MoneyField()
    assert field.clean(field.prepare_value(amount)) == amount


def test_an_amount_that_no_column_can_keep_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"ไม่เกิน 99,999,999\.99 บาท"):
        MoneyField().clean("100,000,000")


@pytest.mark.parametrize(
    "typed", ["สามพัน", "3.000,50", "NaN", "Infinity", "9" * 30, "3 000", "5.555"]
)
def test_an_amount_that_is_not_in_figures_is_refused_with_an_example(typed: str) -> None:
    assert "เช่น 3,000" in refusal_of(MoneyField(), typed)


@pytest.mark.parametrize(("typed", "said"), [("0", "ตั้งแต่ 1 บาท"), ("3,000.50", "ไม่เกิน 3,000 บาท")])
def test_an_amount_outside_its_limits_is_refused_with_the_limit(typed: str, said: str) -> None:
    assert said in refusal_of(MoneyField(at_least=1, at_most=3000), typed)


@pytest.mark.parametrize(
    "typed", ["10.49", "10.49, 99.18, 3", "วัด, คลอง", "51.5, -0.12", "99.18, 10.49"]
)
def test_a_position_that_is_none_or_is_abroad_is_refused(typed: str) -> None:
    assert refusal_of(PositionField(), typed)


@given(
    st.decimals(min_value=6, max_value=20, places=5),
    st.decimals(min_value=98, max_value=105, places=5),
)
def test_a_shown_position_reads_as_the_same_position(latitude: Decimal, longitude: Decimal) -> None:
    field = PositionField()
    assert field.clean(field.prepare_value((latitude, longitude))) == (latitude, longitude)


@given(st.text(max_size=40))
def test_no_text_whatever_breaks_a_field(text: str) -> None:
    for field in (
        ThaiDateField(),
        PartialDateField(),
        CitizenIdField(),
        PhoneField(),
        MoneyField(),
        PositionField(),
    ):
        with suppress(ValidationError):
            field.clean(text)


def photo(name: str = "roof.jpg", size: int = 10) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size, content_type="image/jpeg")


def test_several_photos_come_as_a_list() -> None:
    assert [file.name for file in PhotosField().clean([photo("a.jpg"), photo("b.jpg")])] == [
        "a.jpg",
        "b.jpg",
    ]


def test_photos_too_many_or_too_large_are_refused_by_name() -> None:
    assert refusal_of(PhotosField(at_most=2), [photo()] * 3) == "แนบรูปได้ไม่เกิน 2 รูป"
    assert "roof.jpg" in refusal_of(PhotosField(), [photo(size=10 * 1024 * 1024 + 1)])
    assert PhotosField(required=False).clean([]) == []


def test_photos_that_are_required_and_missing_are_asked_for() -> None:
    class HouseForm(AsaForm):
        photos = PhotosField(label="รูปบ้าน")

    assert HouseForm({}, {}).errors["photos"] == ["โปรดแนบรูปบ้าน"]


def test_filters_do_not_say_that_they_are_optional() -> None:
    assert AsaForm.marks_optional
    assert not FilterForm.marks_optional


@pytest.mark.parametrize("chosen", ["", "b", "<c>", "nowhere", None])
def test_a_choice_among_many_is_written_as_django_writes_it(chosen):
    choices = [(None, "–"), ("a", "ก"), ("กลุ่ม <1>", [("b", "ข"), ("<c>", "&")])]
    quick, plain = (made(choices=choices) for made in (QuickSelect, forms.Select))
    attrs = {"id": "id_x", "aria-describedby": "x_hint"}
    assertHTMLEqual(quick.render("x", chosen, attrs), plain.render("x", chosen, attrs))
