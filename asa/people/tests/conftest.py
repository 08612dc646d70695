import pytest
from django.test import Client


@pytest.fixture
def browser():
    """A browser of its own, which keeps its cookies."""
    return Client()


@pytest.fixture
def quick_passwords(settings):
    """For tests that sign in hundreds of times; Argon2 is meant to be slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
