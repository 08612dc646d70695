"""What the pages' forms refuse about days, numbers and sums, the actions refuse as well."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from asa.common.errors import DomainError
from asa.common.thaidate import PartialDate, today
from asa.households.actions import (
    HouseholdPlace,
    MemberDetails,
    add_member,
    assign_caretaker,
    edit_household,
    edit_member,
    end_membership,
    record_household,
)
from asa.households.codes import LeaveReason
from asa.households.models import Household, HouseholdMember
from asa.households.tests.factories import make_household, make_member
from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

PHU = MemberDetails(given_name="ภู", no_id_reason="ไม่มีบัตร")
TOMORROW = today() + timedelta(days=1)


def volunteer():
    return make_user("volunteer", "86010104")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"house_code": "8601933603"}, "11 digits"),
        ({"house_code": "๘๖๐๑๙๓๓๖๐๓๔"}, "11 digits"),
        ({"postcode": "8600"}, "5 digits"),
        ({"rent_per_month": Decimal(-1)}, "0 baht or more"),
        ({"income_per_month": Decimal("0.001")}, "in figures"),
    ],
)
def test_a_home_that_cannot_be_so_is_neither_recorded_nor_corrected(wrong, says):
    by, place = volunteer(), HouseholdPlace(house_no="43", **wrong)
    with pytest.raises(DomainError, match=says):
        record_household(make_area(), place=place, members=[PHU], by=by, on=today())
    assert not Household.objects.exists()
    household = make_household(caretaker=by)
    with pytest.raises(DomainError, match=says):
        edit_household(household, place=place, by=by, on=today())
    assert Household.objects.get().house_no == "42"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"citizen_id": "3860590650635"}, "citizen id is not right"),
        ({"citizen_id": "386059065063"}, "digits"),
        ({"income_per_month": Decimal(-1)}, "0 baht or more"),
        ({"birth": PartialDate(TOMORROW, "day")}, "still to come"),
    ],
)
def test_a_person_who_cannot_be_so_is_neither_added_nor_corrected(wrong, says):
    by = volunteer()
    household = make_household(caretaker=by)
    member, details = make_member(household), replace(PHU, **wrong)
    with pytest.raises(DomainError, match=says):
        add_member(household, details=details, by=by, on=today())
    with pytest.raises(DomainError, match=says):
        edit_member(member, details=details, by=by, on=today())
    assert HouseholdMember.objects.get().person.given_name == "บัว"


def test_the_passport_of_a_known_person_stays_when_the_rest_is_corrected():
    by = volunteer()
    household = make_household(caretaker=by)
    person = {"citizen_id": "AB1234567", "id_kind": "passport"}
    member = make_member(household, person=person)
    details = MemberDetails(given_name="บัว", citizen_id="AB1234567", occupation="ค้าขาย")
    edit_member(member, details=details, by=by, on=today())
    kept = HouseholdMember.objects.get()
    assert (kept.occupation, kept.person.citizen_id) == ("ค้าขาย", "AB1234567")


def test_nobody_leaves_a_home_or_dies_on_a_day_to_come():
    by = volunteer()
    member = make_member(make_household(caretaker=by))
    with pytest.raises(DomainError, match="still to come"):
        end_membership(member, reason=LeaveReason.DIED, by=by, on=TOMORROW)
    kept = HouseholdMember.objects.get()
    assert (kept.left_on, kept.person.died_on) == (None, None)


def test_of_two_who_say_that_somebody_left_the_second_is_told():
    by = volunteer()
    member = make_member(make_household(caretaker=by))
    second = HouseholdMember.objects.get()
    end_membership(member, reason=LeaveReason.MOVED, by=by, on=today())
    with pytest.raises(DomainError, match="already left"):
        end_membership(second, reason=LeaveReason.DIED, by=by, on=today())
    assert HouseholdMember.objects.get().person.died_on is None


def test_no_household_is_given_to_who_has_died():
    lead, gone, household = make_user("tambon_lead", "860101"), volunteer(), make_household()
    gone.person.died_on = today()
    gone.person.save()
    with pytest.raises(DomainError, match="does not work in this sub-district"):
        assign_caretaker(household, to=gone, by=lead, on=today())
