"""Looks for fragments of names in a filled register: by Asa, by a scan, and by bare SQL.

    python -m bench.looking    in the data folder of ASA_DATA_DIR; prints JSON

{"cookies": {searcher: cookie}, "words": [fragment], "missed": how many fragments had another first
page than a scan of every name, "limit": {searcher: ms}}: the limit is the 95th of 100 times in
which bare SQL answers the same questions from the same indexes, on one open connection.
"""

import json
import os
import random
import sqlite3
import statistics
import time
from contextlib import closing
from typing import Any

import django
import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - models load after setup()
from django.db import connection  # noqa: E402

from asa.common.thaidate import today  # noqa: E402
from asa.people.actions import add_user, give_post, make_person, system_user  # noqa: E402
from asa.people.codes import Role  # noqa: E402
from asa.people.models import User  # noqa: E402
from asa.places.models import Area  # noqa: E402
from asa.volunteers.queries import volunteers_for  # noqa: E402
from asa.volunteers.searching import ROWS, Search, areas_seen  # noqa: E402
from bench.scene import cookie  # noqa: E402

FRAGMENTS, LONGEST = 200, 6
# A scan of a million takes its time, and is much the same for every fragment.
MANY = 60
SEARCHERS = {"TH": Role.DEPARTMENT_OFFICER, "86": Role.PROVINCE_OFFICER, "860101": Role.TAMBON_LEAD}
COLUMNS = "v.id, v.area_id, v.registration_no, v.state, p.phone, p.prefix, p.given_name"
IN_ORDER = f"""SELECT {COLUMNS} FROM people_person p INDEXED BY person_in_order
    CROSS JOIN volunteers_volunteer v ON v.person_id = p.id"""  # noqa: S608 - our own tables
NEAR = f"""SELECT {COLUMNS} FROM volunteers_volunteer v
    CROSS JOIN people_person p ON p.id = v.person_id"""  # noqa: S608 - the same
JOINED = f"""SELECT {COLUMNS} FROM people_person p
    JOIN volunteers_volunteer v ON v.person_id = p.id"""  # noqa: S608 - the same
BY_LETTERS = """p.rowid IN
    (SELECT rowid FROM people_nameletters WHERE people_nameletters MATCH ?) AND"""
# On PostgreSQL the planner chooses; OFFSET 0 makes it begin with the letters, as Asa does.
BY_LETTERS_ON_POSTGRES = """p.id IN
    (SELECT id FROM people_person WHERE name_key LIKE ? OFFSET 0) AND"""
REST = """p.name_key LIKE ? AND v.area_id >= ? AND v.area_id < ?
    ORDER BY p.sort_key LIMIT 26"""


def looking() -> dict[str, object]:
    names = _all_names()
    words = _fragments(names)
    users = {area: searcher(role, area) for area, role in SEARCHERS.items()}
    return {
        "cookies": {area: cookie(user) for area, user in users.items()},
        "words": words,
        "missed": sum(_missed(user, names, area, words) for area, user in users.items()),
        "limit": {area: _limit(area, words) for area in SEARCHERS},
        "counted": {area: _counted(area, words) for area in SEARCHERS},
        "found": {area: _found(user, words) for area, user in users.items()},
    }


Name = tuple[str, str, str, str]


def _all_names() -> list[Name]:
    """Order, key of the name, area and key of every volunteer, as a scan reads them."""
    rows = volunteers_for(system_user()).values_list(
        "person__sort_key", "pk", "person__name_key", "area_id"
    )
    return sorted((order, str(key), name, area) for order, key, name, area in rows)


def _fragments(names: list[Name]) -> list[str]:
    """Fragments of names that are there, of one to six letters, each length as often."""
    chance = random.Random(FRAGMENTS)
    found: list[str] = []
    while len(found) < FRAGMENTS:
        parts = chance.choice(names)[2].split("|")
        part, length = chance.choice(parts), 1 + len(found) % LONGEST
        if len(part) >= length:
            start = chance.randrange(len(part) - length + 1)
            found.append(part[start : start + length])
    return found


def searcher(role: Role, area: str) -> User:
    user = add_user(make_person(given_name="ผู้ค้นหา"), username=f"looks{area}", by=system_user())
    give_post(user, role=role, area=Area.objects.get(pk=area), started_on=today(), by=system_user())
    return User.objects.get(pk=user.pk)


def _missed(user: User, names: list[Name], area: str, words: list[str]) -> int:
    """How many fragments are answered otherwise than by a scan: other people, or another order."""
    near = [one for one in names if area == "TH" or one[3].startswith(area)]
    missed = 0
    for word in words:
        found = Search(user, word, areas_seen(user)).among(volunteers_for(user))
        scanned = (key for _order, key, name, _area in near if word in name)
        expected = [key for key, _row in zip(scanned, range(ROWS), strict=False)]
        missed += [str(row.pk) for row in found.rows] != expected
    return missed


def _limit(area: str, words: list[str]) -> float:
    """Each question in each of its ways, when the file has been read; the quickest counts."""
    ways = _ways_on_postgres if connection.vendor == "postgresql" else _ways
    times: list[float] = []
    with closing(_bare()) as bare:
        for _once_to_warm_up in range(2):
            times = [min(_asked(bare, *way) for way in ways(area, word)) for word in words]
    return statistics.quantiles(times, n=20)[-1]


SCANNED = """SELECT count(*) FROM people_person p
    JOIN volunteers_volunteer v ON v.person_id = p.id
    WHERE p.name_key LIKE ? AND v.area_id >= ? AND v.area_id < ?"""


def _counted(area: str, words: list[str]) -> float:
    """How long a count by LIKE takes, as a list without any index for fragments would ask."""
    question = SCANNED.replace("?", "%s") if connection.vendor == "postgresql" else SCANNED
    with closing(_bare()) as bare:
        if connection.vendor == "postgresql":
            # The letters have an index there, which a plain LIKE would use.
            bare.execute("SET enable_bitmapscan = off")
        times = [_asked(bare, question, [f"%{word}%", *_bounds(area)]) for word in words[:MANY]]
    return statistics.median(times)


def _found(user: User, words: list[str]) -> float:
    """How long Asa's own search takes for a page, without the page around it."""
    times = []
    for word in words:
        before = time.perf_counter()
        Search(user, word, areas_seen(user)).among(volunteers_for(user))
        times.append((time.perf_counter() - before) * 1000)
    return statistics.median(times)


def _bounds(area: str) -> tuple[str, str]:
    return ("", "A") if area == "TH" else (area, f"{area}~")


def _bare() -> Any:
    """A connection that knows nothing of Django."""
    if connection.vendor == "postgresql":
        return psycopg.connect(os.environ["ASA_DATABASE_URL"], autocommit=True)
    opened = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    opened.execute("PRAGMA cache_size=-65536")
    return opened


def _ways(area: str, word: str) -> list[tuple[str, list[str]]]:
    """The ways to ask for a fragment: by the area or the order of names, and by its letters."""
    low, high = _bounds(area)
    rest = [f"%{word}%", low, high]
    ways = [(f"{IN_ORDER if area == 'TH' else NEAR} WHERE {REST}", rest)]
    if len(word) >= 3:
        grams = " AND ".join(f'"{word[at : at + 3]}"' for at in range(len(word) - 2))
        ways.append((f"{JOINED} WHERE {BY_LETTERS} {REST}", [grams, *rest]))
    return ways


def _ways_on_postgres(area: str, word: str) -> list[tuple[str, list[str]]]:
    low, high = _bounds(area)
    like = f"%{word}%"
    ways = [(f"{JOINED} WHERE {REST}", [like, low, high])]
    if len(word) >= 3:
        question = f"{JOINED} WHERE {BY_LETTERS_ON_POSTGRES} {REST}"
        ways.append((question, [like, like, low, high]))
    return [(question.replace("?", "%s"), values) for question, values in ways]


def _asked(bare: Any, question: str, values: list[str]) -> float:
    before = time.perf_counter()
    bare.execute(question, values).fetchall()
    return (time.perf_counter() - before) * 1000


if __name__ == "__main__":
    print(json.dumps(looking()))
