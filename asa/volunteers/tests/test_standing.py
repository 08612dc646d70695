"""The formula of active volunteers, against one that walks every day and every report by itself."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from asa.common.thaidate import add_months
from asa.volunteers.codes import ACTIVE_STANDINGS, Standing
from asa.volunteers.models import Activity, Volunteer
from asa.volunteers.queries import Formula, Sums, account_by, changed_standings, sums_of
from asa.volunteers.tests.factories import make_activity, make_volunteer

ON = date(2026, 11, 20)
formulas = st.builds(
    Formula,
    st.integers(1, 24),
    st.integers(0, 6),
    st.none() | st.integers(1, 6),
    st.none() | st.integers(1, 12),
)
days = st.integers(-3, 1200).map(lambda n: ON - timedelta(days=n))
reports = st.builds(
    SimpleNamespace,
    day=days,
    hours=st.none() | st.integers(1, 240).map(lambda n: Decimal(n) / 10),
    withdrawn=st.booleans(),
)


def naive(formula, done, registered_on, on):
    """Whether a volunteer is active, as the sentence of the page says it."""

    def is_enough(last):
        counted = [
            one
            for one in done
            if not one.withdrawn and add_months(last, -formula.months) < one.day <= last
        ]
        hours = sum(one.hours or 0 for one in counted)
        asked = [
            formula.reports is not None and len(counted) >= (formula.reports or 0),
            formula.hours_per_month is not None
            and hours / formula.months >= (formula.hours_per_month or 0),
        ]
        return any(asked)

    is_new = registered_on is not None and registered_on > add_months(on, -formula.quiet_months)
    quiet = (on - add_months(on, -formula.quiet_months)).days
    return is_new or any(is_enough(on - timedelta(days=n)) for n in range(quiet + 1))


def kept(done):
    return [(one.day, one.hours) for one in done if not one.withdrawn]


@given(formulas, st.lists(reports, max_size=12), st.none() | days)
def test_the_formula_says_what_the_naive_one_says(formula, done, registered_on):
    stands = account_by(formula, kept(done), registered_on, ON).standing
    assert (stands in ACTIVE_STANDINGS) == naive(formula, done, registered_on, ON)


@given(formulas, st.lists(reports, max_size=12), reports)
def test_one_more_report_never_makes_inactive(formula, done, more):
    before = account_by(formula, kept(done), None, ON).standing
    after = account_by(formula, kept([*done, more]), None, ON).standing
    assert before not in ACTIVE_STANDINGS or after in ACTIVE_STANDINGS


@given(st.integers(0, 91))
def test_a_silence_of_up_to_three_months_counts_against_nobody(silent):
    """Who was active on the day of the last report is so for the three months after it."""
    formula = Formula(12, 3, 4, None)
    done = [
        SimpleNamespace(day=ON - timedelta(days=n), hours=None, withdrawn=False)
        for n in (0, 120, 240, 360)
    ]
    on = ON + timedelta(days=silent)
    if on <= add_months(ON, 3):
        stands = account_by(formula, kept(done), None, on).standing
        assert stands in (Standing.REPORTS, Standing.QUIET)


class TestTheNight(TestCase):
    """What the night says of everybody together is what the page says of one, on both engines."""

    @given(formulas, st.lists(reports, max_size=6), st.none() | days)
    def test_the_same_standing(self, formula, done, registered_on):
        volunteer = make_volunteer(registered_on=registered_on)
        for one in done:
            make_activity(
                volunteer, one.day, hours=one.hours, withdrawn_on=ON if one.withdrawn else None
            )
        Volunteer.objects.update(standing="")
        found = changed_standings("86", formula, ON)
        said = account_by(formula, kept(done), registered_on, ON)
        assert found == {said.standing: [volunteer.pk]}
        sums = sums_of(Activity.objects.all(), formula, ON).get(volunteer.pk, Sums())
        assert sums.now == said.done
