"""Papers with the right Thai marks: a document of Typst becomes a PDF."""

import base64
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import gettext

from asa.common.errors import DomainError

FONTS = Path(__file__).parent / "fonts"
_PROGRAM = Path(__file__).with_name("typesetter.py")
PHOTO_PIXELS = (400, 520)


class TypesettingError(DomainError):
    """A document that could not be set; the sentence says that nothing was changed."""


def typeset(files: Mapping[str, str], *, picture_ppi: int | None = None) -> bytes:
    """The PDF of a document whose `main.typ` may read the other files, all of them text.

    Everything goes from memory to memory: no photo and no number touches the disk unsealed.
    picture_ppi: pixels per inch, for a PNG of the first page instead.
    """
    order = {
        "files": dict(files),
        "fonts": str(FONTS),
        "format": "png" if picture_ppi else "pdf",
        "ppi": picture_ppi,
    }
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", str(_PROGRAM)],
        input=json.dumps(order).encode(),
        capture_output=True,
        check=False,
    )
    if run.returncode:
        # What Typst says may hold the words of the paper, so it stays out of sentence and log.
        raise TypesettingError(
            gettext("The paper could not be made. Nothing was changed. Tell the administrator.")
        )
    return run.stdout


def as_svg(jpeg: bytes, pixels: tuple[int, int] = PHOTO_PIXELS) -> str:
    """A photo as a text file that Typst can read, in its width and height in pixels."""
    width, height = pixels
    content = base64.b64encode(jpeg).decode("ascii")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 {width} {height}"><image width="{width}" height="{height}"'
        f' xlink:href="data:image/jpeg;base64,{content}"/></svg>'
    )
