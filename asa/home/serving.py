"""Serving: web workers and one worker for jobs, started and stopped together."""

import os
import signal
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


def _commands() -> list[list[str]]:
    workers = str(settings.ASA_WEB_WORKERS)
    place = ["--host", settings.ASA_HOST, "--port", str(settings.ASA_PORT), "--workers", workers]
    return [[*WEB, *place], JOBS]


def serve_until_stopped() -> int:
    """Run web and jobs; when one of them ends, end the other. Gives the exit code."""
    take_back_dead_jobs()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    running = [
        subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)
        for command in _commands()
    ]

    def stop(signum: int, frame: FrameType | None) -> None:
        for process in running:
            process.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(process.poll() is None for process in running):
        time.sleep(0.2)
    stop(signal.SIGTERM, None)
    codes = [process.wait(timeout=30) for process in running]
    return max(code for code in codes if code >= 0) if any(c > 0 for c in codes) else 0
