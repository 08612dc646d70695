"""The register of the whole country comes in, 77 sheets: Asa's import against raw read and insert.

On SQLite, and on the PostgreSQL of ASA_DATABASE_URL, which `make bench` starts.
"""

from pathlib import Path
from typing import Any

from bench import folders, imports, postgres
from bench.harness import Row
from bench.programs import run

VOLUNTEERS = 133_253  # the crowd of `asa demo --national`
MOST_ROUNDS = 3
PREPARED, OURS, RAW = "bench_prepared", "bench_ours", "bench_raw"


def measure(rounds: int, _demo: folders.Demo) -> list[Row]:
    with folders.scratch() as scratch:
        prepared, sheet = folders.prepare(scratch / "prepared"), scratch / "country.xlsx"
        run("bench.country", str(VOLUNTEERS), str(sheet), folder=prepared)
        takes = {"SQLite": imports.on_sqlite(scratch, prepared, sheet)}
        if postgres.url():
            takes["PostgreSQL"] = _on_postgres(scratch, sheet)
        rows: list[Row] = []
        for where, both in takes.items():
            what = f"import of {VOLUNTEERS:,} on {where}"
            rows += imports.compare(what, VOLUNTEERS, min(rounds, MOST_ROUNDS), *both)
    return rows


def _on_postgres(scratch: Path, sheet: Path) -> tuple[imports.Take, imports.Take]:
    folder = scratch / "beside-postgres"

    def raw() -> dict[str, Any]:
        return run("bench.raw_import", str(sheet), postgres.made(RAW), folder=scratch / "raw")

    def ours() -> dict[str, Any]:
        address = postgres.made(OURS, PREPARED)
        return run("bench.our_import", str(sheet), folder=folder, ASA_DATABASE_URL=address)

    folders.asa(folder, "prepare", ASA_DATABASE_URL=postgres.made(PREPARED))
    return raw, ours
