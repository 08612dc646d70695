"""Citizen ids are read in every way of writing, and nothing of them is guessed."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asa.common import citizenid
from asa.common.citizenid import CitizenIdError, IdKind
from asa.common.errors import DomainError
from asa.common.thaidate import thai_digits

GOOD = "3860990123413"[:12] + citizenid.check_digit("386099012341")
TWELVE = st.from_regex(r"[0-8][0-9]{11}", fullmatch=True)


@pytest.mark.parametrize(
    "written",
    [
        GOOD,
        f" {GOOD} ",
        citizenid.shown(GOOD),
        citizenid.shown(GOOD).replace("-", " "),
        citizenid.shown(GOOD).replace("-", "–"),
        thai_digits(GOOD),
        thai_digits(citizenid.shown(GOOD)),
        f"\u200b{GOOD}\ufeff",
        f"'{GOOD}",
        int(GOOD),
        float(GOOD),
    ],
)
def test_every_way_of_writing_an_id_is_the_same_id(written):
    assert citizenid.parse(written) == GOOD


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (GOOD[:12], "too_short"),
        (GOOD + "1", "too_long"),
        (float(GOOD[:12]), "too_short"),
        ("3.86070E+12", "scientific"),
        ("3.86E12", "scientific"),
        ("", "missing"),
        ("-", "missing"),
        ("  ", "missing"),
        (None, "missing"),
        ("ไม่มี", "letters"),
        ("38609A0123412", "letters"),
        ("३८६०९९०१२३४१२", "letters"),
        (3860990123412.5, "letters"),
        (float("nan"), "letters"),
        (-1.0, "letters"),
        (True, "letters"),
        (b"3860990123412", "letters"),
        (GOOD[:12] + str((int(GOOD[12]) + 1) % 10), "check_digit"),
        ("9" + GOOD[1:], "first_digit"),
    ],
)
def test_each_fault_has_its_own_sentence(written, fault):
    with pytest.raises(CitizenIdError) as refused:
        citizenid.parse(written)
    assert refused.value.fault == fault
    assert refused.value.reason
    assert refused.value.remedy
    assert GOOD[3:] not in str(refused.value)


def test_a_missing_digit_is_counted():
    with pytest.raises(CitizenIdError) as refused:
        citizenid.parse(GOOD[:11])
    assert "2" in refused.value.reason


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("0", IdKind.NON_REGISTERED),
        ("1", IdKind.CITIZEN),
        ("3", IdKind.CITIZEN),
        ("6", IdKind.PINK_CARD),
        ("7", IdKind.PINK_CARD),
        ("8", IdKind.PINK_CARD),
    ],
)
def test_ids_of_people_without_nationality_are_taken_too(first, kind):
    twelve = first + GOOD[1:12]
    digits = citizenid.parse(twelve + citizenid.check_digit(twelve))
    assert citizenid.kind(digits) == kind


def test_an_id_is_masked_as_pages_show_it():
    assert citizenid.masked("3860712345412") == "3-86xx-xxxxx-41-2"
    assert citizenid.shown("3860712345412") == "3-8607-12345-41-2"


@pytest.mark.parametrize(
    ("number", "shown"), [("AB1234567", "ABxxxxx67"), ("G123456789012", "G1xxxxx12")]
)
def test_a_passport_and_a_code_are_masked_but_for_their_ends(number, shown):
    assert citizenid.masked(number) == shown


@given(TWELVE)
def test_exactly_one_check_digit_is_right(twelve):
    good = twelve + citizenid.check_digit(twelve)
    assert citizenid.parse(good) == good
    for digit in set("0123456789") - {good[12]}:
        with pytest.raises(CitizenIdError):
            citizenid.parse(twelve + digit)


@given(
    st.one_of(
        st.text(max_size=30),
        st.text(alphabet="0123456789๐๑๒- E+.", max_size=20),
        st.floats(),
        st.integers(),
        st.none(),
        st.booleans(),
        st.dates(),
        st.binary(max_size=20),
    )
)
def test_whatever_a_cell_holds_is_an_id_or_a_sentence(value):
    with contextlib.suppress(DomainError):
        assert len(citizenid.parse(value)) == 13
