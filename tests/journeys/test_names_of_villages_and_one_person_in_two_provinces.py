"""A village gets its name and is found by it; the department makes one person of two entries that
the yearly clean-up found in two provinces, and parts them again.
"""

import re
import sys

import pytest

from asa.volunteers.tests.factories import make_cells
from tests.journeys.person import DESK, PHONE
from tests.journeys.register import take_in

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(
    ("width", "tambon", "called", "first"),
    [(PHONE, "860201", "ท่าแซะ", 840), (DESK, "860202", "คุริง", 850)],
    ids=["phone", "desk"],
)
def test_a_village_gets_its_name_and_is_called_by_it(meet, tmp_path, width, tambon, called, first):
    officer = meet("officer", width=width).signs_in()
    # A list brings one name; the office writes the others, and takes one away.
    place = {"district": "ท่าแซะ", "tambon": called}
    rows = [
        make_cells(first, moo="หมู่ที่ 5 บ้านไร่ปลายนา", **place),
        make_cells(first + 1, moo="6", **place),
    ]
    take_in(officer, tmp_path, rows)
    officer.opens(f"/places/{tambon}/")
    officer.sees("บ้านไร่ปลายนา")
    # "Confirm the names of the villages" would be the first link with these words.
    officer.goes(officer.page.locator(f"a[href$='/{tambon}/names/']"))
    officer.looks()
    field = "Villages and their names, one a line"
    officer.fills(field, "5 บ้านไร่ปลายนา\n6 บ้านคลองพี่น้อง\n6 บ้านอื่น")
    officer.presses("Save the names")
    officer.sees("บ้านอื่น")
    officer.fills(field, f"5 บ้านไร่ปลายนา\nม.๖ บ้านคลองพี่น้อง{first}")
    officer.presses("Save the names")
    officer.sees(f"บ้านคลองพี่น้อง{first}")

    officer.opens(f"/places/search/?q=คลองพี่น้อง{first}")
    officer.sees(f"{tambon}06")
    officer.opens("/volunteers/")
    officer.fills("Name or number", f"ทดสอบ{first + 1}")
    officer.presses("Filter")
    officer.sees(f"บ้านคลองพี่น้อง{first}")
    neighbours = meet("ranong_officer", width=width, looking=False).signs_in()
    assert neighbours.opens(f"/places/{tambon}/names/") in (403, 404)


@pytest.mark.parametrize(
    ("width", "first", "told"),
    [
        (
            PHONE,
            860,
            {
                "given": "กรรณิการ์",
                "family": "สองจังหวัดเหนือ",
                "phones": "0822280860",
                "birth": "14/09/2519",
            },
        ),
        (
            DESK,
            870,
            {
                "given": "การะเกด",
                "family": "สองจังหวัดใต้",
                "phones": "0822280870",
                "birth": "23/11/2514",
            },
        ),
    ],
    ids=["phone", "desk"],
)
def test_one_person_in_two_provinces_is_made_one_by_the_department(
    meet, site, tmp_path, width, first, told
):
    family = told["family"]
    here = meet("officer", width=DESK, looking=False).signs_in()
    take_in(here, tmp_path, [make_cells(first, **told)])
    there = meet("ranong_officer", width=DESK, looking=False).signs_in()
    ranong = {"tambon": "บางริ้น", "district": "เมืองระนอง", "province": "ระนอง", "postcode": "85000"}
    take_in(there, tmp_path, [make_cells(first + 1, **told, **ranong)])
    # A register of a few people is too small to learn from: what the clean-up says is noted.
    site.run(sys.executable, "-m", "tests.journeys.linked", family)

    # Neither office knows of the other's entry.
    for office in (here, there):
        office.opens("/duplicates/")
        office.does_not_see(family)
    department = meet("department", width=width).signs_in()
    department.opens("/duplicates/")
    department.follows(family)
    department.sees("The same birth date")
    department.sees("The same telephone number")
    page = re.sub(r"^https?://[^/]+", "", department.page.url)
    assert here.opens(page) == 404
    department.fills("How do you know that they are one person?", "เทียบบัตรประชาชนแล้ว")
    department.presses("Make them one")
    department.sees("They are one person now. For 30 days this can be undone.")

    department.opens("/volunteers/")
    department.fills("Name or number", family)
    department.presses("Filter")
    assert department.page.get_by_role("rowheader").count() == 1
    department.opens("/duplicates/?state=merged")
    department.follows(family)
    department.presses("Undo: they are two people")
    department.sees("They are two people again, as before.")
    department.opens("/volunteers/", look=False)
    department.fills("Name or number", family)
    department.presses("Filter")
    assert department.page.get_by_role("rowheader").count() == 2
