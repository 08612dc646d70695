"""The least that an import can cost: the sheet read raw, and its cells inserted raw.

    python -m bench.raw_import FILE DATABASE    prints seconds and megabytes as JSON

The same columns as the register keeps, with three indexes; nothing is checked or normalised.
"""

import json
import resource
import sqlite3
import sys
import time

from python_calamine import CalamineWorkbook

HEADER_ROW = 3


def import_raw(path: str, database: str) -> int:
    """Reads every row below the headings and inserts it as text; returns how many."""
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    width = len(rows[HEADER_ROW - 1])
    records = [[str(cell) for cell in row] for row in rows[HEADER_ROW:]]
    columns = [f"c{number}" for number in range(width)]
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"CREATE TABLE register ({', '.join(columns)})")
    for column in columns[:3]:
        connection.execute(f"CREATE INDEX by_{column} ON register ({column})")
    marks = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO register VALUES ({marks})", records)  # noqa: S608 - fixed
    connection.commit()
    connection.close()
    return len(records)


def main() -> None:
    started, cpu = time.perf_counter(), time.process_time()
    rows = import_raw(*sys.argv[1:3])
    figures = {
        "rows": rows,
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
