"""The register of a province comes in: Asa's import against raw read and raw insert."""

import json
import subprocess
import sys
from pathlib import Path

from bench import folders
from bench.harness import Row, in_turn
from bench.processes import ROOT

SHEET = ROOT / "samples" / "volunteers_chumphon.xlsx"
RECORDS = 4351
TIMES_RAW, MEGABYTES = 3, 300


def _timed(program: str, *arguments: str, folder: Path) -> dict[str, float]:
    run = subprocess.run(
        [sys.executable, "-m", program, str(SHEET), *arguments],
        cwd=ROOT,
        env=folders.variables(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"{program} failed:\n{run.stdout}{run.stderr}")
    figures: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    if figures["rows"] != RECORDS:
        raise SystemExit(f"{program} took {figures['rows']} of {RECORDS} rows")
    return figures


def measure(rounds: int, _demo: folders.Demo) -> list[Row]:
    raw: list[dict[str, float]] = []
    ours: list[dict[str, float]] = []
    with folders.scratch() as scratch:
        empty = folders.prepare(scratch / "prepared")

        def take_raw() -> float:
            raw.append(
                _timed("bench.raw_import", f"{scratch}/raw-{len(raw)}", folder=scratch / "raw")
            )
            return raw[-1]["seconds"]

        def take_ours() -> float:
            folder = folders.copy(empty, scratch / f"ours-{len(ours)}")
            ours.append(_timed("bench.our_import", folder=folder))
            return ours[-1]["seconds"]

        raw_seconds, our_seconds = in_turn(rounds, take_raw, take_ours)
    raw_cpu, our_cpu = ([each["cpu"] for each in series] for series in (raw, ours))
    peaks = [each["peak_mb"] for each in ours]
    return [
        Row("import of 4,351 volunteers", "s", our_seconds, raw_seconds, TIMES_RAW),
        Row("  processor time of it", "s", our_cpu, raw_cpu),
        Row("  peak memory of it", "MB", peaks, goal=MEGABYTES),
    ]
