"""Making a data folder ready: keys, tables, code lists."""

import sysconfig
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from asa.cards.loader import load_lists as load_card_lists
from asa.cases.loader import load_lists as load_case_lists
from asa.centres.loader import load_lists as load_centre_lists
from asa.common import crypto
from asa.common.marks import is_demo
from asa.handover.loader import load_lists as load_handover_lists
from asa.households.loader import load_lists as load_household_lists
from asa.knowledge.loader import load_lists as load_lessons
from asa.notices.loader import load_lists as load_notice_lists
from asa.people.actions import system_user
from asa.places.importers import load_places
from asa.reverification.loader import load_lists as load_round_rules
from asa.training.loader import load_lists as load_training_lists
from asa.volunteers.loader import load_lists as load_volunteer_lists

# What a prepared data folder is made from, below asa/.
MADE_FROM = ("*/migrations/*.py", "*/data/*", "*/static/**/*")


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
    load_volunteer_lists()
    load_card_lists()
    load_household_lists()
    load_case_lists()
    load_centre_lists()
    load_round_rules()
    load_handover_lists()
    load_training_lists()
    load_notice_lists()
    load_lessons()
    system_user()


def prepare_what_changed() -> bool:
    """Prepare the data folder unless nothing changed since it was last done; True if it was."""
    stamp = Path(settings.ASA_DATA_DIR) / "prepared.txt"
    if why_without_files() == "" and stamp.exists() and stamp.read_text() == _state():
        return False
    prepare_all()
    stamp.write_text(_state())
    return True


def prepare_all() -> None:
    """Tables, lists, and the files of the pages."""
    prepare()
    call_command("collectstatic", interactive=False, verbosity=0)


def _state() -> str:
    """What the tables and lists are made from, and in which database: a fingerprint."""
    parts = [settings.BASE_DIR / "asa", Path(sysconfig.get_path("purelib"))]
    files = [path for kind in MADE_FROM for path in parts[0].glob(kind)]
    told = [f"{path}:{path.stat().st_mtime_ns}" for path in sorted([*files, *parts])]
    place = {name: str(connection.settings_dict[name]) for name in ("NAME", "HOST", "PORT")}
    return sha256(repr((told, place, _migrations_done())).encode()).hexdigest()


def _migrations_done() -> int:
    """How many migrations the database says it has; a new or emptied database has none."""
    try:
        return len(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return 0


def why_without_files() -> str:
    """Why keys or files of pages are missing, in one sentence; empty when they are there."""
    if not Path(settings.ASA_KEY_FILE).exists():
        return "There are no keys in the data folder. Run `asa prepare` first."
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        return "The files of the pages are not in the data folder. Run `asa prepare` first."
    return ""


def why_not_ready() -> str:
    """Why this installation cannot serve, in one sentence; empty when it can."""
    if reason := why_without_files():
        return reason
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return "The database is not prepared for this version. Run `asa prepare` first."
    return why_not_this_data()


def why_not_this_data() -> str:
    """Production refuses a database of invented people."""
    if settings.IN_PRODUCTION and is_demo():
        return "This database holds the demonstration. Production needs a database of its own."
    return ""
