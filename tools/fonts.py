#!/usr/bin/env python
"""Makes the fonts of papers from the fonts of pages: Typst reads TTF, and one file for each weight.

    uv run --with fonttools --with brotli tools/fonts.py

The shipped woff2 files are split by script; here Thai and Latin become one file again. The result
lies in the repository, so that nobody needs these programs to run Asa.
"""

import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "asa/common/static/asa/fonts"
PAPERS = ROOT / "asa/common/fonts"
WEIGHTS = {"400": "Regular", "600": "SemiBold", "700": "Bold"}
# Thai first: where both have a sign, its metrics and its marks are the ones that count.
SCRIPTS = ("thai", "latin")


def unpacked(script: str, weight: str, folder: Path) -> str:
    """One woff2 file as TTF in a folder; the path of it."""
    font = TTFont(PAGES / f"sarabun-{script}-{weight}-normal.woff2")
    font.flavor = None
    target = folder / f"{script}-{weight}.ttf"
    font.save(target)
    return str(target)


def merge(weight: str, name: str) -> Path:
    """Thai and Latin of one weight as one file."""
    with tempfile.TemporaryDirectory() as folder:
        parts = [unpacked(script, weight, Path(folder)) for script in SCRIPTS]
        font = Merger().merge(parts)
    target = PAPERS / f"Sarabun-{name}.ttf"
    font["head"].modified = font["head"].created
    font.save(target)
    return target


def main() -> None:
    for weight, name in WEIGHTS.items():
        path = merge(weight, name)
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
