"""What changes in the register afterwards: transfers, corrections, and who is of which group."""

import pytest

from asa.volunteers.tests.factories import make_cells
from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.register import take_in
from tests.journeys.test_a_list_of_volunteers_is_taken_in import a_citizen_id

pytestmark = pytest.mark.journey
WIDTHS = pytest.mark.parametrize(("width", "first"), [(PHONE, 71), (DESK, 81)])


def opened(officer: Person, family: str) -> None:
    """Look for somebody in the register, and open the entry."""
    officer.opens("/volunteers/", look=False)
    officer.fills("Name or number", family)
    officer.presses("Filter")
    officer.follows(family)


@WIDTHS
def test_a_transfer_is_asked_by_one_province_and_answered_by_the_other(
    meet, width, first, tmp_path
):
    officer = meet("officer", width=width).signs_in()
    family = f"ย้ายไกล{first}"
    row = make_cells(given="จันทร์แรม", family=family, number=f"8686007{first}/2560")
    take_in(officer, tmp_path, [row])
    opened(officer, family)
    address = officer.page.url
    officer.follows("Transfer to another province")
    officer.fills("Sub-district in the other province", "บางริ้น เมืองระนอง")
    officer.presses("Ask the other office")
    officer.fills("Why", "ย้ายไปอยู่กับบุตรที่ระนอง")
    officer.presses("Ask the other office")
    officer.sees("The other office is asked and told.")

    other = meet("ranong_officer", width=width).signs_in()
    assert other.opens(address, look=False) == 404
    other.opens("/volunteers/transfers/")
    other.follows(family)
    other.sees("ย้ายไปอยู่กับบุตรที่ระนอง")
    other.presses("Refuse, and say why")
    other.presses("Accept the transfer")
    other.sees("The transfer is accepted: the volunteer works in the other province now.")
    opened(other, family)
    other.sees("จันทร์แรม")
    other.sees(f"8686007{first}/2560")

    assert officer.opens(address, look=False) == 404
    officer.opens("/volunteers/transfers/?show=answered")
    officer.sees(f"8686007{first}/2560")


@WIDTHS
def test_data_of_a_registered_volunteer_are_mended_with_a_reason(meet, width, first, tmp_path):
    officer = meet("officer", width=width).signs_in()
    family, mended = f"สะกดผิด{first}", f"สะกดถูก{first}"
    take_in(officer, tmp_path, [make_cells(family=family, number=f"8686006{first}/2560")])
    opened(officer, family)
    officer.follows("Correct the data")
    officer.fills("Family name", mended)
    officer.presses("Keep the correction")
    officer.does_not_see("The entry is corrected.")
    assert officer.value_of("Family name") == mended

    officer.fills("Reason", "อ่านสำเนาบัตรผิด")
    officer.presses("Keep the correction")
    officer.sees("The entry is corrected.")
    officer.sees(mended)
    officer.sees("Data of the volunteer corrected")
    opened(officer, mended)
    officer.sees("อ่านสำเนาบัตรผิด")


@WIDTHS
def test_the_numbers_of_the_groups_narrow_the_list(meet, width, first):
    officer = meet("officer", width=width).signs_in()
    # Of the two widths not alike, else the second are taken for the first.
    young, foreign = ("ใบไม้ผลิ", "ข้ามแดน") if width == PHONE else ("ฟ้าหลังฝน", "ไกลบ้าน")
    applies(officer, "ต้นกล้า", young, number=a_citizen_id(7000 + first), birth="2553", youth=True)
    applies(officer, "มาลา", foreign, number=f"MB12345{first}", birth="2535", youth=False)

    for part, group, there, not_there in (
        ("Kind", "Youth volunteer", young, foreign),
        ("Other volunteer role", "Village health volunteer", young, foreign),
        ("Id and nationality", "Foreigners", foreign, young),
        ("Id and nationality", "Passport", foreign, young),
    ):
        officer.opens("/volunteers/groups/?state=applied")
        opens_rows(officer, part, group)
        officer.sees(there)
        officer.does_not_see(not_there)
    officer.opens("/volunteers/groups/")
    officer.selects("State", "All")
    officer.presses("Filter")
    opens_rows(officer, "Kind", "Youth volunteer")
    officer.sees(young)


def applies(
    officer: Person, given: str, family: str, *, number: str, birth: str, youth: bool
) -> None:
    """An application keyed in: a young health volunteer, or somebody with a passport."""
    officer.opens("/volunteers/apply/", look=False)
    officer.fills("Given name", given)
    officer.fills("Family name", family)
    officer.fills("Citizen id or passport number", number)
    officer.fills("Birth date", birth)
    officer.fills("Sub-district", "หาดพันไกร เมืองชุมพร")
    if youth:
        officer.chooses("Applies as", "Youth volunteer")
        officer.ticks("Village health volunteer")
    else:
        officer.fills("Nationality", "เมียนมา")
    officer.presses("Take the application")
    officer.sees(family)


def opens_rows(officer: Person, part: str, group: str) -> None:
    """Follow the number beside a group; as many rows as it says are there, on one page."""
    table = officer.page.get_by_role("region", name=officer.words(part), exact=True)
    row = table.get_by_role("row").filter(
        has=officer.page.get_by_role("rowheader", name=officer.words(group), exact=True)
    )
    link = row.get_by_role("link")
    officer.goes(link)
    officer.looks()
