"""What is brought in in bulk: registers, moves and endings; and how a register is taken back."""

from asa.volunteers.importers.changes import import_changes
from asa.volunteers.importers.changes_back import take_back_changes
from asa.volunteers.importers.taking_back import take_back_import
from asa.volunteers.importers.volunteers import import_volunteers

__all__ = ["import_changes", "import_volunteers", "take_back_changes", "take_back_import"]
