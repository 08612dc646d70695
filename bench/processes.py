"""Starts a server for a measurement, reads what it costs from /proc, and stops it for certain."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TICKS = os.sysconf("SC_CLK_TCK")
START_LIMIT, STOP_LIMIT = 120, 15


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Server:
    """A program that serves on 127.0.0.1, with every process that it starts itself."""

    def __init__(
        self, *command: str, port: int, environment: dict[str, str], path: str = "/"
    ) -> None:
        self.command, self.environment = command, environment
        self.address = f"http://127.0.0.1:{port}"
        self.path = path
        self.seconds_to_first_answer = 0.0

    def __enter__(self) -> Self:
        self.log = tempfile.TemporaryFile()
        started = time.perf_counter()
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._wait_for_an_answer(started + START_LIMIT)
        except BaseException:
            self.stop()
            raise
        self.seconds_to_first_answer = time.perf_counter() - started
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _wait_for_an_answer(self, deadline: float) -> None:
        while time.perf_counter() < deadline:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.address + self.path, timeout=10):  # noqa: S310 - ours
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.01)
        raise SystemExit(f"{' '.join(self.command)} did not answer:\n{self.said()}")

    def said(self) -> str:
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def stop(self) -> None:
        """Ends all processes of the server by its id, and looks that they are gone."""
        for kind in (signal.SIGTERM, signal.SIGKILL):
            deadline = time.perf_counter() + STOP_LIMIT
            if processes_of(self.process.pid):
                os.killpg(self.process.pid, kind)
            while time.perf_counter() < deadline:
                if self.process.poll() is not None and not processes_of(self.process.pid):
                    self.log.close()
                    return
                time.sleep(0.02)
        raise SystemExit(f"{' '.join(self.command)} does not end")

    def cpu_seconds(self) -> float:
        """Processor time of all its processes that are alive, in user and system mode."""
        fields = [_stat(process) for process in processes_of(self.process.pid)]
        return sum(int(stat[11]) + int(stat[12]) for stat in fields) / TICKS

    def memory(self) -> dict[str, float]:
        """Megabytes: resident (each process in full) and proportional (shared pages once)."""
        found = {"Rss": 0.0, "Pss": 0.0}
        for process in processes_of(self.process.pid):
            for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
                name, _colon, value = line.partition(":")
                if name in found:
                    found[name] += int(value.split()[0]) / 1024
        return found


def processes_of(session: int) -> list[int]:
    """The living processes of a session: what the server started, whoever its parent is now."""
    numbers = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [number for number in numbers if _lives_in(session, number)]


def _lives_in(session: int, process: int) -> bool:
    try:
        stat = _stat(process)
    except (FileNotFoundError, ProcessLookupError):
        return False
    return int(stat[3]) == session and stat[0] != "Z"


def _stat(process: int) -> list[str]:
    """The fields of /proc/<pid>/stat from the state on; the name before them may hold spaces."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
