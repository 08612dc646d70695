"""The pages that every import shares: bringing a list in, and taking it back."""

from asa.common.imports.views.bringing_in import headings, result, rows, upload
from asa.common.imports.views.taking_back import back, batch, batches

__all__ = ["back", "batch", "batches", "headings", "result", "rows", "upload"]
