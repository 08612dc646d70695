from asa.places.actions.areas import choose_successor, confirm_villages, ensure_village
from asa.places.actions.changes import (
    carry_late,
    carry_out_change,
    propose_change,
    undo_change,
    withdraw_change,
)
from asa.places.actions.villages import name_villages

__all__ = [
    "carry_late",
    "carry_out_change",
    "choose_successor",
    "confirm_villages",
    "ensure_village",
    "name_villages",
    "propose_change",
    "undo_change",
    "withdraw_change",
]
