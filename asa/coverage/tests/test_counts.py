"""What is counted, against a recount by hand of the same rows."""

import math
import random
from datetime import date

import pytest

from asa.common import journal
from asa.common.thaidate import today
from asa.coverage.actions import keep_tallies
from asa.coverage.models import AreaException, CoverageRule, ProvinceTally
from asa.coverage.queries import (
    coverage_of,
    gaps_in,
    ground_of,
    tambons_without,
    together,
    village_lines,
    villages_without,
)
from asa.coverage.tests.factories import (
    ON,
    VILLAGES,
    make_exception,
    make_rule,
    make_tambon,
    make_visit,
    work_in,
)
from asa.households.models import Household
from asa.households.tests.factories import make_household
from asa.people.tests.factories import make_user
from asa.places.codes import Level
from asa.places.models import Area
from asa.places.tests.factories import make_area
from asa.volunteers.actions import Order, suspend_volunteer
from asa.volunteers.models import Volunteer
from asa.volunteers.tests.factories import make_volunteer

pytestmark = pytest.mark.django_db


def test_a_tambon_counts_its_villages_volunteers_and_households(chumphon):
    make_tambon()
    found = coverage_of("860101", ON)
    assert found.total == together([found.total])
    assert vars(found.total) == {
        "tambons": 1,
        "tambons_without": 0,
        "tambons_short": 0,
        "villages": 4,
        "villages_without": 1,
        "villages_short": 1,
        "volunteers": 4,
        "active": 0,
        "working": 4,
        "households": 4,
    }
    assert found.total.ratio == 1
    assert villages_without("860101", ON) == [VILLAGES[2]]


def test_who_works_counts_not_who_lives_there(chumphon):
    made = make_tambon()
    work_in(made["first"], VILLAGES[2])
    province_wide = make_volunteer("86010201", responsibility="province")
    province_wide.assignments.update(area=make_area("86"))
    assert villages_without("860101", ON) == []
    assert coverage_of("860101", ON).total.working == 4
    assert "860102" in tambons_without("86", ON)


@pytest.mark.parametrize(
    ("change", "without"),
    [
        ({"started_on": date(2026, 11, 21)}, [VILLAGES[1], VILLAGES[2]]),
        ({"started_on": ON}, [VILLAGES[2]]),
        ({"ended_on": ON}, [VILLAGES[1], VILLAGES[2]]),
        ({"ended_on": date(2026, 11, 21)}, [VILLAGES[2]]),
    ],
)
def test_an_area_of_work_counts_from_its_first_day_until_before_its_last(chumphon, change, without):
    made = make_tambon()
    made["alone"].assignments.update(**change)
    assert villages_without("860101", ON) == without


@pytest.mark.parametrize("state", ["applied", "verified", "trained", "suspended", "ended"])
def test_only_registered_volunteers_cover(chumphon, state):
    made = make_tambon()
    Volunteer.objects.filter(pk=made["alone"].pk).update(state=state)
    found = coverage_of("860101", ON).total
    assert (found.villages_without, found.volunteers, found.working) == (2, 3, 3)


def test_targets_grow_with_households_and_the_nearest_rule_holds(chumphon):
    make_tambon()
    assert coverage_of("860101", ON).total.villages_short == 1
    make_rule("TH", per_village=2)
    assert coverage_of("860101", ON).total.villages_short == 3
    make_rule("86", per_village=1, per_tambon=9)
    found = coverage_of("860101", ON).total
    assert (found.villages_short, found.tambons_short) == (1, 1)
    make_rule("860101", per_village=1, per_tambon=1, households_per_volunteer=1)
    assert [gap.code for gap in gaps_in("860101", ON, Level.VILLAGE)] == [VILLAGES[2]]
    make_household(VILLAGES[1])
    (one, _two) = gaps_in("860101", ON, Level.VILLAGE)
    assert (one.code, one.working, one.needed, one.wanted) == (VILLAGES[1], 1, 2, 1)
    assert coverage_of("860101", date(2020, 9, 30)).total.villages_short == 4


def test_what_is_left_out_is_no_gap_and_is_still_counted_as_a_village(chumphon):
    make_tambon()
    make_exception(VILLAGES[2], state="asked")
    assert villages_without("860101", ON) == [VILLAGES[2]]
    make_exception(VILLAGES[1], state="denied")
    make_exception("860102", state="approved", kind="excluded")
    make_area("86010201")
    assert "860102" not in tambons_without("86", ON)
    assert "86010201" not in villages_without("86", ON)
    assert coverage_of("860102", ON).total.villages == 1
    assert "860102" in tambons_without("86", date(2026, 10, 5))


def test_states_of_villages(chumphon):
    made = make_tambon()
    make_rule("86", visits_per_household=2)
    user = make_user("volunteer", VILLAGES[0])
    make_visit(made[VILLAGES[1]], by=user, on=date(2026, 10, 1))
    make_visit(made[VILLAGES[0]], by=user, on=date(2026, 9, 30))
    make_exception(VILLAGES[3], state="approved")

    def states():
        lines = village_lines(ground_of("860101", ON))
        return [line.state.value for line in lines]

    assert states() == ["not_visited", "visited", "not_assigned", "inaccessible"]
    make_visit(made[VILLAGES[1]], by=user, on=ON)
    make_visit(made[VILLAGES[1]], by=user, on=date(2026, 11, 21))
    assert states()[1] == "reached"
    sealed = Household.objects.get(is_sealed=True)
    work_in(made["first"], VILLAGES[2])
    make_visit(sealed, by=user, on=ON)
    assert states()[2] == "not_visited"


def test_the_one_who_would_take_over_is_of_the_tambon_first_and_then_the_nearest(chumphon):
    made = make_tambon()

    def stand_ins():
        lines = village_lines(ground_of("860101", ON), with_names=True)
        return [line.stand_in.pk if line.stand_in else None for line in lines]

    first, alone = made["first"].pk, made["alone"].pk
    assert stand_ins() == [None, first, None, alone]
    for_all = make_volunteer("86010101", given_name="ทั้งตำบล", responsibility="tambon")
    for_all.assignments.update(area=make_area("860101"))
    assert stand_ins() == [None, for_all.pk, None, for_all.pk]
    assert all(line.stand_in is None for line in village_lines(ground_of("860101", ON)))


def test_nobody_takes_over_from_oneself_or_from_another_tambon(chumphon):
    make_area("86010201")
    only = make_volunteer("86010201")
    work_in(only, "86010202")
    make_volunteer("86010101")
    lines = village_lines(ground_of("860102", ON), with_names=True)
    assert [line.stand_in for line in lines] == [None, None]


# --- a property: every number is the recount of its rows ---------------------------------------


def scatter(random):
    """Volunteers, households and rules at random over a few tambons of two districts."""
    tambons = ["860101", "860102", "860201", "860202", "850101"]
    villages = [f"{tambon}{moo:02d}" for tambon in tambons for moo in range(1, 5)]
    for code in villages:
        make_area(code)
    people = []
    for _number in range(25):
        home = random.choice(villages)
        work = random.choice([home, home, home[:6], home[:4], home[:2], random.choice(villages)])
        one = make_volunteer(home, state=random.choice(["registered"] * 4 + ["ended", "suspended"]))
        one.assignments.update(area=make_area(work))
        if random.random() < 0.2:
            work_in(one, random.choice(villages))
        people.append(one)
    for _number in range(30):
        make_household(random.choice([*villages, *tambons]), is_sealed=random.random() < 0.2)
    for area in random.sample(["TH", "86", "8601", "860102", "86010101"], 3):
        make_rule(
            area,
            per_village=random.randint(1, 2),
            households_per_volunteer=random.choice([None, 1, 2]),
        )
    for area in random.sample(villages, 2):
        make_exception(area, state=random.choice(["approved", "asked", "denied"]))
    return people


def recount(area, people):
    """The same numbers, one place after another, from the rows alone."""

    def works_at(one):
        return {row.area_id for row in one.assignments.all() if row.ended_on is None}

    current = [one for one in people if one.state == "registered"]
    apart = set(AreaException.objects.filter(state="approved").values_list("area_id", flat=True))
    rules = {rule.area_id: rule for rule in CoverageRule.objects.all()}
    homes = [one.area_id for one in Household.objects.filter(is_sealed=False)]
    counts = dict.fromkeys(coverage_of(area, ON).total.as_json(), 0)
    inside = [
        code
        for code in Area.objects.exclude(level="country").values_list("code", flat=True)
        if code.startswith(area)
    ]
    for code in inside:
        if len(code) not in (6, 8):
            continue
        kind = "tambons" if len(code) == 6 else "villages"
        rule = next((rules[code[:n]] for n in (8, 6, 4, 2) if code[:n] in rules), rules.get("TH"))
        households = sum(home.startswith(code) for home in homes)
        least = 1 if rule is None else rule.per_tambon if len(code) == 6 else rule.per_village
        each = rule.households_per_volunteer if rule else None
        needed = max(least, math.ceil(households / each) if each else 0)
        working = sum(any(w.startswith(code) for w in works_at(one)) for one in current)
        counts[kind] += 1
        counts[f"{kind}_without"] += not working and code not in apart
        counts[f"{kind}_short"] += working < needed and code not in apart
        if len(code) == 6:
            counts["working"] += working
    counts["volunteers"] = sum(one.area_id.startswith(area) for one in current)
    counts["households"] = sum(home.startswith(area) for home in homes)
    return counts


@pytest.mark.parametrize("seed", range(6))
def test_every_number_is_the_recount_of_its_rows(chumphon, seed):
    people = scatter(random.Random(seed))
    for area in ("86", "8601", "8602", "860101", "860201"):
        assert coverage_of(area, ON).total.as_json() == recount(area, people), area


@pytest.mark.parametrize("seed", range(3))
def test_the_country_is_the_sum_of_its_parts_at_every_level(chumphon, seed):
    scatter(random.Random(seed))
    country = coverage_of("TH", ON)
    assert country.total == together(part.tally for part in country.parts)
    for part in country.parts:
        found = coverage_of(part.code, ON)
        assert found.total == part.tally
        assert found.total == together(line.tally for line in found.parts)
        assert found.total == together(line.tally for line in found.tambons)


@pytest.mark.parametrize("seed", range(3))
def test_the_lists_behind_the_numbers_are_as_long_as_the_numbers(chumphon, seed):
    scatter(random.Random(seed))
    for area in ("86", "8601", "860101"):
        total = coverage_of(area, ON).total
        for level, name in ((Level.TAMBON, "tambons"), (Level.VILLAGE, "villages")):
            assert len(gaps_in(area, ON, level)) == getattr(total, f"{name}_short")
            without = [gap.code for gap in gaps_in(area, ON, level, without=True)]
            light = (tambons_without if level == Level.TAMBON else villages_without)(area, ON)
            assert without == light
            assert len(light) == getattr(total, f"{name}_without")


# --- what the night keeps ------------------------------------------------------------------------


def test_what_the_night_kept_is_used_until_something_is_journaled_there(chumphon):
    make_tambon()
    neighbour = make_volunteer("85010101")
    keep_tallies(on=today())
    ProvinceTally.objects.filter(province="86").update(counts={"volunteers": 1234})
    ProvinceTally.objects.filter(province="85").update(counts={"volunteers": 1})
    assert coverage_of("TH", today()).total.volunteers == 1235
    officer = make_user("province_officer", "85")
    suspend_volunteer(neighbour, order=Order("พัก"), by=officer, on=today())
    lines = {line.code: line.tally.volunteers for line in coverage_of("TH", today()).parts}
    assert (lines["86"], lines["85"]) == (1234, 0)
    assert coverage_of("TH", ON if today() != ON else date(2026, 11, 21)).total.volunteers == 4
    journal.record(officer, "user.added", officer, area="TH", on=today())
    lines = {line.code: line.tally.volunteers for line in coverage_of("TH", today()).parts}
    assert lines["86"] == 1234
    make_rule("TH", per_tambon=7)
    lines = {line.code: line.tally.volunteers for line in coverage_of("TH", today()).parts}
    assert lines["86"] == 4
    assert keep_tallies(on=today()) == 3
    assert coverage_of("TH", today()).total.volunteers == 4


def test_the_country_takes_the_same_number_of_queries_with_many_rows(
    chumphon, django_assert_num_queries
):
    make_tambon()
    coverage_of("TH", ON)
    with django_assert_num_queries(11):
        coverage_of("TH", ON)
    for moo in range(5, 25):
        make_volunteer(f"860101{moo:02d}")
        make_household(f"850101{moo:02d}")
    with django_assert_num_queries(11):
        coverage_of("TH", ON)
    keep_tallies(on=ON)
    with django_assert_num_queries(4):
        coverage_of("TH", ON)
