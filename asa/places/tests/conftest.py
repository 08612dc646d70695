import time

import pytest

from asa.places.codes import Level
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
        for model in (RegionMember, Region, AreaSuccessor, Postcode, PlaceSource):
            model.objects.all().delete()
        Area.objects.filter(level=Level.TAMBON).delete()
        Area.objects.filter(level=Level.DISTRICT).delete()
        Area.objects.filter(level=Level.PROVINCE).delete()
        Area.objects.all().delete()
        forget_names()
