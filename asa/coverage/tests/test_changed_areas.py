"""What was visited under an old code counts for the village that took its place."""

import pytest

from asa.common.thaidate import fiscal_year, fiscal_year_bounds, today
from asa.coverage.queries import ground_of, village_lines
from asa.households.tests.factories import make_household, make_visit
from asa.places.actions import carry_out_change
from asa.places.queries import Part
from asa.places.tests.factories import make_area, make_change, make_officer

pytestmark = pytest.mark.django_db


def lines(tambon):
    return {line.code: line.visits for line in village_lines(ground_of(tambon, today()))}


def test_a_village_that_moved_stays_visited():
    first, _last = fiscal_year_bounds(fiscal_year(today()))
    make_visit(make_household("86010301"), on=first)
    make_area("86010302")
    make_area("8602")
    by = make_officer()
    assert lines("860103") == {"86010301": 1, "86010302": 0}
    part = Part("860290")
    change = make_change("860103", kind="move", part=part, by=by, in_force_on=first)
    carry_out_change(change, by=by, on=today())
    assert lines("860290") == {"86029001": 1, "86029002": 0}
