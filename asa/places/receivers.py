"""A process that serves pages or does jobs learns that another one has changed areas."""

from typing import Any

from asa.places.queries import forget_if_changed


def work_begins(**_about: Any) -> None:
    """Before a page or a job: names that have changed are read anew."""
    forget_if_changed()
