"""A thousand cards as one PDF: Asa's against the same words and pictures set plainly by Typst."""

import json
import subprocess
import sys
from pathlib import Path

from bench import folders
from bench.harness import Row, in_turn
from bench.processes import ROOT

CARDS = 1000
# What the plain lines do not have: places, a fitted size for each name, a fold line, a band.
TIMES_PLAIN, MEGABYTES = 1.5, 700


def _run(program: str, *arguments: str, folder: Path) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=ROOT,
        env=folders.variables(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"{program} failed:\n{run.stdout}{run.stderr}")
    lines = run.stdout.splitlines()
    figures: dict[str, float] = json.loads(lines[-1]) if lines else {}
    return figures


def measure(rounds: int, _demo: folders.Demo) -> list[Row]:
    ours: list[dict[str, float]] = []
    with folders.scratch() as scratch:
        folder = folders.prepare(scratch / "prepared")
        _run("bench.our_cards", "--make", str(CARDS), folder=folder)

        def take_ours() -> float:
            ours.append(_run("bench.our_cards", folder=folder))
            return ours[-1]["cpu"]

        def take_plain() -> float:
            return _run("bench.raw_paper", folder=folder)["cpu"]

        plain_cpu, our_cpu = in_turn(rounds, take_plain, take_ours)
    return [
        Row(f"{CARDS:,} cards as one PDF, CPU", "s", our_cpu, plain_cpu, TIMES_PLAIN),
        Row("  wall time of it", "s", [each["seconds"] for each in ours]),
        Row("  most memory of Typst", "MB", [each["typst_mb"] for each in ours], goal=MEGABYTES),
        Row("  most memory of the worker", "MB", [each["own_mb"] for each in ours], goal=300),
        Row("  size of the PDF", "MB", [each["pdf_mb"] for each in ours]),
    ]
