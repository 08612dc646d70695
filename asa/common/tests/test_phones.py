"""Telephone numbers are read as people write them and can be rung as they are stored."""

import contextlib

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from asa.common import phones
from asa.common.errors import DomainError
from asa.common.phones import PhoneError
from asa.common.thaidate import thai_digits


@pytest.mark.parametrize(
    "written",
    [
        "0810002345",
        "081-0002345",
        "081-000-2345",
        "081 000 2345",
        "(081) 000 2345",
        "081.000.2345",
        "+66810002345",
        "+66 81 000 2345",
        "+66 (0)81-000-2345",
        "0066810002345",
        "66810002345",
        "๐๘๑-๐๐๐-๒๓๔๕",
        "โทร. 081-000-2345",
        "Tel: 0810002345",
        "810002345",
        810002345,
        810002345.0,
        66810002345.0,
        " 081\u200b0002345\u00a0",
    ],
)
def test_every_way_of_writing_a_mobile_is_the_same_number(written):
    assert phones.parse(written) == "+66810002345"
    assert phones.parse_many(written) == ["+66810002345"]


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("077-500060", "+6677500060"),
        (77500060.0, "+6677500060"),
        ("02 123 4567", "+6621234567"),
        ("077-500060 ต่อ 12", "+6677500060;ext=12"),
        ("077500060 ext. 12", "+6677500060;ext=12"),
        ("077500060#12", "+6677500060;ext=12"),
        ("+6677500060;ext=12", "+6677500060;ext=12"),
        ("1300", "1300"),
        (1669.0, "1669"),
        ("191", "191"),
        ("+856 20 5555 1234", "+8562055551234"),
    ],
)
def test_other_numbers_are_taken(written, stored):
    assert phones.parse(written) == stored
    assert phones.parse(phones.shown(stored)) == stored


@pytest.mark.parametrize(
    "written",
    [
        "062-0005185, 077-500060",
        "062-0005185/077-500060",
        "062-0005185 / 077-500060 / 0620005185",
        "062-0005185\n077-500060",
        "062-0005185 หรือ 077-500060",
        "062-0005185; 077-500060",
        "062-0005185, -, 077-500060",
    ],
)
def test_several_numbers_in_one_cell_are_told_apart(written):
    assert phones.parse_many(written) == ["+66620005185", "+6677500060"]
    with pytest.raises(PhoneError) as refused:
        phones.parse(written)
    assert refused.value.fault == "several"


@pytest.mark.parametrize("written", ["", "-", " - ", "ไม่มี", None, "\u200b"])
def test_none_is_no_fault_in_a_list(written):
    assert phones.parse_many(written) == []
    with pytest.raises(PhoneError) as refused:
        phones.parse(written)
    assert refused.value.fault == "missing"


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("081000234", "too_short"),
        ("081-00023", "too_short"),
        ("08100023456", "too_long"),
        ("07750006", "too_short"),
        ("0775000601", "too_long"),
        ("0110002345", "unknown"),
        ("12345", "unknown"),
        ("๐๘๑ abc 2345", "letters"),
        ("ถามกำนัน", "letters"),
        ("+999 123", "unknown"),
        ("+", "unknown"),
        (12.5, "unknown"),
        (float("inf"), "unknown"),
        (True, "unknown"),
        ("0" * 500, "unknown"),
    ],
)
def test_a_number_that_cannot_be_rung_is_refused_with_a_remedy(written, fault):
    with pytest.raises(PhoneError) as refused:
        phones.parse(written)
    assert refused.value.fault == fault
    assert refused.value.remedy


def test_the_missing_digits_are_counted():
    with pytest.raises(PhoneError) as refused:
        phones.parse("08-123-456")
    assert "2" in refused.value.reason


def test_numbers_are_grouped_to_be_read_out():
    assert phones.shown("+66810002345") == "081 000 2345"
    assert phones.shown("+6621234567") == "02 123 4567"
    assert phones.shown("+6677500060") == "077 500 060"
    assert phones.shown("1300") == "1300"
    assert phones.shown("+8562055551234") == "+856 20 55 551 234"
    with override("en"):
        assert phones.shown("+6677500060;ext=12") == "077 500 060 ext. 12"
    with override("th"):
        assert phones.parse(phones.shown("+6677500060;ext=12")) == "+6677500060;ext=12"


def test_only_a_mobile_can_receive_a_message():
    assert phones.is_mobile("+66810002345")
    assert not phones.is_mobile("+6677500060")
    assert not phones.is_mobile("1300")


@given(st.from_regex(r"0[689][0-9]{8}|0[23457][0-9]{7}", fullmatch=True))
def test_every_thai_number_comes_back(digits):
    stored = phones.parse(digits)
    assert phones.parse(stored) == stored
    assert phones.parse(phones.shown(stored)) == stored
    assert phones.parse(thai_digits(digits)) == stored
    assert phones.parse(int(digits)) == stored


@given(
    st.one_of(
        st.text(max_size=40),
        st.text(alphabet="0123456789๐๘ +-()/,;.xextต่อ#\n", max_size=40),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.none(),
        st.dates(),
    )
)
def test_whatever_a_cell_holds_is_numbers_or_a_sentence(value):
    numbers = []
    with contextlib.suppress(DomainError):
        numbers = phones.parse_many(value)
    assert all(phones.shown(number) for number in numbers)
