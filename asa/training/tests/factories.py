"""Workshops for tests: a cohort accepts names a month from today, and its seats add up."""

from datetime import timedelta
from decimal import Decimal

from asa.common.thaidate import today
from asa.people.actions import system_user
from asa.people.tests.factories import make_person
from asa.places.tests.factories import make_area
from asa.training.codes import SEATED, CohortState, EnrolmentState, WorkshopState
from asa.training.models import (
    BudgetLine,
    BudgetRate,
    Cohort,
    Course,
    Enrolment,
    Indicator,
    Quota,
    Workshop,
)
from asa.volunteers.tests.factories import make_volunteer


def make_workshop(owner="TH", *, course="potential", by=None, **fields):
    """A workshop of the department, or of the area of a code, that accepts names."""
    fields.setdefault("name", "พัฒนาศักยภาพ อพม.")
    fields.setdefault("name_en", "Workshop for volunteers")
    fields.setdefault("fiscal_year_be", 2570)
    fields.setdefault("state", WorkshopState.OPEN)
    return Workshop.objects.create(
        owner=make_area(owner),
        course=Course.objects.get(pk=course),
        planned_by=by or system_user(),
        **fields,
    )


def make_cohort(workshop=None, *, seats=10, place="10", **fields):
    """A cohort that accepts names; all of its seats are unassigned until a quota has them."""
    workshop = workshop or make_workshop()
    fields.setdefault("number", workshop.cohorts.count() + 1)
    fields.setdefault("starts_on", today() + timedelta(days=30))
    fields.setdefault("ends_on", fields["starts_on"] + timedelta(days=2))
    fields.setdefault("venue", "โรงแรมปรินซ์พาเลซ")
    fields.setdefault("state", CohortState.OPEN)
    fields.setdefault("unassigned", seats)
    return Cohort.objects.create(workshop=workshop, place=make_area(place), seats=seats, **fields)


def make_quota(cohort=None, area="86", *, seats=5, **fields):
    """Seats of a cohort for the area of a code (or a region); the cohort grows if it has too few
    that are unassigned.
    """
    cohort = cohort or make_cohort(seats=seats)
    from_before = min(cohort.unassigned, seats)
    cohort.unassigned -= from_before
    cohort.seats += seats - from_before
    cohort.save()
    if "region" not in fields:
        fields["area"] = make_area(area)
    return Quota.objects.create(cohort=cohort, seats=seats, **fields)


def make_enrolment(quota=None, volunteer=None, *, state=EnrolmentState.CONFIRMED, **fields):
    """Somebody in a quota, with a seat of it where the state has one.

    volunteer: an entry of the register; without one a new one of a village of the quota's area.
    person: somebody whom the register does not know.
    """
    quota = quota or make_quota()
    area = quota.area_id or "86"
    if volunteer is None and "person" not in fields:
        volunteer = make_volunteer((area + "0101" + "04")[: max(len(area), 8)])
    person = fields.pop("person", None) or (volunteer.person if volunteer else make_person())
    if state in SEATED:
        assert quota.move_to(taken=1), "no seat is left in this quota"
    fields.setdefault("rank", 1 + quota.enrolments.count())
    fields.setdefault("area", volunteer.area if volunteer else make_area(area))
    fields.setdefault("nominated_by", system_user())
    return Enrolment.objects.create(
        cohort=quota.cohort, quota=quota, person=person, volunteer=volunteer, state=state, **fields
    )


def make_indicator(workshop=None, *, measure="typed", **fields):
    """An indicator of a workshop: two hundred households, written at the report."""
    workshop = workshop or make_workshop()
    fields.setdefault("name", "ครัวเรือนที่ได้รับการเยี่ยม")
    fields.setdefault("target", Decimal(200))
    fields.setdefault("unit_typed", "ครัวเรือน" if measure == "typed" else "")
    fields.setdefault("number", workshop.measured_indicators.count() + 1)
    return Indicator.objects.create(workshop=workshop, measure=measure, **fields)


def make_line(workshop=None, *, kind="snack", **fields):
    """A line of the budget: a hundred snacks at the rate, twice."""
    fields.setdefault("rate", BudgetRate.objects.filter(kind=kind).first())
    fields.setdefault("description", "อาหารว่าง")
    fields.setdefault("quantity", 100)
    fields.setdefault("times", 2)
    fields.setdefault("unit_price", Decimal("35.00"))
    return BudgetLine.objects.create(workshop=workshop or make_workshop(), kind=kind, **fields)
