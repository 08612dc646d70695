"""Reading pages that were saved as .xls: what old office systems call "export to Excel"."""

from html.parser import HTMLParser
from typing import Final

from asa.common.spreadsheets.sheets import MOST_CELLS, Cell, Merged, Sheet, too_much

MARKUP: Final = ("<html", "<!doctype", "<table", "<?xml", "<meta", "<style", "<head", "<body")
# Cells drawn over more than this come from nobody's list.
_WIDEST: Final = 1000


def read_tables(text: str, name: str) -> list[Sheet]:
    """The tables of a page as sheets, their cells as texts; a table alone bears the file's name."""
    reader = _Reader()
    reader.feed(text)
    reader.end()
    found = [table for table in reader.tables if table.rows]
    if len(found) == 1:
        return [found[0].as_sheet(name)]
    return [table.as_sheet(f"{name} {number}") for number, table in enumerate(found, 1)]


class _Table:
    """A table that is being read: rows of texts, and how far down cells of rows above reach."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merged: list[Merged] = []
        # Per column the row (from 0) down to which a cell of a row above reaches, exclusive.
        self.until: dict[int, int] = {}
        self.cells = 0

    def begin_row(self) -> None:
        self.rows.append([])

    def add(self, text: str, *, width: int, height: int) -> None:
        """A cell; of one that is drawn over several places the first has the words."""
        if not self.rows:
            self.begin_row()
        top = len(self.rows) - 1
        row = self.rows[top]
        while self.until.get(len(row), 0) > top:
            row.append("")
        left = len(row)
        self.cells += width * height
        if self.cells > MOST_CELLS:
            raise too_much()
        row.extend([text] + [""] * (width - 1))
        if width > 1 or height > 1:
            self.merged.append(((top, left), (top + height - 1, left + width - 1)))
            self.until |= dict.fromkeys(range(left, left + width), top + height)

    def as_sheet(self, name: str) -> Sheet:
        width = max(map(len, self.rows))
        if width * len(self.rows) > MOST_CELLS:
            raise too_much()
        for row in self.rows:
            row.extend([""] * (width - len(row)))
        return Sheet(name, self.rows, self.merged)


class _Reader(HTMLParser):
    """Collects the tables; a table within a cell is taken for words of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.depth = 0
        self.words: list[str] | None = None
        self.span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(_Table())
        elif self.depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].begin_row()
        elif self.depth == 1 and tag in ("td", "th"):
            self._end_cell()
            told = dict(attrs)
            self.words = []
            self.span = (_count(told.get("colspan")), _count(told.get("rowspan")))
        elif tag == "br" and self.words is not None:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.depth == 1 and tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self.depth:
            self.depth -= 1

    def end(self) -> None:
        """The page is over, whatever it left open."""
        self.close()
        self._end_cell()

    def handle_data(self, data: str) -> None:
        if self.words is not None:
            self.words.append(data)

    def _end_cell(self) -> None:
        if self.words is None:
            return
        lines = ("".join(self.words)).replace("\xa0", " ").split("\n")
        text = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        self.tables[-1].add(text, width=self.span[0], height=self.span[1])
        self.words = None


def _count(said: str | None) -> int:
    return min(_WIDEST, max(1, int(said))) if said and said.isascii() and said.isdigit() else 1
