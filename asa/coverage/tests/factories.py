"""Ground for tests: villages with and without volunteers, households and visits."""

from datetime import date

from asa.coverage.models import AreaException, CoverageRule
from asa.households.tests.factories import make_household, make_visit
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.models import Assignment
from asa.volunteers.tests.factories import make_volunteer

VILLAGES = ("86010101", "86010102", "86010103", "86010104")
ON = date(2026, 11, 20)


def make_rule(area="TH", **fields):
    """A rule of coverage, without asking who may set it."""
    fields.setdefault("started_on", date(2020, 10, 1))
    fields.setdefault("per_village", 1)
    fields.setdefault("per_tambon", 1)
    return CoverageRule.objects.create(area=make_area(area), **fields)


def make_exception(area="86010103", *, state="asked", **fields):
    """A request to count a village apart."""
    fields.setdefault("kind", "inaccessible")
    fields.setdefault("asked_on", date(2026, 10, 5))
    if state != "asked":
        fields.setdefault("decided_on", date(2026, 10, 6))
    by = fields.pop("asked_by", None) or make_user("tambon_lead", area[:6])
    return AreaException.objects.create(
        area=make_area(area), state=state, reason="น้ำท่วมทางขาด", asked_by=by, **fields
    )


def work_in(volunteer, area, *, is_main=False, **fields):
    """Another area of work."""
    fields.setdefault("started_on", date(2022, 5, 2))
    return Assignment.objects.create(
        volunteer=volunteer,
        area=make_area(area),
        responsibility="village",
        is_main=is_main,
        **fields,
    )


def make_tambon():
    """ท่าตะเภา with four villages: two volunteers, one, none, and one that knows no household."""
    for code in VILLAGES:
        make_area(code)
    made = {
        "first": make_volunteer(VILLAGES[0], given_name="กานดา"),
        "second": make_volunteer(VILLAGES[0], given_name="ขจร"),
        "alone": make_volunteer(VILLAGES[1], given_name="คำนึง"),
        "last": make_volunteer(VILLAGES[3], given_name="งามตา"),
    }
    for area in (VILLAGES[0], VILLAGES[0], VILLAGES[1], VILLAGES[2]):
        made[area] = make_household(area)
    make_household(VILLAGES[2], is_sealed=True)
    return made


__all__ = [
    "ON",
    "VILLAGES",
    "make_exception",
    "make_rule",
    "make_tambon",
    "make_visit",
    "work_in",
]
