"""What is brought in in bulk: registers of volunteers."""

from asa.volunteers.importers.volunteers import import_volunteers

__all__ = ["import_volunteers"]
