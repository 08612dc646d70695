"""A program of the benchmark in a process of its own, which tells its figures as JSON."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench import folders
from bench.processes import ROOT


def run(program: str, *arguments: str, folder: Path, **variables: str) -> dict[str, Any]:
    """Run `python -m program` in a data folder; what its last line tells, {} where it is silent.

    SystemExit where it failed.
    """
    ended = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=ROOT,
        env=folders.variables(folder, **variables),
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise SystemExit(f"{program} failed:\n{ended.stdout}{ended.stderr}")
    lines = ended.stdout.splitlines()
    figures: dict[str, Any] = json.loads(lines[-1]) if lines else {}
    return figures
