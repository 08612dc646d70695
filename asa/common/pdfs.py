"""PDFs of the typesetter one behind the other in one file, of which only one is in memory.

A part is a PDF as Typst writes it: a table of places in plain text, no objects inside others, no
encryption. Its objects get new numbers; its pages hang on one tree with those of the other parts.
ISO 32000-1, 7.5 (structure of a file) and 7.7.3 (tree of pages).
"""

import re
from itertools import pairwise
from typing import IO, Final

_HEADER: Final = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"
_NUMBER = re.compile(rb"(?<![\d.])(\d+) 0 (R|obj)\b")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*\Z", re.DOTALL)
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
# The first two objects of the file: its catalogue and the tree of its pages.
_CATALOGUE, _TREE = 1, 2


class PdfError(ValueError):
    """A part that is not written as Typst writes PDFs."""


class JoinedPdf:
    """A PDF that grows by parts; `close` writes what a reader looks for first."""

    def __init__(self, file: IO[bytes], *, language: str = "th") -> None:
        self._file, self._language = file, language
        self._places: dict[int, int] = {}
        self._next = _TREE + 1
        self._trees: list[int] = []
        self.pages = 0
        self._at = file.write(_HEADER)

    def add(self, part: bytes) -> None:
        """Write the pages of a part behind those that are there."""
        root, objects = _objects_of(part)
        catalogue = objects.pop(root, None)
        found = re.search(rb"/Pages (\d+) 0 R", catalogue or b"")
        if found is None or int(found[1]) not in objects:
            raise PdfError("The part has no tree of pages.")
        tree, first = int(found[1]), self._next
        new = {old: first + place for place, old in enumerate(sorted(objects))}
        self.pages += _pages_in(objects[tree])
        for old, content in sorted(objects.items()):
            own = _branch(content) if old == tree else content
            self._write(new[old], _renumbered(own, new))
        self._next = first + len(objects)
        self._trees.append(new[tree])

    def close(self) -> None:
        """Write the catalogue, the tree of all pages and the table of places."""
        kids = b" ".join(b"%d 0 R" % tree for tree in self._trees)
        self._write(_TREE, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self.pages, kids))
        language = self._language.encode()
        self._write(_CATALOGUE, b"<</Type/Catalog/Pages %d 0 R/Lang(%b)>>" % (_TREE, language))
        start, size = self._at, self._next
        rows = [b"%010d 00000 n\r\n" % self._places[number] for number in range(1, size)]
        self._file.write(b"xref\n0 %d\n0000000000 65535 f\r\n" % size + b"".join(rows))
        self._file.write(
            b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
            % (size, _CATALOGUE, start)
        )

    def _write(self, number: int, content: bytes) -> None:
        self._places[number] = self._at
        self._at += self._file.write(b"%d 0 obj\n%b\nendobj\n\n" % (number, content))


def _objects_of(part: bytes) -> tuple[int, dict[int, bytes]]:
    """The number of the catalogue, and each object without its head and end."""
    trailer = _TRAILER.search(part, max(len(part) - 2048, 0))
    root = re.search(rb"/Root (\d+) 0 R", trailer[1]) if trailer else None
    if trailer is None or root is None or b"/ObjStm" in part:
        raise PdfError("The part is not a plain PDF.")
    start = int(trailer[2])
    lines = part[start:].split(b"trailer", 1)[0].split(b"\n")[2:]
    places = [int(line[:10]) for line in lines if line[17:18] == b"n"]
    ends = sorted([*places, start])
    after = dict(pairwise(ends))
    objects: dict[int, bytes] = {}
    for place in places:
        whole = part[place : after[place]]
        head = _NUMBER.match(whole)
        if head is None or head[2] != b"obj":
            raise PdfError("The table of places does not fit.")
        objects[int(head[1])] = whole[head.end() : whole.rindex(b"endobj")].strip(b"\n")
    return int(root[1]), objects


def _pages_in(tree: bytes) -> int:
    count, kids = re.search(rb"/Count (\d+)", tree), _KIDS.search(tree)
    if count is None or kids is None:
        raise PdfError("The tree of pages has no count.")
    return int(count[1])


def _branch(tree: bytes) -> bytes:
    """The tree of a part as a branch of the file's own; the sign is for the number of that one."""
    return tree.replace(b"<<", b"<</Parent \x00", 1)


def _renumbered(content: bytes, new: dict[int, int]) -> bytes:
    """The content with the new numbers; what stands in a stream is no reference."""
    head, sign, stream = content.partition(b"stream\n")
    told = _NUMBER.sub(lambda found: b"%d 0 %b" % (new[int(found[1])], found[2]), head)
    return told.replace(b"\x00", b"%d 0 R" % _TREE, 1) + sign + stream
