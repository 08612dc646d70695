"""Pages under load: lists against a hello of the same stack, a visit against a bare insert."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench import folders, load, servers
from bench.harness import Row, in_turn
from bench.load import Load
from bench.processes import ROOT, Server

TIMES_HELLO = 8
FRAME_ALONE = "the frame alone"
ANEW = ", drawn anew each time"
BARE_VISIT = {
    "household": "01890a5d-ac96-774b-bcce-b302099a8057",
    "area": "86010101",
    "happened_on": "2026-11-22",
    "note": "แม่แข็งแรงขึ้น ลูกกลับไปเรียนแล้ว",
}


def lists(rounds: int, demo: folders.Demo) -> list[Row]:
    """Processor time for each page: hello, then the lists, each as a browser asks for it and drawn
    anew each time, and what of that is their frame; round after round.
    """
    with folders.scratch() as scratch:
        folder = demo.copy(scratch / "demo")
        scene = _scene(folder)
        asked = both_ways(scene["lists"], {"COOKIE": scene["officer"]})
        asked[FRAME_ALONE] = scene["frame"], {"COOKIE": scene["officer"]}
        names = list(asked)
        bursts: dict[str, list[Load]] = {name: [] for name in ["hello", *names]}

        def hello() -> float:
            return burst(servers.hello(scratch), "/", bursts["hello"], {})

        def page(name: str) -> Callable[[], float]:
            path, request = asked[name]
            return lambda: burst(servers.asa(folder), path, bursts[name], request)

        reference, *ours = in_turn(rounds, hello, *(page(name) for name in names))
    rows: list[Row] = []
    for name, cpu in zip(names, ours, strict=True):
        rows += [
            Row(f"{name}, processor time a page", "ms", cpu, reference, goal(name, TIMES_HELLO)),
            *beside(bursts[name], bursts["hello"]),
        ]
    return rows


def both_ways(
    lists: dict[str, str], request: dict[str, str]
) -> dict[str, tuple[str, dict[str, str]]]:
    """Each page by its name and address: as a browser asks, and so that it is drawn each time."""
    asked = {name: (path, request) for name, path in lists.items()}
    anew = {f"{name}{ANEW}": (path, {**request, "ANEW": "1"}) for name, path in lists.items()}
    return asked | anew


def goal(name: str, times_hello: float) -> float | None:
    """The lists have a goal; beside them stands what drawing costs, and its frame."""
    return None if name == FRAME_ALONE or name.endswith(ANEW) else times_hello


def writes(rounds: int, demo: folders.Demo) -> list[Row]:
    """Processor time for each visit that a volunteer writes down, every commit synced to disk."""
    with folders.scratch() as scratch:
        folder = demo.copy(scratch / "demo")
        scene = _scene(folder)
        visit = scene["visit"]
        bursts: dict[str, list[Load]] = {"bare": [], "ours": []}
        bare_form = {"BODY": "key={key}&" + urlencode(BARE_VISIT), "EXPECT": "302"}
        form = {
            "COOKIE": scene["volunteer"],
            "TOKEN": scene["token"],
            "BODY": visit["body"],
            "EXPECT": "302",
        }

        def bare() -> float:
            return burst(servers.bare_insert(scratch), "/", bursts["bare"], bare_form)

        def ours() -> float:
            return burst(servers.asa(folder), visit["address"], bursts["ours"], form)

        reference, cpu = in_turn(rounds, bare, ours)
    return [
        Row("visit through the page, processor time", "ms", cpu, reference),
        *beside(bursts["ours"], bursts["bare"]),
    ]


def beside(ours: list[Load], reference: list[Load]) -> list[Row]:
    return [
        Row(
            "  answers a second",
            "1/s",
            [burst.per_second for burst in ours],
            [burst.per_second for burst in reference],
        ),
        Row(
            "  95th of 100 waits",
            "ms",
            [burst.p95 for burst in ours],
            [burst.p95 for burst in reference],
        ),
    ]


def burst(server: Server, path: str, kept: list[Load], request: dict[str, str]) -> float:
    """Starts the server, warms it up, asks for some seconds, stops it: processor ms a request."""
    with server:
        load.warm_up(server, path, request)
        kept.append(load.ask(server, path, request))
    return kept[-1].cpu_each


def _scene(folder: Path) -> dict[str, Any]:
    run = subprocess.run(
        [sys.executable, "-m", "bench.scene"],
        cwd=ROOT,
        env=folders.variables(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"No scene for the bench:\n{run.stderr}")
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return found
