"""Sets one document by Typst and ends. It knows nothing of Asa.

Run as a program: reads {"files": {name: text}, "fonts": folder, "format": "pdf" or "png"} as JSON
from standard input and writes the document to standard output (of pictures the first page). In a
process of its own, so that the memory of a thousand pages is given back.
"""

import json
import sys
from typing import Any

import typst


def typeset(order: str) -> bytes:
    """The document of an order."""
    asked = json.loads(order)
    made: Any = typst.compile(
        {name: text.encode() for name, text in asked["files"].items()},
        font_paths=[asked["fonts"]],
        ignore_system_fonts=True,
        format=asked["format"],
        ppi=asked.get("ppi"),
        pdf_tags=False,
    )
    return bytes(made[0]) if isinstance(made, list) else bytes(made or b"")


if __name__ == "__main__":
    sys.stdout.buffer.write(typeset(sys.stdin.read()))
