"""What a list of problems may show of a cell that names a person."""

from asa.common.spreadsheets import Cell, CellError

_SHOWN_FIRST = 3
_DIGITS_OF_AN_ID = 12


def as_written(cell: Cell) -> str:
    """A cell as a spreadsheet program would show it, in one line."""
    if isinstance(cell, CellError):
        return cell.text
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())[:80]


def with_digits_hidden(cell: Cell) -> str:
    """The cell with all but its first and last digits hidden: 386xxxxxxx412."""
    text = as_written(cell)
    if isinstance(cell, CellError):
        return text
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    last = 3 if len(places) >= _DIGITS_OF_AN_ID else 2
    hidden = set(places[_SHOWN_FIRST:-last] if len(places) > _SHOWN_FIRST + last else places[1:])
    return "".join("x" if place in hidden else letter for place, letter in enumerate(text))
