"""Codes that people read and type."""

from hypothesis import given
from hypothesis import strategies as st

from asa.common.shortcodes import ALPHABET, code_from, grouped, new_code, typed_code


@given(st.binary(min_size=32, max_size=32), st.sampled_from([8, 12]))
def test_what_is_shown_is_found_again_however_it_is_typed(digest, length):
    code = code_from(digest, length)
    assert set(code) <= set(ALPHABET)
    for typed in (code, grouped(code), f" {grouped(code).lower()} ", code.replace("7", "๗")):
        assert typed_code(typed, length) == code


@given(st.text(max_size=40))
def test_what_is_no_code_is_none(text):
    code = typed_code(text)
    assert code == "" or (len(code) == 12 and set(code) <= set(ALPHABET))


def test_a_code_is_shown_in_fours_and_no_two_are_alike():
    assert grouped("7Q4M2K9PH3VT") == "7Q4M-2K9P-H3VT"
    assert grouped("7Q4M2K9P") == "7Q4M-2K9P"
    assert len({new_code() for _n in range(200)}) == 200
    assert typed_code("7Q4M-2K9P-H3VO") == ""
