"""The pages of a whole country: what they cost beside a hello, and what they ask of the database
with 50 volunteers and with all of them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import folders, pages, servers
from bench.harness import Row, in_turn
from bench.load import Load
from bench.programs import run

FEW, ALL = 50, 133_253
# The page of the country is to be three hellos; the register has the goal of every list.
TIMES_HELLO = {"coverage:show": 3, "volunteers:list": pages.TIMES_HELLO}


def measure(rounds: int, _demo: folders.Demo) -> list[Row]:
    with folders.scratch() as scratch:
        prepared = folders.prepare(scratch / "prepared")
        with folders.lent(prepared, scratch / "few") as few:
            small = _filled(few, FEW)
        told = _filled(prepared, ALL)
        asked = pages.both_ways(told["pages"], {"COOKIE": told["cookie"]})
        bursts: dict[str, list[Load]] = {name: [] for name in ["hello", *asked]}

        def hello() -> float:
            return pages.burst(servers.hello(scratch), "/", bursts["hello"], {})

        def page(name: str) -> Callable[[], float]:
            address, request = asked[name]
            return lambda: pages.burst(servers.asa(prepared), address, bursts[name], request)

        reference, *ours = in_turn(rounds, hello, *(page(name) for name in asked))
    rows: list[Row] = []
    for name, cpu in zip(asked, ours, strict=True):
        what = f"{name} over {ALL:,}, processor time a page"
        goal = pages.goal(name, TIMES_HELLO.get(name, 0))
        rows += [
            Row(what, "ms", cpu, reference, goal),
            *pages.beside(bursts[name], bursts["hello"]),
        ]
    return rows + [_queries(name, small, told) for name in told["pages"]]


def _filled(folder: Path, count: int) -> dict[str, Any]:
    run("bench.fill", str(count), folder=folder)
    told: dict[str, Any] = run("bench.counting", folder=folder)
    if told["rows"] != count:
        raise SystemExit(f"The department sees {told['rows']:,} volunteers of {count:,}.")
    return told


def _queries(name: str, small: dict[str, Any], told: dict[str, Any]) -> Row:
    ours, reference = ([float(one["queries"][name])] for one in (told, small))
    return Row(
        f"{name} over {ALL:,}, queries when drawn, beside those over {FEW}",
        "queries",
        ours,
        reference,
        1,
    )
