"""Search while one types, among 133,253 and a million volunteers: each answer beside a hello.

On SQLite, and on the PostgreSQL of ASA_DATABASE_URL, which `make bench` starts. Ratios alone: the
wait of 95 in 100 for the rows of a page, against the same wait for a hello of the same stack and
three times what bare SQL needs for the same questions; and the search itself beside a count by
LIKE, which a list without an index for fragments would ask.
"""

import http.client
import math
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench import folders, postgres, servers
from bench.harness import Row, in_turn
from bench.processes import Server
from bench.programs import run

SIZES = (133_253, 1_000_000)
TOKEN = "b" * 32  # as in bench.scene, which knows Asa's models
FILLED = "bench_filled"
TIMES_LIMIT, MOST_GROWTH = 3, 0.7
# Of a million names the search is to take a fiftieth of a count by LIKE, or less.
SHARE_OF_COUNT = 1 / 50
WHO = {"TH": "the whole country", "86": "a province", "860101": "a sub-district"}
Request = tuple[str, str, str, dict[str, str]]


def measure(rounds: int, _demo: folders.Demo) -> list[Row]:
    """The waits of three searchers in two registers, and how they grow, on each database."""
    rows = _measure("SQLite", rounds)
    return rows + (_measure("PostgreSQL", rounds) if postgres.url() else [])


def _measure(where: str, rounds: int) -> list[Row]:
    waits: dict[tuple[int, str], list[float]] = {}
    rows: list[Row] = []
    for size in SIZES:
        with folders.scratch() as scratch:
            rows += _of_size(size, where, rounds, scratch, waits)
    for area, who in WHO.items():
        small, large = (statistics.median(waits[size, area]) for size in SIZES)
        growth = math.log(large / small) / math.log(SIZES[1] / SIZES[0])
        what = f"growth of the wait in {who} on {where}"
        rows.append(Row(what, "exponent", [growth], goal=MOST_GROWTH))
    return rows


def _of_size(
    size: int,
    where: str,
    rounds: int,
    scratch: Path,
    waits: dict[tuple[int, str], list[float]],
) -> list[Row]:
    kept = {"ASA_DATABASE_URL": postgres.made(FILLED)} if where == "PostgreSQL" else {}
    folder = folders.prepare(scratch / "filled", **kept)
    run("bench.fill", str(size), folder=folder, **kept)
    told: dict[str, Any] = run("bench.looking", folder=folder, **kept)
    what = f"of {size:,} on {where}"
    rows = [Row(f"{what}: pages unlike a scan of all names", "pages", [told["missed"]], goal=0)]

    def hello() -> float:
        return _wait(servers.hello(scratch), [("GET", "/", "", {})] * len(told["words"]))

    def ours(area: str) -> Callable[[], float]:
        requests = [_search(word, told["cookies"][area]) for word in told["words"]]
        return lambda: _wait(servers.asa(folder, **kept), requests)

    reference, *readings = in_turn(rounds, hello, *(ours(area) for area in WHO))
    for (area, who), series in zip(WHO.items(), readings, strict=True):
        waits[size, area] = series
        allowed = [one + TIMES_LIMIT * told["limit"][area] for one in reference]
        # What is promised is the search of a country; in a small area the page itself is the wait.
        goal = 1 if area == "TH" else None
        rows.append(Row(f"{what}: 95th of 100 waits in {who}", "ms", series, allowed, goal))
    return rows + [_beside_a_count(size, what, area, told) for area in WHO]


def _beside_a_count(size: int, what: str, area: str, told: dict[str, Any]) -> Row:
    """The search itself beside a count by LIKE; promised of a million names in a country."""
    goal = SHARE_OF_COUNT if (size, area) == (max(SIZES), "TH") else None
    label = f"{what}: search in {WHO[area]}, beside a count by LIKE"
    return Row(label, "ms", [told["found"][area]], [told["counted"][area]], goal)


def _search(word: str, cookie: str) -> Request:
    headers = {
        "Cookie": cookie,
        "X-CSRFToken": TOKEN,
        "HX-Request": "true",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return ("POST", "/volunteers/", urlencode({"q": word}), headers)


def _wait(server: Server, requests: list[Request]) -> float:
    """The 95th of 100 waits for an answer, in milliseconds, one after the other."""
    with server:
        connection = http.client.HTTPConnection(urlsplit(server.address).netloc)
        for request in requests[: len(requests) // 4]:
            _ask(connection, request)
        times = [_ask(connection, request) for request in requests]
        connection.close()
    return statistics.quantiles(times, n=20)[-1]


def _ask(connection: http.client.HTTPConnection, request: Request) -> float:
    method, path, body, headers = request
    started = time.perf_counter()
    connection.request(method, path, body or None, headers)
    answer = connection.getresponse()
    content = answer.read()
    waited = (time.perf_counter() - started) * 1000
    if answer.status != 200:
        raise SystemExit(f"{method} {path}: {answer.status}\n{content[:2000].decode()}")
    return waited
