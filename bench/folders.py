"""Data folders of their own for a measurement: prepared, filled with the demo, thrown away."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.processes import BIN, ROOT


@contextmanager
def scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="asa-bench-") as name:
        yield Path(name)


def variables(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which Asa knows this data folder and nothing else of this machine.

    Modules are compiled once, as on any machine that runs Asa for more than a minute.
    """
    foreign = ("ASA_", "MAKE", "MFLAGS", "PYTHONDONTWRITEBYTECODE")
    own = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    compiled = {"PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}
    return {**own, **compiled, "ASA_DATA_DIR": str(folder), "PYTHONPATH": str(ROOT), **more}


def asa(folder: Path, *arguments: str, **more: str) -> None:
    run = subprocess.run(
        [str(BIN / "asa"), *arguments],
        cwd=ROOT,
        env=variables(folder, **more),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(f"asa {' '.join(arguments)} failed:\n{run.stdout}{run.stderr}")


def prepare(folder: Path, **more: str) -> Path:
    """A folder with tables and code lists, and no person yet."""
    asa(folder, "prepare", **more)
    return folder


def copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target)
    return target


@contextmanager
def lent(source: Path, target: Path) -> Iterator[Path]:
    """A copy that is gone afterwards: of a large register one at a time is enough."""
    try:
        yield copy(source, target)
    finally:
        shutil.rmtree(target, ignore_errors=True)


class Demo:
    """The demonstration, made once for all measurements; each takes a copy of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def copy(self, target: Path) -> Path:
        if not self.folder.exists():
            prepare(self.folder)
            asa(self.folder, "demo")
        return copy(self.folder, target)
