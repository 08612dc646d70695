"""Serving: web workers and one worker for jobs, started and stopped together."""

import json
import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.db import connections
from django.utils import timezone

from asa.common.jobs import take_back_dead_jobs
from asa.home.jobs import plan_night
from asa.notices.actions import plan_next_sending

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
# Without Django's checks, which would load every page into the worker.
JOBS = [
    *(sys.executable, "-m", "django", "db_worker"),
    *("--interval", "1", "--no-startup-delay", "--skip-checks"),
]


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


def serve_until_stopped() -> NoReturn:
    """Take back what a dead worker left, and become the small program that runs web and jobs."""
    take_back_dead_jobs()
    plan_night(after=timezone.now())
    plan_next_sending(at=timezone.now())
    connections.close_all()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
    program = Path(__file__).with_name("supervising.py")
    os.chdir(settings.BASE_DIR)
    os.execve(  # noqa: S606 - our own program
        sys.executable, [sys.executable, "-I", str(program), json.dumps(_commands())], environment
    )
