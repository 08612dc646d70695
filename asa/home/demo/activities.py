"""What the volunteers of the home sub-district did beside visits, and who is active by it."""

from datetime import date, timedelta
from decimal import Decimal

from asa.home.demo.people import HOME_TAMBON, Cast
from asa.places.models import Area
from asa.places.queries import within
from asa.volunteers.actions import (
    Done,
    keep_standings,
    record_activity,
    set_active_formula,
    withdraw_activity,
)
from asa.volunteers.codes import ActivityKind, VolunteerState
from asa.volunteers.models import Volunteer
from asa.volunteers.queries import Formula

K = ActivityKind
# Kind, hours, place: what a year of the field looks like.
WORK = (
    (K.SURVEILLANCE, Decimal("1.5"), "หมู่บ้าน"),
    (K.MEETING, Decimal(3), "ศาลากลางบ้าน"),
    (K.COUNSELLING, Decimal(1), ""),
    (K.PREVENTION_CAMPAIGN, Decimal(4), "โรงเรียนบ้านเขา"),
    (K.AID_COORDINATION, Decimal(2), "องค์การบริหารส่วนตำบล"),
    (K.TRAINING_ATTENDED, Decimal(6), "ศาลาประชาคมอำเภอ"),
    (K.DISASTER_RESPONSE, Decimal("7.5"), "ริมคลอง"),
    (K.DATA_SURVEY, None, ""),
    (K.REFERRAL, Decimal(1), "โรงพยาบาลส่งเสริมสุขภาพตำบล"),
)
PEOPLE, APART, LONG_AGO = 24, 37, timedelta(days=520)
ASKED = Formula(months=12, quiet_months=3, reports=4, hours_per_month=8)


def tell_of_activities(cast: Cast, on: date) -> None:
    """The province asks for more than one report; some did much, some little, some long ago."""
    set_active_formula(
        Area.objects.get(pk="86"),
        formula=ASKED,
        started_on=on - timedelta(days=200),
        by=cast.users["head"],
        on=on - timedelta(days=201),
    )
    officer = cast.users["officer"]
    found = Volunteer.objects.filter(
        within("area_id", [HOME_TAMBON]), state=VolunteerState.REGISTERED
    )
    for number, volunteer in enumerate(found.select_related("person").order_by("pk")[:PEOPLE]):
        for place in range(number % 7):
            kind, hours, where = WORK[(number + place) % len(WORK)]
            ago = timedelta(days=3 + number + APART * place)
            day = on - (LONG_AGO if number % 7 == 1 else ago)
            record_activity(volunteer, done=Done(kind, day, hours, where), by=officer, on=on)
    last = found.filter(activities__source="typed").order_by("pk").first()
    if last is not None:
        written = last.activities.filter(source="typed").earliest("happened_on", "pk")
        withdraw_activity(written, reason="บันทึกผิดวัน", by=officer, on=on)
    keep_standings(on=on)
