"""The real program on a data folder of its own: web workers, the worker for jobs, prepared files.

python -m tests.journeys.site FOLDER    prepares one there for the journeys to copy
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[2]
ASA = str(Path(sys.executable).parent / "asa")
LONGEST_START = 90
# Chromium without windows: Debian's other build of the same source, which starts and draws faster.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@dataclass
class Site:
    """A served Asa. Start it with `with`; it ends with what it had begun."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=_free_port)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name[:4] != "ASA_"}
        return {
            **inherited,
            "ASA_DATA_DIR": str(self.folder),
            "ASA_PORT": str(self.port),
            "ASA_WEB_WORKERS": "1",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": str(ROOT),
            **self.settings,
        }

    def run(self, *command: str) -> None:
        subprocess.run(command, cwd=ROOT, env=self.environment(), check=True, timeout=180)

    def prepare(self) -> "Site":
        """Tables, lists, keys and files of an empty installation, and the people of the journeys."""
        self.run(ASA, "prepare")
        self.run(sys.executable, "-m", "tests.journeys.cast")
        return self

    def copy_to(self, folder: Path, **settings: str) -> "Site":
        """The same installation once more, so that what happens there changes nothing here."""
        shutil.copytree(self.folder, folder)
        return Site(folder, settings)

    def __enter__(self) -> Self:
        self._log = (self.folder / "serve.log").open("w", encoding="utf-8")
        self._process = subprocess.Popen(
            [ASA, "serve"],
            cwd=ROOT,
            env=self.environment(),
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait_for_first_answer()
        return self

    def __exit__(self, *trouble: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=40)
        self._log.close()

    def _wait_for_first_answer(self) -> None:
        until = time.monotonic() + LONGEST_START
        while self._process.poll() is None and time.monotonic() < until:
            try:
                asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
                asked.request("GET", "/sign-in/")
                asked.getresponse()
            except (ConnectionError, TimeoutError):
                time.sleep(0.1)
            else:
                return
            finally:
                asked.close()
        self.__exit__()
        raise RuntimeError(f"Asa did not start: {self.said()}")

    def said(self) -> str:
        """What the program wrote while it ran; warnings and errors stand there."""
        return (self.folder / "serve.log").read_text(encoding="utf-8")


if __name__ == "__main__":
    Site(Path(sys.argv[1])).prepare()
