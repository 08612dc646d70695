import pytest
from hypothesis import given
from hypothesis import strategies as st

from asa.places.codes import Level
from asa.places.names import keys_of, parse_moo, parts_of, place_key, without_level_word

THAI = st.text(alphabet=[chr(c) for c in range(0x0E01, 0x0E5C)] + list(" .-()aZ9\u200b"))


@given(st.text() | THAI)
def test_the_key_of_a_key_is_that_key(text):
    assert place_key(place_key(text)) == place_key(text)


@given(THAI, st.sampled_from([" ", ".", "-", "\u00a0", "\u200b", "ฯ", "(", ")"]))
def test_spaces_and_signs_around_a_name_do_not_matter(text, sign):
    assert place_key(f"{sign}{text}{sign}") == place_key(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ท่า แซะ", "ท่าแซะ"),
        ("ปากนํ้า", "ปากน้ำ"),
        ("ปอภาร (ปอพาน)", "ปอภารปอพาน"),
        ("Ko Pha-ngan", "ko phangan"),
        ("กรุงเทพฯ", "กรุงเทพ"),
        ("เเม่ฮ่องสอน", "แม่ฮ่องสอน"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one, other):
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("ต.ปากน้ำ", Level.TAMBON, "ปากน้ำ"),
        ("ตำบล ปากน้ำ ", Level.TAMBON, "ปากน้ำ"),
        ("ต ปากน้ำ", Level.TAMBON, "ปากน้ำ"),
        ("แขวงบางนาใต้", Level.TAMBON, "บางนาใต้"),
        ("อ. เมือง", Level.DISTRICT, "เมือง"),
        ("กิ่งอำเภอลืออำนาจ", Level.DISTRICT, "ลืออำนาจ"),
        ("เขตพระนคร", Level.DISTRICT, "พระนคร"),
        ("จังหวัดชุมพร", Level.PROVINCE, "ชุมพร"),
        ("Amphoe Tha Sae", Level.DISTRICT, "Tha Sae"),
        ("Tha Sae District", Level.DISTRICT, "Tha Sae"),
        ("Pak Nam Subdistrict", Level.TAMBON, "Pak Nam"),
        ("อ่างทอง", None, "อ่างทอง"),
        ("ตะโก", None, "ตะโก"),
        ("จันทบุรี", None, "จันทบุรี"),
    ],
)
def test_the_word_before_a_name_tells_the_level(text, level, name):
    assert without_level_word(text) == (level, name)


def test_a_name_that_looks_like_a_short_word_is_kept_beside_its_rest():
    assert keys_of("จ.ป.ร.") == ("จปร", "ปร")
    assert keys_of("  ") == ()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ต.ปากน้ำ อ.หลังสวน จ.ชุมพร", ["ต.ปากน้ำ", "อ.หลังสวน", "จ.ชุมพร"]),
        ("ตำบลปากน้ำอำเภอหลังสวน", ["ตำบลปากน้ำ", "อำเภอหลังสวน"]),
        ("ปากน้ำ, หลังสวน", ["ปากน้ำ", "หลังสวน"]),
        ("ปากน้ำ", ["ปากน้ำ"]),
    ],
)
def test_an_address_is_parted_at_its_words(text, parts):
    assert list(parts_of(text)) == parts


@pytest.mark.parametrize("value", ["5", 5, 5.0, "05", "หมู่ 5", "หมู่ที่ 5", "ม.5", "๕", " ม. ๕ "])
def test_every_way_to_write_village_five_is_five(value):
    assert parse_moo(value) == 5


@pytest.mark.parametrize("value", ["", "-", "0", "บ้านใหม่", "5/2", "-5", "123", None, 5.5])
def test_what_is_no_village_number_gives_none(value):
    assert parse_moo(value) is None


@given(st.text())
def test_no_text_breaks_the_reading_of_names(text):
    keys_of(text)
    list(parts_of(text))
    parse_moo(text)
