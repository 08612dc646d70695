"""Group work of a demonstration's workshop: two groups, what they found, the minutes still open."""

from datetime import date, timedelta

from asa.people.models import User
from asa.training.actions.group_work import Finding, Grouping, make_group, note_point
from asa.training.models import Cohort
from asa.training.queries.roll import roll_of

SIZE = 6
# Topic of each group; problem, proposal, who does it, and in how many days, of each point.
GROUPS = (
    ("การเยี่ยมบ้านผู้สูงอายุและคนพิการ", (
        ("ผู้สูงอายุที่อยู่ลำพังไม่มีผู้เยี่ยมเป็นประจำ", "จัดเวรเยี่ยมบ้านหมู่บ้านละ 2 คน เดือนละ 1 ครั้ง",
         "อพม. ร่วมกับ อสม. ของตำบล", 30),
        ("คนพิการบางรายยังไม่มีบัตรประจำตัวคนพิการ", "สำรวจรายชื่อและนัดวันทำบัตรที่ อบต.",
         "อพม. และ พมจ. ชุมพร", 60),
    )),
    ("การเฝ้าระวังคนหายและคนไร้ที่พึ่ง", (
        ("ญาติไม่ทราบว่าจะแจ้งคนหายที่ใด", "ติดป้ายเบอร์สายด่วน 1300 ที่ร้านค้าและวัดทุกหมู่บ้าน",
         "ศูนย์ประสานงาน อพม. อำเภอ", 45),
    )),
)  # fmt: skip


def tell_of_groups(cohort: Cohort, registrar: User, on: date) -> None:
    """The first of the roll sit in two groups; the first of each group notes the points."""
    people = list(roll_of(cohort))
    for place, (topic, points) in enumerate(GROUPS):
        members = people[place * SIZE : (place + 1) * SIZE]
        if not members:
            return
        grouping = Grouping(topic, members, members[0])
        group = make_group(cohort, grouping=grouping, by=registrar, on=on)
        for problem, proposal, who, days in points:
            finding = Finding(problem, proposal, who, on + timedelta(days=days))
            note_point(group, finding=finding, by=registrar, on=on)
