"""What is brought in in bulk: the areas of the country, and the villages that a file names."""

from asa.places.importers.areas import load_places
from asa.places.importers.villages import ensure_villages

__all__ = ["ensure_villages", "load_places"]
