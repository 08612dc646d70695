"""Planned activities for tests: a round of home visits in two weeks, and who goes."""

from datetime import timedelta

from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.places.tests.factories import make_area
from asa.training.codes import GoingPart
from asa.training.models import Duty, Going, PlannedActivity
from asa.volunteers.tests.factories import make_volunteer


def make_activity(area="860101", *, duties=("home_visit",), **fields):
    """An activity of the area of a code, planned for a day in two weeks."""
    fields.setdefault("name", "เยี่ยมบ้านผู้สูงอายุที่อยู่ลำพัง")
    fields.setdefault("place", "ศาลาหมู่บ้าน")
    fields.setdefault("starts_on", today() + timedelta(days=14))
    fields.setdefault("ends_on", fields["starts_on"])
    fields.setdefault("people_needed", 3)
    fields.setdefault("planned_by", system_user())
    made = PlannedActivity.objects.create(area=make_area(area), **fields)
    made.duties.set(Duty.objects.filter(code__in=duties, ended_on=None))
    return made


def make_going(activity=None, volunteer=None, *, part=GoingPart.DOES, **fields):
    """Somebody named for the first duty of an activity."""
    activity = activity or make_activity()
    fields.setdefault("duty", activity.duties.order_by("number").first())
    fields.setdefault("named_by", system_user())
    return Going.objects.create(
        activity=activity, volunteer=volunteer or make_volunteer("86010104"), part=part, **fields
    )
