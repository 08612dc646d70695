"""Counts what the pages of a whole country ask of the database, and signs their reader in.

    python -m bench.counting    in the data folder of ASA_DATA_DIR; prints JSON

{"pages": {name: address}, "cookie": cookie, "queries": {name: how many}, "rows": how many
volunteers the reader may see}: an officer of the department, after the night has kept its counts.
"""

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.conf import settings  # noqa: E402 - models load after setup()
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from asa.common.thaidate import today  # noqa: E402
from asa.coverage.actions import keep_tallies  # noqa: E402
from asa.people.codes import Role  # noqa: E402
from asa.volunteers.queries import volunteers_for  # noqa: E402
from bench.looking import searcher  # noqa: E402
from bench.scene import cookie  # noqa: E402

PAGES = ("coverage:show", "volunteers:list")


def counting() -> dict[str, object]:
    reader = searcher(Role.DEPARTMENT_OFFICER, "TH")
    keep_tallies(on=today())
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.force_login(reader)
    pages = {name: reverse(name) for name in PAGES}
    return {
        "pages": pages,
        "cookie": cookie(reader),
        "queries": {name: _queries(client, address) for name, address in pages.items()},
        "rows": volunteers_for(reader).count(),
    }


def _queries(client: Client, address: str) -> int:
    """What the second look asks: the first has filled what a worker keeps."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return len(asked)


if __name__ == "__main__":
    print(json.dumps(counting()))
