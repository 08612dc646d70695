"""Two workers count tries together, and of two people at once one is told no."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from shutil import copytree
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

# What one worker does in a process of its own, as fast as it can.
BEGIN = """
import sys, django
django.setup()
from asa.people.actions import Throttle
from asa.people.errors import TooManyTries
def let_through(account, answer):
    try:
        return Throttle(account, device="", address="10.0.0.1").check(lambda: answer) is answer
    except TooManyTries:
        return False
"""
GUESSING = BEGIN + "print(sum(let_through('one account', None) for n in range(15)))"
SIGNING_IN = (
    BEGIN
    + """
names = [f"{sys.argv[1]} {n}" for n in range(100)]
print(sum(let_through(name, None) for name in names), sum(let_through(name, "in") for name in names))
"""
)
in_a_database_of_its_own = pytest.mark.skipif(
    settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"),
    reason="SQLite in memory is one connection; two processes on a file are tried above",
)


@pytest.fixture(scope="module")
def workers(prepared_folder, tmp_path_factory):
    """`workers(program)`: runs it in two processes at once on one database file; what each said."""
    folder = copytree(prepared_folder, tmp_path_factory.mktemp("two-workers") / "data")
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ASA_")},
        "ASA_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    run = {"cwd": settings.BASE_DIR, "env": environment, "text": True}

    def run_two(program):
        both = [
            subprocess.Popen([sys.executable, "-c", program, name], stdout=subprocess.PIPE, **run)
            for name in ("first", "second")
        ]
        return [one.communicate(timeout=120)[0].split() for one in both]

    return run_two


def test_two_hundred_people_behind_one_address_come_in_through_two_workers(workers):
    """Each mistypes once and then signs in: 200 failures of one address lock nobody out."""
    assert workers(SIGNING_IN) == [["100", "100"], ["100", "100"]]


def test_two_processes_on_one_file_let_ten_guesses_through_together(workers):
    asked = sum(int(told) for (told,) in workers(GUESSING))
    assert 8 <= asked <= 10


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
