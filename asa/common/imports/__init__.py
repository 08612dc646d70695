"""What every import shares: reading cells, faults by cell, the report, writing in bulk."""

from asa.common.imports import cells, masks, wholes
from asa.common.imports.around import IsPlace
from asa.common.imports.reading import Field, Progress, Source, Table, tables
from asa.common.imports.report import Place, Problem, Report

__all__ = [
    "Field",
    "IsPlace",
    "Place",
    "Problem",
    "Progress",
    "Report",
    "Source",
    "Table",
    "cells",
    "masks",
    "tables",
    "wholes",
]
