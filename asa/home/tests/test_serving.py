"""`asa prepare` and `asa serve` as a person at a terminal runs them, in a folder of their own."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

import pytest
from django.conf import settings

from asa.home import supervising


def environment(folder, **more):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASA_")}
    return {**kept, "ASA_DATA_DIR": str(folder), **more}


def asa(folder, *args, **more):
    code = "import sys; from config.cli import main; sys.argv[0] = 'asa'; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        env=environment(folder, **more),
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def prepared(prepared_folder, tmp_path_factory):
    return copytree(prepared_folder, tmp_path_factory.mktemp("served") / "data")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(folder, port, **more):
    code = "import sys; from config.cli import main; sys.argv = ['asa', 'serve']; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment(folder, ASA_PORT=str(port), ASA_WEB_WORKERS="1", **more),
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=40)


def answer_of(port, path="/healthz/"):
    for _try in range(150):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as response:
                return response.read()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError("Asa did not answer")


def one(folder, sql):
    with sqlite3.connect(Path(folder) / "asa.sqlite3") as database:
        return database.execute(sql).fetchone()[0]


def test_preparing_twice_keeps_the_keys_and_the_lists(prepared):
    counted = "SELECT count(*) FROM places_area"
    keys, areas = (prepared / "keys.json").read_bytes(), one(prepared, counted)
    assert asa(prepared, "prepare").returncode == 0
    assert (prepared / "keys.json").read_bytes() == keys
    assert one(prepared, counted) == areas > 8000


@contextmanager
def marked_as_demo(folder):
    signins = folder / "demo-signins.txt"
    signins.write_text("mali  อพม.  secret-word\n", encoding="utf-8")
    with sqlite3.connect(folder / "asa.sqlite3") as database:
        database.execute("INSERT INTO common_mark VALUES ('demo', '2026-02-01T00:00:00')")
    yield
    with sqlite3.connect(folder / "asa.sqlite3") as database:
        database.execute("DELETE FROM common_mark")
    signins.unlink()


def test_web_and_jobs_start_and_stop_together_and_dead_jobs_run_again(prepared):
    started = "2026-02-01T00:00:00"
    with sqlite3.connect(prepared / "asa.sqlite3") as database:
        database.execute(
            "INSERT INTO common_job (id, kind, title, state, params, result, message, done, total,"
            " started_by_id, area, created_at) VALUES (?, 'home.verify', 'x', 'running', '{}',"
            " '{}', '', 1, 2, ?, 'TH', ?)",
            ["0" * 32, "0" * 32, started],
        )
    port = free_port()
    with marked_as_demo(prepared), served(prepared, port) as process:
        assert answer_of(port) == b"ok"
        assert b"<form" in answer_of(port, "/")
        finished = "SELECT state FROM common_job WHERE kind = 'home.verify'"
        for _try in range(100):
            if one(prepared, finished) == "done":
                break
            time.sleep(0.2)
        assert one(prepared, finished) == "done"
        night = "SELECT state FROM common_job WHERE kind = 'home.nightly'"
        assert one(prepared, night) == "waiting"
        process.send_signal(signal.SIGTERM)
        said, _none = process.communicate(timeout=40)
        assert process.returncode == 0
        assert f"http://127.0.0.1:{port}/" in said
        # The demonstration's sign-ins stand above the address.
        assert "secret-word" in said
    with pytest.raises((urllib.error.URLError, ConnectionError)):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz/")


def test_an_unprepared_folder_is_refused_in_one_sentence(tmp_path):
    refused = asa(tmp_path, "serve")
    assert refused.returncode == 1
    assert "Run `asa prepare` first." in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("figures", "--json"),
        ("import_volunteers", str(settings.BASE_DIR / "samples/volunteers_chumphon.xlsx")),
        ("coverage", "--area", "86", "--json"),
    ],
)
def test_a_command_in_an_unprepared_folder_says_what_to_do_first(tmp_path, words):
    refused = asa(tmp_path, *words)
    assert refused.returncode == 2
    assert "Run `asa prepare` first." in refused.stderr
    assert "Traceback" not in refused.stderr
    assert refused.stdout == ""


def test_a_database_of_an_older_version_is_refused(prepared, tmp_path):
    for name in ("keys.json", "secret.txt"):
        (tmp_path / name).write_bytes((prepared / name).read_bytes())
        (tmp_path / name).chmod(0o600)
    (tmp_path / "static").symlink_to(prepared / "static")
    refused = asa(tmp_path, "serve")
    assert "The database is not prepared for this version." in refused.stderr


TWO_STARTS_AND_A_LOST_DATABASE = """
import django; django.setup()
from pathlib import Path
from django.db import connection
from asa.home.preparing import prepare_what_changed
from asa.places.models import Area
print(prepare_what_changed(), prepare_what_changed())
connection.close()
for left in Path(connection.settings_dict["NAME"]).parent.glob("asa.sqlite3*"):
    left.unlink()
print(prepare_what_changed(), prepare_what_changed(), Area.objects.count() > 7000)
"""


def test_a_start_from_nothing_prepares_only_what_changed(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", TWO_STARTS_AND_A_LOST_DATABASE],
        env=environment(tmp_path, DJANGO_SETTINGS_MODULE="config.settings"),
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.stdout.split() == ["True", "False", "True", "False", "True"], done.stderr


def test_a_taken_port_is_told_in_one_sentence(prepared):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = asa(prepared, "serve", ASA_PORT=str(port))
    assert refused.returncode == 1
    assert f"Port {port} cannot be used" in refused.stderr


PRODUCTION = {"ASA_MODE": "production", "ASA_SECRET_KEY": "s" * 60}


def test_production_refuses_a_missing_secret_and_a_missing_key_file(tmp_path):
    no_secret = asa(tmp_path, "serve", ASA_MODE="production")
    assert no_secret.returncode == 1
    assert "ASA_SECRET_KEY must be set in production." in no_secret.stderr
    no_keys = asa(tmp_path, "prepare", **PRODUCTION)
    assert no_keys.returncode == 1
    assert "Put the keys there first." in no_keys.stderr


def test_production_refuses_the_database_of_a_demonstration(prepared):
    with marked_as_demo(prepared):
        refused = asa(prepared, "serve", **PRODUCTION)
    assert refused.returncode == 1
    assert "Production needs a database of its own." in refused.stderr


def test_when_one_command_ends_by_itself_the_others_are_ended(tmp_path):
    """Run apart from pytest, whose own signals must stay as they are."""
    flag = tmp_path / "ended"
    waits = (
        "import signal, sys, time, pathlib\n"
        f"signal.signal(15, lambda *a: (pathlib.Path({str(flag)!r}).touch(), sys.exit(0)))\n"
        "time.sleep(30)"
    )
    commands = [[sys.executable, "-c", "import time; time.sleep(1)"], [sys.executable, "-c", waits]]
    done = subprocess.run(
        [sys.executable, "-I", supervising.__file__, json.dumps(commands)], timeout=25, check=False
    )
    assert done.returncode == 1
    assert flag.exists()
