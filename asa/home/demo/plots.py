"""Where each household's case is to lead, and when it began."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from asa.cases.codes import CaseState
from asa.home.demo.people import NEIGHBOUR_TAMBON, Cast
from asa.home.demo.stories import PROTECTED, STORIES, Story

S = CaseState
# How many stand where, and how many days ago they were reported at the earliest and at the latest;
# what ended long ago lies anywhere in the two fiscal years. Three hundred have a household: a draft
# has none yet, and a duplicate tells of a household again.
TWO_YEARS = (45, 0)
PLAN: dict[CaseState, tuple[int, int, int]] = {
    S.CLOSED: (119, *TWO_YEARS),
    S.FOLLOWING_UP: (24, 95, 50),
    S.HELPED: (16, 46, 16),
    S.DISBURSING: (9, 24, 12),
    S.AWAITING_BUDGET: (9, 40, 14),
    S.APPROVED: (7, 16, 11),
    S.ASSESSED: (14, 16, 9),
    S.FACT_FINDING: (16, 18, 7),
    S.RECEIVED: (14, 9, 4),
    S.DISTRICT_REVIEW: (11, 6, 2),
    S.TAMBON_REVIEW: (12, 5, 0),
    S.RETURNED: (8, 9, 3),
    S.REFERRED: (14, 50, 10),
    S.INELIGIBLE: (10, *TWO_YEARS),
    S.WITHDRAWN: (8, *TWO_YEARS),
    S.DUPLICATE: (8, *TWO_YEARS),
    S.DRAFT: (5, 4, 0),
}
PROTECTED_CASES = 3
# A few in the next province, of which nobody in this one sees anything.
NEIGHBOUR = "85"
SEED = 2569
NEIGHBOUR_STATES = (S.RECEIVED, S.FACT_FINDING, S.FACT_FINDING, S.ASSESSED, S.RECEIVED, S.ASSESSED)
ALL = sum(n for n, *_days in PLAN.values()) + PROTECTED_CASES + len(NEIGHBOUR_STATES)
ENDED = {S.CLOSED, S.INELIGIBLE, S.WITHDRAWN, S.DUPLICATE}


@dataclass(frozen=True)
class Plot:
    """Where one household's case is to lead, and when it began.

    number: its place in the plan, and with the seed all that chance decides in it: on another day
    the same household has the same people and the same need.
    """

    number: int
    state: CaseState
    tambon: str
    day: date
    story: Story

    @property
    def chance(self) -> Random:
        return chance(self.number)


def chance(number: int) -> Random:
    """What befalls one household: its own chance, whatever befell the others."""
    return Random(f"{SEED} {number}")  # noqa: S311 - a story, not a secret


def plots(cast: Cast, today: date, count: int) -> list[Plot]:
    """The plots of about so many cases, in the order in which they began.

    Days are counted back from the day on which the demonstration is made.
    """
    planned: list[Plot] = []
    share = count / ALL
    for state, (number, earliest, latest) in PLAN.items():
        for _each in range(max(1, round(number * share))):
            random = chance(len(planned))
            day = _day(random, today, state, earliest, latest)
            tambon, story = _tambon(cast, random, state), _story(random, day)
            planned.append(Plot(len(planned), state, tambon, day, story))
    for number in range(min(PROTECTED_CASES, count)):
        day = today - timedelta(days=20 + 15 * number)
        planned.append(Plot(len(planned), S.FACT_FINDING, cast.home, day, PROTECTED))
    for number, state in enumerate(NEIGHBOUR_STATES):
        day = today - timedelta(days=9 + number)
        planned.append(Plot(len(planned), state, NEIGHBOUR_TAMBON, day, STORIES[number]))
    return sorted(planned, key=lambda plot: (plot.day, plot.number))


def _day(random: Random, today: date, state: CaseState, earliest: int, latest: int) -> date:
    if state not in ENDED:
        return today - timedelta(days=random.randint(latest, earliest))
    fiscal_start = date(today.year - (2 if today.month < 10 else 1), 10, 1)
    span = (today - timedelta(days=earliest + 30)) - fiscal_start
    day = fiscal_start + timedelta(days=random.randrange(max(span.days, 1)))
    # The flood of September and October brings many at once.
    if random.random() < 0.15:
        day = date(fiscal_start.year + 1, 9, random.randint(5, 28))
    return min(day, today - timedelta(days=earliest + 30))


def _story(random: Random, day: date) -> Story:
    if day.month in (9, 10) and random.random() < 0.5:
        return STORIES[3]
    return random.choice(STORIES)


def _tambon(cast: Cast, random: Random, state: CaseState) -> str:
    tambons = sorted(code for code in cast.volunteers if code.startswith("86"))
    if state == S.TAMBON_REVIEW:
        tambons = sorted(cast.tambon_leads)
    if state in (S.DISTRICT_REVIEW, S.RETURNED):
        tambons = [code for code in tambons if code[:4] in cast.district_leads]
    return cast.home if random.random() < 0.12 else random.choice(tambons)
