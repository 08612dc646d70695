"""Outlines of areas, from the files that mapping offices publish."""

from asa.coverage.importers.shapes import Loaded, load_shapes

__all__ = ["Loaded", "load_shapes"]
