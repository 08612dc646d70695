import pytest
from django.utils import translation

from asa.places.tests.factories import load_chumphon


@pytest.fixture(autouse=True)
def in_english():
    """Sentences are compared in English; their Thai is the catalogue's."""
    with translation.override("en"):
        yield


@pytest.fixture
def chumphon(db):
    """Chumphon and its neighbours with all their tambons."""
    load_chumphon()


@pytest.fixture
def page(client):
    """A page of a round as a user reads it, in English."""
    client.cookies["asa_language"] = "en"

    def ask(user, url, **query):
        client.force_login(user)
        return client.get(url, query)

    return ask
