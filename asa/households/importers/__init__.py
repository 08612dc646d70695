"""What is brought in in bulk: lists of households and their members."""

from asa.households.importers.run import import_households

__all__ = ["import_households"]
