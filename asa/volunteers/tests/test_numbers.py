"""By what number a row means a person: what says that nobody knows it is no number."""

import pytest

from asa.common.citizenid import CitizenIdError
from asa.common.errors import DomainError
from asa.volunteers.checks import number_and_kind
from asa.volunteers.importers.numbers import NoNumber, number_of_person, number_or_none

NOT_KNOWN = (
    "UNKNOWN",
    "unknown 2566",
    "UNKNOWN12",
    "ไม่ทราบ",
    "ไม่ทราบเลข 12345",
    "ไม่ระบุ",
    "N/A",
    "n/a 01",
)


@pytest.mark.parametrize("read", [number_of_person, number_or_none])
@pytest.mark.parametrize("cell", NOT_KNOWN)
def test_a_number_that_nobody_knows_is_no_passport(read, cell):
    with pytest.raises(CitizenIdError):
        read(cell)


@pytest.mark.parametrize("cell", ["AB1234567", "passport no. AB1234567", "NA123456"])
def test_passports_are_taken_as_before(cell):
    assert number_of_person(cell) == cell.rsplit(" ", 1)[-1]
    assert number_of_person("ไม่มี เพราะตกสำรวจ") == NoNumber("ตกสำรวจ")


@pytest.mark.parametrize("typed", ["UNKNOWN", "PASSPORT", "ABCDEF1"])
def test_a_word_typed_on_a_page_is_no_passport_either(typed):
    with pytest.raises(DomainError):
        number_and_kind(typed)
