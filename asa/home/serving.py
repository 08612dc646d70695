"""Serving: web workers and one worker for jobs, started and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings

from asa.common.jobs import take_back_dead_jobs

WEB = [
    sys.executable,
    "-m",
    "granian",
    "--interface",
    "wsgi",
    "--blocking-threads",
    "1",
    "--no-ws",
    "--log-level",
    "warning",
    "config.wsgi:application",
]
JOBS = [sys.executable, "-m", "django", "db_worker", "--interval", "1", "--no-startup-delay"]
PATIENCE = 20  # seconds for a page or a step of a job to end, before it is cut off


def why_not_reachable() -> str:
    """Why nobody could reach us at our address, in one sentence; empty when they can."""
    place = (settings.ASA_HOST, settings.ASA_PORT)
    family = socket.AF_INET6 if ":" in settings.ASA_HOST else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as error:
            return f"Port {settings.ASA_PORT} cannot be used ({error.strerror}). Set ASA_PORT."
    return ""


def _commands() -> list[list[str]]:
    workers = str(settings.ASA_WEB_WORKERS)
    place = ["--host", settings.ASA_HOST, "--port", str(settings.ASA_PORT), "--workers", workers]
    return [[*WEB, *place], JOBS]


def serve_until_stopped() -> int:
    """Run web and jobs until told to stop; when one of them ends by itself, end the other.

    Gives the exit code: 0 when we were told to stop, 1 when something ended by itself.
    """
    take_back_dead_jobs()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    running = [
        subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)  # noqa: S603 - our own two commands
        for command in _commands()
    ]
    asked: list[int] = []

    def stop(signum: int, frame: FrameType | None) -> None:
        asked.append(signum)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not asked and all(process.poll() is None for process in running):
        time.sleep(0.2)
    for process in running:
        process.send_signal(signal.SIGTERM)
    for process in running:
        _wait_for(process)
    return 0 if asked else 1


def _wait_for(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
