"""Writing beside reading: one batch of rows is written while the next is read and decided."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

# While a database works it leaves Python to the other thread, and has it back so soon (seconds).
_TURN = 0.0001


class Writer:
    """A thread that writes what it is given, in order, on the connection of the thread that reads.

    Of the two only one uses the connection at a time: whatever the reading thread asks of the
    database waits until all that was given is written.
    """

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        self._thread, self._reader = thread, threading.get_ident()
        self._written: Future[None] | None = None

    def give(self, write: Callable[[], None]) -> None:
        """Have something written after what was given before; raises what went wrong with that."""
        self.wait()
        self._written = self._thread.submit(copy_context().run, write)

    def wait(self) -> None:
        """Until all is written; raises what went wrong."""
        written, self._written = self._written, None
        if written is not None:
            written.result()

    def guard(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Around each statement of the connection: the reading thread waits for its turn."""
        if threading.get_ident() == self._reader:
            self.wait()
        return execute(sql, params, many, context)


@contextmanager
def writer() -> Iterator[Writer]:
    """Inside a transaction, a thread that writes in it; at the end all that it was given is there.

    What goes wrong in either thread goes on from here, with the other one at rest.
    """
    connection, turn = connections[DEFAULT_DB_ALIAS], sys.getswitchinterval()

    def take_connection() -> None:
        connections[DEFAULT_DB_ALIAS] = connection

    connection.inc_thread_sharing()
    sys.setswitchinterval(_TURN)
    try:
        with ThreadPoolExecutor(1, "import", take_connection) as thread:
            beside = Writer(thread)
            with connection.execute_wrapper(beside.guard):
                yield beside
                beside.wait()
    finally:
        sys.setswitchinterval(turn)
        connection.dec_thread_sharing()
