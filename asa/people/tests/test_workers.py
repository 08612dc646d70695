"""Two workers count tries together, and of two people at once one is told no."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from asa.common.errors import DomainError
from asa.people.actions import Throttle, hand_over_code, set_password_by_code, system_user, try_code
from asa.people.codes import Outcome
from asa.people.errors import TooManyTries
from asa.people.models import SignInAttempt
from asa.people.tests.factories import make_user

# What one worker does in a process of its own: fifteen guesses as fast as it can.
GUESSING = """
import django
django.setup()
from asa.people.actions import Throttle
from asa.people.errors import TooManyTries
asked = 0
for n in range(15):
    try:
        Throttle("one account", device="", address="10.0.0.1").check(lambda: None)
        asked += 1
    except TooManyTries:
        pass
print(asked)
"""
in_a_database_of_its_own = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="SQLite in memory is one connection; two processes on a file are tried above",
)


def test_two_processes_on_one_file_let_ten_guesses_through_together(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ASA_")},
        "ASA_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    migrate = "import django; django.setup()\nfrom django.core.management import call_command\ncall_command('migrate', verbosity=0)"
    run = {"cwd": settings.BASE_DIR, "env": environment, "text": True}
    subprocess.run([sys.executable, "-c", migrate], check=True, **run)
    workers = [
        subprocess.Popen([sys.executable, "-c", GUESSING], stdout=subprocess.PIPE, **run)
        for _worker in range(2)
    ]
    asked = [int(worker.communicate(timeout=120)[0]) for worker in workers]
    assert 8 <= sum(asked) <= 10


def at_once(workers, work):
    """Run work(n) in as many threads, each with a connection of its own, all at one moment."""
    barrier = Barrier(workers)

    def run(n):
        try:
            barrier.wait()
            return work(n)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(run, range(workers)))


@in_a_database_of_its_own
@pytest.mark.django_db(transaction=True)
def test_four_threads_let_ten_guesses_through_together():
    asked = []

    def guess(n):
        for _try in range(15):
            try:
                Throttle("one account", device="", address="10.0.0.1").check(
                    lambda: asked.append(n)
                )
            except TooManyTries:
                continue

    at_once(4, guess)
    assert 1 <= len(asked) <= 10
    assert SignInAttempt.objects.filter(outcome=Outcome.FAILED).count() == len(asked)
    assert connection.vendor != "sqlite"


@in_a_database_of_its_own
@pytest.mark.django_db(transaction=True)
def test_a_code_sets_a_password_once_though_two_send_it_at_once():
    user = make_user("volunteer")
    now = timezone.now()
    _activation, code = hand_over_code(user, by=system_user(), at=now)
    found = try_code(user, code=code, at=now)

    def use(n):
        try:
            return set_password_by_code(found, password=f"mango rain {n} x", at=now)
        except DomainError as error:
            return error

    answers = at_once(2, use)
    assert sum(answer == user for answer in answers) == 1
