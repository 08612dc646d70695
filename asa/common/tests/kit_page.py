"""One page that shows every part of the look; the checks read it, and so can a person."""

import datetime as dt
from pathlib import Path
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.templatetags.static import static

from asa.common import svg
from asa.common.forms import (
    AsaForm,
    CitizenIdField,
    FilterForm,
    MoneyField,
    Option,
    PartialDateField,
    PhoneField,
    PhotosField,
    PositionField,
    ThaiDateField,
)
from asa.common.parts import HistoryRow, Step

PAGE = Path(__file__).parent / "pages/parts.html"
DAY = dt.date(2026, 11, 20)
MOMENT = dt.datetime(2026, 11, 20, 2, 41, tzinfo=dt.UTC)


class EveryFieldForm(AsaForm):
    given_name = forms.CharField(label="ชื่อ", help_text="ตามบัตรประชาชน")
    moo = forms.IntegerField(
        label="หมู่ที่", max_value=12, widget=forms.TextInput(attrs={"class": "brief"})
    )
    citizen_id = CitizenIdField(required=False)
    phone = PhoneField(required=False)
    born = PartialDateField(label="วันเกิด", required=False)
    visited_on = ThaiDateField(label="วันที่เยี่ยม", not_future=True)
    amount = MoneyField(label="จำนวนเงินที่ขอ", at_least=1, at_most=3000)
    position = PositionField(required=False)
    photos = PhotosField(required=False)
    has_house = forms.ChoiceField(
        label="ที่อยู่",
        widget=forms.RadioSelect,
        choices=[("y", "มีบ้าน"), ("n", Option("ไม่มีบ้าน", "นอนที่ศาลาหรือวัด"))],
    )
    problems = forms.MultipleChoiceField(
        label="ปัญหา",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("income", "รายได้"), ("health", "สุขภาพ")],
    )
    level = forms.ChoiceField(label="ระดับ", choices=[("", "เลือก"), ("1", "ต้องเร่งช่วย")])
    told = forms.BooleanField(label="อ่านให้ผู้เดือดร้อนฟังแล้ว")
    note = forms.CharField(label="หมายเหตุ", required=False, widget=forms.Textarea)
    page_key = forms.CharField(widget=forms.HiddenInput, required=False)


class ListFilter(FilterForm):
    q = forms.CharField(label="ชื่อ เลขที่เรื่อง หรือตำบล", required=False)
    district = forms.ChoiceField(label="อำเภอ", required=False, choices=[("", "ทุกอำเภอ")])
    state = forms.ChoiceField(label="สถานะ", required=False, choices=[("", "ทุกสถานะ")])


def faulty_form() -> EveryFieldForm:
    """A form with a fault in nearly every field."""
    typed = {
        "moo": "14",
        "citizen_id": "3860100000001",
        "phone": "08-123-456",
        "born": "31/2/2505",
        "visited_on": "1/1/2600",
        "amount": "3,500",
        "position": "99.18, 10.49",
    }
    return EveryFieldForm(typed)


def context(base: str) -> dict[str, Any]:
    months = ["พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค."]
    came, helped = [148, 162, 171, 214, 332, 288], [131, 150, 168, 180, 241, 305]
    ages = [("80+", 116, 66), ("60–69", 731, 299), ("18–25", 40, 27)]
    tambons = {code: 20 + i for i, code in enumerate(svg.tiles()["tam"])}
    dimensions = ["รายได้", "ที่อยู่อาศัย", "สุขภาพ", "การศึกษา", "บริการภาครัฐ"]
    return {
        "base": base,
        "title": "ส่วนประกอบ",
        "day": DAY,
        "moment": MOMENT,
        "form": faulty_form(),
        "filters": ListFilter({}),
        "rows": Paginator(range(120), 3).page(2),
        "steps": [
            Step("แจ้ง", "11 พ.ย.", "done"),
            Step("อพม. ตำบลตรวจ", "12 พ.ย.", "done"),
            Step("สอบข้อเท็จจริง", "ครบกำหนดพรุ่งนี้", "now"),
            Step("พมจ. พิจารณา"),
            Step("ติดตาม", "ภายใน 30 วัน"),
        ],
        "lines": [
            HistoryRow("เสนอ พมจ. พิจารณา", MOMENT, "ตะวัน ชายเขา", "ผู้เดือดร้อนอยู่ลำพัง"),
            HistoryRow("แจ้งจากโทรศัพท์", MOMENT, "มะลิ รักถิ่น", arrived_at=MOMENT),
        ],
        "citizen_id": "3860100000011",
        "telephone": "+66812345678",
        "amount": 3000,
        "mark_url": static("asa/img/mark.svg"),
        "lines_picture": svg.lines(
            months, [("รับเรื่อง", came), ("ช่วยเหลือแล้ว", helped)], "เรื่องรายเดือน"
        ),
        "pyramid_picture": svg.pyramid(ages, "อายุและเพศ", sides=("หญิง", "ชาย")),
        "bars_picture": svg.bars([("อพม. แจ้ง", 1280), ("สายด่วน 1300", 94)], "ช่องทาง"),
        "pairs_picture": svg.pairs([("ค่าอาหาร", 1280, 940)], "เงิน", sides=("แผน", "จ่ายจริง")),
        "strip_picture": svg.strip([(4, "l1"), (11, "l2"), (9, "l3"), (3, "l4")], 27, "ระดับ"),
        "radar_picture": svg.radar(dimensions, [1, 1, 2, 3, 1], [2, 3, 3, 4, 4], "ห้ามิติ"),
        "tambon_map": svg.tile_map(
            tambons, "อพม. รายตำบล", of="tam", gaps=["860208"], link=lambda code: f"/?area={code}"
        ),
        "country_map": svg.tile_map({"86": 5, "50": 2, "57": 6}, "ที่นั่งรายจังหวัด"),
    }


def render(request: Any, base: str = "base.html") -> str:
    page = engines["django"].from_string(PAGE.read_text(encoding="utf-8"))
    return page.render(context(base), request)
