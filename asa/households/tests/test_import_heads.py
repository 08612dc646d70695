"""A list leaves each household one head, and says of a member why the household is not there."""

import pytest

from asa.households.models import Household, HouseholdMember
from asa.households.tests.test_import import HOME, MEMBER, bring_in, make_file
from asa.places.tests.factories import load_chumphon

pytestmark = pytest.mark.django_db
HEAD, SPOUSE = "หัวหน้าครัวเรือน", "คู่สมรส"
TWO_ROWS = "แผ่นงาน สมาชิก แถวที่ 3: แถวที่ 2 เป็นหัวหน้าครัวเรือนนี้อยู่แล้ว จึงบันทึกคนนี้โดยไม่ได้เป็นหัวหน้าครัวเรือน"
ON_RECORD = (
    "ทะเบียนมีหัวหน้าครัวเรือนนี้เป็นอีกคนหนึ่งอยู่แล้ว และยังคงเป็นคนเดิม ถ้าแถวนี้ถูก เปลี่ยนหัวหน้าครัวเรือนได้ที่หน้าของครัวเรือน"
)


@pytest.fixture(autouse=True)
def chumphon():
    load_chumphon()


def member(number, name, relation, home="ชพ-1"):
    return MEMBER | {
        "เลขที่ครัวเรือน": home,
        "คนที่": number,
        "ชื่อ": name,
        "เลขประจำตัวประชาชน": "",
        "กรณีไม่มีเลขประจำตัว เนื่องจาก": "ไม่ได้แจ้งเกิด",
        "ความสัมพันธ์กับหัวหน้าครัวเรือน": relation,
    }


def bring_in_members(*members, **options):
    return bring_in(make_file([HOME | {"จำนวนสมาชิก": ""}], members), **options)


def heads():
    found = HouseholdMember.objects.filter(is_head=True).select_related("person")
    return sorted(one.person.given_name for one in found)


def test_of_two_heads_the_first_is_it_and_the_second_is_noted():
    rows = [member(1, "หนึ่ง", HEAD), member(2, "สอง", HEAD)]
    report = bring_in_members(*rows)

    assert (report.created, report.refused, report.notes) == (3, 0, [TWO_ROWS])
    assert heads() == ["หนึ่ง"]
    again = bring_in_members(*rows)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    assert heads() == ["หนึ่ง"]


def test_a_trial_says_the_same():
    report = bring_in_members(member(1, "หนึ่ง", HEAD), member(2, "สอง", HEAD), trial=True)

    assert report.notes == [TWO_ROWS]
    assert not HouseholdMember.objects.exists()


def test_a_head_on_record_of_whom_the_list_is_silent_stays_it():
    bring_in_members(member(1, "หนึ่ง", HEAD))

    report = bring_in_members(member(2, "สอง", HEAD))

    assert report.created == 1
    assert [note.split(": ", 1)[1] for note in report.notes] == [ON_RECORD]
    assert heads() == ["หนึ่ง"]


@pytest.mark.parametrize("order", [1, -1])
def test_where_the_list_says_that_another_is_head_now_it_passes_on(order):
    bring_in_members(member(1, "หนึ่ง", HEAD), member(2, "สอง", SPOUSE))

    rows = [member(1, "หนึ่ง", SPOUSE), member(2, "สอง", HEAD)]
    report = bring_in_members(*rows[::order])

    assert (report.updated, report.notes) == (2, [])
    assert heads() == ["สอง"]


def test_the_head_on_record_wins_over_an_earlier_row():
    bring_in_members(member(1, "หนึ่ง", HEAD))

    bring_in_members(member(2, "สอง", HEAD), member(1, "หนึ่ง", HEAD))

    assert heads() == ["หนึ่ง"]


def test_two_batches_of_one_household_have_one_head_too(monkeypatch):
    monkeypatch.setattr("asa.common.imports.runs.ROWS_AT_A_TIME", 1)

    report = bring_in_members(member(1, "หนึ่ง", HEAD), member(2, "สอง", HEAD))

    assert report.notes == [TWO_ROWS]
    assert heads() == ["หนึ่ง"]


def test_a_sealed_household_keeps_its_head_and_gives_nobody_away():
    bring_in_members(member(1, "หนึ่ง", HEAD))
    Household.objects.update(is_sealed=True)

    report = bring_in_members(member(1, "หนึ่ง", SPOUSE), member(2, "สอง", HEAD))

    assert report.notes == []
    assert heads() == ["หนึ่ง"]


def test_a_member_of_a_refused_household_is_told_which_row_to_correct_first():
    homes = [
        HOME | {"เลขที่ครัวเรือน": "ชพ-1", "รายได้ครัวเรือนต่อเดือน": "มาก"},
        HOME | {"เลขที่ครัวเรือน": "ชพ-2", "ตำบล": "ไม่มีจริง"},
    ]
    members = [member(1, "ก", HEAD, home=f"ชพ-{n}") for n in (1, 2, 3)]

    report = bring_in(make_file(homes, members))

    said = [problem.reason for problem in report.problems if problem.sheet == "สมาชิก"]
    assert said == [
        "ยังไม่ได้นำเข้าครัวเรือนนี้ ซึ่งอยู่ที่แถวที่ 2",
        "ยังไม่ได้นำเข้าครัวเรือนนี้ ซึ่งอยู่ที่แถวที่ 3",
        "ไม่มีครัวเรือนเลขที่นี้",
    ]


def test_a_household_on_record_takes_its_members_though_its_row_cannot_be_read():
    bring_in_members(member(1, "หนึ่ง", HEAD))

    homes = [HOME | {"รายได้ครัวเรือนต่อเดือน": "มาก"}]
    report = bring_in(make_file(homes, [member(2, "สอง", SPOUSE)]))

    assert (report.created, report.refused) == (1, 1)
