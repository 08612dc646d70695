"""Names that were heard alike, and names that were not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asa.common.thaisound import are_near, sound_key
from asa.common.thaitext import name_key

THAI = st.text(
    st.one_of(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E4E), st.sampled_from("| a1")),
    max_size=14,
)
WORDS = st.lists(
    st.sampled_from(
        [
            "สม",
            "ชาย",
            "ทร",
            "รร",
            "ร์",
            "ศักดิ์",
            "ณ",
            "น",
            "ห",
            "หม",
            "หญิง",
            "พันธุ์",
            "จันทร์",
            "บุตร",
            "มิตร",
            "ไชย",
            "ไทย",
            "ำ",
            "ฤ",
            "ะ",
            "ใ",
            "ไ",
            "ัย",
            "เ",
            "แ",
            "์",
            "ิ",
            "ี",
            "็",
            "่",
        ]
    ),
    max_size=7,
).map("".join)


@given(st.one_of(THAI, WORDS, st.text(max_size=12)))
def test_the_key_of_a_key_is_that_key(text):
    assert sound_key(sound_key(text)) == sound_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ณรงค์", "นะรง"),
        ("ณัฐ", "นัท"),
        ("ทรงศักดิ์", "ซงสัก"),
        ("ทรายทอง", "ซายทอง"),
        ("ศิริพร", "สิริพร"),
        ("สุนีย์", "สุนี"),
        ("วรรณา", "วันนา"),
        ("พรรณี", "พันนี"),
        ("ธรรมรักษ์", "ทัมรัก"),
        ("หญิง", "ยิง"),
        ("บุตร", "บุต"),
        ("จันทร์", "จัน"),
        ("จันทร์เพ็ญ", "จันเพ็ญ"),
        ("อำนาจ", "อัมนาจ"),
        ("ไชยา", "ชัยา"),
        ("ใจดี", "ไจดี"),
        ("ราตรี", "ลาตรี"),
        ("ภูมิ", "พุมิ"),
        ("น้ำผึ้ง", "นำผึง"),
        ("พันธุ์", "พัน"),
        ("สวัสดิ์", "สะวัส"),
    ],
)
def test_what_is_heard_alike_has_one_key(one, other):
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("สมชาย", "สมหญิง"),
        ("มะลิ", "มาลา"),
        ("ใจดี", "ใจงาม"),
        ("กมล", "กนก"),
        ("สุดา", "สุภา"),
        ("บุญมี", "บุญมา"),
        ("แก้ว", "กล้า"),
        ("ปรีชา", "ปรีดา"),
    ],
)
def test_other_names_keep_other_keys(one, other):
    assert sound_key(one) != sound_key(other)


def test_given_and_family_name_stay_apart():
    assert sound_key(name_key("ณรงค์", "ศรีสุข")) == sound_key(name_key("นะรง", "สีสุข"))
    assert sound_key(name_key("มะลิ", "วรรณ")) != sound_key(name_key("มะลิวรรณ", ""))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        *(("สมชาย", "สมชาย", True), ("สมชาย", "สมชา", True), ("สมชา", "สมชาย", True)),
        *(("สมชาย", "สมดาย", True), ("สมชาย", "สมดา", False), ("", "ก", True), ("", "กข", False)),
        *(("กขค", "ขค", True), ("กขค", "ขกค", False)),
    ],
)
def test_near_is_one_letter_away(one, other, near):
    assert are_near(one, other) is near
    assert are_near(other, one) is near
