"""What is brought in in bulk: lists of households and their members; and how one is taken back."""

from asa.households.importers.run import import_households
from asa.households.importers.taking_back import take_back_households

__all__ = ["import_households", "take_back_households"]
