"""The least that a visit can cost: a bare WSGI program that keeps each form as a row of SQLite."""

import os
import sqlite3
from collections.abc import Callable, Iterable
from threading import local
from typing import Any
from urllib.parse import parse_qs

TABLE = """
CREATE TABLE IF NOT EXISTS visit (
  key TEXT PRIMARY KEY, household TEXT NOT NULL, area TEXT NOT NULL, happened_on TEXT NOT NULL,
  note TEXT NOT NULL, recorded_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID
"""
INSERT = "INSERT INTO visit (key, household, area, happened_on, note) VALUES (?, ?, ?, ?, ?)"
_thread = local()


def _connection() -> sqlite3.Connection:
    """One connection for each thread, as safe on disk as ours: every commit is synced."""
    if not hasattr(_thread, "connection"):
        connection = sqlite3.connect(os.environ["BARE_DATABASE"], timeout=20, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(TABLE)
        _thread.connection = connection
    return _thread.connection  # type: ignore[no-any-return] # a thread's local is untyped


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """POST keeps a visit and answers 302; anything else answers 200."""
    if environ["REQUEST_METHOD"] != "POST":
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"ready"]
    form = parse_qs(environ["wsgi.input"].read().decode())
    row = [form[name][0] for name in ("key", "household", "area", "happened_on", "note")]
    connection = _connection()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(INSERT, row)
    connection.execute("COMMIT")
    start_response("302 Found", [("Location", "/"), ("Content-Length", "0")])
    return [b""]
