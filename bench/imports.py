"""The register of a province comes in: Asa's import against raw read and raw insert."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import folders
from bench.harness import Row, in_turn
from bench.processes import ROOT
from bench.programs import run

SHEET = ROOT / "samples" / "volunteers_chumphon.xlsx"
VOLUNTEERS = 4351
TIMES_RAW, MEGABYTES = 3, 300
Take = Callable[[], dict[str, Any]]


def measure(rounds: int, _demo: folders.Demo) -> list[Row]:
    with folders.scratch() as scratch:
        prepared = folders.prepare(scratch / "prepared")
        takes = on_sqlite(scratch, prepared, SHEET, "--province", "86")
        return compare(f"import of {VOLUNTEERS:,}", VOLUNTEERS, rounds, *takes)


def on_sqlite(scratch: Path, prepared: Path, sheet: Path, *options: str) -> tuple[Take, Take]:
    """The sheet taken raw, and by Asa into an empty register, each into a file of its own."""

    def raw() -> dict[str, Any]:
        (database := scratch / "raw.sqlite3").unlink(missing_ok=True)
        return run("bench.raw_import", str(sheet), str(database), folder=scratch / "raw")

    def ours() -> dict[str, Any]:
        with folders.lent(prepared, scratch / "ours") as folder:
            return run("bench.our_import", str(sheet), *options, folder=folder)

    return raw, ours


def compare(what: str, volunteers: int, rounds: int, raw: Take, ours: Take) -> list[Row]:
    """Both in turn: the seconds, which have a goal, with processor time and memory below."""
    figures: list[list[dict[str, Any]]] = [[], []]

    def seconds_of(take: Take, series: list[dict[str, Any]]) -> Callable[[], float]:
        def taken() -> float:
            series.append(take())
            if series[-1]["rows"] != volunteers:
                raise SystemExit(f"{what}: only {series[-1]['rows']:,} rows were taken")
            return float(series[-1]["seconds"])

        return taken

    raw_seconds, our_seconds = in_turn(rounds, *map(seconds_of, (raw, ours), figures))
    raw_cpu, our_cpu = ([each["cpu"] for each in series] for series in figures)
    return [
        Row(what, "s", our_seconds, raw_seconds, TIMES_RAW),
        Row("  processor time of it", "s", our_cpu, raw_cpu),
        Row("  peak memory of it", "MB", [each["peak_mb"] for each in figures[1]], goal=MEGABYTES),
    ]
