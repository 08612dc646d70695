import pytest
from django.utils import translation


@pytest.fixture
def in_english():
    """Sentences of actions are compared in English; pages choose their own language."""
    with translation.override("en"):
        yield
