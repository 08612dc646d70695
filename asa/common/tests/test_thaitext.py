"""What looks equal is equal, what does not stays apart, and the dictionary's order is kept."""

import random
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from asa.common import thaitext
from asa.common.thaitext import clean, full_title, key, name_key, sort_key, split_title

NAMES = [
    "สมชาย",
    "สมศรี",
    "น้ำฝน",
    "น้ำทิพย์",
    "แก้วตา",
    "แสงดาว",
    "กำพล",
    "คำแก้ว",
    "ปี่แก้ว",
    "บุญช่วย",
    "ใจดี",
    "ไพรวัลย์",
    "เกษม",
    "เข้ม",
    "ก้อง",
    "ทองคำ",
    "อำนวย",
    "จำเนียร",
    "สำราญ",
    "ดำรงค์",
    "เพ็ญศรี",
    "เสน่ห์",
    "โสภา",
    "ชื่น",
    "แจ่ม",
    "กฤษณ์",
    "ธำรง",
    "วันเพ็ญ",
    "สุรีย์",
    "ทิพย์",
]
LOOK_ALIKES = (
    "สมชาย สมชัย|กมลวรรณ กมลวัน|กมลวรรณ กมลวัลย์|วรรณา วันนา|ณัฐ ณัฏฐ์|ศิริ สิริ|สมศรี สมสี|พร พรณ์|จันทร์ จันทน์|"
    "สุรีย์ สุรี|ธนา ทนา|ปี ปี่|มา ม้า|ไม ไม้|ขาว ข่าว|ขาว ข้าว|ใจ ไจ|เกา เก้า|แก แก่|คำ ค้ำ|นำ น้ำ|ดำ ด่ำ|กำ กาม|"
    "สม ส้ม|ศักดิ์ ศักดา|วิทย์ วิทยา|พงศ์ พงษ์|ชาติ ชาด|บุญ บุน|เพ็ญ เพ็น|รัตน์ รัตน|กฤษณ์ กฤษณา|นงค์ นงคราญ|"
    "ภา พา|ฤดี รึดี|เสาร์ เสา|มณี มะณี|อัมพร อำพร|ลำดวน รำดวน|โชติ โชค"
)
THAI = st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=12)
MESSY = st.text(
    alphabet=st.one_of(
        st.sampled_from("กนมเแโำาํะิีึืุู่้๊๋์็ๆฯๅ๐๙ \u200b\ufeff\u00a0\u00ad\u200d1A.\t\n"),
        st.characters(),
    ),
    max_size=14,
)


def _disguises(name: str) -> list[str]:
    """Ways in which a name comes from a phone, a web page or an old spreadsheet, looking the same."""
    found = [
        name.replace("ำ", "ํา"),
        name.replace("้ำ", "ํ้า").replace("่ำ", "ํ่า").replace("ำ", "ํา"),
        name.replace("้ำ", "ำ้"),
        name.replace("แ", "เเ"),
        "\ufeff" + name,
        name[:2] + "\u200b" + name[2:],
        name[:1] + "\u00ad" + name[1:],
        "\u00a0" + name + " ",
        name.replace("้", "้้").replace("่", "่่").replace("์", "์์"),
        name.replace("ี่", "่ี").replace("ื่", "่ื").replace("ุ่", "ุ่").replace("้ื", "ื้"),
        unicodedata.normalize("NFD", name),
        unicodedata.normalize("NFKC", name),
        "\u2060".join(name),
    ]
    return [disguise for disguise in found if disguise != name]


EQUAL_PAIRS = [(name, other) for name in NAMES for other in _disguises(name)]


def _different_pairs() -> list[tuple[str, str]]:
    """Given look-alikes, and names of which one letter, vowel or tone differs."""
    pairs = [tuple(pair.split()) for pair in LOOK_ALIKES.split("|")]
    chance = random.Random(86)
    swaps = "กขคงจชซดตถทธนบปผพภมยรลวศสหอ"
    while len(pairs) < 240:
        name = chance.choice(NAMES)
        place = chance.randrange(len(name))
        other = name[:place] + chance.choice(swaps) + name[place + 1 :]
        if unicodedata.category(name[place]) == "Lo" and other != name and name[place] in swaps:
            pairs.append((name, other))
    return pairs


def test_two_hundred_equal_pairs_have_one_key():
    assert len(EQUAL_PAIRS) >= 200
    apart = [pair for pair in EQUAL_PAIRS if key(pair[0]) != key(pair[1])]
    assert apart == []


def test_two_hundred_look_alikes_stay_apart():
    pairs = _different_pairs()
    assert len(pairs) >= 200
    merged = [pair for pair in pairs if key(pair[0]) == key(pair[1])]
    assert merged == []
    assert [pair for pair in pairs if name_key(pair[0]) == name_key(pair[1])] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ใจ  ดี", "ใจ ดี"),
        ("หมู่ ๑๒", "หมู่ 12"),
        ("Somchai", "ＳＯＭＣＨＡＩ"),
        ("ฤๅษี", "ฤาษี"),
        ("ตึก", "ติํก"),
        ("ม้า", "มา้"),
        ("ก\nข", "ก ข"),
        ("น้ำ", "น้้ํา"),
    ],
)
def test_what_looks_the_same_has_the_same_key(one, other):
    assert key(one) == key(other)


@given(st.one_of(THAI, MESSY))
@settings(max_examples=1500)
@example("เเเ")
@example("กิํ่า")
@example("ำำ")
@example("ํ\u200bา")
@example("ﬁํ้้า")
def test_the_key_of_a_key_is_that_key(text):
    once = key(text)
    assert key(once) == once
    assert sort_key(once) == sort_key(text)


@given(st.one_of(THAI, MESSY))
@settings(max_examples=800)
def test_a_short_cut_of_the_key_is_never_wrong(text):
    if thaitext._PLAIN.fullmatch(text):
        assert thaitext._one_pass(text.strip()) == text.strip()


@given(st.one_of(THAI, MESSY), st.booleans())
@settings(max_examples=800)
def test_cleaning_twice_changes_nothing_and_keeps_the_key(text, lines):
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once
    assert key(once) == key(text)


def test_cleaning_keeps_what_was_typed():
    assert clean(" สม\u200bชาย  ใจดี\ufeff ") == "สมชาย ใจดี"
    assert clean("น\u0e4d\u0e49\u0e32") == "น้ำ"
    assert clean("๑๒ เเก") == "๑๒ เเก"
    assert clean("หนึ่ง\nสอง") == "หนึ่ง สอง"
    assert clean("หนึ่ง\r\n\r\n สอง\u2028สาม ", lines=True) == "หนึ่ง\n\nสอง\nสาม"


@pytest.mark.parametrize(
    ("text", "title", "name"),
    [
        ("นายสมชาย", "นาย", "สมชาย"),
        ("นาย สมชาย", "นาย", "สมชาย"),
        ("นางสาวสมหญิง", "นางสาว", "สมหญิง"),
        ("นางสายฝน", "นาง", "สายฝน"),
        ("น.ส.สมหญิง", "น.ส.", "สมหญิง"),
        ("น.ส. สมหญิง", "น.ส.", "สมหญิง"),
        ("ด.ช.ก้อง", "ด.ช.", "ก้อง"),
        ("เด็กหญิงแก้ว", "เด็กหญิง", "แก้ว"),
        ("ร.ต.อ.สมชาย", "ร.ต.อ.", "สมชาย"),
        ("ส.ต.ท. สมชาย", "ส.ต.ท.", "สมชาย"),
        ("จ.ส.อ.สมชาย", "จ.ส.อ.", "สมชาย"),
        ("ว่าที่ร้อยตรีสมชาย", "ว่าที่ร้อยตรี", "สมชาย"),
        ("ว่าที่ ร.ต.หญิง สมศรี", "ว่าที่ ร.ต.หญิง", "สมศรี"),
        ("พระสมชาย", "พระ", "สมชาย"),
        ("พระมหาสมชาย", "พระมหา", "สมชาย"),
        ("คุณ วุฒิ", "คุณ", "วุฒิ"),
        ("นายมี", "นาย", "มี"),
        ("Mr. Somchai", "Mr.", "Somchai"),
        # These begin like a title and are none.
        ("นางาม", "", "นางาม"),
        ("นายิกา", "", "นายิกา"),
        ("นายก", "", "นายก"),
        ("คุณวุฒิ", "", "คุณวุฒิ"),
        ("นาย", "", "นาย"),
        ("พลเอก", "", "พลเอก"),
        ("เอกชัย", "", "เอกชัย"),
        ("ดารา", "", "ดารา"),
        ("", "", ""),
    ],
)
def test_a_title_is_taken_off_and_no_part_of_a_name(text, title, name):
    assert split_title(text) == (title, name)


def test_short_titles_are_known_in_full():
    assert full_title("น.ส.") == "นางสาว"
    assert full_title(" ด.ญ. ") == "เด็กหญิง"
    assert full_title("ร.ต.") == "ร.ต."


def test_a_name_has_one_key_with_and_without_title_and_spaces():
    assert name_key("นายสมชาย", "ใจดี") == name_key("สม ชาย", " ใจ ดี")
    assert name_key("น.ส. น้ำฝน", "ณ อยุธยา") == name_key("นํ้าฝน", "ณอยุธยา")
    assert name_key("สม", "ชายใจดี") != name_key("สมชาย", "ใจดี")
    assert name_key("สมชาย", "นายดี") != name_key("สมชาย", "ดี")
    assert " " not in name_key("สม ชาย", "ใจ ดี")


@given(MESSY, MESSY)
def test_a_key_of_names_is_stable(given_name, family):
    once = name_key(given_name, family)
    first, _, second = once.partition("|")
    assert name_key(first, second) == once
    assert name_key(f"นาย{first}" if first[:1] == "ก" and len(first) > 1 else first, second) == once


@given(st.one_of(THAI, MESSY), st.one_of(THAI, MESSY))
def test_both_keys_of_a_name_are_those_that_are_made_one_by_one(given_name, family):
    together = thaitext.name_keys(given_name, family)
    assert together == (name_key(given_name, family), sort_key(f"{given_name} {family}"))


def test_names_stand_in_the_order_of_the_dictionary():
    in_order = [
        "กกุธ",
        "กลม",
        "กะ",
        "กะทิ",
        "กา",
        "ก่า",
        "ก้า",
        "กาง",
        "กาน",
        "กิน",
        "กู",
        "เกม",
        "เกา",
        "เก่า",
        "เก้า",
        "แก",
        "แก้ว",
        "โก",
        "ใกล้",
        "ไก่",
        "ขาว",
        "เขา",
        "คน",
        "ฤดี",
        "วัน",
        "เอก",
    ]
    shuffled = sorted(in_order, key=lambda name: (len(name), name[::-1]))
    assert sorted(shuffled, key=sort_key) == in_order


@given(MESSY)
def test_a_sort_key_orders_alike_in_every_database(text):
    assert set(sort_key(text)) <= set("0123456789abcdef")
    assert len(sort_key(text * 40)) <= thaitext.SORT_KEY_LENGTH
