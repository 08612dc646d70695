from asa.places.actions.areas import choose_successor, confirm_villages, ensure_village
from asa.places.actions.changes import (
    carry_late,
    carry_out_change,
    propose_change,
    undo_change,
    withdraw_change,
)

__all__ = [
    "carry_late",
    "carry_out_change",
    "choose_successor",
    "confirm_villages",
    "ensure_village",
    "propose_change",
    "undo_change",
    "withdraw_change",
]
