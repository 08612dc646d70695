"""Asks a server for pages with wrk for some seconds, and reads what came of it."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from bench.processes import Server

SECONDS, CONNECTIONS = 4, 4
SCRIPT = Path(__file__).with_name("requests.lua")
FIGURES = re.compile(r"asa requests=(\d+) seconds=([\d.]+) failed=(\d+) p50=(\d+) p95=(\d+)")


@dataclass(frozen=True)
class Load:
    """What one burst of requests showed: times in milliseconds."""

    per_second: float
    cpu_each: float
    p50: float
    p95: float


def warm_up(server: Server, path: str, request: dict[str, str] | None = None) -> None:
    """Lets every worker meet the page once; on a busy machine none may answer in the time."""
    _wrk(server, path, request or {}, seconds=2, at_least=0)


def ask(server: Server, path: str, request: dict[str, str] | None = None) -> Load:
    """GETs, or POSTs where the request has a BODY; any answer but the EXPECTed one ends the run."""
    before = server.cpu_seconds()
    found = _wrk(server, path, request or {}, seconds=SECONDS, at_least=1)
    cpu = server.cpu_seconds() - before
    requests = int(found[1])
    return Load(
        per_second=requests / float(found[2]),
        cpu_each=cpu * 1000 / requests,
        p50=int(found[4]) / 1000,
        p95=int(found[5]) / 1000,
    )


def _wrk(
    server: Server, path: str, variables: dict[str, str], *, seconds: int, at_least: int
) -> re.Match[str]:
    how = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "-s", str(SCRIPT)]
    run = subprocess.run(
        ["wrk", *how, server.address + path],
        env={"PATH": "/usr/bin:/bin", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    found = FIGURES.search(run.stdout)
    if not found or int(found[1]) < at_least or int(found[3]):
        raise SystemExit(f"{path} was not answered as it should be:\n{run.stdout}{run.stderr}")
    return found
