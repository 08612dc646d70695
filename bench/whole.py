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
        bursts: dict[str, list[Load]] = {name: [] for name in ["hello", *told["pages"]]}

        def hello() -> float:
            return pages.burst(servers.hello(scratch), "/", bursts["hello"], {})

        def page(name: str) -> Callable[[], float]:
            address, sign_in = told["pages"][name], {"COOKIE": told["cookie"]}
            return lambda: pages.burst(servers.asa(prepared), address, bursts[name], sign_in)

        reference, *ours = in_turn(rounds, hello, *(page(name) for name in told["pages"]))
    rows: list[Row] = []
    for name, cpu in zip(told["pages"], ours, strict=True):
        what = f"{name} over {ALL:,}, processor time a page"
        rows += [
            Row(what, "ms", cpu, reference, TIMES_HELLO[name]),
            *pages.beside(bursts[name], bursts["hello"]),
            _queries(name, small, told),
        ]
    return rows


def _filled(folder: Path, count: int) -> dict[str, Any]:
    run("bench.fill", str(count), folder=folder)
    told: dict[str, Any] = run("bench.counting", folder=folder)
    if told["rows"] != count:
        raise SystemExit(f"The department sees {told['rows']:,} volunteers of {count:,}.")
    return told


def _queries(name: str, small: dict[str, Any], told: dict[str, Any]) -> Row:
    ours, reference = ([float(one["queries"][name])] for one in (told, small))
    return Row(f"  queries of it, beside those of {FEW}", "queries", ours, reference, 1)
