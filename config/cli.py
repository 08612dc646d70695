"""The command line `asa`: Asa's own commands, and what its checks need of Django's.

Django brings commands that write past the actions and the journal, such as loading a dump or
making a superuser; they would be a second door, so they do not stand on this one.
"""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line, get_commands, load_command_class
from django.db import DatabaseError

OF_DJANGO = frozenset({"check", "makemigrations", "migrate", "showmigrations"})
HELP = frozenset({"help", "--help", "-h"})
# As an import ends that could not begin.
NOT_READY = 2


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        _run(sys.argv[1:])
    except ImproperlyConfigured as error:
        sys.exit(f"asa: {error}")
    except DatabaseError:
        # A table that is missing says nothing to whoever forgot to prepare the data folder.
        if not (reason := _why_not_ready()):
            raise
        print(f"asa: {reason}", file=sys.stderr)
        sys.exit(NOT_READY)


def _why_not_ready() -> str:
    from asa.home.preparing import why_not_ready  # noqa: PLC0415 - after the settings are known

    return why_not_ready()


def own_commands() -> dict[str, str]:
    """The commands of the command line and the app that each stands in."""
    django.setup()
    return {
        name: app
        for name, app in get_commands().items()
        if app.startswith("asa.") or name in OF_DJANGO
    }


def _run(words: list[str]) -> None:
    wanted = words[0] if words else "help"
    if wanted in HELP and len(words) < 2:
        print(_list())
    elif wanted not in HELP and wanted not in own_commands():
        sys.exit(f"asa: there is no command {wanted!r}. `asa help` lists what there is.")
    else:
        execute_from_command_line(["asa", *words])


def _list() -> str:
    lines = ["asa COMMAND …    (asa help COMMAND tells more)", ""]
    for name, app in sorted(own_commands().items()):
        if app.startswith("asa."):
            lines.append(f"  {name:20}{load_command_class(app, name).help}")
    return "\n".join(lines)
