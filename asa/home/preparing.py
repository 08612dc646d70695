"""Making a data folder ready: keys, tables, code lists."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from asa.cases.loader import load_lists as load_case_lists
from asa.common import crypto
from asa.common.marks import is_demo
from asa.households.loader import load_lists as load_household_lists
from asa.people.actions import system_user
from asa.places.importers import load_places


def make_keys() -> None:
    """On a laptop the key file is made on first use; production must bring its own."""
    path = Path(settings.ASA_KEY_FILE)
    if path.exists():
        return
    if settings.IN_PRODUCTION:
        raise ImproperlyConfigured(f"The key file {path} is missing. Put the keys there first.")
    path.parent.mkdir(parents=True, exist_ok=True)
    crypto.create_keys(path)


def prepare() -> None:
    """Bring tables and code lists to the state of this program; safe to run again."""
    make_keys()
    call_command("migrate", interactive=False, verbosity=0)
    fill_lists()


def fill_lists() -> None:
    """Load areas and code lists, and the user as whom the command line acts."""
    load_places()
    load_household_lists()
    load_case_lists()
    system_user()


def why_not_ready() -> str:
    """Why this installation cannot serve, in one sentence; empty when it can."""
    if not Path(settings.ASA_KEY_FILE).exists():
        return "There are no keys in the data folder. Run `asa prepare` first."
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return "The files of the pages are not in the data folder. Run `asa prepare` first."
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database is not prepared for this version. Run `asa prepare` first."
    if settings.IN_PRODUCTION and is_demo():
        return "This database holds the demonstration. Production needs a database of its own."
    return ""
