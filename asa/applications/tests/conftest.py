import pytest
from django.utils import translation

from asa.people.tests.factories import make_user
from asa.places.tests.factories import make_area
from asa.volunteers.loader import load_lists


@pytest.fixture
def in_english():
    """Sentences of actions are compared in English; pages choose their own language."""
    with translation.override("en"):
        yield


@pytest.fixture
def place():
    """A sub-district of Chumphon, with the rules of the register."""
    make_area("86010104")
    load_lists()
    return make_area("860101")


@pytest.fixture
def officer(place):
    return make_user("province_officer", "86")
