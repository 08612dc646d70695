"""What the lead of a sub-district agreed with her volunteers, and her visits to them."""

from datetime import date, timedelta

from asa.centres.actions import Goal, Visit, record_supervision, remind_of_visits, set_target
from asa.centres.codes import Answer
from asa.centres.queries import questions_on, supervised_for
from asa.home.demo.notices import StoryDays
from asa.home.demo.people import Cast
from asa.volunteers.codes import ActivityKind, VolunteerState

TARGETS = ((ActivityKind.HOME_VISIT, 4), ("", 6), (ActivityKind.HOME_VISIT, 2))
AGREED = (
    "เยี่ยมครัวเรือนที่ยังไม่ได้เยี่ยม 2 หลังภายในสิ้นเดือน และบันทึกในวันเดียวกัน",
    "ไปเยี่ยมบ้านด้วยกันครั้งหน้า เพื่อฝึกการประเมินห้ามิติ",
    "ขอให้ รพ.สต. ช่วยดูผู้ป่วยติดเตียงร่วมกัน",
    "รักษาการเยี่ยมตามเดิม และช่วยสอน อพม. ใหม่",
)
WELL = "รู้จักทุกครัวเรือนในหมู่บ้าน ชาวบ้านไว้ใจ"
HARD = "เดินทางช่วงน้ำขึ้นลำบาก และยังไม่ถนัดการแนบรูป"
VISITED_DAYS_AGO = (12, 40, 28, 130)
PEOPLE = 8


def tell_of_support(cast: Cast, *, on: date) -> None:
    """Some volunteers are on their way, one asks for help, one waits for an agreed visit."""
    days = StoryDays()
    lead = cast.tambon_leads[cast.home]
    found = supervised_for(lead).filter(state=VolunteerState.REGISTERED)
    people = list(found.order_by("registration_year_be", "registration_no", "pk")[:PEOPLE])
    agreed_on = on - timedelta(days=75)
    for place, volunteer in enumerate(people):
        kind, times = TARGETS[place % len(TARGETS)]
        goal = Goal(times, agreed_on, agreed_on, kind)
        set_target(volunteer, goal=goal, by=lead, on=agreed_on)
    days.date_notices(agreed_on)
    for place, volunteer in enumerate(people[: len(AGREED)]):
        day = on - timedelta(days=VISITED_DAYS_AGO[place])
        answers = {one.code: Answer.WELL for one in questions_on(day)}
        answers["reports"] = Answer.HELP if place == 1 else Answer.PARTLY
        visit = Visit(
            visited_on=day, agreed=AGREED[place], answers=answers, strengths=WELL,
            hardships=HARD if place % 2 else "", wants_help=place == 1,
            next_on=day + timedelta(days=30),
        )  # fmt: skip
        record_supervision(volunteer, visit=visit, by=lead, on=day)
        days.date_notices(day)
    remind_of_visits(on=on)
    days.date_notices(on)
