import time

import pytest
from django.db import connection, transaction

from asa.places.importers import load_places
from asa.places.models import Area, AreaSuccessor, PlaceSource, Postcode, Region, RegionMember
from asa.places.queries import forget_names


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The whole country, loaded once for the tests of one file; gives the seconds it took."""
    with django_db_blocker.unblock():
        started = time.process_time()
        load_places()
        seconds = time.process_time() - started
        yield seconds
        _empty(RegionMember, Region, AreaSuccessor, Postcode, PlaceSource, Area)
        forget_names()


def _empty(*models):
    """Nothing else names an area by now: PostgreSQL need not ask every table of each."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        for model in models:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608 - our own tables
