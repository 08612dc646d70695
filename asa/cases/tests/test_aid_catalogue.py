"""The aid programmes that are shipped say what the ministry's list says, row by row."""

from datetime import timedelta
from decimal import Decimal

import pytest

from asa.cases.loader import load_lists
from asa.cases.models import AidProgramme
from asa.cases.tests.factories_office import assessed_case, propose, worker
from asa.common.errors import DomainError
from asa.common.thaidate import add_months, today
from asa.households.tests.factories import make_member

pytestmark = pytest.mark.django_db

# code: department, unit, cap in baht (None: actual cost), times in a fiscal year (None: no
# limit), whether aid is given under it.
LISTED = {
    "REG-44": ("DSDW", "household", 3000, 3, True),
    "REG-50": ("DCY", "household", 3000, 3, True),
    "REG-13": ("DCY", "person", 2000, 3, False),
    "REG-14": ("DCY", "person", 10000, 3, False),
    "REG-46": ("DEP", "person", 3000, 3, True),
    "REG-49": ("DEP", "household", 40000, None, False),
    "REG-47": ("DOP", "person", 3000, 3, True),
    "REG-48": ("DOP", "household", 40000, None, False),
    "REG-51": ("DSDW", "person", None, None, True),
    "REG-52": ("DWF", "person", 3000, 3, True),
    "REG-56": ("DWF", "person", 3000, 3, False),
    "REG-57": ("DWF", "person", 3000, 3, False),
    "REG-53": ("DSDW", "person", 5000, 3, False),
    "REG-54": ("DSDW", "person", 3000, 3, False),
    "REG-55": ("DSDW", "person", 1000, 3, False),
    "REG-58": ("", "person", 4000, 1, True),
    "ELDER-FUNERAL": ("DOP", "person", 3000, 1, True),
    "ELDER-FOSTER": ("DOP", "person", 3000, 12, True),
    "NEWBORN-GRANT": ("DCY", "person", 600, 12, False),
    "ELDER-ALLOWANCE-60": ("", "person", 600, 12, False),
    "ELDER-ALLOWANCE-70": ("", "person", 700, 12, False),
    "ELDER-ALLOWANCE-80": ("", "person", 800, 12, False),
    "ELDER-ALLOWANCE-90": ("", "person", 1000, 12, False),
    "DISABILITY-ALLOWANCE": ("", "person", 800, 12, False),
    "DISABILITY-CARD": ("", "person", 1000, 12, False),
    "DISABILITY-CHILD": ("", "person", 1000, 12, False),
}
EMERGENCY = [(Decimal(2000), "2022-10-01"), (Decimal(3000), None)]
AGES = {
    "REG-47": (60, None),
    "NEWBORN-GRANT": (0, 6),
    "ELDER-ALLOWANCE-60": (60, 69),
    "ELDER-ALLOWANCE-70": (70, 79),
    "ELDER-ALLOWANCE-80": (80, 89),
    "ELDER-ALLOWANCE-90": (90, None),
    "DISABILITY-CHILD": (0, 17),
}


@pytest.fixture(autouse=True)
def lists():
    load_lists()


def test_no_row_is_missing_and_none_is_invented():
    assert set(AidProgramme.objects.values_list("code", flat=True)) == {"REG-45", *LISTED}


@pytest.mark.parametrize("code", LISTED)
def test_cap_times_and_unit_are_those_of_the_list(code):
    row = AidProgramme.objects.get(code=code, ended_on__isnull=True)
    found = (row.department, row.unit, row.cap, row.times_per_fiscal_year, row.is_active)
    assert found == LISTED[code]
    assert not row.governor_may_exceed
    assert (row.age_from, row.age_to) == AGES.get(code, (row.age_from, row.age_to))


def test_emergency_help_has_two_caps_by_day_and_the_governor_may_lift_them():
    rows = AidProgramme.objects.filter(code="REG-45").order_by("started_on")
    days = [(row.cap, row.ended_on and row.ended_on.isoformat()) for row in rows]
    assert days == EMERGENCY
    assert {(row.times_per_fiscal_year, row.governor_may_exceed) for row in rows} == {(None, True)}


def test_the_newborn_grant_has_its_limit_of_income_and_a_funeral_its_months():
    assert AidProgramme.objects.get(code="NEWBORN-GRANT").income_limit_per_year == 100_000
    limited = AidProgramme.objects.filter(months_after_death__isnull=False)
    assert list(limited.values_list("code", "months_after_death")) == [("ELDER-FUNERAL", 6)]


def funeral(died_on):
    by = worker()
    case = assessed_case(by)
    make_member(case.household, person={"died_on": died_on}, left_on=died_on)
    return propose(case, by=by, code="ELDER-FUNERAL")


def test_help_with_a_funeral_is_asked_for_within_six_months():
    last = add_months(today(), -6)
    assert funeral(last).programme.code == "ELDER-FUNERAL"
    with pytest.raises(DomainError, match="within 6 months of the death"):
        funeral(last - timedelta(days=1))


def test_where_no_death_is_on_record_the_office_reads_the_certificate():
    by = worker()
    assert propose(assessed_case(by), by=by, code="ELDER-FUNERAL").pk
