"""Centres brought in from a list, and such a list taken back."""

from asa.centres.importers.centres import import_centres
from asa.centres.importers.taking_back import take_back_centres

__all__ = ["import_centres", "take_back_centres"]
