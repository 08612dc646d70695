"""Small, dull builders of households, who lives in them, and looks at them."""

from datetime import date

from asa.common.ids import uuid7
from asa.households.codes import Dimension
from asa.households.models import (
    DimensionAssessment,
    Household,
    HouseholdMember,
    HouseholdTeamMember,
    LogbookRound,
    Photo,
    PrivacyNotice,
    Visit,
)
from asa.people.models import Person
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

OPENED_ON = date(2026, 2, 14)


def make_household(area="86010104", **fields):
    """A household of house 42 with nobody in it yet."""
    fields.setdefault("house_no", "42")
    return Household.objects.create(area=make_area(area), **fields)


def make_member(household=None, *, given_name="บัว", family_name="แสงทอง", **fields):
    """A person who lives there; the first one is the head. Fields of the person go in `person`."""
    household = household or make_household()
    about = {"prefix": "นาง", **fields.pop("person", {})}
    person = Person.objects.create(given_name=given_name, family_name=family_name, **about)
    number = household.members.count() + 1
    fields.setdefault("is_head", number == 1)
    return HouseholdMember.objects.create(
        household=household, person=person, number=number, **fields
    )


def make_round(household=None, *, levels=None, on=OPENED_ON, by=None):
    """A look at the five dimensions; `levels` gives figures, the others are 3."""
    household = household or make_household()
    by = by or make_user("volunteer", "86010104")
    found = dict.fromkeys(Dimension, 3) | (levels or {})
    number = household.rounds.count() + 1
    made = LogbookRound.objects.create(
        household=household,
        province=household.province,
        number=number,
        assessed_on=on,
        assessed_by=by,
    )
    for dimension, level in found.items():
        DimensionAssessment.objects.create(
            round=made, dimension=dimension, level=level, reason="ขายขนมวันละ 120 บาท"
        )
    household.latest_round, household.worst_level = made, min(found.values())
    household.save()
    return made


def make_visit(household=None, *, by=None, on=OPENED_ON, **fields):
    household = household or make_household()
    fields.setdefault("kind", "home_visit")
    return Visit.objects.create(
        household=household,
        province=household.province,
        area=household.area_id,
        visited_on=on,
        visited_by=by or make_user("volunteer", "86010104"),
        **fields,
    )


def make_photo(household=None, *, by=None, **fields):
    """The record of a picture; its file is not there."""
    household = household or make_household()
    fields.setdefault("id", uuid7())
    return Photo.objects.create(
        household=household,
        width=800,
        height=600,
        taken_by=by or make_user("volunteer", "86010104"),
        **fields,
    )


def make_notice(version="2569-1", *, started_on=date(2025, 10, 1), **fields):
    return PrivacyNotice.objects.create(
        version=version,
        name_th="คำชี้แจงการเก็บข้อมูลส่วนบุคคล",
        name_en="Privacy notice",
        text_th="เราเก็บข้อมูลเพื่อช่วยเหลือครอบครัวของท่าน",
        text_en="We keep this to help your family.",
        started_on=started_on,
        **fields,
    )


def put_on_team(household, user, *, started_on=OPENED_ON, **fields):
    return HouseholdTeamMember.objects.create(
        household=household, user=user, started_on=started_on, **fields
    )
