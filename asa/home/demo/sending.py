"""What is planned for volunteers of the home district: who is sent, who learns, who lacks what."""

from datetime import date, timedelta
from uuid import UUID

from asa.home.demo.notices import StoryDays
from asa.home.demo.people import HOME_DISTRICT, Cast
from asa.people.models import User
from asa.places.models import Area
from asa.training.actions import (
    ActivityPlan,
    add_duty,
    hold_activity,
    plan_activity,
    send_volunteer,
)
from asa.training.codes import GoingPart
from asa.training.models import Duty, PlannedActivity
from asa.training.queries import current_volunteers_for, duties_on, has_skill
from asa.volunteers.codes import ActivityKind

SENT, LEARNING = 3, 2
DUTY = ("ให้คำแนะนำสิทธิและสวัสดิการ", "Advising people on rights and welfare")


def tell_of_planned_activities(cast: Cast, on: date) -> None:
    """A day of advice three weeks ago, and one to come at which homes are to be visited too."""
    lead, days = cast.users["district_lead"], StoryDays()
    long_ago = on - timedelta(days=60)
    advice = add_duty(
        DUTY[0], name_en=DUTY[1], skills=["basic"], started_on=long_ago,
        by=cast.users["department"], on=long_ago,
    )  # fmt: skip
    visits = next(duty for duty in duties_on(on) if duty.code == "home_visit")
    held = _planned(lead, on - timedelta(days=21), "หน่วยเคลื่อนที่ให้คำแนะนำสิทธิ", [advice])
    came = _name(held, advice, lead, long_ago)
    if came:
        hold_activity(held, came=set(came[:-1] or came), by=lead, on=held.ends_on)
    days.date_notices(held.ends_on)
    title = "หน่วยเคลื่อนที่ให้คำแนะนำสิทธิและเยี่ยมบ้านผู้สูงอายุ"
    to_come = _planned(lead, on + timedelta(days=12), title, [advice, visits])
    _name(to_come, advice, lead, on - timedelta(days=1), also=cast.users["volunteer"])
    days.date_notices(on - timedelta(days=1))


def _planned(by: User, day: date, name: str, duties: list[Duty]) -> PlannedActivity:
    plan = ActivityPlan(
        name, "ที่ว่าการองค์การบริหารส่วนตำบล", day, day, duties, 8, ActivityKind.COUNSELLING
    )
    return plan_activity(
        Area.objects.get(pk=HOME_DISTRICT), plan=plan, by=by, on=day - timedelta(days=30)
    )


def _name(
    activity: PlannedActivity, duty: Duty, by: User, on: date, also: User | None = None
) -> list[UUID]:
    """Send who has the skill; others come along to learn, the one of the demonstration first."""
    everyone = current_volunteers_for(by).order_by("-last_active_on", "pk")
    skilled = list(everyone.filter(has_skill("basic", activity.ends_on))[:SENT])
    if not skilled:
        return []
    others = everyone.exclude(has_skill("basic", activity.ends_on))
    own = list(others.filter(person=also.person_id)) if also is not None else []
    learning = [*own, *others.exclude(pk__in=[one.pk for one in own])[:LEARNING]][:LEARNING]
    for part, people in ((GoingPart.DOES, skilled), (GoingPart.LEARNS, learning)):
        for one in people:
            send_volunteer(activity, volunteer=one, duty=duty, part=part, by=by, on=on)
    return [one.pk for one in (*skilled, *learning)]
