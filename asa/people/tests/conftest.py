import pytest
from django.test import Client


@pytest.fixture
def browser():
    """A browser of its own, which keeps its cookies."""
    return Client()
