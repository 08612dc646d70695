"""What is brought in in bulk: registers of volunteers; and how such a list is taken back."""

from asa.volunteers.importers.taking_back import take_back_import
from asa.volunteers.importers.volunteers import import_volunteers

__all__ = ["import_volunteers", "take_back_import"]
