"""As many made-up volunteers as a province or the country has, the same at every run.

Names are put together from those of the sample, the frequent ones more often, as in life: a list
drawn evenly would make a search look faster than it is.
"""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from django.conf import settings

from asa.common import citizenid
from asa.people.codes import Sex
from asa.places.codes import WHOLE_COUNTRY, Level
from asa.places.queries import areas_under

NAMES = settings.BASE_DIR / "samples" / "volunteers_chumphon.truth.csv"
FIRST_BIRTH, DAYS_OF_BIRTH = date(1941, 4, 1), 22_000
VILLAGES_OF_A_TAMBON = 12


class Somebody(NamedTuple):
    """A made-up volunteer: 13 digits with a right check digit, a telephone that rings nowhere."""

    prefix: str
    given: str
    family: str
    sex: str
    citizen_id: str
    birth_on: date
    phone: str
    area: str
    number: int


# As many volunteers as the ministry reported of the country in the fiscal year 2561.
COUNTRY = 133_253


def crowd(
    count: int, *, under: str = WHOLE_COUNTRY, without: str = "-", seed: int = 2569
) -> Iterator[Somebody]:
    """So many volunteers, spread evenly over the sub-districts of an area and in their order.

    without: a province that has a register already.
    """
    chance = random.Random(seed)  # noqa: S311 - the same people each time
    names = {sex: _given_names(sex) for sex in (Sex.FEMALE, Sex.MALE)}
    families = _frequent(_column("family"))
    tambons = [area.code for area in areas_under(under, Level.TAMBON)]
    tambons = [code for code in tambons if not code.startswith(without)]
    for number in range(count):
        sex = Sex.FEMALE if chance.random() < 0.66 else Sex.MALE
        tambon = tambons[number * len(tambons) // count]
        born = FIRST_BIRTH + timedelta(days=chance.randrange(DAYS_OF_BIRTH))
        yield Somebody(
            "นาย" if sex == Sex.MALE else "นางสาว" if chance.random() < 0.4 else "นาง",
            _drawn(names[sex], chance),
            _drawn(families, chance),
            sex.value,
            _citizen_id(tambon, number),
            born,
            f"+668{chance.randrange(10)}000{chance.randrange(10_000):04d}",
            f"{tambon}{1 + chance.randrange(VILLAGES_OF_A_TAMBON):02d}",
            number + 1,
        )


Names = tuple[list[str], list[float]]


def _drawn(names: Names, chance: random.Random) -> str:
    return chance.choices(names[0], cum_weights=names[1])[0]


def _frequent(names: list[str]) -> Names:
    """Each name with a weight: the tenth is ten times as rare as the first."""
    return names, list(accumulate(1 / (place + 10) for place in range(len(names))))


def _given_names(sex: Sex) -> Names:
    wanted = "ชาย" if sex == Sex.MALE else "หญิง"
    return _frequent(_column("given", wanted))


def _column(name: str, sex: str = "") -> list[str]:
    """The names of the sample, once each, in the order in which they stand there."""
    with NAMES.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if sex in ("", row["sex"])]
    return list(dict.fromkeys(row[name] for row in rows))


def _citizen_id(tambon: str, number: int) -> str:
    """Unlike any other of the crowd, with the ninth of the registries' blocks that none reached."""
    twelve = f"{3 + number // 10**7 % 3}{tambon[:4]}{number % 10**7:07d}"
    return twelve + citizenid.check_digit(twelve)
