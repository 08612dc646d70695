import pytest
from django.utils import translation


@pytest.fixture
def in_english():
    """Sentences are compared in English; their Thai is the catalogue's."""
    with translation.override("en"):
        yield
