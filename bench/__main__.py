"""make bench: measures Asa against limits of the same run, and ends with 1 where a goal is broken.

python -m bench [imports] [national] [writes] [lists] [whole] [install] [search] [cards]
    [certificates] [--rounds 5]
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from bench import cards, certificates, imports, install, national, pages, search, whole
from bench.folders import Demo, scratch
from bench.harness import Row, table

PARTS: dict[str, Callable[[int, Demo], list[Row]]] = {
    "imports": imports.measure,
    "national": national.measure,
    "writes": pages.writes,
    "lists": pages.lists,
    "whole": whole.measure,
    "install": install.measure,
    "search": search.measure,
    "cards": cards.measure,
    "certificates": certificates.measure,
}


def report(rows: Sequence[Row]) -> int:
    """Prints the table; 0 if every goal is kept, else 1."""
    print(table(rows))
    print("\nMedians of the rounds, least and most in brackets; a ratio is ours by reference.")
    broken = [row.what.strip() for row in rows if not row.is_kept]
    print(f"Broken: {', '.join(broken)}." if broken else "Every goal is kept.")
    return 1 if broken else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures Asa against limits of the same run.")
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    print("load average before:", " ".join(f"{load:.2f}" for load in os.getloadavg()), "\n")
    rows: list[Row] = []
    with scratch() as folder:
        demo = Demo(folder / "demo")
        for part in options.parts or PARTS:
            print(f"measuring {part}", file=sys.stderr)
            rows += PARTS[part](options.rounds, demo)
    return report(rows)


if __name__ == "__main__":
    sys.exit(main())
