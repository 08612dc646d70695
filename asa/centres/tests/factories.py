"""Centres for tests, with committees, meetings and looks at their capacity."""

from datetime import date, time

from asa.centres.actions import CentreFacts, Plan, Rated
from asa.centres.models import (
    Assessment,
    ChangeProposal,
    Invitation,
    Meeting,
    Point,
    Priority,
    Profile,
    Rating,
    Supervision,
    Target,
)
from asa.centres.queries import components_on
from asa.places.tests.factories import make_area
from asa.volunteers.models import Centre
from asa.volunteers.tests.factories import make_office, make_volunteer

ON = date(2026, 11, 20)


def make_centre(area="860101", level="tambon", **facts):
    """A centre with its profile; an area is a code."""
    of_centre = {name: facts.pop(name) for name in ("place", "phone") if name in facts}
    centre = Centre.objects.create(
        level=level, area=make_area(area), name_th=f"ศูนย์ {area}", **of_centre
    )
    Profile.objects.create(centre=centre, **facts)
    return centre


def make_facts(centre=None, **facts):
    """Everything as it stands, but for what a test names."""
    told = {"name_th": centre.name_th if centre else "", "evidence_on": ON.isoformat()}
    if centre is not None:
        told |= {"place": centre.place, "phone": centre.phone}
    return CentreFacts(**told | facts)


def make_proposal(centre, by, *, old=None, new=None, **fields):
    return ChangeProposal.objects.create(
        centre=centre,
        proposed_by=by,
        old=old or {"place": centre.place},
        new=new or {"place": "ใหม่"},
        **fields,
    )


def make_committee(centre, *positions, area=None):
    """A volunteer of the centre's area in each office; (volunteer, office) of each."""
    found = []
    for position in positions or ("chair", "secretary"):
        volunteer = make_volunteer(area or f"{centre.area_id}{'010104'[len(centre.area_id) - 2 :]}")
        found.append((volunteer, make_office(volunteer, centre, position)))
    return found


def make_plan(day=ON, **fields):
    return Plan(
        **{"day": day, "starts_at": time(9, 30), "place": "ศาลา", "agenda": "แจ้งให้ทราบ"} | fields
    )


def make_meeting(centre, by, *, volunteers=(), day=ON, **fields):
    meeting = Meeting.objects.create(
        centre=centre,
        number=fields.pop("number", 1),
        year_be=day.year + 543,
        planned_by=by,
        **vars(make_plan(day)),
        **fields,
    )
    for volunteer in volunteers:
        Invitation.objects.create(meeting=meeting, volunteer=volunteer, position="chair")
    return meeting


def make_point(meeting, owner, *, number=1, due_on=ON, **fields):
    return Point.objects.create(
        meeting=meeting, number=number, text="ทำรายชื่อ", owner=owner, due_on=due_on, **fields
    )


def make_ratings(score=3):
    return {one.code: Rated(score, "เห็นจากแฟ้ม") for one in components_on(ON)}


def make_assessment(centre, by, *, on=ON, score=3, priorities=0):
    assessment = Assessment.objects.create(centre=centre, assessed_on=on, recorded_by=by)
    for place, component in enumerate(components_on(on)):
        Rating.objects.create(
            assessment=assessment, component=component, score=score, evidence="เห็นจากแฟ้ม"
        )
        if place < priorities:
            Priority.objects.create(assessment=assessment, component=component)
    return assessment


def make_target(volunteer, by, *, per_month=4, kind="home_visit", started_on=None, **fields):
    started_on = started_on or date(2026, 1, 1)
    return Target.objects.create(
        volunteer=volunteer, kind=kind, per_month=per_month, started_on=started_on,
        agreed_on=started_on, set_by=by, **fields,
    )  # fmt: skip


def make_supervision(volunteer, by, *, visited_on=ON, agreed="เยี่ยมเพิ่ม", **fields):
    return Supervision.objects.create(
        volunteer=volunteer, visited_on=visited_on, visited_by=by, agreed=agreed, **fields
    )
