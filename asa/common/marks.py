"""Words about the installation as a whole."""

from functools import lru_cache

from django.db import DatabaseError

from asa.common.models import Mark

DEMO = "demo"


@lru_cache(maxsize=1)
def is_demo() -> bool:
    """Whether this data folder holds the demonstration's people, who are invented."""
    try:
        return Mark.objects.filter(name=DEMO).exists()
    except DatabaseError:
        return False


def mark_demo() -> None:
    """Mark this database as the demonstration's; production refuses to serve it."""
    Mark.objects.get_or_create(name=DEMO)
    is_demo.cache_clear()
