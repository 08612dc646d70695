"""What is brought in in bulk: a list of participants with its seats."""

from asa.training.importers.workshop import WorkshopReport, import_workshop

__all__ = ["WorkshopReport", "import_workshop"]
