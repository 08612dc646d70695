"""The least that an import can cost: the sheet read raw, and its cells inserted raw.

    python -m bench.raw_import FILE DATABASE    prints seconds and megabytes as JSON

DATABASE is the path of a file of SQLite or the address of a PostgreSQL.
The same columns as the register keeps, with three indexes; nothing is checked or normalised.
"""

import json
import resource
import sqlite3
import sys
import time
from typing import Any

import psycopg
from python_calamine import CalamineWorkbook

HEADER_ROW = 3


def import_raw(path: str, database: str) -> int:
    """Reads every row below the headings of each sheet and inserts it as text; returns how many."""
    book = CalamineWorkbook.from_path(path)
    width, count = book.get_sheet_by_index(0).width, 0
    columns = [f"c{number}" for number in range(width)]
    connection, mark = _connected(database)
    connection.execute(
        f"CREATE TABLE register ({', '.join(f'{column} text' for column in columns)})"
    )
    for column in columns[:3]:
        connection.execute(f"CREATE INDEX by_{column} ON register ({column})")
    marks, cursor = ", ".join([mark] * width), connection.cursor()
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        records = [[str(cell) for cell in row] for row in rows[HEADER_ROW:]]
        cursor.executemany(f"INSERT INTO register VALUES ({marks})", records)  # noqa: S608 - fixed
        count += len(records)
    connection.commit()
    connection.close()
    return count


def _connected(database: str) -> tuple[Any, str]:
    """A connection to the address of a PostgreSQL or to a file of SQLite, and its placeholder."""
    if "://" in database:
        return psycopg.connect(database), "%s"
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    return connection, "?"


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
