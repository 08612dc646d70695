"""Tests leave no trace: what Asa writes goes to a folder that pytest throws away."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from asa.common.crypto import create_keys
from asa.places.queries import forget_names
from tests import sharing

# How long an example takes is no business of a test, and what a function's fixture made is taken
# back after all of its examples.
hypothesis_settings.register_profile(
    "asa",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("asa")


def pytest_addoption(parser: pytest.Parser) -> None:
    sharing.add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    sharing.configure(config)


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: nobody need look through it again for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def a_data_folder_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("data")
    (folder / "static").mkdir()
    # The manifest of static files exists only after `asa prepare`.
    plain_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    create_keys(folder / "keys.json")
    with override_settings(
        ASA_DATA_DIR=folder,
        ASA_KEY_FILE=str(folder / "keys.json"),
        PASSWORD_HASHERS=["tests.hashing.LightArgon2"],
        STATIC_ROOT=folder / "static",
        STORAGES={**settings.STORAGES, "staticfiles": plain_files},
    ):
        yield


@pytest.fixture(scope="session")
def prepared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation without people, made once as somebody at a terminal makes it, on SQLite.

    Whoever changes it takes a copy.
    """
    folder = tmp_path_factory.mktemp("prepared")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASA_")}
    subprocess.run(
        [sys.executable, "-c", "from config.cli import main; main()", "prepare"],
        env={**kept, "ASA_DATA_DIR": str(folder)},
        cwd=settings.BASE_DIR,
        check=True,
    )
    return folder


@pytest.fixture(autouse=True)
def no_places_of_another_test() -> None:
    """Names and lists of areas that an earlier test read may be of rows that were taken back."""
    forget_names()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The ministry's lists are there from the start; a test that empties tables loads them anew."""
    from asa.cases.loader import load_lists  # noqa: PLC0415 - models load after the settings
    from asa.centres.loader import load_lists as load_centre_lists  # noqa: PLC0415 - the same
    from asa.handover.loader import load_lists as load_terms  # noqa: PLC0415 - the same
    from asa.notices.loader import load_lists as load_hours  # noqa: PLC0415 - the same
    from asa.reverification.loader import load_lists as load_waits  # noqa: PLC0415 - the same
    from asa.training.loader import load_lists as load_courses  # noqa: PLC0415 - the same
    from asa.volunteers.loader import load_lists as load_rules  # noqa: PLC0415 - the same

    with django_db_blocker.unblock():
        load_lists()
        load_rules()
        load_centre_lists()
        load_terms()
        load_waits()
        load_courses()
        load_hours()


# What a change of tables writes and no test.
WRITTEN_WITH_THE_TABLES = {"django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def tables_are_emptied_that_hold_something() -> Iterator[None]:
    """After a test that commits. Django empties two hundred tables, and writes anew what every
    change of tables writes: on PostgreSQL half a second for each such test.
    """
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", empty_what_holds_something)
        yield


def empty_what_holds_something(_test: Any) -> None:
    quote = connection.ops.quote_name
    tables = set(connection.introspection.django_table_names(only_existing=True))
    questions = [
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {quote(table)})"  # noqa: S608 - our own tables
        for table in sorted(tables - WRITTEN_WITH_THE_TABLES)
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Without keys and triggers, as TRUNCATE is.
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(" UNION ALL ".join(questions))
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608 - the same


APPEND_ONLY = ("common_journalentry", "common_accessentry")


@pytest.fixture(autouse=True)
def no_heads_of_another_test() -> None:
    """Heads that an earlier test copied out belong to rows that were taken back."""
    (Path(settings.ASA_DATA_DIR) / "heads.log").unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def an_append_only_table_can_be_emptied_after_a_test(
    request: pytest.FixtureRequest,
) -> Iterator[None]:
    """Tests that commit are cleaned up by deleting rows, which SQLite's trigger would refuse."""
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in APPEND_ONLY:
                cursor.execute(
                    "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = %s",
                    [f"{table}_no_delete"],
                )
                (made_by,) = cursor.fetchone()
                cursor.execute(f"DROP TRIGGER {table}_no_delete")
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own two names
                cursor.execute(made_by)
