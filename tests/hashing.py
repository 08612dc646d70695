"""Passwords of tests: kept as the product keeps them, without the work that makes guessing slow."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2(Argon2PasswordHasher):
    """Argon2id with the least work; the product's own is Django's."""

    time_cost, memory_cost, parallelism = 1, 8, 1
